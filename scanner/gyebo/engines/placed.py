# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Where in a live index features and sentences stand, in how many works, and in which files most of a fragment's do."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from gyebo.corpus.overlap import rarity
from gyebo.corpus.sharing import MOST_POSTINGS
from gyebo.engines.redis import CUT, FILE_BITS, Listed, Live
from gyebo.model import I64, U64, Bits
from gyebo.ranges import ranges
from gyebo.report import Work

LIKELY = 24
"""Files whose classes are looked at for each fragment, beside those that are near: with none of them 32 of 1,140
matches are told as one maker's that are not, with 24 nine of 1,597."""


def works_of(there: Sequence[Listed]) -> tuple[Work, ...]:
    """The works of some sources, each once."""
    return tuple(dict.fromkeys(work for one in there for work in one.works))


@dataclass(frozen=True, slots=True, eq=False)
class Placed:
    """Where hashes stand: pairs of a hash and a file, sorted by the hash."""

    hashed: U64
    source: I64
    """Position in the list of those that are there."""
    file: I64
    hashes: U64
    """The distinct ones."""
    works: I64
    """In how many works each occurs."""
    firsts: Bits
    """Whether a pair is the first of its hash and work."""

    @classmethod
    def of(cls, live: Live, there: Sequence[Listed], family: bytes, hashes: U64) -> "Placed":
        number_of = {work: number for number, work in enumerate(works_of(there))}
        position = np.full(max(one.number for one in there) + 2, -1)
        position[[one.number for one in there]] = np.arange(len(there))
        hashed, source, file = live.having(family, hashes)
        source = position[np.minimum(source, len(position) - 1)]
        files = [np.frombuffer(one.files, "<u2").astype(np.int64) for one in there]
        lengths = np.array([*map(len, files), 0])
        is_there = (source >= 0) & (file < lengths[source])
        hashed, source, file = hashed[is_there], source[is_there], file[is_there]
        own = [
            np.array([number_of[work] for work in one.works], np.int64)[at]
            for one, at in zip(there, files, strict=True)
        ]
        work = np.concatenate(own)[np.concatenate(([0], np.cumsum(lengths)))[source] + file]
        order = np.lexsort((file, source, work, hashed))
        hashed, source, file, work = hashed[order], source[order], file[order], work[order]
        first = np.flatnonzero(np.diff(hashed, prepend=~hashed[:1]))
        is_new = np.diff(work, prepend=-1) != 0
        is_new[first] = True
        counts = np.add.reduceat(is_new.astype(np.int64), first) if len(first) else first
        return cls(hashed, source, file, hashed[first], counts, is_new)

    def __call__(self, hashes: U64) -> I64:
        """In how many works each of some hashes occurs."""
        if not len(self.hashes):
            return np.zeros(len(hashes), np.int64)
        at = np.minimum(np.searchsorted(self.hashes, hashes & CUT), len(self.hashes) - 1)
        return np.where(self.hashes[at] == hashes & CUT, self.works[at], 0)

    def likely(self, features: U64, works: int) -> set[tuple[int, int]]:
        """The files that have most of a fragment's features, by the rarest of these and by their worth."""
        low, high = (np.searchsorted(self.hashed, features, side=side) for side in ("left", "right"))
        rarest = np.argsort(high - low, kind="stable")
        rarest = rarest[: max(int(np.searchsorted(np.cumsum((high - low)[rarest]), MOST_POSTINGS, "right")), 1)]
        low, high, worth = low[rarest], high[rarest], rarity(self(features[rarest]), works)
        at = ranges(low, high)
        files, which = np.unique(self.source[at] << FILE_BITS | self.file[at], return_inverse=True)
        shared = np.bincount(which, np.repeat(worth, high - low), len(files))
        best = files[np.argsort(-shared, kind="stable")[:LIKELY]].tolist()
        return {(one >> FILE_BITS, one & (1 << FILE_BITS) - 1) for one in best}

    def few(self, most: int) -> list[tuple[int, int, int]]:
        """Of hashes that few works have the first file of each: hash, position of its source, file."""
        at = np.flatnonzero(self.firsts & (self(self.hashed) <= most))
        return list(zip(self.hashed[at].tolist(), self.source[at].tolist(), self.file[at].tolist(), strict=True))
