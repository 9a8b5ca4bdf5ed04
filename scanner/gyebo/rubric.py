# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Grade a report by a rubric that a committee can change: criteria on three axes, which are never added up."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise
from pathlib import Path

from gyebo import codec
from gyebo.errors import RuleError
from gyebo.report import Axis, Commonality, Coverage, Criterion, Finding, Grade, Report, Ruling, Text, Ungraded


class Measure(StrEnum):
    """What a criterion is graded by."""

    EXCLUSIVE_SHARE = "exclusive-share"
    """Code of one organisation alone, of all code."""
    LARGEST_ORIGIN_SHARE = "largest-origin-share"
    """Code of that origin alone which has most of it, of all code."""
    UNDECLARED_SHARE = "undeclared-share"
    """Of the code of one organisation alone, what no declaration names."""
    UNREAD_SHARE = "unread-share"
    """Paths that may hold code and were not read, of these and the files analysed."""
    FINDINGS = "findings"
    """How many findings the named rules have."""
    PEOPLE = "people"
    """Nothing that this tool looks at."""


class Needs(StrEnum):
    """What must be there for a criterion to be examined."""

    DECLARATION = "declaration"
    DATE = "date"
    """That of the submission: without one nothing is said to come from elsewhere, and of that most rules speak."""
    NOTICES = "notices"
    """What the files of the origins say of their holders."""


@dataclass(frozen=True, slots=True)
class Step:
    """From this value on, or from a finding of this grade on, this grade and these points."""

    at_least: float
    grade: Grade
    points: float
    text: Text
    or_graded: Grade | None = None
    """For findings alone: one of this grade, or of a graver one, reaches the step too."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One criterion as the rubric has it."""

    id: str
    axis: Axis
    measure: Measure
    title: Text
    question: Text
    basis: Text
    rules: tuple[str, ...] = ()
    needs: Needs | tuple[Needs, ...] = ()
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class Rubric:
    """rules/rubric.toml, or a committee's own."""

    title: Text
    criteria: tuple[Asked, ...]


def load(path: Path, rules: Collection[str]) -> Rubric:
    """A rubric; RuleError for the first criterion that does not say what it must."""
    rubric = codec.from_toml(Rubric, path)
    for number, asked in enumerate(rubric.criteria):
        _check(asked, f"{path}: criteria[{number}]", rules)
    twice = {one.id for one in rubric.criteria if [other.id for other in rubric.criteria].count(one.id) > 1}
    if twice:
        raise RuleError(f"{path}: criteria: found {', '.join(sorted(twice))} more than once, expected each id once.")
    return rubric


def _check(asked: Asked, place: str, rules: Collection[str]) -> None:
    unknown = sorted(set(asked.rules) - set(rules))
    if unknown:
        raise RuleError(f"{place}.rules: found {', '.join(unknown)}, expected ids that `gyebo rules list` shows.")
    if (asked.measure is Measure.FINDINGS) != bool(asked.rules):
        raise RuleError(f'{place}.rules: expected ids of rules for measure = "findings", and for no other.')
    if asked.measure is Measure.PEOPLE:
        if asked.steps:
            raise RuleError(f'{place}.steps: found {len(asked.steps)}, expected none for measure = "people".')
        return
    _check_steps(asked, place)


def _check_steps(asked: Asked, place: str) -> None:
    starts = [step.at_least for step in asked.steps]
    if not starts or starts[0] != 0 or starts != sorted(set(starts)):
        raise RuleError(f"{place}.steps: found at_least {starts}, expected 0 first and then rising numbers.")
    points, grades = [step.points for step in asked.steps], [step.grade for step in asked.steps]
    if points != sorted(points, reverse=True):
        raise RuleError(f"{place}.steps: found points {points}, expected no more for a later step than for an earlier.")
    if not all(later.reaches(earlier) for earlier, later in pairwise(grades)):
        told = ", ".join(grades)
        raise RuleError(f"{place}.steps: found grades {told}, expected no milder one for a later step.")
    if asked.measure is not Measure.FINDINGS and any(step.or_graded for step in asked.steps):
        raise RuleError(f'{place}.steps: found or_graded, expected it for measure = "findings" alone.')


def graded(report: Report, rubric: Rubric) -> tuple[Criterion, ...]:
    """What the report reaches, criterion by criterion; where evaluators decided on a finding, as they decided."""
    standing = tuple(_as_decided(report))
    return tuple(_graded(asked, report, standing) for asked in rubric.criteria)


def _as_decided(report: Report) -> Iterator[Finding]:
    decided = {one.finding: one for one in report.decisions}
    for finding in report.standing:
        decision = decided.get(finding.id)
        if decision and decision.ruling is Ruling.REJECT:
            continue
        yield replace(finding, grade=decision.grade) if decision and decision.grade else finding


def _graded(asked: Asked, report: Report, standing: Sequence[Finding]) -> Criterion:
    counted = [finding for finding in standing if finding.rule in asked.rules and finding.grade is not Grade.MET]
    ungraded = _ungraded(asked, report, counted)
    value = None if ungraded else _value(asked.measure, report, counted)
    reached = [step for step in asked.steps if value is not None and _reaches(step, value, counted)]
    return Criterion(
        id=asked.id,
        axis=asked.axis,
        title=asked.title,
        question=asked.question,
        value=value,
        is_share=asked.measure not in (Measure.FINDINGS, Measure.PEOPLE),
        grade=reached[-1].grade if reached else None,
        points=reached[-1].points if reached else 0.0,
        most=max((step.points for step in asked.steps), default=0.0) if reached else 0.0,
        step=reached[-1].text if reached else Text("", ""),
        basis=asked.basis,
        findings=tuple(finding.id for finding in counted),
        ungraded=ungraded,
    )


def _reaches(step: Step, value: float, counted: Sequence[Finding]) -> bool:
    least = step.or_graded
    is_grave = least is not None and any(one.grade.reaches(least) for one in counted)
    return step.at_least <= value or is_grave


def _ungraded(asked: Asked, report: Report, counted: Sequence[Finding]) -> Ungraded | None:
    """Why a criterion is not examined; what was found is examined, whatever there is besides."""
    covered = report.coverage
    if asked.measure is Measure.PEOPLE:
        return Ungraded.PEOPLE
    if counted:
        return None
    is_unread = asked.measure is Measure.UNREAD_SHARE and covered.incomplete
    if not covered.files and not is_unread:
        return Ungraded.NO_CODE
    needed = (asked.needs,) if isinstance(asked.needs, Needs) else asked.needs
    return next((reason for need, reason in _missing(report) if need in needed), None)


def _missing(report: Report) -> Iterator[tuple[Needs, Ungraded]]:
    """What a criterion may need and this report does not have; not looked at is not the same as clean."""
    if not report.declarations:
        yield Needs.DECLARATION, Ungraded.NO_DECLARATION
    if not report.submission.dated:
        yield Needs.DATE, Ungraded.NO_DATE
    if any(one.commonality is Commonality.EXCLUSIVE for one in report.unexamined):
        yield Needs.NOTICES, Ungraded.NO_NOTICES


def _value(measure: Measure, report: Report, counted: Sequence[Finding]) -> float | None:
    covered = report.coverage
    match measure:
        case Measure.EXCLUSIVE_SHARE:
            return _share(covered.exclusive_tokens, covered.judged_tokens)
        case Measure.LARGEST_ORIGIN_SHARE:
            return max((origin.exclusive_share for origin in report.lineage), default=0.0)
        case Measure.UNDECLARED_SHARE:
            return _share(_undeclared(covered), covered.exclusive_tokens)
        case Measure.UNREAD_SHARE:
            return _share(covered.incomplete, covered.files + covered.incomplete)
        case Measure.FINDINGS:
            return float(len(counted))
        case Measure.PEOPLE:
            return None


def _undeclared(covered: Coverage) -> int:
    return covered.exclusive_tokens - covered.declared_exclusive_tokens


def _share(part: int, whole: int) -> float:
    return round(part / whole, 6) if whole else 0.0
