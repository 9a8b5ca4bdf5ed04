# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Where the code of an origin stands: file by file, match by match, and which findings rest on it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from gyebo.report import Finding, Lineage, Match, Portion, Report

Placed = tuple[Match, int]
"""A match and the line on which it begins."""
MOST = 40
"""Of one file; more of them stand with the file itself."""


@dataclass(frozen=True, slots=True)
class Strand:
    """What of an origin stands in one match."""

    match: str
    """Its id."""
    tokens: int
    is_another: bool
    """Whether the match shows another model beside it than one of these."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What of an origin stands in one file, in the order of the file."""

    path: str
    tokens: int
    strands: tuple[Strand, ...]
    more: int
    """Smaller ones that are not listed."""


@dataclass(frozen=True, slots=True)
class Strands:
    """Of one row of the lineage."""

    files: tuple[Standing, ...]
    findings: tuple[Finding, ...]
    """Those that rest on a match in which it stands."""


def strands(report: Report) -> tuple[Strands, ...]:
    """One for each row; without matches in a report of an earlier version."""
    places = {f.match.id: (f.match, f.span.first_line) for file in report.files for f in file.fragments if f.match}
    return tuple(_of(row, report.standing, places) for row in report.lineage)


def _of(row: Lineage, findings: Iterable[Finding], places: Mapping[str, Placed]) -> Strands:
    portions: defaultdict[str, list[Portion]] = defaultdict(list)
    for one in row.portions:
        portions[one.path].append(one)
    held = {stake.match for one in row.portions for stake in one.matches}
    return Strands(
        tuple(_standing(path, portions[path], row, places) for path in row.files),
        tuple(one for one in findings if held.intersection(one.matches)),
    )


def _standing(path: str, portions: Iterable[Portion], row: Lineage, places: Mapping[str, Placed]) -> Standing:
    models = {work.model for work in row.works}
    stakes = [stake for one in portions for stake in one.matches if stake.match in places]
    largest = sorted(stakes, key=lambda one: -one.tokens)[:MOST]
    return Standing(
        path,
        sum(one.tokens for one in portions),
        tuple(
            Strand(one.match, one.tokens, places[one.match][0].referenced.work.model not in models)
            for one in sorted(largest, key=lambda one: places[one.match][1])
        ),
        len(stakes) - len(largest),
    )
