# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""The question of what was said only after the deadline."""

from gyebo.report import Statement
from gyebo.rulebook import FindingRule
from gyebo.stages.assess.asking import Answer, Shared
from gyebo.stages.assess.noticing import is_dated, is_referenced
from gyebo.stages.assess.saying import line_of, maker, say


def late_declaration(rule: FindingRule, shared: Shared) -> Answer | None:
    late = [*_notices(rule, shared), *([] if is_referenced(shared) else _references(rule, shared))]
    if not late or not is_dated(shared):
        return None
    supporting = (say(rule.supporting["found"], deadline=shared.survey.deadline, **maker(shared)), *late)
    mitigating = [say(rule.mitigating["stated"]), say(rule.mitigating["dates"])]
    if is_referenced(shared):
        mitigating.append(say(rule.mitigating["referenced"]))
    return Answer(tuple(dict.fromkeys(supporting)), tuple(mitigating))


def _references(rule: FindingRule, shared: Shared) -> list[Statement]:
    late = dict.fromkeys(one for match in shared.matches for one in match.late_references)
    return [say(rule.supporting["reference"], line_of(one.path, one.line), text=one.text) for one in late]


def _notices(rule: FindingRule, shared: Shared) -> list[Statement]:
    later = dict.fromkeys(state.later for match in shared.matches for state in match.notices if state.later)
    return [say(rule.supporting["notice"], line_of(one.path, one.line), text=one.text) for one in later]
