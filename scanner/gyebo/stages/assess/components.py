# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Questions of what is used without being copied: model classes of others, and weights asked for by name."""

import re
from collections.abc import Iterator
from itertools import groupby
from pathlib import PurePosixPath

from gyebo.report import Component, ComponentKind, Confidence, Location, Statement
from gyebo.rulebook import FindingRule
from gyebo.stages.assess.asking import Answer, Located, Survey
from gyebo.stages.assess.saying import say, seated

CLASSES = frozenset({ComponentKind.MODEL_CLASS, ComponentKind.CONFIGURATION})
WEIGHTS = frozenset({ComponentKind.WEIGHTS, ComponentKind.WEIGHT_FILE, ComponentKind.BASE_MODEL})
ASIDE = frozenset(
    "test tests testing benchmark benchmarks eval evals evaluation example examples baseline baselines".split()
)
"""Folders in which a foreign model is as a rule measured or compared with, not built in."""
MEASURING = frozenset("eval evals evaluate evaluation benchmark benchmarks judge".split())
"""Words of a file's name that say the same: run_eval.py."""
WORD = re.compile(r"[a-z]+")
SHOWN = 10
Place = tuple[Component, Statement]


def foreign_component(rule: FindingRule, survey: Survey) -> Iterator[Located]:
    return _by_organisation(rule, survey, CLASSES)


def borrowed_weights_reference(rule: FindingRule, survey: Survey) -> Iterator[Located]:
    return _by_organisation(rule, survey, WEIGHTS)


def _by_organisation(rule: FindingRule, survey: Survey, kinds: frozenset[ComponentKind]) -> Iterator[Located]:
    foreign = [
        one for one in survey.components if one.kind in kinds and survey.is_foreign(one.organisation, one.country)
    ]
    for organisation, used in groupby(sorted(foreign, key=lambda one: one.organisation), lambda one: one.organisation):
        places = [(one, place) for one in used for place in one.places if not _is_aside(place)]
        if places:
            yield _located(rule, survey, organisation, places)


def _is_aside(place: Statement) -> bool:
    path = PurePosixPath(place.location.path) if place.location else PurePosixPath()
    if ASIDE & {part.lower() for part in path.parts[:-1]} or path.name.startswith("test_"):
        return True
    return bool(MEASURING & {*WORD.findall(path.stem.lower())})


def _located(rule: FindingRule, survey: Survey, organisation: str, places: list[Place]) -> Located:
    first = places[0][0]
    country = survey.country(first.country)
    names = ", ".join(dict.fromkeys(one.name for one, _ in places[:SHOWN]))
    found = say(rule.supporting["found"], organisation=first.organisation_name, country=country, names=names)
    seen = [say(rule.supporting[one.kind.value], at.location, text=at.text) for one, at in places[:SHOWN]]
    kinds = {one.kind for one, _ in places}
    own_words = [say(rule.mitigating["said"])] if ComponentKind.BASE_MODEL in kinds else []
    mitigating = (*own_words, say(rule.mitigating["use"]))
    is_named_only = kinds <= {ComponentKind.WEIGHT_FILE}
    confidence = Confidence.LOW if is_named_only else Confidence.MEDIUM
    evidence = tuple(f"{one.kind} {one.name} {at.location.path}" for one, at in places if at.location)
    located = Located(Answer((found, *seen), mitigating), _first(places), confidence, organisation, evidence=evidence)
    return seated(rule, survey, located, organisation, first.country)


def _first(places: list[Place]) -> Location:
    """Where the answer stands; every place of a component has a location."""
    return next(place.location for _, place in places if place.location)
