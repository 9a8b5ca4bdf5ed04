# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Questions of licences: what those of the taken code ask, and whether the submission shows that it is done."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from gyebo.report import Direction, Kind, Location, Match, Obligation, ObligationKind, ObligationState, Statement, Taken
from gyebo.rulebook import FindingRule
from gyebo.stages.assess.asking import Answer, Located, Survey
from gyebo.stages.assess.saying import confidence, line_of, say, seated

FILES_SHOWN = 3
SENTENCES = frozenset({ObligationKind.NOTICE_FILE, ObligationKind.NOTICE_TEXT})


def missing_licence_copy(rule: FindingRule, survey: Survey) -> Iterator[Located]:
    for taken in _strong(rule, survey):
        for one in _not_seen(taken, frozenset({ObligationKind.GIVE_COPY})):
            against = [say(rule.mitigating["named"], each.location, text=each.text) for each in one.evidence]
            against += [
                say(rule.mitigating["later"], line_of(each.path, each.line), path=each.path)
                for each in survey.licensing.later
                if each.expression == taken.licence
            ]
            yield _located(rule, survey, taken, _asked(rule, one), against)


def missing_notice_file(rule: FindingRule, survey: Survey) -> Iterator[Located]:
    for taken in _strong(rule, survey):
        asked = [each for one in _not_seen(taken, SENTENCES) for each in _asked(rule, one)]
        if asked:
            yield _located(rule, survey, taken, asked, [])


def unstated_changes(rule: FindingRule, survey: Survey) -> Iterator[Located]:
    """Of the files that do not say so; beside them others of the same origin may."""
    for taken in survey.licensing.taken:
        for one in _not_seen(taken, frozenset({ObligationKind.STATE_CHANGES})):
            silent = _within(taken, survey, {each.location.path for each in one.evidence if each.location})
            if _is_strong(rule, survey, silent):
                told = [say(rule.supporting["silent"], each.location) for each in one.evidence[:FILES_SHOWN]]
                against = [] if _is_edited(silent, survey) else [say(rule.mitigating["renamed"])]
                yield _located(rule, survey, silent, [*_asked(rule, one), *told], against)


def _within(taken: Taken, survey: Survey, paths: Collection[str]) -> Taken:
    """What of it stands in these files."""
    inside = {one.match.id for file in survey.files if file.path in paths for one in file.fragments if one.match}
    return replace(
        taken,
        files=tuple(path for path in taken.files if path in paths),
        matches=tuple(one for one in taken.matches if one in inside),
    )


def _is_edited(taken: Taken, survey: Survey) -> bool:
    """Whether more than names was changed in anything that these files have of the organisation, be it alone or not."""
    return any(
        one.match.kind is Kind.MODIFIED and taken.organisation in {tie.work.organisation for tie in one.match.ties}
        for file in survey.files
        if file.path in taken.files
        for one in file.fragments
        if one.match
    )


def incompatible_licence(rule: FindingRule, survey: Survey) -> Iterator[Located]:
    for taken in _strong(rule, survey):
        stated = [
            say(rule.supporting["stated"], line_of(one.path, 1), path=one.path, licence=one.licence)
            for one in taken.conflicts[:FILES_SHOWN]
        ]
        if stated:
            evidence = tuple(f"{one.path} {one.licence}" for one in taken.conflicts)
            yield replace(_located(rule, survey, taken, stated, []), evidence=evidence)


def unknown_origin_licence(rule: FindingRule, survey: Survey) -> Iterator[Located]:
    for taken in _strong(rule, survey):
        if not taken.licence:
            yield _located(rule, survey, taken, [], [])


def _strong(rule: FindingRule, survey: Survey) -> Iterator[Taken]:
    """What a finding may rest on: another's, older than the submission, and clearly like in one place at least."""
    return (taken for taken in survey.licensing.taken if _is_strong(rule, survey, taken))


def _is_strong(rule: FindingRule, survey: Survey, taken: Taken) -> bool:
    matches = _matches(taken, survey)
    is_anothers = survey.is_anothers(taken.organisation, taken.country)
    is_like = any(match.resemblance >= rule.thresholds["resemblance"].value for match in matches)
    return is_anothers and is_like and all(match.direction is Direction.FROM for match in matches)


def _matches(taken: Taken, survey: Survey) -> list[Match]:
    told = {fragment.match.id: fragment.match for file in survey.files for fragment in file.fragments if fragment.match}
    return [told[one] for one in taken.matches]


def _not_seen(taken: Taken, kinds: frozenset[ObligationKind]) -> Iterator[Obligation]:
    return (one for one in taken.obligations if one.kind in kinds and one.state is ObligationState.NOT_SEEN)


def _asked(rule: FindingRule, one: Obligation) -> list[Statement]:
    return [say(rule.supporting["asked"], asks=one.asks, clause=one.clause)]


def _located(
    rule: FindingRule, survey: Survey, taken: Taken, supporting: Sequence[Statement], mitigating: Sequence[Statement]
) -> Located:
    """An answer at the first file concerned, with what was taken said first and what is usual said last."""
    matches = _matches(taken, survey)
    more = ", …" if len(taken.files) > FILES_SHOWN else ""
    found = say(
        rule.supporting["found"],
        tokens=sum(match.tokens for match in matches),
        organisation=taken.organisation_name,
        country=survey.country(taken.country),
        licence=taken.licence,
        files=", ".join(taken.files[:FILES_SHOWN]) + more,
    )
    usual = (say(rule.mitigating["elsewhere"]), say(rule.mitigating["corpus"], works=survey.works))
    located = Located(
        Answer((found, *supporting), (*mitigating, *usual)),
        Location(taken.files[0], 1, 1),
        confidence(matches),
        f"{taken.organisation} {taken.licence}",
        taken.matches,
    )
    return seated(rule, survey, located, taken.organisation, taken.country)
