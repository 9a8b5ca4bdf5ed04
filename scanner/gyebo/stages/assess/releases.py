# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""The question of a library in a release that is not at hand: its changed files are asked about once, together."""

from collections.abc import Collection, Iterator
from dataclasses import replace

from gyebo.report import Base, Component, Confidence, Location, Statement, Taken
from gyebo.rulebook import FindingRule
from gyebo.stages.assess.asking import Answer, Located, Shared, Survey
from gyebo.stages.assess.saying import say
from gyebo.stages.assess.sharing import shared_with

SHOWN = 10


def judged(survey: Survey) -> Survey:
    """What is asked about file by file: all but what a library in another release has changed."""
    apart = {path for base in survey.bases if base.is_other_release for path in (*base.changed, *base.later)}
    if not apart:
        return survey
    files = tuple(file for file in survey.files if file.path not in apart)
    matches = {one.match.id for file in files for one in file.fragments if one.match}
    taken = (_taken(one, apart, matches) for one in survey.licensing.taken)
    licensing = replace(survey.licensing, taken=tuple(one for one in taken if one.matches))
    components = (replace(one, places=tuple(_outside(one.places, apart))) for one in survey.components)
    used = tuple(one for one in components if one.places)
    bases = tuple(replace(one, lost=()) if one.is_other_release else one for one in survey.bases)
    return replace(survey, files=files, licensing=licensing, components=used, bases=bases)


def _taken(taken: Taken, apart: Collection[str], matches: Collection[str]) -> Taken:
    obligations = (replace(one, evidence=tuple(_outside(one.evidence, apart))) for one in taken.obligations)
    return replace(
        taken,
        files=tuple(path for path in taken.files if path not in apart),
        matches=tuple(one for one in taken.matches if one in matches),
        obligations=tuple(obligations),
        conflicts=tuple(one for one in taken.conflicts if one.path not in apart),
    )


def _outside(statements: Collection[Statement], apart: Collection[str]) -> Iterator[Statement]:
    return (one for one in statements if one.location is None or one.location.path not in apart)


def unnamed_release(rule: FindingRule, survey: Survey) -> Iterator[Located]:
    """One answer for each library that looks like a release that the corpus does not hold."""
    for base in survey.bases:
        if base.is_other_release:
            yield _located(rule, survey, base)


def _located(rule: FindingRule, survey: Survey, base: Base) -> Located:
    changed = frozenset((*base.changed, *base.later))
    shared = [one for file in survey.files if file.path in changed for one in shared_with(file, survey)]
    used = [one for one in survey.components if any(at.location and at.location.path in changed for at in one.places)]
    fields = {"name": base.name, "version": base.version}
    found = say(rule.supporting["found"], unchanged=len(base.unchanged), changed=len(base.changed), **fields)
    alike = len(base.changed) - len(base.unlike)
    against = [say(rule.mitigating["lines"], alike=alike, changed=len(base.changed), **fields)]
    if base.later:
        against.append(say(rule.mitigating["newer"], count=len(base.later), files=_listed(base.later), **fields))
    if base.is_declared:
        against.append(say(rule.mitigating["declared"]))
    return Located(
        Answer((found, *_seen(rule, base, shared, used)), tuple(against)),
        Location(base.changed[0], 1, 1),
        Confidence.LOW,
        f"base {base.folder} {base.name}",
        tuple(match.id for one in shared for match in one.matches),
        (*base.unlike, *(one.path for one in base.lost)),
    )


def _seen(rule: FindingRule, base: Base, shared: list[Shared], used: list[Component]) -> Iterator[Statement]:
    if base.unlike:
        yield say(rule.supporting["unlike"], count=len(base.unlike), files=_listed(base.unlike))
    if base.lost:
        yield say(rule.supporting["lost"], count=len(base.lost), files=_listed([one.path for one in base.lost]))
    if shared:
        names = _listed(sorted({one.work.organisation_name.en for one in shared}))
        count = sum(len(one.matches) for one in shared)
        yield say(rule.supporting["matches"], count=count, files=len({one.file.path for one in shared}), names=names)
    if used:
        yield say(rule.supporting["used"], names=_listed(dict.fromkeys(one.name for one in used)))


def _listed(names: Collection[str]) -> str:
    shown = ", ".join(list(names)[:SHOWN])
    return shown + (f" (+ {len(names) - SHOWN})" if len(names) > SHOWN else "")
