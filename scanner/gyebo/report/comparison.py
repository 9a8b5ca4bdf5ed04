# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Two reports held against each other, finding by finding, by the ids that stay the same from run to run."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from gyebo.report.measured import Submission
from gyebo.report.whole import Coverage, Finding, Report, Rule
from gyebo.report.words import Grade

FORMAT = "gyebo-comparison/1"
ON_NOTICES = frozenset({"dropped-notice", "substituted-notice", "retained-notice", "history-notice-removed"})
"""Rules that ask what became of an origin's copyright statements."""


class Change(StrEnum):
    """What became of a finding."""

    NEW = "new"
    CHANGED = "changed"
    """In both, with another grade, confidence or evidence."""
    UNREAD = "unread"
    """In the old report only, and for the new one its file was not analysed or the question could not be asked: nothing
    is known of it."""
    GONE = "gone"
    UNCHANGED = "unchanged"
    """In both; it may stand on other lines."""


@dataclass(frozen=True, slots=True)
class Compared:
    """A finding of either report; None where the other has none of its id."""

    change: Change
    old: Finding | None
    new: Finding | None

    @property
    def shown(self) -> Finding:
        """The newer of the two."""
        finding = self.new or self.old
        if finding is None:
            raise ValueError("A comparison without a finding.")
        return finding


@dataclass(frozen=True, slots=True)
class Measure:
    """What was not the same for both, of the yardstick or of what was asked: a finding may differ for it alone."""

    name: str
    """Name of a field of Yardstick; or `deadline`, `history` with yes or no, `run` with evaluator or team;
    `texts` as 3/5.
    """
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """What is new, gone, changed and unchanged between two reports."""

    format: str
    old: Submission
    new: Submission
    old_coverage: Coverage
    new_coverage: Coverage
    measures: tuple[Measure, ...]
    findings: tuple[Compared, ...]
    """In the order of Change, then the most serious first."""
    rules: tuple[Rule, ...]


def compare(old: Report, new: Report) -> Comparison:
    """The comparison of an older with a newer report."""
    grades, changes = list(Grade), list(Change)
    findings = sorted(_compared(old, new), key=lambda one: (changes.index(one.change), -grades.index(one.shown.grade)))
    return Comparison(
        format=FORMAT,
        old=old.submission,
        new=new.submission,
        old_coverage=old.coverage,
        new_coverage=new.coverage,
        measures=tuple(_measures(old, new)),
        findings=tuple(findings),
        rules=tuple({rule.id: rule for rule in (*old.rules, *new.rules)}.values()),
    )


def _measures(old: Report, new: Report) -> Iterator[Measure]:
    before, after = _asked(old), _asked(new)
    unknown = {"texts"} if None in (old.yardstick.texts, new.yardstick.texts) else set[str]()
    names = (name for name in before if name not in unknown)
    return (Measure(name, before[name], after[name]) for name in names if before[name] != after[name])


def _asked(report: Report) -> dict[str, str]:
    """Digests do not hold the deadline, whether the commits were read, whose run it was, nor which texts it had."""
    measured = report.yardstick
    return {
        "version": measured.version,
        "corpus": measured.corpus,
        "rules": measured.rules,
        "settings": measured.settings,
        "deadline": report.submission.deadline,
        "history": "yes" if report.history else "no",
        "run": {None: "", True: "evaluator", False: "team"}[measured.for_evaluators],
        "texts": f"{measured.texts}/{len(measured.sources)}",
    }


def _compared(old: Report, new: Report) -> Iterator[Compared]:
    before, after = ({finding.id: finding for finding in report.findings} for report in (old, new))
    for identifier, finding in after.items():
        earlier = before.get(identifier)
        yield Compared(_change(earlier, finding), earlier, finding)
    for identifier, finding in before.items():
        if identifier not in after:
            is_known = not _is_unread(finding, new) and not _is_unasked(finding, new)
            yield Compared(Change.GONE if is_known else Change.UNREAD, finding, None)


def _change(old: Finding | None, new: Finding) -> Change:
    if old is None:
        return Change.NEW
    return Change.UNCHANGED if _said(old) == _said(new) else Change.CHANGED


def _said(finding: Finding) -> tuple[object, ...]:
    """What a finding says, wherever it stands."""
    texts = [[statement.text for statement in side] for side in (finding.supporting, finding.mitigating)]
    return finding.grade, finding.confidence, texts, finding.matches


def _is_unasked(finding: Finding, report: Report) -> bool:
    """Whether its question could not be asked of what it rests on, or was left out of the run."""
    unexamined = {one.id for one in report.unexamined}
    without = {"history-notice-removed": not report.history, "late-declaration": not report.submission.deadline}
    return without.get(finding.rule, False) or (
        finding.rule in ON_NOTICES and not unexamined.isdisjoint(finding.matches)
    )


def _is_unread(finding: Finding, report: Report) -> bool:
    """Whether its file, or a folder around it, is among what was not analysed."""
    path = finding.location.path
    return any(path == one.path or path.startswith(f"{one.path.rstrip('/')}/") for one in report.skipped)
