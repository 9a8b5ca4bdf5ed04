# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""The heaviest chain of runs is the one that trying all of them finds, and its runs follow each other on both sides."""

from itertools import combinations, pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from gyebo.chains import MOST_RUNS, Runs, chains
from gyebo.grams import SHORTEST_RUN

RUN = st.tuples(st.integers(0, 60), st.integers(0, 60), st.integers(SHORTEST_RUN, 30))


def runs(*given: tuple[int, int, int, int]) -> Runs:
    """Of pair, begins and length."""
    columns = np.array(sorted(given), np.int64).reshape(-1, 4).T
    return Runs(*columns)


def heaviest(each: list[tuple[int, int, int]]) -> int:
    """Of every choice of runs in order, each cut where it overlaps the one before."""
    most = 0
    for count in range(1, len(each) + 1):
        for chosen in combinations(sorted(each), count):
            most = max(most, weight(list(chosen)))
    return most


def weight(chosen: list[tuple[int, int, int]]) -> int:
    total = chosen[0][2]
    for (a, b, length), (x, y, size) in pairwise(chosen):
        left = size - max(a + length - x, b + length - y, 0)
        if x <= a or y <= b or left < SHORTEST_RUN:
            return 0
        total += left
    return total


@given(st.lists(RUN, max_size=6, unique=True), st.lists(RUN, max_size=6, unique=True))
def test_the_chain_is_as_heavy_as_the_heaviest_of_all(
    one: list[tuple[int, int, int]], two: list[tuple[int, int, int]]
) -> None:
    found = chains(runs(*((0, *run) for run in one), *((2, *run) for run in two)), 3)
    assert found.tokens.tolist() == [heaviest(one), 0, heaviest(two)]


@given(st.lists(RUN, max_size=8, unique=True))
def test_its_runs_follow_each_other_and_do_not_overlap(each: list[tuple[int, int, int]]) -> None:
    found = chains(runs(*((0, *run) for run in each)), 1)
    parts = list(zip(found.runs.ours.tolist(), found.runs.theirs.tolist(), found.runs.length.tolist(), strict=True))
    assert sum(length for _, _, length in parts) == found.tokens[0]
    for (a, b, length), (x, y, _) in pairwise(parts):
        assert a + length <= x
        assert b + length <= y


def test_runs_are_the_longest_stretches_of_equal_eights() -> None:
    ours, theirs = np.array([3, 4, 5, 20, 9]), np.array([13, 14, 15, 30, 2])
    found = Runs.of(np.array([1, 1, 1, 1, 0]), ours, theirs)
    assert list(zip(found.pair, found.ours, found.theirs, found.length, strict=True)) == [
        (0, 9, 2, SHORTEST_RUN),
        (1, 3, 13, SHORTEST_RUN + 2),
        (1, 20, 30, SHORTEST_RUN),
    ]


def test_of_very_many_runs_the_longest_are_kept() -> None:
    places = np.arange(0, 40 * 20, 20)
    ours = np.concatenate([places, [7, 8]])
    found = Runs.of(np.zeros(len(ours), np.int64), ours, np.concatenate([places, [907, 908]]))
    assert len(found.pair) == MOST_RUNS
    assert found.length.max() == SHORTEST_RUN + 1


def test_nothing_in_common_is_no_chain() -> None:
    none = np.empty(0, np.int64)
    assert chains(Runs.of(none, none, none), 2).tokens.tolist() == [0, 0]
