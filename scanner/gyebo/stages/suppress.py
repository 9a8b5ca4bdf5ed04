# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Say of each ignore and each entry of the baseline which findings it is about, and whether it counts in this run."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from gyebo.baseline import Accepted
from gyebo.model import Pragma, Trust
from gyebo.report import Finding, Suppression, SuppressionKind, SuppressionState


@dataclass(frozen=True, slots=True)
class Run:
    """Whether what a team asks counts, and what this run could judge."""

    trust: Trust
    today: str
    rules: Collection[str]
    """All there are."""
    silent: Collection[str] = ()
    """Those that can say nothing, since they need a date that the submission has not."""
    apart: Collection[str] = ()
    """Paths of which not all was judged."""

    def state(self, rule: str, path: str, meant: Collection[str]) -> SuppressionState:
        """What became of a request that is written as it must be, by the findings it is about."""
        if meant:
            return SuppressionState.APPLIED if self.trust is Trust.TEAM else SuppressionState.NOT_APPLIED
        is_open = rule in self.silent or path in self.apart
        return SuppressionState.NOT_JUDGED if is_open else SuppressionState.UNUSED


def suppress(
    findings: Sequence[Finding], pragmas: Iterable[Pragma], accepted: Iterable[Accepted], run: Run
) -> tuple[Suppression, ...]:
    """All that was asked to be left out, in the order of the files; the findings themselves stay as they are."""
    inline = [_inline(one, findings, run) for one in pragmas]
    baseline = [_baseline(one, findings, run) for one in accepted]
    return tuple(sorted((*inline, *baseline), key=lambda one: (one.path, one.line, one.rule, one.findings)))


def _inline(pragma: Pragma, findings: Sequence[Finding], run: Run) -> Suppression:
    meant = tuple(one.id for one in findings if (one.rule, one.location.path) == (pragma.rule, pragma.path))
    state = run.state(pragma.rule, pragma.path, meant)
    if pragma.rule not in run.rules:
        state = SuppressionState.MALFORMED
    elif not pragma.reason:
        state = SuppressionState.NO_REASON
    return Suppression(
        SuppressionKind.INLINE, state, pragma.rule, pragma.path, pragma.line, pragma.reason, findings=meant
    )


def _baseline(one: Accepted, findings: Sequence[Finding], run: Run) -> Suppression:
    named = [found for found in findings if found.id == one.finding and found.grounds <= set(one.matches)]
    meant = tuple(found.id for found in named)
    state = run.state(one.rule, one.path, meant)
    if any((found.rule, found.location.path) != (one.rule, one.path) for found in named):
        state = SuppressionState.MISLABELLED
    elif not one.finding:
        state = SuppressionState.MALFORMED
    elif one.expires and one.expires <= run.today:
        state = SuppressionState.EXPIRED
    return Suppression(
        kind=SuppressionKind.BASELINE,
        state=state,
        rule=one.rule,
        path=one.path,
        line=0,
        reason=one.reason,
        who=one.who,
        dated=one.date,
        expires=one.expires,
        findings=meant,
    )
