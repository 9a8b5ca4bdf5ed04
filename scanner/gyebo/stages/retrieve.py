# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Find the corpus classes worth aligning with a fragment: as a whole, as a part of it, or it as a part of them."""

from collections.abc import Sequence

import numpy as np

from gyebo.corpus.lookup import Lookup
from gyebo.corpus.overlap import Overlap
from gyebo.model import F64, I64, Candidates, Features, Fingerprints

BY_RESEMBLANCE, BY_CONTAINMENT, BY_INCLUSION = 24, 16, 8
"""One list each: resemblance finds whole copies, containment parts (measured: no single score serves both)."""
_NONE = np.empty(0)


def retrieve(lookup: Lookup, prints: Fingerprints, units: Sequence[int]) -> list[Candidates]:
    """Candidates for each of some fragments of a file; none for fragments below the smallest size."""
    featured = [unit for unit in units if prints.bounds[unit] < prints.bounds[unit + 1]]
    found = dict(zip(featured, lookup.overlaps(prints, featured), strict=True))
    return [_candidates(found[unit]) if unit in found else _no_candidates() for unit in units]


def _no_candidates() -> Candidates:
    none = _NONE.astype(np.int64)
    return Candidates(Features(none, none), none, _NONE, _NONE, _NONE, _NONE)


def _candidates(overlap: Overlap) -> Candidates:
    near = overlap.near
    resemblance = overlap.shared / (overlap.whole + overlap.own - overlap.shared)
    inclusion = overlap.shared / overlap.whole
    best = [
        _highest(resemblance, BY_RESEMBLANCE),
        _highest(overlap.shared, BY_CONTAINMENT),
        _highest(inclusion, BY_INCLUSION),
    ]
    # Of the classes of a band those that also overlap.
    also = np.minimum(np.searchsorted(overlap.cls, near), max(len(overlap.cls) - 1, 0))
    also = also[overlap.cls[also] == near] if len(overlap.cls) else also[:0]
    chosen = np.zeros(len(overlap.cls), np.bool_)
    for at in (*best, also[_highest(resemblance[also], BY_RESEMBLANCE)]):
        chosen[at] = True
    at = np.flatnonzero(chosen)
    shared = overlap.shared[at]
    at = at[np.lexsort((overlap.cls[at], -shared, -resemblance[at]))]
    shared = overlap.shared[at]
    return Candidates(overlap.features, overlap.cls[at], shared, resemblance[at], shared / overlap.own, inclusion[at])


def _highest(scores: F64, count: int) -> I64:
    """Positions of the highest scores, the first of equal ones; a whole sort of 50,000 takes ten times as long."""
    if len(scores) <= count:
        return np.arange(len(scores))
    at = np.flatnonzero(scores >= np.partition(scores, -count)[-count])
    return at[np.argsort(-scores[at], kind="stable")[:count]]
