# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""The question of what was said only after the deadline."""

from collections.abc import Sequence
from dataclasses import replace

from gyebo.report import Notice, Statement
from gyebo.rulebook import FindingRule
from gyebo.stages.assess.asking import Answer, Matched, Shared
from gyebo.stages.assess.noticing import is_dated, unsaid
from gyebo.stages.assess.saying import line_of, maker, say


def late_declaration(rule: FindingRule, shared: Shared) -> Answer | None:
    silent = unsaid(shared)
    matched = tuple(one for one in shared.matched if _restored(one) or (one in silent and one.match.late_references))
    if not matched or not is_dated(shared):
        return None
    late = [*_notices(rule, matched), *_references(rule, [one for one in matched if one in silent])]
    found = say(rule.supporting["found"], deadline=shared.survey.deadline, **maker(replace(shared, matched=matched)))
    mitigating = [say(rule.mitigating["stated"]), say(rule.mitigating["dates"])]
    if not any(one in silent for one in matched):
        mitigating.append(say(rule.mitigating["referenced"]))
    return Answer(tuple(dict.fromkeys((found, *late))), tuple(mitigating), matched)


def _restored(one: Matched) -> tuple[Notice, ...]:
    """Statements of the origin that came back after the deadline."""
    return tuple(state.later for state in one.match.notices if state.later)


def _references(rule: FindingRule, matched: Sequence[Matched]) -> list[Statement]:
    late = dict.fromkeys(said for one in matched for said in one.match.late_references)
    return [say(rule.supporting["reference"], line_of(one.path, one.line), text=one.text) for one in late]


def _notices(rule: FindingRule, matched: Sequence[Matched]) -> list[Statement]:
    later = dict.fromkeys(notice for one in matched for notice in _restored(one))
    return [say(rule.supporting["notice"], line_of(one.path, one.line), text=one.text) for one in later]
