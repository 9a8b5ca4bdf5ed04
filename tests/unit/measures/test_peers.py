# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""The rank that a tool gives the right origin."""

from measures.peers import rank

RIGHT = frozenset({"a", "b"})


def test_the_best_of_the_right_ones_counts() -> None:
    assert rank({"a": 0.2, "b": 0.9, "c": 0.5}, RIGHT) == 1
    assert rank({"a": 0.2, "b": 0.4, "c": 0.5, "d": 0.6}, RIGHT) == 3


def test_what_is_equal_comes_before_it() -> None:
    assert rank({"a": 0.5, "c": 0.5}, RIGHT) == 2


def test_without_a_score_there_is_no_rank() -> None:
    assert rank({"c": 0.5}, RIGHT) == 0
