# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""What the stages found, in the published types: places, kinds, notices, references, origins."""

import re
from collections.abc import Callable

import pytest

from gyebo.formats import html
from gyebo.report import Direction, Fragment, Match, NoticeState, Publication, Report

Scan = Callable[[str], Report]


def _fragment(report: Report, name: str) -> Fragment:
    (found,) = [fragment for file in report.files for fragment in file.fragments if fragment.name == name]
    return found


def _match(report: Report, name: str) -> Match:
    match = _fragment(report, name).match
    assert match
    return match


@pytest.fixture
def attention(scan_case: Scan) -> Match:
    """A class with every name replaced."""
    return _match(scan_case("renamed-copy-holder-replaced"), "NorthLocalAttention")


def test_a_place_says_whose_work_it_is_where_and_of_when(attention: Match) -> None:
    place = attention.referenced
    assert (place.work.model, place.work.organisation, place.work.country) == ("aurora", "aurora_lab", "NO")
    assert place.work.known_from == "invented for this test"
    assert (place.path, place.name) == ("modeling_aurora.py", "AuroraWindowedAttention")
    assert (place.released, place.licence, place.host) == ("2025-03-01", "Apache-2.0", "Aurora models")
    assert attention.ties == (place,)


def test_the_renames_a_match_rests_on_are_told(attention: Match) -> None:
    told = {(rename.referenced, rename.submitted) for rename in attention.renames}
    assert told >= {("AuroraWindowedAttention", "NorthLocalAttention"), ("turn_pairs", "spin"), ("_fence", "_hide_far")}
    assert all(rename.referenced != rename.submitted and rename.places > 0 for rename in attention.renames)


def test_regions_cover_a_renamed_copy_from_end_to_end(attention: Match, scan_case: Scan) -> None:
    fragment = _fragment(scan_case("renamed-copy-holder-replaced"), "NorthLocalAttention")
    assert sum(region.tokens for region in attention.regions) == attention.tokens == fragment.tokens
    assert attention.regions[0].submitted.first_line == fragment.span.first_line
    assert attention.regions[-1].submitted.last_line == fragment.span.last_line


def test_a_whole_file_is_shown_from_its_first_line_of_code(scan_case: Scan) -> None:
    found = next(
        one for file in scan_case("whole-file-renamed").files for one in file.fragments if one.kind == "module"
    )
    assert found.match
    assert found.match.referenced_text
    assert found.match.referenced.first_line == 1  # the file, which begins with its licence
    assert found.match.referenced_text.lines[0] == "import math"


def test_both_sides_are_shown_line_for_line(attention: Match, scan_case: Scan) -> None:
    fragment = _fragment(scan_case("renamed-copy-holder-replaced"), "NorthLocalAttention")
    assert attention.submitted_text.first_line == fragment.span.first_line
    assert attention.submitted_text.lines[0].startswith("class NorthLocalAttention")
    assert attention.referenced_text
    assert attention.referenced_text.first_line == attention.referenced.first_line
    assert attention.referenced_text.lines[0].startswith("class AuroraWindowedAttention")


@pytest.mark.parametrize(
    ("case", "state"),
    [
        ("verbatim-copy-notice-kept", NoticeState.COMPLETED),
        ("renamed-copy-holder-replaced", NoticeState.SUBSTITUTED),
        ("copy-notice-dropped", NoticeState.DROPPED),
        ("copy-nothing-to-retain", NoticeState.NOTHING_TO_RETAIN),
    ],
)
def test_what_became_of_a_notice_is_told(case: str, state: NoticeState, scan_case: Scan) -> None:
    report = scan_case(case)
    matches = [fragment.match for file in report.files for fragment in file.fragments if fragment.match]
    assert matches
    assert {one.state for match in matches for one in match.notices} == {state}


@pytest.mark.parametrize(
    ("case", "path", "level"),
    [("renamed-copy-reference-given", "modeling_north.py", 3), ("reference-in-notice", "NOTICE", 1)],
)
def test_a_reference_is_told_with_where_it_stands(case: str, path: str, level: int, scan_case: Scan) -> None:
    references = _match(scan_case(case), "NorthLocalAttention").references
    assert {(one.path, one.level) for one in references} == {(path, level)}
    assert all("aurora" in one.target.casefold() for one in references)


def test_when_a_model_was_first_published_is_told_beside_the_date_of_the_copy(scan_case: Scan) -> None:
    match = _match(scan_case("older-work-younger-copy"), "NorthLocalAttention")
    told = [(tie.work.model, tie.first_published, tie.released) for tie in match.ties]
    birch, aster = Publication("forest", "0.9.0", "2024-05-10"), Publication("forest-models", "1.1.0", "2024-12-01")
    assert told == [("birch", birch, "2025-03-01"), ("aster", aster, "2025-03-01")]
    assert (match.referenced, match.referenced.work.first_published) == (match.ties[0], birch)


def test_a_model_older_than_the_submission_in_a_younger_copy_leaves_both_readings_open(scan_case: Scan) -> None:
    report = scan_case("older-work-younger-copy")
    match = _match(report, "NorthLocalAttention")
    assert (match.direction, match.earlier_release) == (Direction.IN_COMMON, match.ties[0].first_published)
    page = re.sub(r'<span class="date">([\d-]+)</span>', r"\1", html.render(report).decode())
    assert "In Forest models, birch was first published with forest 0.9.0 on 2024-05-10" in page
    assert "compared was the copy in forest of 2025-03-01" in page
    for reading in ("the submission may have taken it from there", "the submission may have had it first"):
        assert reading in page
    for reading in ("제출물이 거기서 가져왔을 수 있습니다", "제출물에 먼저 있었을 수 있습니다"):
        assert reading in page


@pytest.mark.parametrize("case", ["older-than-the-reference", "shared-by-two"])
def test_of_models_that_no_chronology_knows_nothing_is_claimed(case: str, scan_case: Scan) -> None:
    match = _match(scan_case(case), "NorthLocalAttention")
    assert (match.earlier_release, match.referenced.first_published, match.referenced.work.first_published) == (
        None,
    ) * 3
    assert match.referenced.since == match.referenced.released


def test_of_a_librarys_own_file_it_is_told_since_when_the_library_has_it(scan_case: Scan) -> None:
    report = scan_case("file-of-a-librarys-own")
    (finding,) = (one for one in report.findings if one.rule == "missing-reference")
    told = "By its name modeling_aurora.py was published with aurora 0.4.0 on 2024-05-10 already"
    assert f"{told}; that release was not compared." in [one.text.en for one in finding.supporting]
    page = re.sub(r'<span class="date">([\d-]+)</span>', r"\1", html.render(report).decode())
    assert "In Aurora models, a file modeling_aurora.py was first published with aurora 0.4.0 on 2024-05-10" in page
    assert "modeling_aurora.py 파일은 Aurora models에 2024-05-10, aurora 0.4.0 버전으로 처음 실렸습니다" in page


def test_of_a_librarys_own_file_that_may_be_older_both_readings_are_told(scan_case: Scan) -> None:
    report = scan_case("older-file-younger-copy")
    assert _match(report, "AuroraWindowedAttention").direction is Direction.IN_COMMON
    page = re.sub(r'<span class="date">([\d-]+)</span>', r"\1", html.render(report).decode())
    assert "Two readings stay open. In Aurora models, a file modeling_aurora.py was first published" in page
    assert "두 가지로 읽을 수 있습니다. modeling_aurora.py 파일은 제출 코드가" in page


def test_a_tie_set_holds_one_place_for_each_work(scan_case: Scan) -> None:
    match = _match(scan_case("common-heritage"), "NorthLocalAttention")
    assert (match.models, match.organisations) == (5, 5)
    assert sorted(tie.work.model for tie in match.ties) == ["aster", "birch", "cedar", "dogwood", "elder"]


def test_origins_are_named_in_the_order_in_which_they_explain_the_submission(scan_case: Scan) -> None:
    report = scan_case("two-origins")
    assert [[work.model for work in origin.works] for origin in report.lineage] == [["aurora"], ["borealis"]]
    first, second = report.lineage
    assert first.files == ("north/modeling_north.py",)
    assert second.files == ("north/mixture.py",)
    assert first.tokens + second.tokens == report.coverage.exclusive_tokens
    assert first.exclusive_share == first.share == round(first.tokens / report.coverage.tokens, 6)


def test_domestic_tokens_are_counted_apart(scan_case: Scan) -> None:
    domestic = scan_case("domestic-origin").coverage
    assert domestic.domestic_tokens == domestic.exclusive_tokens > 0
    assert scan_case("renamed-copy-holder-replaced").coverage.domestic_tokens == 0


def test_ids_are_unique_in_a_report(scan_case: Scan) -> None:
    report = scan_case("two-origins")
    fragments = [fragment for file in report.files for fragment in file.fragments]
    ids = [f.id for f in fragments] + [f.match.id for f in fragments if f.match] + [f.id for f in report.findings]
    assert len(set(ids)) == len(ids)


def test_a_link_of_which_nothing_is_said_is_no_reference_and_shown_where_one_is_missed(scan_case: Scan) -> None:
    report = scan_case("link-without-a-word")
    assert [one.level for one in _match(report, "NorthLocalAttention").references] == [0]
    (missed,) = [one for one in report.findings if one.rule == "missing-reference"]
    (told,) = [one for one in missed.mitigating if one.location and one.location.first_line == 2]
    assert "See https://github.com/aurora-lab/aurora" in told.text.en
    assert "without saying that code comes from it" in told.text.en
