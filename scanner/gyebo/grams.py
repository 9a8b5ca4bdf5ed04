# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Every eight tokens in a row, and where each such eight of one file stands in it: what alignment is counted by."""

from dataclasses import dataclass
from typing import Self

import numpy as np

from gyebo.model import I64, U16, U64, Bits

SHORTEST_RUN = 8
"""Tokens. Plain LCS does not tell unrelated code apart (random pairs reach 0.87); runs of eight do (0.67 at most)."""
_LOW, _HIGH = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F)
_AT_ONCE = 1 << 14
"""Codes gone through at once: what is made of them stays in the processor's own memory, a third of the time."""
_SHIFT, _FIRST = np.uint64(46), np.uint64(48)


def eights(codes: U16) -> U64:
    """A hash of every eight codes in a row: two different eights have one once in 2**64."""
    count = len(codes) - SHORTEST_RUN + 1
    if count <= 0:
        return np.empty(0, np.uint64)
    # Four codes read as one number at every code: NumPy copies what is not aligned where it multiplies it.
    fours: U64 = np.ndarray(count + 4, "<u8", np.ascontiguousarray(codes, "<u2").data, strides=(2,))
    hashes = fours[:count] * _LOW
    hashes ^= hashes >> np.uint64(32)
    hashes += fours[4:]
    hashes *= _HIGH
    hashes ^= hashes >> np.uint64(29)
    return hashes


@dataclass(frozen=True, slots=True, eq=False)
class Eights:
    """The distinct eights of a file, each known by where it first stands."""

    hashes: U64
    """Sorted."""
    stands: I64
    """Where the first of each stands in the file."""
    seen: Bits
    """By the first 18 bits of a hash: whether there is one such."""
    begins: I64
    """By the first 16 bits: where in `hashes` such begin."""
    own: I64
    """For every eight of the file, where its like first stands."""

    @classmethod
    def of(cls, codes: U16) -> Self:
        """Those of one file."""
        made = eights(codes)
        order = np.argsort(made)
        ordered = made[order]
        is_new = np.ones(len(made), np.bool_)
        is_new[1:] = ordered[1:] != ordered[:-1]
        heads = np.flatnonzero(is_new)
        stands = np.minimum.reduceat(order, heads) if len(heads) else order
        own = np.empty(len(made), np.int64)
        own[order] = stands[np.cumsum(is_new) - 1]
        hashes, seen = ordered[heads], np.zeros(1 << 18, np.bool_)
        seen[hashes >> _SHIFT] = True
        counts = np.bincount((hashes >> _FIRST).astype(np.int64), minlength=1 << 16)
        return cls(hashes, stands, seen, np.cumsum(counts) - counts, own)

    def among(self, codes: U16) -> tuple[I64, I64]:
        """At which of other codes eight in a row begin that the file has too, and where those first stand in it."""
        at, made = list[I64](), list[U64]()
        for low in range(0, len(codes), _AT_ONCE):
            hashes = eights(codes[low : low + _AT_ONCE + SHORTEST_RUN - 1])
            found = np.flatnonzero(self.seen[hashes >> _SHIFT])
            at.append(found + low)
            made.append(hashes[found])
        return self._numbered(np.concatenate([*at, np.empty(0, np.int64)]), np.concatenate([*made, self.hashes[:0]]))

    def _numbered(self, at: I64, hashes: U64) -> tuple[I64, I64]:
        where = self.begins[hashes >> _FIRST]
        further = np.arange(len(where))
        while len(further):  # the few of which several have the same first bits stand a little further on
            further = further[self.hashes.take(where[further], mode="clip") < hashes[further]]
            further = further[where[further] < len(self.hashes) - 1]
            where[further] += 1
        same = self.hashes.take(where, mode="clip") == hashes if len(self.hashes) else np.zeros(0, np.bool_)
        return at[same], self.stands[where[same]]
