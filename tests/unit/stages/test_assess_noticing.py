# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""What is said of a notice that is gone: no more than the file shows."""

from collections.abc import Callable

from gyebo.report import Finding, Report

Scan = Callable[[str], Report]


def _dropped(report: Report) -> Finding:
    return next(one for one in report.findings if one.rule == "dropped-notice")


def test_a_file_with_another_statement_is_not_said_to_have_none(scan_case: Scan) -> None:
    finding = _dropped(scan_case("statement-of-an-earlier-year"))
    assert "no copyright statement of the submitted file names this holder" in finding.supporting[1].text.en
    against = [one.text.en for one in finding.mitigating]
    assert any("earlier year" in one and "SPDX-FileCopyrightText: 2019 Fjord Institute" in one for one in against)


def test_the_teams_own_line_is_of_no_earlier_year(scan_case: Scan) -> None:
    """It is of the year after the code was published."""
    report = scan_case("renamed-copy-holder-replaced")
    finding = next(one for one in report.findings if one.rule == "substituted-notice")
    assert not any("earlier year" in one.text.en for one in finding.mitigating)


def test_a_file_without_a_statement_is_said_to_have_none(scan_case: Scan) -> None:
    finding = _dropped(scan_case("copy-notice-dropped"))
    assert "the submitted file has no copyright statement" in finding.supporting[1].text.en
    assert not any("earlier year" in one.text.en for one in finding.mitigating)
