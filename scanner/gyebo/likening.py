# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Say what fragments of one file are like: candidates retrieved, aligned and attributed, all fragments at once."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain

import numpy as np

from gyebo.acceptance import may_be_like
from gyebo.aligned import Aligned
from gyebo.corpus.lookup import Lookup
from gyebo.grams import Eights
from gyebo.hashing import fold
from gyebo.matching import Matching
from gyebo.model import Analysed, Candidates, Company, Found, Pairing, Unit
from gyebo.report import FragmentKind
from gyebo.stages.align import Least, Stored, align
from gyebo.stages.attribute import attributed, like_something, of_one_maker, spread
from gyebo.stages.fingerprint import digests, fingerprint
from gyebo.stages.retrieve import retrieve

FUNCTIONS = (FragmentKind.FUNCTION, FragmentKind.METHOD, FragmentKind.NESTED_FUNCTION)


def likened(lookup: Lookup, matching: Matching, analysed: Analysed) -> tuple[Analysed, dict[int, Found]]:
    """What each unit is like; what the nearest leaves over of a function is asked again as a fragment of its own.

    Two functions merged into one have two origins, and no fragment of the corpus is like both halves. Stretches that
    are like something stand after the units of the file.
    """
    units = analysed.syntax.units
    told = list(_likened(lookup, matching, analysed))
    found = {unit: one for unit, one, _ in told}
    left = [stretch for unit, one, rest in told for stretch in _stretches(analysed, unit, one, rest)]
    if left:
        syntax = replace(analysed.syntax, units=(units[0], *left))
        asked = replace(analysed, syntax=syntax, prints=fingerprint(syntax))
        again = {
            at: one
            for at, one in found_in(lookup, matching, asked, range(1, len(left) + 1)).items()
            # What is like another place of the same origin is told by the function around it.
            if not _tied(lookup, one) & _tied(lookup, found[left[at - 1].parent])
        }
        for at, one in enumerate(again.values(), len(units)):
            found[at] = replace(one, pairing=replace(one.pairing, unit=at))
        analysed = with_stretches(analysed, tuple(left[at - 1] for at in again))
    return analysed, found


def _tied(lookup: Lookup, found: Found) -> set[int]:
    return {lookup.work_at(place) for place in found.pairing.ties}


def with_stretches(analysed: Analysed, stretches: tuple[Unit, ...]) -> Analysed:
    """A file with some more units, of which no more than the digests is known."""
    if not stretches:
        return analysed
    more = digests(replace(analysed.syntax, units=stretches))
    prints = replace(analysed.prints, digests=np.concatenate([analysed.prints.digests, more]))
    return replace(analysed, prints=prints, syntax=replace(analysed.syntax, units=(*analysed.syntax.units, *stretches)))


def _stretches(analysed: Analysed, number: int, found: Found, rest: Sequence[tuple[int, int]]) -> Iterator[Unit]:
    """What is left over of an edited function and lies in no function inside it."""
    unit, start, end = analysed.syntax.units[number], analysed.syntax.tokens.start, analysed.syntax.tokens.end
    if found.pairing.is_same_class or unit.kind not in FUNCTIONS:
        return
    for first, last in rest:
        if not any(first < one.last and one.first < last for one in analysed.syntax.units[number + 1 :]):
            begin, stop = start[first].item(), end[last - 1].item()
            yield Unit(FragmentKind.STRETCH, unit.name, first, last, begin, stop, number)


def found_in(lookup: Lookup, matching: Matching, analysed: Analysed, units: Iterable[int]) -> dict[int, Found]:
    """What each of some units is like, by their numbers."""
    return {unit: one for unit, one, _ in _asked(lookup, matching, analysed, units)}


def _likened(
    lookup: Lookup, matching: Matching, analysed: Analysed
) -> Iterator[tuple[int, Found, list[tuple[int, int]]]]:
    """Units with what they are like, and where so many tokens are left over that they might be like something else.

    What lies inside a definition that is equal to one of the corpus is not asked: the whole tells its origin better.
    """
    inside, same = _inside_known(lookup, analysed), set[int]()
    asked = (unit for unit in range(len(analysed.syntax.units)) if unit not in inside)
    for unit, one, rest in _asked(lookup, matching, analysed, asked):
        if one.pairing.is_same_class:
            same.add(unit)
        yield unit, one, rest
    # Known and yet no match: too little is said by it, or it is the team's own.
    again = (unit for unit, outer in inside.items() if not outer & same)
    yield from _asked(lookup, matching, analysed, again)


def _inside_known(lookup: Lookup, analysed: Analysed) -> dict[int, set[int]]:
    """Units inside definitions that are equal to one of the corpus, with those."""
    spans = analysed.syntax.units
    known = set(np.flatnonzero(lookup.of_digests(analysed.prints.digests) >= 0).tolist())
    outer = ((unit, known.intersection(around(spans, unit))) for unit in range(len(spans)))
    return {unit: having for unit, having in outer if having}


def around(spans: Sequence[Unit], unit: int) -> Iterator[int]:
    """The definitions around one, the innermost first."""
    while (unit := spans[unit].parent) > 0:
        yield unit


def _asked(
    lookup: Lookup, matching: Matching, analysed: Analysed, units: Iterable[int]
) -> Iterator[tuple[int, Found, list[tuple[int, int]]]]:
    spans, prints = analysed.syntax.units, analysed.prints
    asked = [unit for unit in units if spans[unit].last - spans[unit].first >= matching.smallest_fragment.value]
    found = retrieve(lookup, prints, asked)
    shares = (matching.heard_containment, matching.part_share, matching.part_resemblance)
    by_tokens = partial(_aligned, lookup, analysed, _eights(analysed), Least(*(one.value for one in shares)))
    near = _near(lookup, matching, analysed, dict(zip(asked, found, strict=True)), by_tokens)
    aligned = list(by_tokens(near))
    paired = attributed(lookup, prints, list(near), _sizes(analysed, near), [one.paired for one in aligned], matching)
    least = int(matching.part_tokens.value)
    for unit, one, pairing in zip(near, aligned, paired, strict=True):
        if pairing:
            rest = one.rest(pairing.best.candidate.cls, least)
            first = spans[unit].first
            yield unit, _found(lookup, matching, one, pairing), [(first + a, first + b) for a, b in rest]


def _near(
    lookup: Lookup,
    matching: Matching,
    analysed: Analysed,
    candidates: dict[int, Candidates],
    by_tokens: Callable[[dict[int, Candidates]], Iterator[Aligned]],
) -> dict[int, Candidates]:
    """Those units, with all their candidates, that are like one of them.

    Most of a team's own code is like nothing, and to know that takes the candidates that could be told of it alone: of
    40 files, seven of eight their team's own, 1,426 of the 19,114 that share something with what is like nothing.
    """
    units = list(candidates)
    same = lookup.of_digests(analysed.prints.digests[units]) >= 0
    unknown = [unit for unit, is_same in zip(units, same.tolist(), strict=True) if not is_same]
    few = {unit: one for unit, one in _hopeful(lookup, matching, analysed, unknown, candidates) if len(one.cls)}
    rows = [one.paired for one in by_tokens(few)]
    like = like_something(lookup, analysed.prints, list(few), _sizes(analysed, few), rows, matching)
    kept = {*np.array(units)[same].tolist(), *np.array(list(few))[like].tolist()}
    return {unit: one for unit, one in candidates.items() if unit in kept}


def _hopeful(
    lookup: Lookup, matching: Matching, analysed: Analysed, units: Sequence[int], candidates: dict[int, Candidates]
) -> Iterator[tuple[int, Candidates]]:
    """Units with those of their candidates that could be told of them."""
    asked = [candidates[unit] for unit in units]
    if asked:
        tokens = lookup.index.arrays.class_tokens[np.concatenate([one.cls for one in asked])]
        sizes = np.array(_sizes(analysed, units), np.int64)
        yield from zip(units, may_be_like(asked, sizes, tokens.astype(np.int64), matching), strict=True)


def _sizes(analysed: Analysed, units: Iterable[int]) -> list[int]:
    """Their tokens."""
    return [one.last - one.first for one in (analysed.syntax.units[unit] for unit in units)]


def _eights(analysed: Analysed) -> Eights:
    return Eights.of(fold(analysed.syntax.tokens.code))


def compared(lookup: Lookup, analysed: Analysed, units: Sequence[int], least: Least) -> Iterator[Aligned]:
    """Each of some units of a file with all its candidates, aligned."""
    found = retrieve(lookup, analysed.prints, units)
    return _aligned(lookup, analysed, _eights(analysed), least, dict(zip(units, found, strict=True)))


def _aligned(
    lookup: Lookup, analysed: Analysed, file: Eights, least: Least, candidates: dict[int, Candidates]
) -> Iterator[Aligned]:
    spans = [(one.first, one.last) for one in (analysed.syntax.units[unit] for unit in candidates)]
    stored = Stored(lookup.index.arrays.codes, lookup.code_ends)
    return align(file, spans, list(candidates.values()), stored, least)


def _found(lookup: Lookup, matching: Matching, aligned: Aligned, pairing: Pairing) -> Found:
    theirs = of_one_maker(lookup, pairing)
    company = _company(lookup, matching, pairing.best.candidate.cls, theirs, aligned)
    return Found(pairing, spread(lookup, pairing, aligned.candidates.features, theirs, company, matching))


def _company(lookup: Lookup, matching: Matching, best: int, theirs: frozenset[int], aligned: Aligned) -> Company:
    """Who else has what a fragment and its nearest candidate have in common; `theirs` are the works of the one tied."""
    having = (lookup.works_of(cls).tolist() for cls in aligned.having(best, matching.same_code.value).tolist())
    works = frozenset(chain.from_iterable(having))
    if not theirs:
        return Company(works)
    classes = aligned.candidates.cls
    others = np.array([not theirs >= lookup.all_works(cls) for cls in classes.tolist()], np.bool_)
    near = aligned.paired.nearness[np.isin(aligned.paired.cls, classes[others])]
    return Company(works, *aligned.alone(best, others), nearest=near.max(initial=0.0))
