# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Evaluators' own decisions, from a file beside the report; they are shown with the findings and change none."""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from gyebo import codec
from gyebo.errors import RuleError
from gyebo.report import Decision, Grade, Report, Ruling


@dataclass(frozen=True, slots=True)
class Decided:
    """One [[decisions]] table."""

    finding: str
    ruling: Ruling
    reason: str
    role: str
    grade: Grade | None = None
    dated: date | None = None


@dataclass(frozen=True, slots=True)
class Minutes:
    """A whole decisions.toml."""

    decisions: tuple[Decided, ...]


def decided(report: Report, path: Path) -> Report:
    """The report with the decisions of a file; RuleError for one that fits no finding, or gives no reason or role."""
    known = {finding.id for finding in report.findings}
    minutes = codec.from_toml(Minutes, path)
    seen: set[str] = set()
    for number, one in enumerate(minutes.decisions):
        _check(one, f"{path}: decisions[{number}]", known, seen)
        seen.add(one.finding)
    return replace(report, decisions=tuple(map(_decision, minutes.decisions)))


def _check(one: Decided, place: str, known: set[str], seen: set[str]) -> None:
    if one.finding not in known:
        raise RuleError(f"{place}.finding: found {one.finding!a}, expected the id of a finding of this report.")
    if one.finding in seen:
        raise RuleError(f"{place}.finding: found {one.finding!a} again, expected one decision a finding.")
    for key, text in (("reason", one.reason), ("role", one.role)):
        if not text.strip():
            raise RuleError(f"{place}.{key}: found nothing, expected a text.")
    if (one.ruling is Ruling.OVERRIDE) != (one.grade is not None):
        raise RuleError(f'{place}.grade: expected a grade with ruling = "override", and with no other.')


def _decision(one: Decided) -> Decision:
    dated = one.dated.isoformat() if one.dated else ""
    return Decision(one.finding, one.ruling, one.grade, one.reason, one.role, dated)
