# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Say whose a file as a whole is: what its definitions are like one by one may be anyone's, and together one maker's.

A copied file with one import more is equal to none as a whole, and each of its classes alone may be common heritage.
What tells its origin then is which definitions stand together.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from gyebo.corpus.lookup import Lookup
from gyebo.matching import Matching
from gyebo.model import Analysed, Candidate, Company, Features, Found, Likeness, Paired, Pairing, Spread
from gyebo.report import Commonality
from gyebo.stages.attribute import maker, of_one_maker, spread

_NONE = np.empty(0, np.int64)


def equal(lookup: Lookup, matching: Matching, analysed: Analysed, module: Found, tops: Sequence[Found]) -> Found:
    """A module equal to one of the corpus; works that have the like of all its definitions have a say in whose it is.

    Else a class that all models have would be one maker's as soon as it stands alone in a file of its own.
    """
    bits = max(round(lookup.worth(np.unique(analysed.prints.features)), 2), matching.same_bits.value)
    cls = module.pairing.best.candidate.cls
    own = {one.work for one in module.pairing.likenesses}
    floor = 1.0 - matching.exclusive_margin.value
    having = [{one.work for one in top.pairing.likenesses if one.resemblance >= floor} for top in tops]
    works = sorted(own.union(having[0].intersection(*having[1:]) if having else ()))
    pairing = replace(module.pairing, likenesses=tuple(Likeness(work, cls, 1.0, 1.0, bits, bits) for work in works))
    company = Company(frozenset(works), alone=module.pairing.best.tokens, share=1.0)
    theirs = of_one_maker(lookup, pairing)
    return Found(pairing, spread(lookup, pairing, Features(_NONE, _NONE), theirs, company, matching))


@dataclass(frozen=True, slots=True)
class _File:
    """A corpus file that has the like of some definitions."""

    number: int
    maker: str
    parts: Mapping[int, Likeness]
    """By unit, what the file has that is nearest."""
    worth: float
    """Tokens of the definitions, by how near they are."""


def together(lookup: Lookup, matching: Matching, analysed: Analysed, found: Mapping[int, Found]) -> Found | None:
    """The module, where one maker's file alone has the like of nearly all of it, or nearly all of that is here.

    `found` is what the definitions are like, one by one. Nearness is the share of the corpus file's tokens that the
    submission has, or of both sides' that is in common (Dice 1945), whichever is more.
    """
    sizes = _sizes(matching, analysed)
    fewest, total = matching.together_definitions.value, sum(sizes.values())
    if len(sizes.keys() & found.keys()) < fewest:
        return None
    files = _files(lookup, sizes, found)
    rival = next((one for one in files if one.maker != files[0].maker), None)
    others = rival.worth if rival else 0.0
    # What another maker's file has more of cannot be told as this one's.
    ahead = [one for one in files if one.worth > others and len(one.parts) >= fewest]
    for best in ahead:
        tokens = _tokens_in(lookup, matching, best.number)
        if _is_enough(matching, _share(best.worth, tokens, total), (best.worth - others) / tokens):
            margin = matching.tie_margin.value * tokens
            tied = [one for one in ahead if one is not best and abs(best.worth - one.worth) < margin]
            runner_up = _paired(lookup, analysed, sizes, rival).resemblance if rival else 0.0
            whole = _found(lookup, _paired(lookup, analysed, sizes, best), [best, *tied], runner_up)
            return None if any(_says_it_better(lookup, one, whole) for one in found.values()) else whole
    return None


def _is_enough(matching: Matching, nearness: float, ahead: float) -> bool:
    """The farther every other maker's is behind, the less near a file has to be: names of attributes may be changed."""
    is_near = nearness >= matching.together_nearness.value and ahead >= matching.together_margin.value
    is_far = nearness >= matching.together_far_nearness.value and ahead >= matching.together_far_margin.value
    return is_near or is_far


def rivals(
    lookup: Lookup, matching: Matching, analysed: Analysed, found: Mapping[int, Found], number: int
) -> Iterator[int]:
    """Files, a file of the corpus itself among them, beside which it would not be told as a module."""
    sizes = _sizes(matching, analysed)
    having = {one.number: one.worth for one in _files(lookup, sizes, found)}
    own, tokens = having.get(number, 0.0), _tokens_in(lookup, matching, number)
    nearness = _share(own, tokens, sum(sizes.values()))
    return (file for file, worth in having.items() if not _is_enough(matching, nearness, (own - worth) / tokens))


def _tokens_in(lookup: Lookup, matching: Matching, number: int) -> int:
    return sum(lookup.definitions_in(number, int(matching.smallest_fragment.value)))


def _share(worth: float, tokens: int, total: int) -> float:
    """Of the corpus file's tokens, or of both sides', whichever is more."""
    return max(worth / tokens, 2 * worth / (total + tokens))


def _sizes(matching: Matching, analysed: Analysed) -> dict[int, int]:
    """Tokens of the definitions that are not too small to speak of."""
    sizes = {at: one.last - one.first for at, one in enumerate(analysed.syntax.units) if one.parent == 0}
    return {at: tokens for at, tokens in sizes.items() if tokens >= matching.smallest_fragment.value}


def _says_it_better(lookup: Lookup, part: Found, whole: Found) -> bool:
    """Whether a definition that is equal names the same works by itself: that is surer than nearly all of a file."""
    theirs = {lookup.work_at(place) for place in part.pairing.ties}
    is_sure = part.pairing.is_same_class and part.spread.commonality is Commonality.EXCLUSIVE
    return is_sure and any(lookup.work_at(place) in theirs for place in whole.pairing.ties)


def _files(lookup: Lookup, sizes: Mapping[int, int], found: Mapping[int, Found]) -> list[_File]:
    """The files that have the like of some definitions, the one that has most first."""
    files: dict[int, dict[int, Likeness]] = defaultdict(dict)
    for unit in sorted(sizes.keys() & found.keys()):
        # One class may be the nearest of many works.
        for like in {one.cls: one for one in found[unit].pairing.likenesses}.values():
            for place in lookup.places(like.cls):
                parts = files[lookup.file_at(place)]
                parts[unit] = max(like, parts.get(unit, like), key=_nearness)
    works = lookup.index.description.works
    told = [
        _File(
            number,
            maker(works[lookup.work_of(number)]),
            parts,
            sum(sizes[unit] * one.nearness for unit, one in parts.items()),
        )
        for number, parts in files.items()
    ]
    return sorted(told, key=lambda one: (-one.worth, one.number))


def _nearness(one: Likeness) -> float:
    return one.nearness


def _paired(lookup: Lookup, analysed: Analysed, sizes: Mapping[int, int], file: _File) -> Paired:
    """The files as wholes, with what is in common of their definitions."""
    cls = lookup.class_at(lookup.module_of(file.number))
    tokens = sum(_common(lookup, sizes[unit], one) for unit, one in file.parts.items())
    ours, theirs = analysed.syntax.units[0].last, lookup.tokens_of(cls)
    shares = 2 * tokens / (ours + theirs), tokens / ours, tokens / theirs
    bits = round(sum(one.bits for one in file.parts.values()), 2)
    return Paired(Candidate(cls, bits, *shares), tokens, tokens, *shares)


def _common(lookup: Lookup, tokens: int, like: Likeness) -> int:
    """Tokens in common with the nearest fragment, from the share of both sides that they are."""
    return min(tokens, round(like.resemblance * (tokens + lookup.tokens_of(like.cls)) / 2))


def _found(lookup: Lookup, best: Paired, tied: Sequence[_File], runner_up: float) -> Found:
    """The match with one maker's files, the one that is shown first."""
    places = [lookup.module_of(one.number) for one in tied]
    near, bits = round(best.nearness, 4), best.candidate.shared
    worth = round(sum(one.worth for one in tied[0].parts.values()), 2)
    likenesses = {
        lookup.work_at(place): Likeness(lookup.work_at(place), lookup.class_at(place), near, near, bits, worth)
        for place in reversed(places)
    }
    ties = {lookup.work_at(place): place for place in reversed(places)}
    pairing = Pairing(
        unit=0,
        best=best,
        is_same_class=False,
        likenesses=tuple(reversed(likenesses.values())),
        ties=tuple(reversed(ties.values())),
        is_verbatim=False,
        runner_up=round(runner_up, 4),
    )
    return Found(pairing, Spread(Commonality.EXCLUSIVE, len(ties), 1))
