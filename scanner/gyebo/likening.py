# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Say what fragments of one file are like: candidates retrieved, aligned and attributed, all fragments at once."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

import numpy as np

from gyebo.corpus.lookup import Lookup
from gyebo.hashing import fold
from gyebo.model import Analysed, Company, Found, Pairing
from gyebo.rulebook import Matching
from gyebo.stages.align import Aligned, Least, Stored, align
from gyebo.stages.attribute import attributed, of_one_maker, spread
from gyebo.stages.retrieve import retrieve


def found_in(lookup: Lookup, matching: Matching, analysed: Analysed, units: Iterable[int]) -> dict[int, Found]:
    """What each of some units is like, by their numbers."""
    spans = analysed.syntax.units
    asked = [unit for unit in units if spans[unit].last - spans[unit].first >= matching.smallest_fragment.value]
    shares = (matching.heard_containment, matching.part_share, matching.part_resemblance)
    aligned = list(compared(lookup, analysed, asked, Least(*(one.value for one in shares))))
    sizes = [spans[unit].last - spans[unit].first for unit in asked]
    paired = attributed(lookup, analysed.prints, asked, sizes, [one.paired for one in aligned], matching)
    told = zip(asked, aligned, paired, strict=True)
    return {unit: _found(lookup, matching, one, pairing) for unit, one, pairing in told if pairing}


def compared(lookup: Lookup, analysed: Analysed, units: Sequence[int], least: Least) -> Iterator[Aligned]:
    """Each of some units of a file with its candidates, aligned."""
    spans = [(one.first, one.last) for one in (analysed.syntax.units[unit] for unit in units)]
    stored = Stored(lookup.index.arrays.codes, lookup.code_ends)
    return align(fold(analysed.syntax.tokens.code), spans, retrieve(lookup, analysed.prints, units), stored, least)


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
    others = {cls for cls in aligned.candidates.cls.tolist() if not theirs >= lookup.all_works(cls)}
    near = aligned.paired.nearness[np.isin(aligned.paired.cls, list(others))]
    return Company(works, *aligned.alone(best, others), nearest=near.max(initial=0.0))
