# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""The page of a cohort: safe, in both languages, in the order of the list."""

import re
from dataclasses import replace

import pytest

from gyebo.formats.html.cohort import render
from gyebo.report import Axis, Criterion, Grade, Report, Text, Ungraded
from gyebo.report.cohort import Cohort, Scanned, Unscanned, assemble

HOSTILE = "<img src=x onerror=alert(1)>\"'></script><!--\u202e{{7*7}}"


def _cohort(example: Report, names: tuple[str, ...] = ("zebra", "ant")) -> Cohort:
    scanned = [Scanned(name, f"{number:02}", example) for number, name in enumerate(names, 1)]
    return assemble("Round", scanned, [Unscanned("lost", "It is gone.")], 10)


def _page(cohort: Cohort) -> str:
    return render(cohort).decode()


def test_teams_stand_in_the_order_of_the_list(example: Report) -> None:
    rows = re.findall(r'<th scope="row"><a href="[^"]*" translate="no">([^<]+)</a>', _page(_cohort(example)))
    assert rows == ["zebra", "ant"] * (len(rows) // 2)


def test_hostile_names_and_reasons_stay_text(example: Report) -> None:
    cohort = _cohort(example, (HOSTILE, "b"))
    page = _page(replace(cohort, title=HOSTILE, unscanned=(Unscanned(HOSTILE, HOSTILE),)))
    assert "<img" not in page
    assert "<!--" not in page
    assert "\u202e" not in page
    assert page.count("</script>") == 1


def test_each_sentence_stands_in_both_languages(example: Report) -> None:
    tongues: list[str] = re.findall(r'<span lang="(\w+)">', _page(_cohort(example)))
    assert tongues == ["ko", "en"] * (len(tongues) // 2)


def test_its_links_lead_to_itself_and_to_the_teams_reports(example: Report) -> None:
    page = _page(_cohort(example))
    ids = set(re.findall(r' id="([^"]+)"', page))
    outside = r"0\d/report\.html(#F-[\w-]+|#criteria)?"
    for target in re.findall(r'href="([^"]+)"', page):
        assert target[1:] in ids if target.startswith("#") else re.fullmatch(outside, target)


def test_the_criteria_of_the_committee_stand_side_by_side_without_their_points(example: Report) -> None:
    same = Text("Origins are named", "출처를 밝힘")
    graded = Criterion("named", Axis.ETHICAL, same, same, 2, False, Grade.FLAW, 3.5, 10, same, same, ())
    judged = replace(graded, id="weights", value=None, grade=None, points=0, most=0, ungraded=Ungraded.PEOPLE)
    page = _page(_cohort(replace(example, criteria=(graded, judged))))
    part = page[page.index('<section id="criteria">') : page.index('<section id="lineage">')]
    assert part.count('<span class="grade flaw">') == part.count("Judged by people") == 2
    assert "3.5" not in part
    assert '<section id="criteria">' not in _page(_cohort(replace(example, criteria=())))


def test_a_team_of_which_nothing_was_analysed_does_not_look_like_a_clean_one(example: Report) -> None:
    empty = replace(example, files=(), findings=(), lineage=(), coverage=replace(example.coverage, files=0, tokens=0))
    cohort = assemble("Round", [Scanned("full", "01", example), Scanned("empty", "02", empty)], [], 10)
    page = _page(cohort)
    rows = re.findall(r"<tr[^>]*><th[^>]*><a[^>]*>empty</a></th>(.*?)</tr>", page)
    assert all("No file was analysed." in row for row in rows[: 1 + len({one.axis for one in example.rules})])
    lineage = page[page.index('<section id="lineage">') : page.index('<section id="shared">')]
    assert "No file was analysed." in lineage


def test_no_number_is_given_to_a_team_as_a_whole(example: Report) -> None:
    assert not re.search(r"score|rank \d|순위 \d|총점 \d", _page(_cohort(example)), re.IGNORECASE)


def test_fragments_that_all_have_are_listed_to_a_limit_and_the_rest_counted(example: Report) -> None:
    cohort = _cohort(example)
    assert cohort.shared
    many = replace(cohort, shared=cohort.shared[:1] * 450)
    assert "150 more are in cohort.json." in _page(many)


@pytest.mark.parametrize("smallest", [10, 100_000])
def test_fragments_below_the_smallest_are_not_compared(smallest: int, example: Report) -> None:
    scanned = [Scanned(name, name, example) for name in ("a", "b")]
    assert bool(assemble("x", scanned, [], smallest).shared) == (smallest == 10)


def test_a_fragment_of_one_team_alone_is_nobody_elses(example: Report) -> None:
    other = replace(example, files=())
    assert assemble("x", [Scanned("a", "a", example), Scanned("b", "b", other)], [], 1).shared == ()


def test_code_that_is_published_for_one_team_is_for_all_that_have_it(example: Report) -> None:
    """Of a team's own publications nothing is told of that team: its copy looks new, the others' does not."""
    own = replace(
        example,
        files=tuple(
            replace(file, fragments=tuple(replace(one, borrowed_tokens=0) for one in file.fragments))
            for file in example.files
        ),
    )
    for teams in ((own, example), (example, own)):
        scanned = [Scanned(name, name, report) for name, report in zip("ab", teams, strict=True)]
        shared = {one.tokens: one.known for one in assemble("Round", scanned, (), 40).shared}
        assert shared[306] == round(289 / 306, 4)


def test_whose_each_submission_is_and_by_when_it_counts_is_told(example: Report) -> None:
    sent = replace(example.submission, organisation="upstage", organisation_name=Text("Upstage", "업스테이지"))
    page = _page(_cohort(replace(example, submission=replace(sent, deadline="2026-06-30"))))
    part = page[page.index('<section id="yardstick">') :]
    assert part.count("2026-06-30") == part.count("업스테이지") == 2
