# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""The question of code that several makers have, where the submission names none of them.

Who of them it was taken from cannot be told, and that it was taken can: by a file that is like theirs from beginning to
end, or by a long definition that is equal to theirs and that few have.
"""

from collections.abc import Iterator, Sequence

from gyebo.report import (
    DECLARED,
    KEPT,
    Commonality,
    Confidence,
    Counterpart,
    Direction,
    File,
    Kind,
    Location,
    Match,
    Span,
    Statement,
    Text,
)
from gyebo.rulebook import UNKNOWN, FindingRule
from gyebo.stages.assess.asking import Answer, Located, Matched, Survey
from gyebo.stages.assess.noticing import sources_of_most
from gyebo.stages.assess.referring import speaks_of
from gyebo.stages.assess.saying import in_order, later, line_of, nothing_said, percent, say

MAKERS_SHOWN, NAMES_SHOWN, LINES_SHOWN = 6, 5, 3


def unnamed_sources(rule: FindingRule, survey: Survey) -> Iterator[Located]:
    """One answer for each file."""
    for file in survey.files:
        silent = tuple(_silent(file, survey))
        whole = _whole(rule, file, silent)
        equal = tuple(one for one in silent if _is_equal(rule, one.match))
        if whole or equal:
            matched = silent if whole else equal
            supporting = (
                *_said_of_whole(rule, whole),
                *_said_of_equal(rule, equal),
                *_said_of_all(rule, survey, matched),
            )
            spans = [one.fragment.span for one in matched]
            yield Located(
                answer=Answer(supporting, tuple(_against(rule, survey, file, matched)), matched),
                location=Location(file.path, min(one.first_line for one in spans), max(one.last_line for one in spans)),
                confidence=Confidence.MEDIUM,
                about="",
                matches=tuple(one.match.id for one in matched),
            )


def _silent(file: File, survey: Survey) -> Iterator[Matched]:
    """Matches of several makers, others than the team, of which nothing in the submission speaks."""
    named = [one for one in file.references if one.is_statement and not one.works]
    alone = [one.span for one in file.fragments if one.match and one.match.commonality is Commonality.EXCLUSIVE]
    for fragment in file.fragments:
        match, span = fragment.match, fragment.span
        # A source that is named and not in the corpus may be that of all of them.
        is_answered = any(speaks_of(one, span) for one in named) or any(_is_inside(span, one) for one in alone)
        if match and not is_answered and _is_anyones(match, survey):
            yield Matched(fragment, match)


def _is_anyones(match: Match, survey: Survey) -> bool:
    first = match.ties[0].work
    is_told = match.declaration in DECLARED or any(one.is_statement for one in match.references)
    is_kept = any(one.state in KEPT for one in match.notices)
    is_older = match.direction is Direction.FROM and survey.is_anothers(first.organisation, first.country)
    is_several = match.commonality is not Commonality.EXCLUSIVE and match.organisations > 1
    return is_several and is_older and not (is_told or is_kept)


def _is_inside(inner: Span, outer: Span) -> bool:
    return outer.first_line <= inner.first_line and inner.last_line <= outer.last_line


def _whole(rule: FindingRule, file: File, silent: Sequence[Matched]) -> Counterpart | None:
    """The file that this one is like from beginning to end, where that is no one maker's."""
    one, at_least = file.counterpart, {name: each.value for name, each in rule.thresholds.items()}
    if one is None or one.matched < at_least["definitions"] or one.in_order < at_least["order"] * one.definitions:
        return None
    of_it = {(tie.source, tie.path) for each in silent for tie in each.match.ties}
    is_silent = (one.referenced.source, one.referenced.path) in of_it
    aligned = file.shared_tokens + file.common_tokens
    return one if is_silent and aligned >= at_least["share"] * file.tokens else None


def _is_equal(rule: FindingRule, match: Match) -> bool:
    is_rare = match.commonality is Commonality.SHARED
    return is_rare and match.kind is not Kind.MODIFIED and match.tokens >= rule.thresholds["tokens"].value


def _said_of_whole(rule: FindingRule, whole: Counterpart | None) -> Iterator[Statement]:
    if whole:
        yield in_order(rule, whole)
        if whole.runner_up_work:
            yield say(rule.supporting["other"], matched=whole.runner_up, work=whole.runner_up_work.name)


def _said_of_equal(rule: FindingRule, equal: Sequence[Matched]) -> Iterator[Statement]:
    for one in equal[:NAMES_SHOWN]:
        name, tokens = one.fragment.name, one.match.tokens
        works = ", ".join(tie.work.name for tie in one.match.ties[:MAKERS_SHOWN])
        yield say(rule.supporting["equal"], name=name, tokens=tokens, count=len(one.match.ties), works=works)
    if len(equal) > NAMES_SHOWN:
        yield say(rule.supporting["more"], count=len(equal) - NAMES_SHOWN)


def _said_of_all(rule: FindingRule, survey: Survey, matched: Sequence[Matched]) -> Iterator[Statement]:
    makers = _makers(matched)
    shown = Text(*(", ".join(getattr(one, tongue) for one in makers[:MAKERS_SHOWN]) for tongue in ("en", "ko")))
    yield say(rule.supporting["makers"], count=len(makers), makers=shown)
    yield nothing_said(rule, survey)


def _makers(matched: Sequence[Matched]) -> list[Text]:
    """Who is known to have the like, who published first first."""
    ties = sorted((tie for one in matched for tie in one.match.ties), key=lambda tie: (tie.since, tie.work.model))
    return list(dict.fromkeys(tie.work.organisation_name for tie in ties if tie.work.organisation != UNKNOWN))


def _against(rule: FindingRule, survey: Survey, file: File, matched: Sequence[Matched]) -> Iterator[Statement]:
    yield say(rule.mitigating["open"])
    yield say(rule.mitigating["common"], share=percent(file.common_tokens, file.tokens))
    yield say(rule.mitigating["rate"])
    yield from later(rule, [each.match for each in matched])
    mentions = dict.fromkeys(one for each in matched for one in each.match.references)
    for one in list(mentions)[:LINES_SHOWN]:
        yield say(rule.mitigating["mentioned"], line_of(one.path, one.line), text=one.text)
    elsewhere = dict.fromkeys(one.text for each in matched for one in sources_of_most(each.match))
    yield from (say(rule.mitigating["elsewhere"], text=one) for one in list(elsewhere)[:LINES_SHOWN])
    others = sum(one.is_statement for one in file.references)
    if others:
        yield say(rule.mitigating["others"], count=others)
    yield say(rule.mitigating["corpus"], works=survey.works)
