# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Runs of equal tokens, and how much of both sides they are."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gyebo.hashing import fold
from gyebo.model import Candidate, Run
from gyebo.stages import align
from gyebo.stages.align import SHORTEST_RUN, Sought, alone, pair, runs

CANDIDATE = Candidate(0, 10.0, 1.0, 1.0, 1.0)
COMMON = Candidate(0, 10.0, 0.1, 0.1, 0.1)
CODES = st.lists(st.integers(0, 3), max_size=60)


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


@given(CODES, CODES)
def test_shares_lie_between_nothing_and_all(submitted: list[int], referenced: list[int]) -> None:
    found = pair(Sought.of(np.array(submitted, np.uint16)), np.array(referenced, np.uint16), CANDIDATE)
    assert 0 <= found.resemblance <= found.containment <= 1
    assert found.tokens <= min(len(submitted), len(referenced))


def test_shares_are_of_both_sides_and_of_the_submitted_one() -> None:
    submitted, referenced = np.arange(20, dtype=np.uint16), np.arange(40, dtype=np.uint16)
    found = pair(Sought.of(submitted), referenced, CANDIDATE)
    assert (found.tokens, found.resemblance, found.containment) == (20, 0.5, 1.0)


def test_what_repeats_counts_once() -> None:
    once = np.arange(20, dtype=np.uint16)
    again = np.concatenate([once] * 4)
    found = pair(Sought.of(again), again, CANDIDATE)
    assert found.tokens == 80
    # Twenty eights in a row differ, the seven across each seam among them.
    assert found.varied == 20 + SHORTEST_RUN - 1


def test_inserted_code_parts_a_run() -> None:
    referenced = np.arange(40, dtype=np.uint16)
    submitted = np.concatenate([referenced[:15], np.arange(100, 110, dtype=np.uint16), referenced[15:]])
    assert runs(submitted, referenced) == (Run(0, 0, 15), Run(25, 15, 25))


def test_of_moved_code_the_longer_stretch_is_aligned() -> None:
    referenced = np.arange(60, dtype=np.uint16)
    moved = np.concatenate([referenced[40:], referenced[:40]])
    assert runs(moved, referenced) == (Run(20, 0, 40),)


def test_what_is_too_large_is_not_aligned(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(align, "LARGEST_PRODUCT", 100)
    both = np.zeros(11, np.uint16)
    assert runs(both, both) == ()


def test_folded_codes_tell_different_codes_apart() -> None:
    codes = np.random.default_rng(1).integers(0, 2**64, 1000, np.uint64)
    assert len(np.unique(fold(codes))) > 980


def test_code_in_another_order_counts_where_much_that_is_rare_is_shared() -> None:
    referenced = np.arange(60, dtype=np.uint16)
    moved = np.concatenate([referenced[at : at + 12] for at in (48, 24, 0, 36, 12)])
    assert pair(Sought.of(moved), referenced, CANDIDATE).tokens == 60
    assert pair(Sought.of(moved), referenced, COMMON).tokens < 40


def test_code_said_twice_counts_once() -> None:
    referenced = np.arange(30, dtype=np.uint16)
    found = pair(Sought.of(np.concatenate([referenced, referenced[10:], referenced[:20]])), referenced, CANDIDATE)
    assert (found.tokens, found.inclusion) == (30, 1.0)


def test_only_runs_that_nobody_else_has_are_alone() -> None:
    ours = np.arange(40, dtype=np.uint16)
    theirs, another = ours[:30], np.concatenate((ours[:20], np.arange(100, 120, dtype=np.uint16)))
    assert alone(ours, theirs, ()) == 30
    assert alone(ours, theirs, (another,)) == 30 - (20 - SHORTEST_RUN + 1)
    assert alone(ours, theirs, (another, ours[10:30])) == 0
    assert alone(ours, theirs, (ours,)) == 0
