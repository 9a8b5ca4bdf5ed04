# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""The question of what the history shows of an origin's copyright statement."""

from collections.abc import Iterator
from dataclasses import replace

from gyebo.report import Event, EventKind, NoticeState, Statement
from gyebo.rulebook import FindingRule
from gyebo.stages.assess.asking import Answer, Shared
from gyebo.stages.assess.noticing import is_dated, returned, states, unsaid
from gyebo.stages.assess.saying import kin, line_of, maker, quoted, say

WENT = frozenset({EventKind.NOTICE_REMOVED, EventKind.NOTICE_REPLACED})


def history_notice_removed(rule: FindingRule, shared: Shared) -> Answer | None:
    silent = unsaid(shared)
    shared = replace(shared, matched=silent)
    if not silent or not is_dated(shared):
        return None
    went = tuple(_went(shared))
    if not went:
        return None
    supporting = [say(rule.supporting["found"], **maker(shared))]
    for one in went:
        supporting += _told(rule, one)
    return Answer(tuple(dict.fromkeys(supporting)), tuple(_mitigating(rule, shared)), silent)


def _went(shared: Shared) -> Iterator[Event]:
    """What took away a line that is not there today, from a file that held today's code already."""
    lost = {one.holder for state in (NoticeState.DROPPED, NoticeState.SUBSTITUTED) for one in states(shared, state)}
    history = shared.survey.history
    for one in history.events if history else ():
        if one.kind in WENT and one.had_code and one.holder in lost and shared.file.path in one.paths:
            yield one


def _told(rule: FindingRule, one: Event) -> Iterator[Statement]:
    said = {"dated": one.dated, "commit": one.commit[:12], "before": quoted(one.before)}
    if one.after:
        where = line_of(one.after.path, one.after.line)
        yield say(rule.supporting["replaced"], where, after=one.after.text, **said)
    else:
        yield say(rule.supporting["removed"], **said)
    yield say(rule.supporting["code"])


def _mitigating(rule: FindingRule, shared: Shared) -> Iterator[Statement]:
    yield from returned(rule, states(shared, NoticeState.DROPPED, NoticeState.SUBSTITUTED))
    yield from kin(rule, shared)
    yield say(rule.mitigating["reason"])
    yield say(rule.mitigating["corpus"], works=shared.survey.works)
    for one in states(shared, NoticeState.RETAINED):
        yield say(rule.mitigating["kept"], holder=one.holder)
    history = shared.survey.history
    if history and not history.is_whole:
        yield say(rule.mitigating["partial"])
