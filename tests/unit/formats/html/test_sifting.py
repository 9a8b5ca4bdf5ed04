# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""What the findings can be sifted by."""

from collections.abc import Callable
from dataclasses import replace

from gyebo.formats.html.sifting import sifting
from gyebo.report import DeclarationState, Report


def test_every_finding_has_its_file_and_the_origins_of_its_matches(example: Report) -> None:
    told = sifting(example)
    works = {f.match.id: f.match.referenced.work.name for file in example.files for f in file.fragments if f.match}
    for finding in example.findings:
        facts = told.facts[finding.id]
        assert told.files[facts.file] == finding.location.path
        assert {told.origins[one] for one in facts.origins} == {works[one] for one in finding.matches if one in works}


def test_a_finding_counts_as_declared_when_all_its_matches_are(example: Report) -> None:
    for state in (DeclarationState.DECLARED, DeclarationState.UNDECLARED):
        files = tuple(
            replace(
                file,
                fragments=tuple(
                    replace(one, match=replace(one.match, declaration=state) if one.match else None)
                    for one in file.fragments
                ),
            )
            for file in example.files
        )
        facts = sifting(replace(example, files=files)).facts
        told = {facts[one.id].is_declared for one in example.findings if one.matches}
        assert told == {state is DeclarationState.DECLARED}


def test_a_finding_that_quotes_sentences_is_found_by_whose_they_are(scan_case: Callable[[str], Report]) -> None:
    report = scan_case("sentences-kept-code-rewritten")
    told = sifting(report)
    (quoting,) = (one for one in report.findings if one.rule == "retained-wording")
    assert [told.origins[one] for one in told.facts[quoting.id].origins] == ["aurora"]
