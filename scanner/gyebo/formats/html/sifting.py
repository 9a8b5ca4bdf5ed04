# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""What the findings can be sifted by on the page, and what the team itself says to each of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from gyebo.report import DECLARED, Declaration, Finding, Match, Reference, Report, Suppression, Taken


@dataclass(frozen=True, slots=True)
class Facts:
    """Of one finding; files and origins by their places in the lists of Sifting."""

    file: int
    origins: tuple[int, ...]
    is_declared: bool | None
    """Whether the code of all its matches is declared; None for a finding without matches."""
    taken: tuple[Taken, ...]
    """The licences of the code it rests on, and what they ask."""
    declarations: tuple[Declaration, ...]
    mentions: tuple[Reference, ...]
    """Where the submission names the origin of one of its matches."""
    late: tuple[Reference, ...]
    """The same, said after the deadline only."""
    suppressions: tuple[Suppression, ...]


@dataclass(frozen=True, slots=True)
class Sifting:
    files: tuple[str, ...]
    origins: tuple[str, ...]
    """Names of the works shown beside the matches, or whose sentences are quoted."""
    facts: Mapping[str, Facts]
    """By the finding's id."""


def sifting(report: Report) -> Sifting:
    matches = {f.match.id: f.match for file in report.files for f in file.fragments if f.match}
    files = sorted({finding.location.path for finding in report.findings})
    resting = {one.id: tuple(matches[match] for match in one.matches if match in matches) for one in report.findings}
    names = {one.id: _names(one, resting[one.id], report) for one in report.findings}
    origins = sorted(frozenset[str]().union(*names.values()))
    return Sifting(
        files=tuple(files),
        origins=tuple(origins),
        facts={
            one.id: _facts(
                one,
                resting[one.id],
                files.index(one.location.path),
                tuple(number for number, name in enumerate(origins) if name in names[one.id]),
                report,
            )
            for one in report.findings
        },
    )


def _names(finding: Finding, matches: tuple[Match, ...], report: Report) -> frozenset[str]:
    """The works shown beside its matches; without a match, those whose sentences it quotes."""
    if matches:
        return frozenset(match.referenced.work.name for match in matches)
    quoted = {(one.location.path, one.location.first_line) for one in finding.supporting if one.location}
    return frozenset(
        phrase.referenced.work.name
        for file in report.files
        for phrase in file.phrases
        if (file.path, phrase.line) in quoted
    )


def _facts(finding: Finding, matches: tuple[Match, ...], file: int, origins: tuple[int, ...], report: Report) -> Facts:
    declared_by = {declaration for match in matches for declaration in match.declared_by}
    return Facts(
        file=file,
        origins=origins,
        is_declared=all(match.declaration in DECLARED for match in matches) if matches else None,
        taken=tuple(one for one in report.licensing.taken if set(one.matches) & set(finding.matches)),
        declarations=tuple(one for one in report.declarations if one.id in declared_by),
        mentions=_distinct(one for match in matches for one in match.references),
        late=_distinct(one for match in matches for one in match.late_references),
        suppressions=tuple(one for one in report.suppressions if finding.id in one.findings),
    )


def _distinct(mentions: Iterable[Reference]) -> tuple[Reference, ...]:
    """Each line once."""
    return tuple({(one.path, one.line): one for one in mentions}.values())
