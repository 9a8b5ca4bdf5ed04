# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Doubt what is told as one maker's alone where a younger release has it too, of a maker who may have had it before.

A release says when it was made, not since when its code is there: a library of many years in a corpus of today is
younger than what was copied from it. Known to be later is what was first published later, or says that it descends.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Self

from gyebo.corpus.lookup import Lookup
from gyebo.likening import found_in
from gyebo.matching import Matching
from gyebo.model import Analysed, Found
from gyebo.report import Commonality
from gyebo.stages.attribute import maker
from gyebo.stages.fingerprint import fingerprint
from gyebo.wholes import rivals


@dataclass(frozen=True, slots=True)
class Others:
    """Makers that may have had the code before those it is told of."""

    whole: Lookup
    """Of all releases, the younger ones too."""
    theirs: frozenset[int]
    """The works it is told of."""
    first: str
    """ISO 8601 date; when the first of these was published, as far as is known."""

    @classmethod
    def of(cls, whole: Lookup, files: Sequence[int]) -> Self:
        """Those of some files, which are one maker's."""
        return cls(whole, frozenset(map(whole.work_of, files)), min(map(whole.first_of, files)))

    def has(self, work: int) -> bool:
        """Whether a work is another maker's that is not known to be later."""
        works = self.whole.index.description.works
        is_later = self.whole.firsts.get(works[work].model, "") > self.first
        is_same = maker(works[work]) in {maker(works[one]) for one in self.theirs}
        return not (is_same or is_later or self.theirs & self.whole.ancestors(work))


def doubtful(whole: Lookup, matching: Matching, analysed: Analysed, found: Mapping[int, Found]) -> Iterator[int]:
    """Units told as one maker's alone that may be another's as well."""
    told = {at: one for at, one in found.items() if one.spread.commonality is Commonality.EXCLUSIVE}
    anew = found_in(whole, matching, _with_prints(analysed), told)
    for at, one in told.items():
        others = Others.of(whole, [whole.file_at(place) for place in one.pairing.ties])
        floor = one.pairing.best.nearness - matching.exclusive_margin.value
        near = (like.work for like in (anew[at].pairing.likenesses if at in anew else ()) if like.nearness >= floor)
        if any(map(others.has, chain(near, _together(whole, matching, analysed, one)))):
            yield at


def _with_prints(analysed: Analysed) -> Analysed:
    """Stretches of functions stand after the units of a file, and have digests alone."""
    has_all = len(analysed.prints.bounds) > len(analysed.syntax.units)
    return analysed if has_all else replace(analysed, prints=fingerprint(analysed.syntax))


def _together(whole: Lookup, matching: Matching, analysed: Analysed, module: Found) -> Iterator[int]:
    """Works of which a file has about as many of the definitions by which a module is told; none of another unit."""
    if module.pairing.unit or module.pairing.is_same_class:
        return
    own = whole.file_at(module.pairing.ties[0])
    tops = (at for at, one in enumerate(analysed.syntax.units) if at and not one.parent)
    found = found_in(whole, matching, analysed, tops)
    yield from map(whole.work_of, rivals(whole, matching, analysed, found, own))
