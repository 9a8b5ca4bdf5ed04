# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Turn pairs of a feature and a class into lists of classes, with no more than a bucket of them in memory."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from gyebo.corpus.narrow import MOST, halves, narrow, width
from gyebo.corpus.overlap import rarity
from gyebo.corpus.spilling import Column, Spill, save
from gyebo.hashing import mix
from gyebo.model import F64, I64, U16, U64
from gyebo.ranges import ranges

_CLASS = np.uint64(MOST - 1)
_FEATURE = ~_CLASS


@dataclass(frozen=True, slots=True, eq=False)
class ClassWorks:
    """Numbers of the works that each class occurs in: `works[bounds[c]:bounds[c + 1]]`."""

    bounds: I64
    works: U16

    @classmethod
    def of(cls, classes: I64, work: U16) -> "ClassWorks":
        """From the class and the work of every unit."""
        pairs = np.unique(classes << 16 | work)
        return cls(np.concatenate(([0], np.cumsum(np.bincount(pairs >> 16)))), (pairs & 0xFFFF).astype(np.uint16))

    def distinct(self, classes: I64, counts: I64) -> U16:
        """In how many works some lists of classes occur, which come one after the other."""
        low, high = self.bounds[classes], self.bounds[classes + 1]
        which = np.repeat(np.repeat(np.arange(len(counts)), counts), high - low)
        pairs = np.unique(which << 16 | self.works[ranges(low, high)])
        return np.bincount(pairs >> 16, minlength=len(counts)).astype(np.uint16)


@dataclass(frozen=True, slots=True, eq=False)
class _Bucket:
    """The features of one bucket, each with its classes."""

    pairs: U64
    feature: U64
    first: I64
    """Where in `pairs` each feature begins."""
    counts: I64

    @classmethod
    def of(cls, rows: U64) -> "_Bucket":
        pairs = rows.ravel()
        feature = pairs & _FEATURE
        first = np.flatnonzero(np.diff(feature, prepend=~feature[:1]))
        return cls(pairs, feature[first], first, np.diff(first, append=len(pairs)))

    @property
    def classes(self) -> I64:
        return (self.pairs & _CLASS).astype(np.int64)


def paired(features: U64, cls: I64) -> U64:
    """A feature and a class as one number: what an index tells of a feature and what a class may be are 64 bits."""
    return (features & _FEATURE) | cls.astype(np.uint64)


def post(pairs: Spill, having: ClassWorks, works: int, folder: Path) -> F64:
    """Write all that an index says of features into the folder; each class's weight in bits of rarity.

    `pairs` are as `paired` makes them, in any order; each is counted once.
    """
    starts = _sorted(pairs, folder)
    links = _linked(pairs, starts, folder)
    groups, weights = _Groups(folder, having, int(starts[-1])), np.zeros(len(having.bounds) - 1)
    for bucket, linked in zip(map(_Bucket.of, pairs), links, strict=True):
        group = groups.add(bucket, linked[np.argsort(linked[:, 0])][:, 1])
        worth = rarity(groups.works[group], works)
        np.add.at(weights, bucket.classes, np.repeat(worth, bucket.counts))
    groups.close()
    return weights


def _sorted(pairs: Spill, folder: Path) -> I64:
    """Each bucket sorted, each pair once, and the features written down; the number of each bucket's first feature."""
    high, rest = Column(folder / "feature.npy", np.uint32), Column(folder / "feature_rest.npy", np.uint8)
    counts = [0]
    for number, rows in enumerate(pairs):
        ordered = np.sort(rows[:, 0])
        ordered = ordered[np.diff(ordered, prepend=~ordered[:1]) != 0]
        pairs.put(number, ordered)
        feature = _Bucket.of(ordered).feature
        first, last = halves(feature)
        high.append(first)
        rest.append(last)
        counts.append(len(feature))
    high.close()
    rest.close()
    return np.cumsum(counts)


def _linked(pairs: Spill, starts: I64, folder: Path) -> Spill:
    """Of each feature its number, and that of the first which the same classes have, by the buckets of the features.

    Two lists of classes that differ have one sum of 64 bits once in 10**10 corpora of a million groups.
    """
    sums = Spill(folder / "runs" / "sums", pairs.bits, 2)
    for number, bucket in enumerate(map(_Bucket.of, pairs)):
        if len(bucket.first):
            total: U64 = np.add.reduceat(mix((bucket.classes + 1).astype(np.uint64)), bucket.first)
            own: U64 = np.arange(int(starts[number]), int(starts[number + 1]), dtype=np.uint64)
            sums.add(np.stack([total, own], axis=1))
    links = Spill(folder / "runs" / "links", pairs.bits, 2)
    for rows in sums:
        # Features come by their numbers, so that of equal sums the first feature is first.
        ordered: U64 = rows[np.argsort(rows[:, 0], kind="stable")]
        begins = np.flatnonzero(np.diff(ordered[:, 0], prepend=~ordered[:1, 0]))
        first = np.repeat(ordered[begins, 1], np.diff(begins, append=len(ordered)))
        of: I64 = np.searchsorted(starts, ordered[:, 1].astype(np.int64), side="right") - 1
        links.add(np.stack([ordered[:, 1], first], axis=1), of)
    return links


class _Groups:
    """Features that the same classes have; numbered as their first features come."""

    def __init__(self, folder: Path, having: ClassWorks, features: int) -> None:
        self._folder, self._having, self._width = folder, having, width(features)
        self._group = Column(folder / "feature_group.npy", np.uint8, (self._width,))
        self._posting = Column(folder / "posting.npy", np.uint32)
        self._firsts = np.empty(0, np.uint64)
        self._counts = [np.zeros(1, np.int64)]
        self._feature = 0
        self.works = np.empty(0, np.uint16)
        """In how many works the features of each group so far occur."""

    def add(self, bucket: _Bucket, first: U64) -> I64:
        """The groups of the next features; `first` is of each the number of its group's first feature."""
        own = np.arange(self._feature, self._feature + len(first)).astype(np.uint64)
        self._feature += len(first)
        new = np.flatnonzero(first == own)
        counts = bucket.counts[new]
        classes = bucket.classes[ranges(bucket.first[new], bucket.first[new] + counts)]
        self._firsts = np.concatenate([self._firsts, own[new]])
        self.works = np.concatenate([self.works, self._having.distinct(classes, counts)])
        self._counts.append(counts)
        self._posting.append(classes)
        group = np.searchsorted(self._firsts, first)
        self._group.append(narrow(group, self._width))
        return group

    def close(self) -> None:
        self._group.close()
        self._posting.close()
        save(self._folder / "group_classes.npy", np.cumsum(np.concatenate(self._counts)), np.uint32)
        save(self._folder / "group_works.npy", self.works, np.uint16)
