# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Find the corpus classes worth aligning with a fragment: as a whole, as a part of it, or it as a part of them."""

import numpy as np

from gyebo.corpus.lookup import Lookup
from gyebo.corpus.overlap import Overlap
from gyebo.model import F64, I64, Candidate, Fingerprints

BY_RESEMBLANCE, BY_CONTAINMENT, BY_INCLUSION = 24, 16, 8
"""One list each: resemblance finds whole copies, containment parts (measured: no single score serves both)."""


def retrieve(lookup: Lookup, prints: Fingerprints, unit: int) -> tuple[Candidate, ...]:
    """Candidates for one fragment, the likeliest first; none for fragments below the smallest size."""
    low, high = prints.bounds[unit : unit + 2].tolist()
    if low == high:
        return ()
    near = lookup.in_same_bands(prints.signatures[unit])
    overlap = lookup.overlaps(prints.features[low:high], near)
    ranked = np.unique(np.concatenate([_best(overlap), _listed(overlap, near)]))
    return _candidates(overlap, ranked)


def _best(overlap: Overlap) -> I64:
    lists = (
        (_resemblance(overlap), BY_RESEMBLANCE),
        (overlap.shared, BY_CONTAINMENT),
        (overlap.shared / overlap.whole, BY_INCLUSION),
    )
    return np.concatenate([_highest(score, count) for score, count in lists])


def _listed(overlap: Overlap, cls: I64) -> I64:
    """The classes of a band that also overlap, cut to the best by resemblance."""
    at = np.flatnonzero(np.isin(overlap.cls, cls))
    return at[_highest(_resemblance(overlap)[at], BY_RESEMBLANCE)]


def _highest(scores: F64, count: int) -> I64:
    """Positions of the highest scores, the first of equal ones; a whole sort of 50,000 takes ten times as long."""
    if len(scores) <= count:
        return np.arange(len(scores))
    at = np.flatnonzero(scores >= np.partition(scores, -count)[-count])
    return at[np.argsort(-scores[at], kind="stable")[:count]]


def _resemblance(overlap: Overlap) -> F64:
    return overlap.shared / (overlap.whole + overlap.own - overlap.shared)


def _candidates(overlap: Overlap, at: I64) -> tuple[Candidate, ...]:
    resemblance = _resemblance(overlap)
    found = [
        Candidate(
            int(overlap.cls[i]),
            float(overlap.shared[i]),
            float(resemblance[i]),
            float(overlap.shared[i] / overlap.own),
            float(overlap.shared[i] / overlap.whole[i]),
        )
        for i in at
    ]
    return tuple(sorted(found, key=lambda c: (-c.resemblance, -c.containment, c.cls)))
