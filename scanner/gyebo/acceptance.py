# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""How much in common is enough for a fragment to be told as like a candidate, and which candidates never have it."""

from collections.abc import Sequence

import numpy as np

from gyebo.matching import Matching
from gyebo.model import I64, Bits, Candidates, Rows


def are_equal(rows: Rows, matching: Matching) -> Bits:
    """Whether what is equal after renaming says enough; a list of one kind of statement is like any other such list."""
    found: Bits = (rows.tokens >= matching.smallest_fragment.value) & (rows.shared >= matching.same_bits.value)
    return found


def are_like(rows: Rows, matching: Matching) -> Bits:
    """Much of both sides in common, or much of one side with rarity speaking too: the fewer tokens, the more of it."""
    whole = rows.tokens >= matching.whole_tokens.value
    whole &= (rows.resemblance >= matching.whole_resemblance.value) & (rows.shared >= matching.whole_bits.value)
    small = rows.tokens < matching.part_tokens.value
    rarity, least = np.where(small, matching.small_rarity.value, matching.part_rarity.value), matching.part_share.value
    part = (rows.containment >= least) & (rows.held >= rarity)
    inside = (rows.inclusion >= least) & (rows.part >= rarity) & (rows.resemblance >= matching.part_resemblance.value)
    found: Bits = whole | ((part | inside) & (rows.tokens >= matching.small_tokens.value))
    return found


def may_be_like(candidates: Sequence[Candidates], sizes: I64, lengths: I64, matching: Matching) -> list[Candidates]:
    """Of the candidates of each fragment those that would be told if it had all in common that their lengths allow.

    `sizes` are the fragments' tokens, `lengths` those of all candidates, one fragment's after the other's. More tokens
    in common never count against a candidate, so what is left out here is told by no alignment.
    """
    counts = [len(one.cls) for one in candidates]
    size = np.repeat(sizes, counts)
    most = np.minimum(size, lengths)
    rows = Rows.sharing(candidates, most, most, size, lengths)
    kept = are_like(rows, matching) | ((size == lengths) & are_equal(rows, matching))
    ends = np.cumsum(counts)[:-1]
    return [one.at(np.flatnonzero(few)) for one, few in zip(candidates, np.split(kept, ends), strict=True)]
