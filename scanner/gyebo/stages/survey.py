# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Survey a submitted file as a whole: which one file of the corpus has most of its definitions, and in which order."""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from gyebo.corpus.lookup import Lookup
from gyebo.matching import Matching
from gyebo.model import Found, Searched
from gyebo.report import Counterpart, Place, Rename, Renaming, Work
from gyebo.rulebook import UNKNOWN

FEWEST = 2
"""Definitions; one says nothing of a file that its match does not say."""
MOST_RENAMINGS = 8
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+|_+|[^\W0-9_A-Za-z]+")


@dataclass(frozen=True, slots=True)
class _File:
    """One corpus file: places of it by submitted unit, and the tokens of these units."""

    places: dict[int, int]
    tokens: int


def survey(
    lookup: Lookup, searched: Searched, renames: Sequence[tuple[int, Sequence[Rename]]], matching: Matching
) -> Counterpart | None:
    """The file that has most of this one; `renames` are those of the reported matches, with the place shown."""
    units = _definitions(searched, matching)
    files = _files(lookup, searched, units, matching)
    if not files:
        return None
    whole = _whole(lookup, searched)
    best = min(files, key=lambda file: (file not in whole, *_rank(lookup, files[file]), file))
    place = _place(lookup, files[best])
    others = [file for file in files if _is_other(_work(lookup, files[file]), place.work)]
    next_best = min(others, key=lambda file: (*_rank(lookup, files[file]), file), default=None)
    if len(files[best].places) < FEWEST:
        return None
    return Counterpart(
        referenced=place,
        is_equal=best in whole,
        definitions=len(units),
        matched=len(files[best].places),
        in_order=_in_order(lookup, files[best]),
        referenced_definitions=len(lookup.definitions_in(best, int(matching.smallest_fragment.value))),
        tokens=files[best].tokens,
        runner_up=0 if next_best is None else len(files[next_best].places),
        runner_up_work=None if next_best is None else _work(lookup, files[next_best]),
        renamings=renamings([one for shown, told in renames if lookup.file_at(shown) == best for one in told]),
    )


def _definitions(searched: Searched, matching: Matching) -> dict[int, int]:
    """Tokens of the top-level definitions that are large enough to be compared, by unit."""
    least = matching.smallest_fragment.value
    numbered = enumerate(searched.units)
    return {number: unit.tokens for number, unit in numbered if unit.parent == 0 and unit.tokens >= least}


def _files(lookup: Lookup, searched: Searched, units: Mapping[int, int], matching: Matching) -> dict[int, _File]:
    """Corpus files that have the like of these units; where none can be told apart, all that have it."""
    places: dict[int, dict[int, int]] = defaultdict(dict)
    for found in searched.found:
        unit = found.pairing.unit
        if unit in units and found.is_older:
            for cls in _tied(found, matching.tie_margin.value):
                for place in lookup.places(cls):
                    places[lookup.file_at(place)].setdefault(unit, place)
    return {file: _File(own, sum(units[unit] for unit in own)) for file, own in places.items()}


def _tied(found: Found, margin: float) -> set[int]:
    pairing = found.pairing
    if pairing.is_same_class:
        return {pairing.best.candidate.cls}
    return {one.cls for one in pairing.likenesses if one.nearness >= pairing.best.nearness - margin}


def _whole(lookup: Lookup, searched: Searched) -> set[int]:
    """Files that are equal to the submitted one as wholes."""
    modules = (one for one in searched.found if one.pairing.unit == 0 and one.pairing.is_same_class and one.is_older)
    return {lookup.file_at(place) for one in modules for place in lookup.places(one.pairing.best.candidate.cls)}


def _rank(lookup: Lookup, file: _File) -> tuple[int, int, str]:
    """Most tokens first, then most in order, then the earliest."""
    return -file.tokens, -_in_order(lookup, file), lookup.first_at(next(iter(file.places.values())))


def _in_order(lookup: Lookup, file: _File) -> int:
    """The longest rising sequence of lines, in the order of the submitted file."""
    tails: list[int] = []
    for _, place in sorted(file.places.items()):
        line = lookup.line_at(place)
        at = bisect_left(tails, line)
        tails[at : at + 1] = [line]
    return len(tails)


def _place(lookup: Lookup, file: _File) -> Place:
    places = [lookup.place(place) for place in file.places.values()]
    first, last = min(one.first_line for one in places), max(one.last_line for one in places)
    return replace(places[0], name="", first_line=first, last_line=last)


def _work(lookup: Lookup, file: _File) -> Work:
    return lookup.index.description.works[lookup.work_at(next(iter(file.places.values())))]


def _is_other(one: Work, other: Work) -> bool:
    """Whether two works have different makers, as far as they are known."""
    if UNKNOWN in (one.organisation, other.organisation):
        return one.model != other.model
    return one.organisation != other.organisation


def renamings(renames: Sequence[Rename]) -> tuple[Renaming, ...]:
    """What the renames of a file have in common: the part of the names that changed, where several names share it."""
    names: dict[tuple[str, str], set[str]] = defaultdict(set)
    places, exceptions = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    for one in renames:
        changed = _changed(one.referenced, one.submitted)
        names[changed].add(one.referenced)
        places[changed] += one.places
        exceptions[changed] += one.exceptions
    told = (Renaming(*changed, len(of), places[changed], exceptions[changed]) for changed, of in names.items())
    ranked = sorted(told, key=lambda one: (-one.names, -one.places, one.referenced, one.submitted))
    return tuple(one for one in ranked if one.names >= FEWEST and one.referenced)[:MOST_RENAMINGS]


def _changed(referenced: str, submitted: str) -> tuple[str, str]:
    """Both names without the words that they begin and end with alike."""
    theirs, ours = _WORD.findall(referenced), _WORD.findall(submitted)
    while theirs and ours and theirs[-1] == ours[-1]:
        theirs.pop()
        ours.pop()
    start = next(
        (at for at, (a, b) in enumerate(zip(theirs, ours, strict=False)) if a != b), min(len(theirs), len(ours))
    )
    return "".join(theirs[start:]).strip("_"), "".join(ours[start:]).strip("_")
