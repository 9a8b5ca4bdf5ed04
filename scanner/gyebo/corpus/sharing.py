# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Which classes of an index share features with the fragments of a file, and how much: every search begins so."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np

from gyebo.corpus.index import Arrays
from gyebo.corpus.narrow import positions, wide
from gyebo.corpus.overlap import Overlap, bounds, rarity
from gyebo.model import F64, I64, U8, U32, U64, Bits, Features, Fingerprints
from gyebo.ranges import ranges
from gyebo.signatures import band_keys

MOST_POSTINGS = 10_000
"""Occurrences of features in classes that one question goes through to find its candidates, whatever the corpus's size.
Of 7,531 candidates of 352 fragments that have a say 26 are lost and none that is nearest, with 20,000 and 400 likely
ones 2 in twice the time, with 2,500 73; on the 350 fragments on which they were chosen none of 8,154."""
MOST_LIKELY = 200
"""Classes by each of two scores that are looked at where a question's features have more occurrences."""
_ROWS_IN_MEMORY = 1 << 26
"""Bytes for the classes of common features, a bit for each class."""
_FEW_ROWS = 600
"""Of an index with more than 900,000 classes fewer groups have room, and questions throw each other's out: with three
million a question then takes 13 times as long as with forty thousand."""


@dataclass(frozen=True, slots=True, eq=False)
class Grouped:
    """The features of some fragments by the groups that the index has them in."""

    group: I64
    times: I64
    """How many features of a fragment are of a group."""
    bounds: I64
    unknown: I64
    """Features of each fragment that the index lacks."""

    @classmethod
    def of(cls, arrays: Arrays, features: U64, rows: I64) -> Self:
        """Features of fragments, one after the other, `rows` saying where each fragment's begin and end."""
        units = len(rows) - 1
        distinct, which = np.unique(features, return_inverse=True)
        at = positions(arrays.feature, arrays.feature_rest, distinct)
        found = np.full(len(distinct), -1)
        found[at >= 0] = wide(arrays.feature_group[at[at >= 0]])
        group = found[which]
        unit = np.repeat(np.arange(units), np.diff(rows))
        is_known = group >= 0
        keys, times = np.unique(unit[is_known] << 32 | group[is_known], return_counts=True)
        return cls(
            group=keys & 0xFFFFFFFF,
            times=times,
            bounds=np.searchsorted(keys, np.arange(units + 1) << 32),
            unknown=np.bincount(unit[~is_known], minlength=units),
        )


class Sharing:
    """Answers for the classes that are open."""

    def __init__(self, arrays: Arrays, is_open: Bits, works: int, spread: U32 | None = None) -> None:
        self._arrays, self._open, self._spread = arrays, is_open, spread
        self.worth = rarity(arrays.group_works, works)
        self.worth_of_unknown = float(rarity(np.array([1]), works)[0])
        self._rank = np.zeros(len(is_open), np.int64)
        self._common = _Common(arrays)

    def overlaps(self, prints: Fingerprints, units: Sequence[int]) -> Iterator[Overlap]:
        """For each of some units of a file the classes that share features with it, and those that are near it.

        Where a fragment's features occur in more classes than can be gone through, the rarest of them and the classes
        that are near say which are looked at; what these share is counted whole all the same.
        """
        at = np.array(units, np.int64)
        low, high = prints.bounds[at], prints.bounds[at + 1]
        rows = np.concatenate(([0], np.cumsum(high - low)))
        grouped = Grouped.of(self._arrays, prints.features[ranges(low, high)], rows)
        near, near_bounds = self.near(prints.signatures[at])
        for number in range(len(units)):
            own = slice(*grouped.bounds[number : number + 2].tolist())
            beside = near[slice(*near_bounds[number : number + 2].tolist())]
            yield self._overlap(Features(grouped.group[own], grouped.times[own]), int(grouped.unknown[number]), beside)

    def overlap(self, hashes: U64, near: I64) -> Overlap:
        """The same of one fragment's features."""
        found = Grouped.of(self._arrays, hashes, np.array([0, len(hashes)]))
        return self._overlap(Features(found.group, found.times), int(found.unknown[0]), near)

    def near(self, signatures: U32) -> tuple[I64, I64]:
        """Open classes that agree with each of some MinHash signatures in a whole band, and a few that do not."""
        arrays = self._arrays
        buckets = arrays.band_start.shape[1] - 1
        bucket = (band_keys(signatures) >> np.uint32(33 - buckets.bit_length())).astype(np.int64)
        bands = np.arange(len(bucket))[:, None]
        low = arrays.band_start[bands, bucket].astype(np.int64)
        high = arrays.band_start[bands, bucket + 1].astype(np.int64)
        within = ranges(low.ravel(), high.ravel())
        band = np.repeat(np.broadcast_to(bands, low.shape).ravel(), (high - low).ravel())
        unit = np.repeat(np.tile(np.arange(len(signatures)), len(bucket)), (high - low).ravel())
        cls = wide(arrays.band_class[band, within])
        is_open = self._open[cls]
        keys = np.sort(unit[is_open] << 32 | cls[is_open])
        keys = keys[np.diff(keys, prepend=-1) != 0]
        return keys & 0xFFFFFFFF, np.searchsorted(keys, np.arange(len(signatures) + 1) << 32)

    def _overlap(self, features: Features, unknown: int, near: I64) -> Overlap:
        arrays, group = self._arrays, features.group
        low, high = bounds(arrays.group_classes, group)
        worth, listed = self.worth[group] * features.times, high - low
        occurring = listed if self._spread is None else self._spread[group].astype(np.int64)
        rarest = np.argsort(occurring, kind="stable")
        count = max(int(np.searchsorted(np.cumsum(occurring[rarest]), MOST_POSTINGS, "right")), 1)
        rare, common = rarest[:count], rarest[count:]
        postings = arrays.posting[ranges(low[rare], high[rare])]
        cls, shared = self._summed(postings, np.repeat(worth[rare], listed[rare]))
        if len(common):
            cls, shared = self._likeliest(cls, shared, near)
            shared += worth[common] @ self._common.having(group[common], cls)
        kept = self._open[cls] & (shared > 0)
        own = float(worth.sum()) + unknown * self.worth_of_unknown
        return Overlap(cls[kept], shared[kept], arrays.class_weight[cls[kept]], own, features, near)

    def _summed(self, postings: U32, worth: F64) -> tuple[I64, F64]:
        """The distinct classes, and what each is worth."""
        ordered = np.sort(postings)
        cls = ordered[np.diff(ordered, prepend=np.uint32(0xFFFFFFFF)) != 0].astype(np.int64)
        self._rank[cls] = np.arange(len(cls))
        return cls, np.bincount(self._rank[postings], worth, minlength=len(cls)).astype(np.float64)

    def _likeliest(self, cls: I64, shared: F64, near: I64) -> tuple[I64, F64]:
        """The classes that share most of what is rare, in all and for their size, and those that are near."""
        score = shared / self._arrays.class_weight[cls]
        most = min(MOST_LIKELY, len(cls))
        best = [np.argpartition(-by, most - 1)[:most] for by in (shared, score)]
        kept = np.sort(np.concatenate([cls[best[0]], cls[best[1]], near]))
        kept = kept[np.diff(kept, prepend=-1) != 0]
        at = np.minimum(np.searchsorted(cls, kept), max(len(cls) - 1, 0))
        return kept, np.where(cls[at] == kept, shared[at], 0.0) if len(cls) else np.zeros(len(kept))


class _Common:
    """The classes of groups that many have: a bit a class, made when a group is first asked for.

    Of an index with so many classes that few groups have room, the bits would be made again and again: there the lists
    of classes themselves are searched.
    """

    def __init__(self, arrays: Arrays) -> None:
        self._arrays = arrays
        self._width = -(-len(arrays.class_digest) // 8)
        self._most = max(_ROWS_IN_MEMORY // max(self._width, 1), 1)
        self._rows = np.empty((0, self._width), np.uint8)
        self._row: dict[int, int] = {}

    def having(self, group: I64, cls: I64) -> U8:
        """(groups, classes): 1 where the group occurs in the class; classes come sorted."""
        if self._most < _FEW_ROWS:
            return self._searched(group, cls)
        rows = self._rows_of(group.tolist())
        bits: U8 = self._rows[rows[:, None], cls >> 3] >> (7 - (cls & 7)).astype(np.uint8)
        bits &= np.uint8(1)
        return bits

    def _searched(self, group: I64, cls: I64) -> U8:
        found = np.empty((len(group), len(cls)), np.bool_)
        wanted, posting = cls.astype(np.uint32), self._arrays.posting
        low, high = (ends.tolist() for ends in bounds(self._arrays.group_classes, group))
        for row, first, last in zip(found, low, high, strict=True):
            classes = posting[first:last]
            np.equal(classes.take(classes.searchsorted(wanted), mode="clip"), wanted, out=row)
        return found.view(np.uint8)

    def _rows_of(self, groups: list[int]) -> I64:
        if len(self._row) + len(groups) > self._most:
            self._row.clear()
        for group in groups:
            if group not in self._row:
                self._add(group)
        return np.array([self._row[group] for group in groups])

    def _add(self, group: int) -> None:
        number = len(self._row)
        if number >= len(self._rows):
            more = np.empty((max(2 * number, 64), self._width), np.uint8)
            more[:number] = self._rows[:number]
            self._rows = more
        low, high = self._arrays.group_classes[group : group + 2].tolist()
        is_there = np.zeros(self._width * 8, np.bool_)
        is_there[self._arrays.posting[low:high]] = True
        self._rows[number] = np.packbits(is_there)
        self._row[group] = number
