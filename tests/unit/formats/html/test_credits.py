# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""What is done well is gathered from all matches, each line once; what came late is not among it."""

from dataclasses import replace

from gyebo.formats import html
from gyebo.formats.html.credits import credited
from gyebo.report import HolderState, Match, Notice, NoticeState, Reference, Report

LINE = Notice("a.py", 3, "Copyright 2025 A and B", ("A", "B"))
MENTION = Reference("README.md", 7, "Adapted from brook", "brook", 2)


def _with(example: Report, notices: tuple[HolderState, ...], references: tuple[Reference, ...]) -> Report:
    def told(match: Match | None) -> Match | None:
        return replace(match, notices=notices, references=references) if match else None

    files = tuple(
        replace(file, fragments=tuple(replace(one, match=told(one.match)) for one in file.fragments))
        for file in example.files
    )
    return replace(example, files=files, declarations=(), licensing=type(example.licensing)(), findings=())


def _matches(example: Report) -> int:
    return sum(one.match is not None for file in example.files for one in file.fragments)


def test_a_line_that_keeps_holders_stands_once_with_all_of_them_and_its_matches(example: Report) -> None:
    states = tuple(HolderState(holder, NoticeState.RETAINED, LINE, LINE) for holder in ("A", "B"))
    (kept,) = credited(_with(example, states, ())).kept
    assert (kept.notice, kept.holders, kept.matches) == (LINE, ("A", "B"), _matches(example))


def test_a_line_that_stands_in_anothers_place_is_no_credit(example: Report) -> None:
    state = HolderState("A", NoticeState.SUBSTITUTED, LINE, replace(LINE, text="Copyright 2026 C"), later=LINE)
    assert not credited(_with(example, (state,), ()))


def test_an_origin_that_is_named_stands_once_and_a_mere_mention_not_at_all(example: Report) -> None:
    mere = replace(MENTION, line=9, level=0)
    (named,) = credited(_with(example, (), (MENTION, mere))).named
    assert (named.reference, named.matches) == (MENTION, _matches(example))


def test_a_page_without_credits_says_so_and_what_that_means_where_nothing_was_taken_over(example: Report) -> None:
    bare = _with(example, (), ())
    own = replace(bare, coverage=replace(bare.coverage, own_tokens=bare.coverage.judged_tokens))
    for report, says_so, says_why in ((bare, 1, 0), (own, 1, 1), (_with(example, (), (MENTION,)), 0, 0)):
        page = html.render(report).decode()
        assert page.count("Nothing of this kind was found.") == says_so
        assert page.count("there is nothing to keep or to name") == says_why


def test_a_holder_that_origins_spell_in_two_ways_stands_once_as_the_line_has_it(example: Report) -> None:
    line = replace(LINE, text="Copyright 2026 A and Brook Inc. team.", holders=("A", "Brook Inc. team"))
    states = tuple(
        HolderState(holder, NoticeState.RETAINED, LINE, line)
        for holder in ("Brook Team", "Brook Inc. team", "Moraenae")
    )
    (kept,) = credited(_with(example, states, ())).kept
    assert kept.holders == ("Brook Inc. team", "Moraenae")
