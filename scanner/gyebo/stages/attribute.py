# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Say which works a fragment is like, which of them cannot be told apart, and how common the shared code is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import starmap
from typing import Self

import numpy as np

from gyebo.acceptance import are_equal, are_like
from gyebo.corpus.index import Index
from gyebo.corpus.lineage import chain
from gyebo.corpus.lookup import Lookup
from gyebo.matching import Matching
from gyebo.model import (
    F64,
    I64,
    Bits,
    Candidate,
    Company,
    Features,
    Fingerprints,
    Found,
    Likeness,
    Paired,
    Pairing,
    Rows,
    Spread,
)
from gyebo.report import Commonality, Work
from gyebo.rulebook import UNKNOWN


def attribute(
    lookup: Lookup, prints: Fingerprints, unit: int, tokens: int, paired: Sequence[Paired] | Rows, matching: Matching
) -> Pairing | None:
    """The pairing of one fragment; None when nothing of the corpus is near enough to speak of."""
    return attributed(lookup, prints, [unit], [tokens], [paired], matching)[0]


def attributed(
    lookup: Lookup,
    prints: Fingerprints,
    units: Sequence[int],
    sizes: Sequence[int],
    paired: Sequence[Sequence[Paired] | Rows],
    matching: Matching,
) -> list[Pairing | None]:
    """The same of many fragments of a file: one by one the work is in the calls."""
    asked, written = _asked(lookup, prints, units, sizes, paired, matching)
    found: list[Pairing | None] = [None] * len(units)
    for number, row, likenesses in asked.told(lookup):
        if not (lookup.has_own and _is_own(lookup, asked.beside(row, matching))):
            found[number] = _pairing(lookup, units[number], asked, row, likenesses, written.get(number, []), matching)
    return found


def like_something(
    lookup: Lookup,
    prints: Fingerprints,
    units: Sequence[int],
    sizes: Sequence[int],
    paired: Sequence[Rows],
    matching: Matching,
) -> list[int]:
    """Which of some fragments, by their positions, one of their candidates is near enough to."""
    asked, _ = _asked(lookup, prints, units, sizes, paired, matching)
    near: list[int] = np.unique(asked.unit[asked.accepted]).tolist()
    return near


def _asked(
    lookup: Lookup,
    prints: Fingerprints,
    units: Sequence[int],
    sizes: Sequence[int],
    paired: Sequence[Sequence[Paired] | Rows],
    matching: Matching,
) -> tuple["_Asked", dict[int, list[int]]]:
    """The candidates of all, and of each fragment the places where it stands as it is written."""
    at, tokens = np.array(units, np.int64), np.array(sizes, np.int64)
    same = lookup.of_digests(prints.digests[at])
    given = [Rows.of(one) for one in paired]
    for number in np.flatnonzero((prints.bounds[at] == prints.bounds[at + 1]) & (same >= 0)).tolist():
        # A module has no features: it is the same as a whole or it is not looked at.
        candidate = Candidate(int(same[number]), matching.same_bits.value, 1.0, 1.0, 1.0)
        given[number] = Rows.of([Paired(candidate, sizes[number], sizes[number], 1.0, 1.0, 1.0)])
    rows = Rows.joined([*given, Rows.of([])])
    unit = np.repeat(np.arange(len(given)), [len(one) for one in given])
    # The same text reads otherwise where the file around it binds other names, so what is written is asked first.
    alike = np.flatnonzero(lookup.index.arrays.class_tokens[rows.cls] == tokens[unit])
    places, which = lookup.written(rows.cls[alike], prints.exact[at][unit[alike]])
    equal = rows.cls == same[unit]
    equal[alike[which]] = True
    rows = rows.equal_at(np.flatnonzero(equal), tokens[unit][equal])
    return _Asked.of(lookup, rows, unit, equal, matching), _by_unit(unit[alike[which]], places)


@dataclass(frozen=True, slots=True, eq=False)
class _Asked:
    """The candidates of some fragments."""

    rows: Rows
    unit: I64
    """Whose candidate each is."""
    equal: Bits
    """Whether it is equal after a one-to-one renaming, or as written."""
    accepted: Bits
    heard: Bits
    """Whether it has a say in how like the works are that have it."""

    @classmethod
    def of(cls, lookup: Lookup, rows: Rows, unit: I64, equal: Bits, matching: Matching) -> Self:
        theirs = lookup.has_others[rows.cls]
        accepted = np.where(equal, are_equal(rows, matching), are_like(rows, matching))
        accepted &= theirs & (rows.varied >= matching.varied_tokens.value)
        is_told = np.zeros(int(unit.max(initial=0)) + 1, np.bool_)
        is_told[unit[accepted]] = True
        heard = theirs & ((rows.containment >= matching.heard_containment.value) | accepted) & is_told[unit]
        return cls(rows, unit, equal, accepted, heard)

    def told(self, lookup: Lookup) -> Iterator[tuple[int, int, tuple[Likeness, ...]]]:
        """Each fragment that is like something: its number, the nearest candidate, and how like the works are."""
        rows, at = self.rows, np.flatnonzero(self.heard)
        at = at[np.lexsort((rows.cls[at], -rows.resemblance[at], -rows.nearness[at], self.unit[at]))]
        if not len(at):
            return
        accepted = at[self.accepted[at]]
        numbers, first = np.unique(self.unit[accepted], return_index=True)
        likenesses, ends = _likenesses(lookup, rows, self.unit, at)
        for number, row in zip(numbers.tolist(), accepted[first].tolist(), strict=True):
            yield number, row, tuple(likenesses[slice(*np.searchsorted(ends, (number, number + 1)))])

    def beside(self, row: int, matching: Matching) -> list[int]:
        """Classes that cannot be told from a fragment's nearest."""
        near = self.rows.nearness >= self.rows.nearness[row] - matching.tie_margin.value
        found: list[int] = self.rows.cls[near & (self.unit == self.unit[row])].tolist()
        return found


def _by_unit(units: I64, places: I64) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for unit, place in zip(units.tolist(), places.tolist(), strict=True):
        found.setdefault(unit, []).append(place)
    return found


def _pairing(
    lookup: Lookup,
    unit: int,
    asked: _Asked,
    row: int,
    works: tuple[Likeness, ...],
    written: Sequence[int],
    matching: Matching,
) -> Pairing:
    best, is_same_class = asked.rows[row], bool(asked.equal[row])
    # What is equal can be told from what is not; two edited copies of one definition cannot be told from each other.
    floor = best.nearness - (0.0 if is_same_class else matching.tie_margin.value)
    first: dict[int, int] = {}
    for place in written:
        first.setdefault(lookup.work_at(place), place)
    return Pairing(
        unit=unit,
        best=best,
        is_same_class=is_same_class,
        likenesses=works,
        ties=tuple(first.values()) or tuple(_first_place(lookup, one) for one in works if one.nearness >= floor),
        is_verbatim=bool(written),
        runner_up=next((one.resemblance for one in works if one.nearness < floor), 0.0),
    )


def _is_own(lookup: Lookup, near: Sequence[int]) -> bool:
    """Whether the organisation itself had published the like before, or others declare that they took it from there."""
    others = [place for cls in near for place in lookup.places(cls)]
    first = min((lookup.first_at(place) for place in others), default="")
    works = lookup.index.description.works
    theirs = {works[lookup.work_at(place)].model for place in others}
    links = lookup.index.description.links
    for place in (place for cls in near for place in lookup.own_places(cls)):
        model = works[lookup.work_at(place)].model
        taken = [other for other in theirs if any(link.parent == model for link in chain(other, links))]
        if not others or lookup.first_at(place) < first or len(taken) == len(theirs):
            return True
    return False


def order(one: Paired) -> tuple[float, float, int]:
    """By how like it is; the highest is the nearest."""
    return one.nearness, one.resemblance, -one.candidate.cls


def _likenesses(lookup: Lookup, rows: Rows, unit: I64, heard: I64) -> tuple[list[Likeness], I64]:
    """Of each work what is nearest, and the most that any of its classes is worth, with the fragment each belongs to.

    `heard` are the rows that have a say, sorted by fragment, the nearest first.
    """
    works = [lookup.works_of(cls) for cls in rows.cls[heard].tolist()]
    source = np.repeat(np.arange(len(works)), [len(one) for one in works])
    keys = unit[heard][source] << 32 | np.concatenate(works)
    by_work = np.argsort(keys, kind="stable")
    heads = np.flatnonzero(np.diff(keys[by_work], prepend=-1))
    shared, resemblance = rows.shared[heard], rows.resemblance[heard]
    bits, worth = _rounded(shared, 2), _rounded(shared * resemblance, 2)
    most = [np.maximum.reduceat(one[source[by_work]], heads) for one in (bits, worth)]
    nearest, keys = source[by_work[heads]], keys[by_work[heads]]
    nearness = _rounded(rows.nearness[heard], 4)[nearest]
    ranked = np.lexsort((keys, -nearness, keys >> 32))
    columns = (keys & 0xFFFFFFFF, rows.cls[heard][nearest], nearness, _rounded(resemblance, 4)[nearest], *most)
    each = zip(*(one[ranked].tolist() for one in columns), strict=True)
    return list(starmap(Likeness, each)), keys[ranked] >> 32


def _rounded(values: F64, digits: int) -> F64:
    """NumPy multiplies first, and so finds other values half-way between two."""
    return np.array([round(one, digits) for one in values.tolist()])


def _first_place(lookup: Lookup, one: Likeness) -> int:
    return next(place for place in lookup.places(one.cls) if lookup.work_at(place) == one.work)


def of_one_maker(lookup: Lookup, pairing: Pairing) -> frozenset[int]:
    """All works of the maker whose works alone are tied; empty where several makers' are."""
    theirs = {_works_of_makers(lookup.index)[lookup.work_at(place)] for place in pairing.ties}
    return theirs.pop() if len(theirs) == 1 else frozenset()


@lru_cache(maxsize=2)
def _works_of_makers(index: Index) -> tuple[frozenset[int], ...]:
    """For every work all works of its maker."""
    makers = [maker(work) for work in index.description.works]
    works = dict[str, set[int]]()
    for at, one in enumerate(makers):
        works.setdefault(one, set()).add(at)
    frozen = {one: frozenset(having) for one, having in works.items()}
    return tuple(frozen[one] for one in makers)


def spread(
    lookup: Lookup, pairing: Pairing, features: Features, theirs: frozenset[int], company: Company, matching: Matching
) -> Spread:
    """How common the matched code is: told as one maker's where no one else has the like of it.

    `theirs` are the works of the one maker that is tied, if there is but one.
    """
    tied = {lookup.work_at(place) for place in pairing.ties}
    if theirs and _is_exclusive(lookup, pairing, features, theirs, company, matching):
        return Spread(Commonality.EXCLUSIVE, len(tied), 1, company.alone)
    having = tied | company.works
    makers = {maker(lookup.index.description.works[one]) for one in having}
    common = len(makers) > matching.shared_organisations.value
    kind = Commonality.COMMON_HERITAGE if common else Commonality.SHARED
    return Spread(kind, len(having), len(makers), company.alone)


def in_common(found: Found) -> Found:
    """A match with younger code alone: who took it from whom is open, so it is never told as one maker's."""
    exclusive = found.spread.commonality is Commonality.EXCLUSIVE
    told = replace(found.spread, commonality=Commonality.SHARED) if exclusive else found.spread
    return replace(found, spread=told, is_older=False)


def _is_exclusive(
    lookup: Lookup, pairing: Pairing, features: Features, theirs: frozenset[int], company: Company, matching: Matching
) -> bool:
    """Clearly liker than the next maker's code, in runs and in features that nobody else has."""
    heard = (one.nearness for one in pairing.likenesses if one.work not in theirs)
    if pairing.best.nearness - max(company.nearest, *heard, 0.0) < matching.exclusive_margin.value:
        return False
    if company.share <= 1.0 - matching.same_code.value:
        return False
    if not len(features.group):
        return pairing.is_same_class
    bits = lookup.exclusive_bits(features, pairing.best.candidate.cls, theirs)
    return bits >= matching.exclusive_bits.value


def maker(work: Work) -> str:
    """Who made a work; what is unknown is never taken for the same."""
    return f"{UNKNOWN}:{work.model}" if work.organisation == UNKNOWN else work.organisation
