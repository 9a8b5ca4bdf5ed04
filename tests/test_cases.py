# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Each folder of tests/cases: what must be found in it is found, and nothing else."""

import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from gyebo import resources
from gyebo.report import Coverage, File, Finding, Fragment, Report
from gyebo.stages.assess import UNDATED

HERE = Path(__file__).resolve().parent / "cases"
NAMES = sorted(path.parent.name for path in HERE.glob("*/expected.toml"))
COMMITS = {"earlier", "between", "committed", "deadline", "history"}
KEYS = COMMITS | {"says", "organisation", "home", "matches", "findings", "absent"}
Expected = dict[str, Any]


def _expected(name: str) -> Expected:
    return tomllib.loads((HERE / name / "expected.toml").read_text(encoding="utf-8"))


def _fragments(report: Report) -> Iterator[tuple[str, Fragment]]:
    return ((file.path, fragment) for file in report.files for fragment in file.fragments)


def _matches(report: Report) -> list[Expected]:
    return [
        {
            "path": path,
            "fragment": fragment.name,
            "kind": match.kind.value,
            "commonality": match.commonality.value,
            "direction": match.direction.value,
            "organisations": sorted({place.work.organisation for place in match.ties}),
        }
        for path, fragment in _fragments(report)
        if (match := fragment.match)
    ]


def _findings(report: Report) -> list[Expected]:
    return [
        {"rule": one.rule, "path": one.location.path, "grade": one.grade.value, "confidence": one.confidence.value}
        for one in report.findings
    ]


def _sorted(found: list[Expected]) -> list[Expected]:
    return sorted(found, key=repr)


@pytest.mark.parametrize("name", NAMES)
def test_a_case_has_the_matches_it_says_and_no_others(name: str, scan_case: Callable[[str], Report]) -> None:
    assert _sorted(_matches(scan_case(name))) == _sorted(_expected(name).get("matches", []))


@pytest.mark.parametrize("name", NAMES)
def test_a_case_has_the_findings_it_says_and_no_others(name: str, scan_case: Callable[[str], Report]) -> None:
    assert _sorted(_findings(scan_case(name))) == _sorted(_expected(name).get("findings", []))


@pytest.mark.parametrize("name", NAMES)
def test_what_a_case_says_is_absent_is_there_to_be_found_but_not_found(
    name: str, scan_case: Callable[[str], Report]
) -> None:
    absent, report = _expected(name)["absent"], scan_case(name)
    plain = {fragment.name for _, fragment in _fragments(report) if not fragment.match and not fragment.borrowed_tokens}
    assert set(absent["fragments"]) <= plain
    assert not {finding.rule for finding in report.findings} & set(absent["rules"])


@pytest.mark.parametrize("name", NAMES)
def test_no_token_of_a_case_is_counted_twice_or_lost(name: str, scan_case: Callable[[str], Report]) -> None:
    report = scan_case(name)
    parts: list[Coverage | File] = [report.coverage, *report.files]
    for part in parts:
        taken = (part.exclusive_tokens, part.shared_tokens, part.common_tokens)
        counts = (part.own_tokens, part.base_tokens, *taken)
        assert sum(counts) == part.tokens
        assert min(counts) >= 0
        assert part.declared_exclusive_tokens <= part.exclusive_tokens
        assert part.declared_tokens <= sum(taken)
    assert sum(origin.tokens for origin in report.lineage) <= report.coverage.tokens
    borrowed = {file.path: file.tokens - file.own_tokens - file.base_tokens for file in report.files}
    assert borrowed == {file.path: file.fragments[0].borrowed_tokens for file in report.files}


@pytest.mark.parametrize("name", NAMES)
def test_every_finding_of_a_case_shows_where_and_speaks_both_languages(
    name: str, scan_case: Callable[[str], Report]
) -> None:
    report = scan_case(name)
    told = {fragment.match.id for _, fragment in _fragments(report) if fragment.match}
    for finding in report.findings:
        assert finding.supporting
        assert set(finding.matches) <= told
        for statement in (*finding.supporting, *finding.mitigating):
            assert statement.text.en
            assert statement.text.ko
            assert "{" not in statement.text.en + statement.text.ko


def test_of_a_file_that_is_one_makers_as_a_whole_all_is_declared_where_its_origin_is(
    scan_case: Callable[[str], Report],
) -> None:
    """Though its parts are shared each for itself: declared code is counted as the file's code is."""
    (file,) = [one for one in scan_case("whole-file-declared").files if one.exclusive_tokens]
    assert file.declared_tokens == file.tokens - file.own_tokens
    assert file.declared_exclusive_tokens == file.exclusive_tokens
    assert file.declared_common_tokens == file.common_tokens


def _against(report: Report, rule: str) -> str:
    return " ".join(one.text.en for finding in report.findings if finding.rule == rule for one in finding.mitigating)


def _for(report: Report, rule: str) -> str:
    return " ".join(one.text.en for finding in report.findings if finding.rule == rule for one in finding.supporting)


def test_a_reference_for_the_whole_repository_is_told_as_the_weak_one_it_is_with_what_is_not_asked_for_it(
    scan_case: Callable[[str], Report],
) -> None:
    told = _against(scan_case("reference-in-notice"), "foreign-code")
    assert told.count("(R1)") == told.count("of this file, in another one: Parts of modeling_north.py") == 1
    assert "no finding is made of it" not in told
    assert _for(scan_case("reference-in-notice"), "foreign-code").count("no finding is made of it") == 1
    told = _against(scan_case("renamed-copy-reference-given"), "foreign-code")
    assert "The submission names the origin" in told
    assert "(R1)" not in told
    assert "no finding is made of it" not in _for(scan_case("copy-notice-dropped"), "foreign-code")


def test_what_a_statement_of_the_origin_goes_on_to_say_is_no_trace_left_of_it(
    scan_case: Callable[[str], Report],
) -> None:
    """As `gyebo declare` drafts it, with the names that were changed, on several lines."""
    report = scan_case("whole-file-declared")
    assert any(one.is_statement for _, part in _fragments(report) if part.match for one in part.match.references)
    assert not any(part.match.leftovers for _, part in _fragments(report) if part.match)


def test_a_line_elsewhere_that_names_its_file_is_not_told_as_one_for_the_whole_repository(
    scan_case: Callable[[str], Report],
) -> None:
    for name in ("whole-file-declared", "reuse-declared", "annotated-for-the-file-itself"):
        told = _against(scan_case(name), "foreign-code")
        assert "The submission names the origin of this file, in another one" in told, name
        assert "(R1)" not in told, name


@pytest.mark.parametrize("name", NAMES)
def test_a_case_says_nothing_the_runner_does_not_read(name: str) -> None:
    expected = _expected(name)
    assert set(expected) <= KEYS
    assert set(expected["absent"]) == {"rules", "fragments"}
    assert (HERE / name / "submission").is_dir()
    assert (HERE / name / "reference" / "corpus.toml").is_file()


@pytest.mark.parametrize("rule", sorted(path.stem for path in (resources.folder("rules") / "findings").glob("*.toml")))
def test_every_rule_has_a_case_in_which_it_speaks_and_one_in_which_it_stays_silent(rule: str) -> None:
    expected = [_expected(name) for name in NAMES]
    assert [one["says"] for one in expected if rule in {finding["rule"] for finding in one.get("findings", [])}]
    assert [one["says"] for one in expected if rule in one["absent"]["rules"]]


def test_without_a_date_all_rules_but_those_that_need_none_lose_findings(scan_case: Callable[..., Report]) -> None:
    """Of these a run without a date says of an ignore that it was not judged, and not that it is unused."""
    speaking = {one["rule"]: name for name in NAMES for one in _expected(name).get("findings", [])}
    lost = {
        finding.rule
        for name in sorted(set(speaking.values()))
        for finding in _lost(scan_case(name), scan_case(name, without=frozenset(COMMITS)))
    }
    assert lost == set(speaking) - UNDATED


def _lost(before: Report, after: Report) -> list[Finding]:
    found = {one.id for one in after.findings}
    return [one for one in before.findings if one.id not in found]
