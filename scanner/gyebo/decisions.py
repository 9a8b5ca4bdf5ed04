# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Evaluators' own decisions, from a file beside the report; they are shown with the findings and change none."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from pathlib import Path

from gyebo import codec
from gyebo.errors import RuleError
from gyebo.report import Decision, Grade, Report, Ruling

Table = Mapping[str, object]


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


@dataclass(frozen=True, slots=True)
class Written:
    """The same before it is known to hold what it must."""

    decisions: tuple[dict[str, object], ...]


KNOWN = frozenset(one.name for one in fields(Decided))


def decided(report: Report, path: Path) -> Report:
    """The report with the decisions of a file; RuleError tells all that is amiss in it, in one run."""
    written = codec.from_toml(Written, path)
    faults = list(_faults(written.decisions, {finding.id for finding in report.findings}))
    if faults:
        raise RuleError("\n".join([f"{path}: no decision was read, mend this first:", *faults]))
    minutes = codec.strict(Minutes, {"decisions": list(written.decisions)}, str(path))
    return replace(report, decisions=tuple(map(_decision, minutes.decisions)))


def _faults(tables: tuple[dict[str, object], ...], known: set[str]) -> Iterator[str]:
    """A line each, with the place, the finding, what stands there and what to write."""
    before: set[object] = set()
    for number, table in enumerate(tables):
        finding = table.get("finding")
        of = f"  {finding}, " if finding in known else "  "
        for key, what in (*_unfit(finding, known, before), *_unruled(table), *_unsaid(table)):
            yield f"{of}decisions[{number}].{key}: {what}"
        unknown = [f"decisions[{number}].{key}" for key in sorted(table.keys() - KNOWN)]
        if unknown:
            yield f"{of}unknown key {', '.join(unknown)}; known here: {', '.join(sorted(KNOWN))}."
        before.add(str(finding))


def _unfit(finding: object, known: set[str], before: set[object]) -> Iterator[tuple[str, str]]:
    if finding not in known:
        found = "nothing" if finding is None else f"{finding!a}"
        yield "finding", f"found {found}, expected the id of a finding of this report."
    elif finding in before:
        yield "finding", f"found {finding!a} again, expected one decision a finding; keep one of the two."


def _unruled(table: Table) -> Iterator[tuple[str, str]]:
    ruling, grade = table.get("ruling"), table.get("grade")
    if ruling not in tuple(Ruling):
        yield "ruling", f"found {_shown(ruling)}, expected one of {', '.join(Ruling)}."
    elif ruling == Ruling.OVERRIDE and grade not in tuple(Grade):
        yield "grade", f"expected a grade with an override, one of {', '.join(Grade)}; found {_shown(grade)}."
    elif ruling != Ruling.OVERRIDE and grade is not None:
        yield "grade", 'expected a grade with ruling = "override", and with no other; take it out, or write override.'


def _unsaid(table: Table) -> Iterator[tuple[str, str]]:
    for key, what in (("reason", "why it was decided so"), ("role", "the role of whoever decides")):
        text = table.get(key, "")
        if not isinstance(text, str) or not text.strip():
            yield key, f"found {_shown(text or None)}, expected a text; write {what}."
    dated = table.get("dated")
    if dated is not None and not _is_day(dated):
        yield "dated", f"found {_shown(dated)}, expected a day, as in 2026-02-03 without quotes."


def _is_day(value: object) -> bool:
    """A day of TOML, or one in quotes."""
    try:
        return type(value) is date or bool(date.fromisoformat(value) if isinstance(value, str) else False)
    except ValueError:
        return False


def _shown(value: object) -> str:
    return "nothing" if value is None or (isinstance(value, str) and not value.strip()) else f"{value!a}"


def _decision(one: Decided) -> Decision:
    dated = one.dated.isoformat() if one.dated else ""
    return Decision(one.finding, one.ruling, one.grade, one.reason, one.role, dated)
