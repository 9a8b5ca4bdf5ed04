# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Say of each ignore and each entry of the baseline which findings it is about, and whether it counts in this run."""

from collections.abc import Collection, Iterable, Sequence

from gyebo.baseline import Accepted
from gyebo.model import Pragma, Trust
from gyebo.report import Finding, Suppression, SuppressionKind, SuppressionState


def suppress(
    findings: Sequence[Finding],
    pragmas: Iterable[Pragma],
    accepted: Iterable[Accepted],
    rules: Collection[str],
    trust: Trust,
    today: str,
) -> tuple[Suppression, ...]:
    """All that was asked to be left out, in the order of the files; the findings themselves stay as they are."""
    inline = [_inline(one, findings, rules, trust) for one in pragmas]
    baseline = [_baseline(one, findings, trust, today) for one in accepted]
    return tuple(sorted((*inline, *baseline), key=lambda one: (one.path, one.line, one.rule, one.findings)))


def _inline(pragma: Pragma, findings: Sequence[Finding], rules: Collection[str], trust: Trust) -> Suppression:
    meant = tuple(one.id for one in findings if (one.rule, one.location.path) == (pragma.rule, pragma.path))
    state = _state(trust) if meant else SuppressionState.UNUSED
    if pragma.rule not in rules:
        state = SuppressionState.MALFORMED
    elif not pragma.reason:
        state = SuppressionState.NO_REASON
    return Suppression(
        SuppressionKind.INLINE, state, pragma.rule, pragma.path, pragma.line, pragma.reason, findings=meant
    )


def _baseline(one: Accepted, findings: Sequence[Finding], trust: Trust, today: str) -> Suppression:
    meant = tuple(found.id for found in findings if found.id == one.finding and set(found.matches) <= set(one.matches))
    state = _state(trust) if meant else SuppressionState.UNUSED
    if one.expires and one.expires <= today:
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


def _state(trust: Trust) -> SuppressionState:
    return SuppressionState.APPLIED if trust is Trust.TEAM else SuppressionState.NOT_APPLIED
