# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""A row of the lineage leads to every match in which its code stands, and its numbers add up."""

from dataclasses import replace

from gyebo.formats.html.strands import MOST, Standing, strands
from gyebo.report import File, Lineage, Portion, Report, Stake


def test_a_row_leads_to_its_matches_and_to_the_findings_that_rest_on_them(example: Report) -> None:
    first, shared = strands(example)[:2]
    (standing,) = first.files
    assert (standing.path, standing.tokens, standing.more) == ("narae/modeling_narae.py", 289, 0)
    assert [(one.match, one.tokens) for one in standing.strands] == [("9afba37b9ad5", 289)]
    assert "core-reuse" in {one.rule for one in first.findings}
    assert not shared.findings


def test_a_match_that_shows_a_model_of_another_row_is_told_as_such(example: Report) -> None:
    row = example.lineage[0]
    other = replace(row, works=example.lineage[1].works)
    own, another = strands(replace(example, lineage=(row, other)))
    assert [one.is_another for one in (own.files[0].strands[0], another.files[0].strands[0])] == [False, True]


def _crowded(example: Report, count: int) -> tuple[File, Lineage]:
    """A file in which so many matches hold code of one origin, the later the more."""
    file = next(one for one in example.files if any(each.match for each in one.fragments))
    fragment = next(one for one in file.fragments if one.match)
    assert fragment.match
    fragments = tuple(
        replace(
            fragment,
            span=replace(fragment.span, first_line=number + 1, last_line=number + 1),
            match=replace(fragment.match, id=f"m{number}"),
        )
        for number in range(count)
    )
    stakes = tuple(Stake(f"m{number}", number + 1) for number in range(count))
    portion = Portion(file.path, example.lineage[0].portions[0].commonality, sum(s.tokens for s in stakes), stakes)
    return replace(file, fragments=fragments), replace(example.lineage[0], portions=(portion,))


def _standing(example: Report, count: int) -> Standing:
    file, row = _crowded(example, count)
    return strands(replace(example, files=(file,), lineage=(row,)))[0].files[0]


def test_of_many_matches_the_largest_are_listed_in_the_order_of_the_file(example: Report) -> None:
    standing = _standing(example, MOST + 2)
    assert [one.match for one in standing.strands] == [f"m{number}" for number in range(2, MOST + 2)]
    assert standing.more == 2


def test_a_report_of_an_earlier_version_leads_to_the_files_alone(example: Report) -> None:
    row = example.lineage[0]
    earlier = replace(row, portions=tuple(replace(one, matches=()) for one in row.portions))
    (told,) = strands(replace(example, lineage=(earlier,)))
    assert [(one.path, one.tokens, one.strands) for one in told.files] == [("narae/modeling_narae.py", 289, ())]
