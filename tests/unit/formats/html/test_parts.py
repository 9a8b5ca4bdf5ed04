# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""A part of a function that has an origin of its own is linked and shown where it lies, and no more of it."""

from dataclasses import replace

import pytest

from gyebo.formats import html
from gyebo.formats.html.page import page
from gyebo.formats.html.parts import AROUND, together
from gyebo.report import Change, Excerpt, File, FragmentKind, NoticeState, Region, Report, Span

KEPT, REST, TOKENS = 28, Span(36, 1, 43, 47), 40
"""The last line that the class's own match holds here, and what it leaves over."""


def _file(example: Report, kind: FragmentKind) -> File:
    """A class whose match ends early, and in it a fragment whose match is with ten lines of the last file's origin."""
    file = example.files[1]
    outer, other = file.fragments[1], example.files[2].fragments[0]
    assert outer.match
    assert other.match
    kept = tuple(one for one in outer.match.regions if one.submitted.last_line <= KEPT)
    rest = Excerpt(REST.first_line, outer.match.submitted_text.lines[REST.first_line - outer.span.first_line :])
    theirs = Span(10, 1, 9 + len(rest.lines), 40)
    match = replace(
        other.match,
        id="part",
        tokens=TOKENS,
        regions=(Region(REST, theirs, TOKENS),),
        submitted_text=rest,
        referenced_text=Excerpt(1, (*("before = 1",) * 9, *rest.lines, *("after = 1",) * 20)),
        changes=(Change(None, Span(1, 1, 9, 10)), Change(None, Span(12, 1, 12, 5)), Change(None, Span(18, 1, 37, 9))),
    )
    inner = replace(outer, id="inner", kind=kind, span=REST, tokens=TOKENS, borrowed_tokens=TOKENS, match=match)
    return replace(file, fragments=(replace(outer, match=replace(outer.match, regions=kept)), inner))


def _with(example: Report, file: File) -> Report:
    return replace(example, files=(file, example.files[2]))


def test_a_part_that_its_function_s_match_holds_already_is_no_part_of_it(example: Report) -> None:
    whole = example.files[1].fragments[1]
    file = _file(example, FragmentKind.STRETCH)
    file = replace(file, fragments=(whole, file.fragments[1]))
    assert page(_with(example, file)).files[0].matches[0].parts == ()


def test_a_function_leads_to_its_part_and_the_part_says_where_it_lies(example: Report) -> None:
    shown = html.render(_with(example, _file(example, FragmentKind.STRETCH))).decode().replace("<wbr>", "")
    outer, part = shown.split('id="M-part"')
    assert 'href="#M-part"><span lang="ko">36–43번 줄</span><span lang="en">lines 36–43</span>' in outer.replace(
        ' <span class="note">', ""
    )
    assert "narae/modeling_narae.py:36–43" in part[: part.index("</h")]


@pytest.mark.parametrize(("kind", "before", "after"), [("stretch", AROUND, AROUND), ("method", 9, 20)])
def test_of_the_other_side_of_a_part_only_what_is_around_it_is_shown(
    example: Report, kind: str, before: int, after: int
) -> None:
    found = page(_with(example, _file(example, FragmentKind(kind)))).found["part"]
    has = [row.submitted is not None for row in found.rows]
    assert (has.index(True), has[::-1].index(True)) == (before, after)
    inside = [one.referenced.first_line for one in found.differences if one.referenced]
    assert inside == ([1, 12, 18] if kind == "method" else [])


def test_of_a_long_tie_set_the_first_eight_stand_open_and_the_rest_is_folded_away(example: Report) -> None:
    file = example.files[1]
    fragment = file.fragments[0]
    assert fragment.match
    ties = tuple(replace(fragment.match.ties[0], name=f"Tied{n}End") for n in range(11))
    tied = replace(fragment, match=replace(fragment.match, ties=ties))
    shown = html.render(replace(example, files=(replace(file, fragments=(tied,)),))).decode()
    first, folded = shown[shown.index("Tied0End") :].split('<details class="aside">', 1)
    assert [n for n in range(11) if f"Tied{n}End" in first] == list(range(8))
    assert all(f"Tied{n}End" in folded[: folded.index("</details>")] for n in range(8, 11))


def test_holders_of_one_line_of_which_the_same_became_are_told_together(example: Report) -> None:
    match = next(one.match for file in example.files for one in file.fragments if one.match and one.match.notices)
    first = match.notices[0]
    other = replace(first, state=NoticeState.MOVED, holder="C")
    told = together((replace(first, holder="A"), other, replace(first, holder="B")))
    assert [(one.holder, one.state) for one in told] == [("A, B", first.state), ("C", NoticeState.MOVED)]
