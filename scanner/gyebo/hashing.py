# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""64-bit hashes that are the same in every process and on every machine."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import xxhash

from gyebo.model import I64, U16, U64

_BASE = 0x9E3779B97F4A7C15
"""Odd, so that it has an inverse modulo 2**64."""
_INVERSE = pow(_BASE, -1, 1 << 64)


def text_hash(text: bytes) -> int:
    """XXH3, 64 bits."""
    return xxhash.xxh3_64_intdigest(text)


def mix(values: U64) -> U64:
    """The finaliser of splitmix64: every bit of the input reaches every bit of the output."""
    mixed = values.copy()
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
        mixed ^= mixed >> np.uint64(shift)
        mixed *= np.uint64(factor)
    return mixed ^ (mixed >> np.uint64(31))


@dataclass(frozen=True, slots=True, eq=False)
class Ranges:
    """Hashes of any range of a sequence in constant time (Karp and Rabin 1987, modulo 2**64 over mixed values)."""

    sums: U64
    inverses: U64

    @classmethod
    def of(cls, values: U64) -> "Ranges":
        """Prepare one sequence of already mixed values."""
        most = 1 << len(values).bit_length()
        sums = np.zeros(len(values) + 1, np.uint64)
        np.cumsum(values * _powers(_BASE, most)[: len(values)], out=sums[1:])
        return cls(sums, _powers(_INVERSE, most))

    def __call__(self, first: I64, last: I64) -> U64:
        """Hash of the values from each `first` up to, but not at, each `last`; the length takes part."""
        ranges = (self.sums[last] - self.sums[first]) * self.inverses[first]
        return mix(ranges + (last.astype(np.uint64) - first.astype(np.uint64)))


@lru_cache(maxsize=64)
def _powers(base: int, count: int) -> U64:
    powers = np.full(count, base, np.uint64)
    powers[:1] = 1
    return np.cumprod(powers, dtype=np.uint64)


def fold(codes: U64) -> U16:
    """Token codes in 16 bits: a run of eight agrees by chance once in 2**128."""
    return ((codes >> np.uint64(48)) ^ (codes >> np.uint64(24))).astype(np.uint16)
