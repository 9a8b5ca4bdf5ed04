# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Two sources beside each other: nothing lost, equal runs level and marked."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gyebo import codec
from gyebo.formats.html.side_by_side import LONGEST, Line, Row, side_by_side
from gyebo.report import Excerpt, Match, Region, Rename, Report, Span
from gyebo.resources import folder


def example_match() -> Match:
    report = codec.from_json(Report, (folder("reports") / "example.json").read_bytes(), "example.json")
    match = report.files[1].fragments[1].match
    assert match
    return match


MATCH = example_match()


def laid_out(left: tuple[str, ...], right: tuple[str, ...] | None, *regions: Region) -> tuple[Row, ...]:
    referenced = None if right is None else Excerpt(100, right)
    match = replace(MATCH, regions=regions, submitted_text=Excerpt(10, left), referenced_text=referenced)
    return side_by_side(match, "python")


def numbers(rows: tuple[Row, ...]) -> list[tuple[int | None, int | None]]:
    return [
        (row.submitted.number if row.submitted else None, row.referenced.number if row.referenced else None)
        for row in rows
    ]


def marked(line: Line | None) -> list[tuple[int, str]]:
    return [(piece.region, piece.text) for piece in line.pieces if piece.region] if line else []


def test_equal_runs_stand_level_with_each_other() -> None:
    run = Region(Span(11, 1, 12, 3), Span(103, 1, 104, 3), 9)
    rows = laid_out(("x", "abc", "def"), ("p", "q", "r", "abc", "def", "z"), run)
    assert numbers(rows) == [(10, 100), (None, 101), (None, 102), (11, 103), (12, 104), (None, 105)]


def test_a_comment_put_in_does_not_push_the_lines_below_it_out_of_level() -> None:
    run = Region(Span(10, 1, 13, 5), Span(100, 1, 102, 5), 9)
    rows = laid_out(("a = f(x)", "# why", "if b:", "c = 1"), ("p = g(y)", "if q:", "r = 1"), run)
    assert numbers(rows) == [(10, 100), (11, None), (12, 101), (13, 102)]


def test_a_moved_run_is_marked_though_it_cannot_be_level() -> None:
    first = Region(Span(10, 1, 10, 3), Span(101, 1, 101, 3), 9)
    second = Region(Span(11, 1, 11, 3), Span(100, 1, 100, 3), 9)
    rows = laid_out(("abc", "def"), ("def", "abc"), first, second)
    assert sorted(m for row in rows for m in marked(row.submitted)) == [(1, "abc"), (2, "def")]
    assert sorted(m for row in rows for m in marked(row.referenced)) == [(1, "abc"), (2, "def")]


def test_a_mark_covers_the_columns_of_the_span_and_no_indentation() -> None:
    run = Region(Span(10, 5, 11, 6), Span(100, 1, 101, 2), 9)
    rows = laid_out(("x = [1,  ", "    2]  # own"), ("[1,", "2]"), run)
    assert [marked(row.submitted) for row in rows] == [[(1, "[1,")], [(1, "2]")]]


def test_the_end_of_a_very_long_line_is_left_out_and_counted_and_its_marks_stay() -> None:
    long = "x = '" + "A" * 200_000 + "'"
    run = Region(Span(10, 1, 11, 3), Span(100, 1, 101, 3), 9)
    end = Region(Span(12, 199_000, 12, 199_900), Span(102, 199_000, 102, 199_900), 9)
    first, second, third = (one.submitted for one in laid_out((long, "abc", long), (long, "abc", long), run, end))
    assert first
    assert second
    assert third
    assert [(len(text), region) for region, text in marked(first)] == [(LONGEST, 1)]
    assert [line.cut for line in (first, second, third)] == [len(long) - LONGEST, 0, len(long) - LONGEST]
    assert [piece.text for piece in third.pieces] == [long[:LONGEST]]


def test_hidden_characters_show_without_moving_the_marks() -> None:
    run = Region(Span(10, 3, 10, 5), Span(100, 1, 100, 3), 9)
    rows = laid_out(("\u202e abc",), ("abc",), run)
    assert marked(rows[0].submitted) == [(1, "abc")]


def test_without_the_referenced_text_the_submitted_one_stands_alone() -> None:
    assert numbers(laid_out(("a", "b"), None)) == [(10, None), (11, None)]


def test_a_changed_name_is_marked_in_equal_runs_and_nowhere_else() -> None:
    run = Region(Span(10, 1, 10, 20), Span(100, 1, 100, 20), 9)
    match = replace(
        MATCH,
        regions=(run,),
        renames=(Rename("old", "new", 2),),
        submitted_text=Excerpt(10, ("new = f('new') # new", "new = 2")),
        referenced_text=Excerpt(100, ("old = f('old') # old", "old = 3")),
    )
    first, second = side_by_side(match, "python")
    for line, name in ((first.submitted, "new"), (first.referenced, "old")):
        assert line
        assert [run.text for piece in line.pieces for run in piece.runs if run.is_renamed] == [name]
    assert second.submitted
    assert not any(run.is_renamed for piece in second.submitted.pieces for run in piece.runs)


def test_a_line_that_lies_in_one_run_wholly_is_told_from_one_that_lies_in_it_partly() -> None:
    run = Region(Span(10, 1, 12, 3), Span(100, 1, 102, 3), 9)
    rows = laid_out(("    a", "", "abc def"), ("    a", "", "abc def"), run)
    assert [row.submitted.is_whole for row in rows if row.submitted] == [True, True, False]


spans = st.builds(Span, *[st.integers(-5, 130)] * 4)
excerpts = st.lists(st.text(max_size=12), max_size=8).map(tuple)


@pytest.mark.filterwarnings("default")
@given(excerpts, excerpts, st.lists(st.builds(Region, spans, spans, st.just(8)), max_size=6))
def test_every_line_stands_once_and_in_order_whatever_the_spans(
    left: tuple[str, ...], right: tuple[str, ...], regions: list[Region]
) -> None:
    rows = laid_out(left, right, *regions)
    assert [row.submitted.number for row in rows if row.submitted] == list(range(10, 10 + len(left)))
    assert [row.referenced.number for row in rows if row.referenced] == list(range(100, 100 + len(right)))
    for text, row in zip(left, (row for row in rows if row.submitted), strict=True):
        assert row.submitted
        if text.isprintable() and text.isascii():
            assert "".join(piece.text for piece in row.submitted.pieces) == text
