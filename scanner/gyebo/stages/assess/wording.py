# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""The question of what a file says word for word as one organisation alone does, without code that is like its code."""

from collections.abc import Iterator
from itertools import groupby

from gyebo.report import Confidence, File, Location, Phrase, Statement
from gyebo.rulebook import FindingRule
from gyebo.stages.assess.asking import Answer, Located, Survey
from gyebo.stages.assess.saying import line_of, say, seated

SHOWN = 10


def retained_wording(rule: FindingRule, survey: Survey) -> Iterator[Located]:
    for file in survey.files:
        foreign = [one for one in file.phrases if _is_foreign(one, survey)]
        by_maker = sorted(foreign, key=lambda one: one.referenced.work.organisation)
        for organisation, own in groupby(by_maker, lambda one: one.referenced.work.organisation):
            yield _located(rule, survey, file, organisation, tuple(own))


def _is_foreign(phrase: Phrase, survey: Survey) -> bool:
    work = phrase.referenced.work
    return survey.is_foreign(work.organisation, work.country)


def _located(rule: FindingRule, survey: Survey, file: File, organisation: str, own: tuple[Phrase, ...]) -> Located:
    work = own[0].referenced.work
    found = say(
        rule.supporting["found"],
        count=len(own),
        organisation=work.organisation_name,
        country=survey.country(work.country),
    )
    mitigating = [
        say(rule.mitigating["code"]),
        say(rule.mitigating["common"]),
        say(rule.mitigating["corpus"], works=survey.works),
    ]
    if not survey.is_dated:
        mitigating.append(say(rule.mitigating["undated"]))
    many = survey.is_dated and len(own) >= rule.thresholds["many"].value
    located = Located(
        answer=Answer((found, *(_quoted(rule, file, one) for one in own[:SHOWN])), tuple(mitigating)),
        location=Location(file.path, own[0].line, max(one.line for one in own)),
        confidence=Confidence.MEDIUM if many else Confidence.LOW,
        about=organisation,
        evidence=tuple(one.text for one in own),
    )
    return seated(rule, survey, located, work.organisation, work.country)


def _quoted(rule: FindingRule, file: File, one: Phrase) -> Statement:
    there = one.referenced
    line = f":{there.first_line}" if there.first_line else ""
    sentence = rule.supporting[one.wording.value]
    return say(sentence, line_of(file.path, one.line), text=one.text, work=there.work.name, path=there.path + line)
