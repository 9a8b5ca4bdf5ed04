# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Runs of equal tokens, and how much of both sides they are."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gyebo.aligned import Aligned
from gyebo.grams import SHORTEST_RUN, Eights
from gyebo.hashing import fold
from gyebo.model import I64, U16, Candidates, Features, Paired, Run
from gyebo.stages import align as align_module
from gyebo.stages.align import Least, Stored, align, runs

RARE, COMMON = 1.0, 0.1
CODES = st.lists(st.integers(0, 3), max_size=60)


def aligned(
    submitted: U16,
    *referenced: U16,
    rarity: float = RARE,
    span: tuple[int, int] | None = None,
    least: Least | None = None,
) -> Aligned:
    """A fragment, all of its file unless a span is given, and candidates that have so much of what is rare."""
    lengths = np.array([len(one) for one in referenced], np.int64)
    last: I64 = np.cumsum(lengths)
    stored = Stored(np.concatenate(referenced), lambda cls: (last[cls] - lengths[cls], last[cls]))
    cls, shares = np.arange(len(referenced)), np.full(len(referenced), rarity)
    asked = Candidates(Features(cls, cls), cls, shares, shares, shares, shares)
    spans = [span or (0, len(submitted))]
    (found,) = align(Eights.of(submitted), spans, [asked], stored, least or Least.nothing())
    return found


def paired(submitted: U16, referenced: U16, rarity: float = RARE) -> Paired:
    (found,) = aligned(submitted, referenced, rarity=rarity).paired
    return found


def under(starts: list[int]) -> int:
    return len({at + n for at in starts for n in range(SHORTEST_RUN)})


def eights(codes: U16) -> list[bytes]:
    return [codes[at : at + SHORTEST_RUN].tobytes() for at in range(len(codes) - SHORTEST_RUN + 1)]


@given(CODES, CODES)
def test_runs_are_equal_on_both_sides_in_order_and_apart(submitted: list[int], referenced: list[int]) -> None:
    ours, theirs = np.array(submitted, np.uint16), np.array(referenced, np.uint16)
    at = (0, 0)
    for run in runs(ours, theirs):
        assert run.length >= SHORTEST_RUN
        assert run.submitted >= at[0]
        assert run.referenced >= at[1]
        at = (run.submitted + run.length, run.referenced + run.length)
        assert submitted[run.submitted : at[0]] == referenced[run.referenced : at[1]]


@given(CODES)
def test_equal_sequences_are_one_run(codes: list[int]) -> None:
    both = np.array(codes, np.uint16)
    assert runs(both, both) == ((Run(0, 0, len(codes)),) if len(codes) >= SHORTEST_RUN else ())


def test_inserted_code_parts_a_run() -> None:
    referenced = np.arange(40, dtype=np.uint16)
    submitted = np.concatenate([referenced[:15], np.arange(100, 110, dtype=np.uint16), referenced[15:]])
    assert runs(submitted, referenced) == (Run(0, 0, 15), Run(25, 15, 25))


def test_of_moved_code_the_longer_stretch_is_aligned() -> None:
    referenced = np.arange(60, dtype=np.uint16)
    moved = np.concatenate([referenced[40:], referenced[:40]])
    assert runs(moved, referenced) == (Run(20, 0, 40),)


def test_what_is_too_large_is_not_aligned(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(align_module, "LARGEST_PRODUCT", 100)
    both = np.zeros(11, np.uint16)
    assert runs(both, both) == ()


def test_folded_codes_tell_different_codes_apart() -> None:
    codes = np.random.default_rng(1).integers(0, 2**64, 1000, np.uint64)
    assert len(np.unique(fold(codes))) > 980


@given(CODES, CODES)
def test_in_any_order_the_tokens_are_those_of_a_count_by_hand(submitted: list[int], referenced: list[int]) -> None:
    ours, theirs = np.array(submitted, np.uint16), np.array(referenced, np.uint16)
    found = paired(ours, theirs)
    mine, other = eights(ours), eights(theirs)
    both = set(mine) & set(other)
    counts = (under([at for at, one in enumerate(side) if one in both]) for side in (mine, other))
    assert found.tokens == min(counts)
    assert found.varied == (len(both) + SHORTEST_RUN - 1 if both else 0)


@given(CODES, CODES)
def test_in_order_are_at_most_as_many_as_in_any(submitted: list[int], referenced: list[int]) -> None:
    ours, theirs = np.array(submitted, np.uint16), np.array(referenced, np.uint16)
    ordered, anywhere = paired(ours, theirs, COMMON), paired(ours, theirs)
    assert ordered.tokens <= anywhere.tokens
    assert ordered.varied <= anywhere.varied
    assert bool(ordered.tokens) == bool(anywhere.tokens)


@given(CODES, CODES)
def test_shares_lie_between_nothing_and_all(submitted: list[int], referenced: list[int]) -> None:
    found = paired(np.array(submitted, np.uint16), np.array(referenced, np.uint16))
    assert 0 <= found.resemblance <= found.containment <= 1
    assert found.tokens <= min(len(submitted), len(referenced))


def test_shares_are_of_both_sides_and_of_the_submitted_one() -> None:
    found = paired(np.arange(20, dtype=np.uint16), np.arange(40, dtype=np.uint16))
    assert (found.tokens, found.resemblance, found.containment) == (20, 0.5, 1.0)


@pytest.mark.parametrize("rarity", [RARE, COMMON])
def test_what_repeats_counts_once(rarity: float) -> None:
    again = np.concatenate([np.arange(20, dtype=np.uint16)] * 4)
    found = paired(again, again, rarity)
    assert found.tokens == 80
    # Twenty eights in a row differ, the seven across each seam among them.
    assert found.varied == 20 + SHORTEST_RUN - 1


def test_code_in_another_order_counts_where_much_that_is_rare_is_shared() -> None:
    referenced = np.arange(60, dtype=np.uint16)
    moved = np.concatenate([referenced[at : at + 12] for at in (48, 24, 0, 36, 12)])
    assert paired(moved, referenced).tokens == 60
    assert paired(moved, referenced, COMMON).tokens == 24


def test_code_said_twice_counts_once() -> None:
    referenced = np.arange(30, dtype=np.uint16)
    found = paired(np.concatenate([referenced, referenced[10:], referenced[:20]]), referenced)
    assert (found.tokens, found.inclusion) == (30, 1.0)


@pytest.mark.parametrize("rarity", [RARE, COMMON])
def test_a_part_of_a_file_is_aligned_for_itself(rarity: float) -> None:
    file = np.concatenate([np.arange(40, dtype=np.uint16), np.arange(10, 50, dtype=np.uint16)])
    found = aligned(file, np.arange(60, dtype=np.uint16), rarity=rarity, span=(40, 80)).paired[0]
    assert (found.tokens, found.varied, found.containment) == (40, 40, 1.0)


def test_fragments_beyond_what_is_worked_on_at_once_give_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    random = np.random.default_rng(5)
    file = random.integers(0, 9, 300).astype(np.uint16)
    sides = [np.concatenate([file[at : at + 60], random.integers(0, 9, 20).astype(np.uint16)]) for at in (0, 90, 200)]
    before = list(aligned(file, *sides, span=(50, 260)).paired)
    monkeypatch.setattr(align_module, "_AT_ONCE", 1)
    monkeypatch.setattr("gyebo.grams._AT_ONCE", 16)
    assert list(aligned(file, *sides, span=(50, 260)).paired) == before
    assert sum(one.tokens for one in before) > 100


def test_only_candidates_that_may_have_a_say_are_told() -> None:
    file, small = np.arange(100, dtype=np.uint16), np.arange(10, dtype=np.uint16)
    strange = np.arange(200, 250, dtype=np.uint16)
    found = aligned(file, small, strange, file[:40], least=Least(0.3, 0.4, 0.15))
    assert [one.candidate.cls for one in found.paired] == [2]
    assert len(found.candidates.cls) == 3


def test_only_runs_that_nobody_else_has_are_alone() -> None:
    ours = np.arange(40, dtype=np.uint16)
    theirs, another = ours[:30], np.concatenate((ours[:20], np.arange(100, 120, dtype=np.uint16)))
    found = aligned(ours, theirs, another, ours[10:30], ours)
    gone = 20 - SHORTEST_RUN + 1

    def alone(*others: int) -> tuple[int, float]:
        return found.alone(0, np.isin(found.candidates.cls, others))

    assert alone() == (30, 1.0)
    assert alone(1) == (30 - gone, (30 - SHORTEST_RUN + 1 - gone) / (30 - SHORTEST_RUN + 1))
    assert alone(1, 2) == (0, 0.0)
    assert alone(3) == (0, 0.0)


def test_who_has_most_of_what_is_in_common_has_the_same_code() -> None:
    ours = np.arange(40, dtype=np.uint16)
    strange = np.arange(100, 140, dtype=np.uint16)
    found = aligned(ours, ours[:30], strange, ours[:25], ours[:20], strange, ours, strange)
    assert found.having(0, 0.75).tolist() == [0, 2, 5]
    assert found.having(0, 0.5).tolist() == [0, 2, 3, 5]
    assert found.having(1, 0.5).tolist() == []


def test_what_a_candidate_leaves_over_is_told_in_stretches() -> None:
    ours = np.arange(100, dtype=np.uint16)
    found = aligned(ours, ours[20:40], np.concatenate([ours[:20], ours[80:]]), ours)
    assert found.rest(0, 10) == [(0, 20), (40, 100)]
    assert found.rest(0, 30) == [(40, 100)]
    assert found.rest(1, 10) == [(20, 80)]
    assert found.rest(2, 1) == []
