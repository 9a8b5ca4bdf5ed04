# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""What files are compared by: shared runs share a fingerprint, features belong to their units."""

from collections.abc import Callable

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from gyebo.hashing import mix
from gyebo.model import U64, Analysed
from gyebo.stages.fingerprint import GRAM, SMALLEST_UNIT, WINDOW, winnow

Analyse = Callable[[str], Analysed]
CODES = st.lists(st.integers(0, 5), max_size=40)


def raw(codes: list[int]) -> U64:
    return mix(np.array(codes, np.uint64))


@given(CODES, CODES, st.lists(st.integers(0, 5), min_size=12, max_size=30), CODES, CODES)
def test_a_shared_run_of_twelve_tokens_shares_a_fingerprint(
    before: list[int], after: list[int], run: list[int], other_before: list[int], other_after: list[int]
) -> None:
    one, other = winnow(raw(before + run + after)), winnow(raw(other_before + run + other_after))
    assert set(one.hash.tolist()) & set(other.hash.tolist())
    within = (one.position >= len(before)) & (one.position + GRAM <= len(before) + len(run))
    assert within.any()


@given(CODES)
def test_no_more_is_chosen_than_winnowing_allows(codes: list[int]) -> None:
    chosen = winnow(raw(codes))
    assert len(chosen.hash) == len(chosen.position) <= max(0, len(codes) - GRAM + 1)
    assert bool(len(chosen.hash)) == (len(codes) >= GRAM)
    assert (np.diff(chosen.position.astype(np.int64)) <= WINDOW).all()


def features(found: Analysed, unit: int) -> set[int]:
    low, high = found.prints.bounds[unit : unit + 2].tolist()
    return set(found.prints.features[low:high].tolist())


def test_a_units_features_do_not_depend_on_what_stands_around_it(analysed: Analyse, texts: dict[str, str]) -> None:
    alone, among = analysed(texts["shift"]), analysed(texts["norm"] + texts["shift"] + texts["router"])
    at = [unit.name for unit in among.syntax.units].index("shift")
    assert alone.prints.digests[1] == among.prints.digests[at]
    assert alone.prints.exact[1] == among.prints.exact[at]
    shared = features(alone, 1) & features(among, at)
    assert len(shared) >= 0.9 * len(features(alone, 1))


def test_features_are_sorted_and_distinct_and_modules_have_none(analysed: Analyse, texts: dict[str, str]) -> None:
    found = analysed(texts["header"] + texts["norm"])
    assert features(found, 0) == set()
    for unit in range(len(found.syntax.units)):
        low, high = found.prints.bounds[unit : unit + 2].tolist()
        assert (np.diff(found.prints.features[low:high].astype(object)) > 0).all()


def test_a_method_s_shapes_are_its_classs_shapes_too(analysed: Analyse, texts: dict[str, str]) -> None:
    found = analysed(texts["norm"])
    assert features(found, 3) <= features(found, 1)


def test_units_below_the_smallest_size_have_no_features(analysed: Analyse) -> None:
    short = "def f(a):\n    return a + 1\n"
    found = analysed(short)
    assert found.syntax.units[1].last < SMALLEST_UNIT
    assert features(found, 1) == set()
    assert (found.prints.signatures[1] == 0xFFFFFFFF).all()


def test_an_empty_file_has_fingerprints(analysed: Analyse) -> None:
    prints = analysed("").prints
    assert (len(prints.digests), len(prints.features), prints.bounds.tolist()) == (1, 0, [0, 0])


def test_twelve_tokens_are_enough_in_otherwise_unrelated_code() -> None:
    draw = np.random.default_rng(1)
    for _ in range(500):
        run = draw.integers(0, 1000, 12)
        one, other = (winnow(raw([*draw.integers(0, 1000, 30), *run, *draw.integers(0, 1000, 30)])) for _ in range(2))
        assert set(one.hash.tolist()) & set(other.hash.tolist())
