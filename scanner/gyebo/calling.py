# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""What a place of the corpus can be called by who credits it: its model, its maker, the package it stands in."""

from gyebo.naming import plain
from gyebo.notices.resolution import Origin
from gyebo.report import Place, Work
from gyebo.rulebook import Organisation, Rulebook


def called(rulebook: Rulebook, work: Work, place: Place | None) -> Origin:
    """By which names it is credited; code that all models of a package share belongs to no model of it."""
    maker = rulebook.organisations.get(work.organisation)
    others = siblings(rulebook, maker, work) if maker else ()
    return Origin(
        models=(work.model, work.name, *_package(rulebook, work, place)),
        # Of what models share, who names one of them names their maker.
        organisations=(*_names(maker), *(others if _is_shared(work, place) else ())),
        hosts=(place.host,) if place else (),
        path=place.path if place else "",
        is_word=plain(work.name) in rulebook.words,
        siblings=() if _is_shared(work, place) else others,
        family=_family(work),
    )


def siblings(rulebook: Rulebook, organisation: Organisation, work: Work) -> tuple[str, ...]:
    """What its maker's other models are called, but for names that mean maker or family or are common words."""
    own = {plain(name) for name in (organisation.name, *organisation.aliases, work.name, work.model, _family(work))}
    told = (name for model in organisation.models for name in (model.id, model.name))
    return tuple(name for name in dict.fromkeys(told) if plain(name) not in own | rulebook.words)


def _family(work: Work) -> str:
    """What a model's name begins with that others of its line share: EXAONE, of EXAONE 4.0."""
    line = plain(work.family)
    return work.family if line and any(plain(name).startswith(line) for name in (work.model, work.name)) else ""


def _is_shared(work: Work, place: Place | None) -> bool:
    return place is not None and work.model == place.host


def _package(rulebook: Rulebook, work: Work, place: Place | None) -> tuple[str, ...]:
    """The name of the package, where the code is the package's own and the name is no common word."""
    if not place or not _is_shared(work, place):
        return ()
    name = place.source.rpartition("-")[0]
    return (name,) if name and plain(name) not in rulebook.words else ()


def _names(maker: Organisation | None) -> tuple[str, ...]:
    return (maker.name, *maker.aliases) if maker and maker.models else ()
