# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Questions of what a team declares: whether all that was found is declared, and whether what is declared was found."""

from collections.abc import Iterator
from dataclasses import replace

from gyebo.report import Confidence, Declaration, DeclarationState, Fragment, Match, Statement
from gyebo.rulebook import FindingRule
from gyebo.stages.assess.asking import Answer, Located, Shared, Survey
from gyebo.stages.assess.noticing import is_dated, unsaid
from gyebo.stages.assess.saying import kin, line_of, maker, say, share

State = DeclarationState
CONFIDENCES = {
    State.UNREADABLE: Confidence.HIGH,
    State.OTHER_ORIGIN: Confidence.MEDIUM,
    State.OTHER_LICENCE: Confidence.MEDIUM,
    State.NOT_FOUND: Confidence.LOW,
}
"""What a question is asked of; that nothing was found may also be due to editing."""


def undeclared_reuse(rule: FindingRule, shared: Shared) -> Answer | None:
    undeclared = tuple(one for one in unsaid(shared) if one.match.declaration is State.UNDECLARED)
    if not (shared.survey.has_declared and undeclared and is_dated(shared)):
        return None
    shared = replace(shared, matched=undeclared)
    stated = [one for one in shared.survey.declarations if one.problem is None]
    names = ", ".join(one.fragment.name or shared.file.path for one in shared.matched)
    supporting = (
        say(rule.supporting["found"], names=names, **maker(shared)),
        say(rule.supporting["declared"], count=len(stated)),
    )
    mitigating = [
        *kin(rule, shared),
        *share(rule, shared),
        say(rule.mitigating["corpus"], works=shared.survey.works),
    ]
    mitigating += [
        say(rule.mitigating["elsewhere"], line_of(one.path, one.line), origin=one.origin)
        for one in stated
        if any(_is_of(match, one, shared.survey) for match in shared.matches)
    ]
    return Answer(supporting, tuple(mitigating), undeclared)


def _is_of(match: Match, declaration: Declaration, survey: Survey) -> bool:
    """Whether a declaration for other code met some of the same organisation."""
    organisation = match.referenced.work.organisation
    return any(one.referenced.work.organisation == organisation for _, one in _met(declaration, survey))


def unmatched_declaration(rule: FindingRule, survey: Survey) -> Iterator[Located]:
    for one in survey.declarations:
        if one.state in CONFIDENCES:
            answer = Answer(tuple(_supporting(rule, one, survey)), tuple(_mitigating(rule, one)))
            where = line_of(one.path, one.line)
            yield Located(answer, where, CONFIDENCES[one.state], one.id, one.matches)


def _supporting(rule: FindingRule, one: Declaration, survey: Survey) -> Iterator[Statement]:
    where = line_of(one.path, one.line)
    if one.problem:
        yield say(rule.supporting["unreadable"], where, problem=one.problem)
        return
    yield say(rule.supporting["declared"], where, origin=one.origin, files=", ".join(one.files))
    if one.state is State.NOT_FOUND:
        yield say(rule.supporting["not_found"])
    for fragment, match in _met(one, survey):
        work = match.referenced.work
        found = {"fragment": fragment.name, "model": work.name, "organisation": work.organisation_name}
        if one.state is State.OTHER_ORIGIN:
            yield say(rule.supporting["other_origin"], tokens=match.tokens, **found)
        elif match.declaration is State.OTHER_LICENCE:
            yield say(rule.supporting["other_licence"], declared=one.licence, licence=match.referenced.licence, **found)


def _mitigating(rule: FindingRule, one: Declaration) -> Iterator[Statement]:
    if one.state is State.NOT_FOUND:
        yield say(rule.mitigating["open"])
        yield say(rule.mitigating["edited"])
    if one.state is State.OTHER_ORIGIN:
        yield say(rule.mitigating["stated"])
        if not one.is_known:
            yield say(rule.mitigating["unknown"])
    if one.state is State.OTHER_LICENCE:
        yield say(rule.mitigating["relicensed"])
    if one.remarks:
        yield say(rule.mitigating["remarks"], line_of(one.path, one.line), text=one.remarks)


def _met(one: Declaration, survey: Survey) -> Iterator[tuple[Fragment, Match]]:
    for file in survey.files:
        for fragment in file.fragments:
            if fragment.match and fragment.match.id in one.matches:
                yield fragment, fragment.match
