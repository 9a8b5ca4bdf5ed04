# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Rows of the table of accuracy, and how sure a share is."""

import pytest

from measures.rows import Bar, Row, Sense, interval, lines


def test_the_interval_is_wilsons() -> None:
    # Newcombe (1998), Statistics in Medicine 17, table I: 81 of 263, 15 of 148, 0 of 20 and 1 of 29.
    for right, of, low, high in ((81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0, 0.1611)):
        assert interval(right, of) == pytest.approx((low, high), abs=5e-5)
    assert interval(1, 29) == pytest.approx((0.0061, 0.1718), abs=5e-5)


def test_nothing_measured_says_nothing_and_meets_no_bar() -> None:
    assert interval(0, 0) == (0, 1)
    assert Row("none", 0, 0, Bar(0.5)).is_missed
    assert Row("none", 0, 0, Bar(0.5, Sense.AT_MOST)).is_missed


def test_a_bar_is_met_from_its_own_side() -> None:
    assert not Row("right", 19, 20, Bar(0.95)).is_missed
    assert Row("right", 18, 20, Bar(0.95)).is_missed
    assert not Row("wrong", 1, 20, Bar(0.05, Sense.AT_MOST)).is_missed
    assert Row("wrong", 2, 20, Bar(0.05, Sense.AT_MOST)).is_missed


def test_a_row_without_a_bar_informs_only() -> None:
    told = Row("what", 1, 20)
    assert not told.is_missed
    assert next(lines([told])).endswith("23.6%")


def test_a_line_says_how_many_of_how_many_how_sure_and_against_what() -> None:
    first, below = lines([Row("half", 1_950, 2_000, Bar(0.98), ("why",))])
    assert first.split() == "half 1,950 of 2,000 97.5% 96.7% to 98.1% >= 98.0% no".split()
    assert below.strip() == "why"


def test_a_share_near_none_is_not_told_as_none() -> None:
    assert "0.003%" in next(lines([Row("wrong", 1, 30_000, Bar(0.0001, Sense.AT_MOST))]))
