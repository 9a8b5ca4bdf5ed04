# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Questions of what a submission stands on: whether its licence came along, and what became of its notices."""

from collections.abc import Iterator

from gyebo.report import Base, Confidence, HolderState, Location, NoticeState, ObligationState
from gyebo.rulebook import FindingRule
from gyebo.stages.assess.asking import Answer, Located, Survey
from gyebo.stages.assess.saying import at, quoted, say


def base_without_licence_copy(rule: FindingRule, survey: Survey) -> Iterator[Located]:
    for base in survey.bases:
        if base.copy is ObligationState.NOT_SEEN and _is_held(base):
            yield _located(rule, base)


def base_without_notice(rule: FindingRule, survey: Survey) -> Iterator[Located]:
    for base in survey.bases:
        if base.notice is ObligationState.NOT_SEEN and _is_held(base):
            yield _located(rule, base)


def base_notices_dropped(rule: FindingRule, survey: Survey) -> Iterator[Located]:
    return _lost(rule, survey, NoticeState.DROPPED)


def base_notices_substituted(rule: FindingRule, survey: Survey) -> Iterator[Located]:
    return _lost(rule, survey, NoticeState.SUBSTITUTED)


def _located(rule: FindingRule, base: Base) -> Located:
    """One answer for the whole of a base, at its first file."""
    held = (*base.unchanged, *base.reopened, *base.changed)
    first, files = held[0], len(held)
    found = say(rule.supporting["base"], name=f"{base.name} {base.version}".strip(), files=files, licence=base.licence)
    against = say(rule.mitigating["base"], unchanged=len(base.unchanged))
    return Located(Answer((found,), (against,)), Location(first, 1, 1), Confidence.HIGH, _about(base))


def _is_held(base: Base) -> bool:
    """Whether any of its files is there: of a commit of which everything was replaced nothing stands."""
    return bool(base.unchanged or base.reopened or base.changed)


def _lost(rule: FindingRule, survey: Survey, state: NoticeState) -> Iterator[Located]:
    for base in survey.bases:
        for one in base.lost:
            states = [each for each in one.holders if each.state is state]
            if states:
                yield _file(rule, base, one.path, states)


def _file(rule: FindingRule, base: Base, path: str, states: list[HolderState]) -> Located:
    name = f"{base.name} {base.version}".strip()
    supporting = [say(rule.supporting["base"], name=name, path=path)]
    for one in states:
        supporting.append(say(rule.supporting["upstream"], upstream=quoted(one.upstream), holder=one.holder))
        if one.submitted and "submitted" in rule.supporting:
            supporting.append(say(rule.supporting["submitted"], at(one), submitted=quoted(one.submitted)))
    against = (say(rule.mitigating["base"], unchanged=len(base.unchanged)),)
    lost = tuple(one.holder for one in states)
    where = Location(path, 1, 1)
    return Located(Answer(tuple(supporting), against), where, Confidence.HIGH, _about(base), evidence=lost)


def _about(base: Base) -> str:
    return f"base {base.folder} {base.name}"
