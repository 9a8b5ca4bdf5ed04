# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Many files' entries as the arrays of one index; identical fragments become one class with all their places.

The entries are gone through twice and never held: first come all places, which say what the classes are, then what
each class's first fragment has. What grows with the number of features waits on disk (`spilling.py`).
"""

import shutil
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from gyebo.corpus.index import NO_CODES
from gyebo.corpus.narrow import narrow
from gyebo.corpus.placing import Placed, Places
from gyebo.corpus.posting import ClassWorks, paired, post
from gyebo.corpus.spilling import Column, Spill, Waiting, bits_for, save
from gyebo.errors import CorpusError
from gyebo.model import I64, U32, Bits, Entry
from gyebo.ranges import ranges
from gyebo.report import FragmentKind
from gyebo.signatures import BANDS

S = TypeVar("S", bound=np.generic)
_MODULE = tuple(FragmentKind).index(FragmentKind.MODULE)
_FILES_AT_ONCE = 250


def assemble(entries: Iterable[Entry], works: int, folder: Path) -> None:
    """Write the arrays of an index of these entries into a folder; CorpusError when they hold no fragment at all."""
    runs = folder / "runs"
    runs.mkdir()
    places = Places(folder, runs)
    for batch in _batches(entries):
        places.add(batch)
    if not places.fragments:
        raise CorpusError("The corpus's sources hold no fragment; check the include patterns of its manifest.")
    placed = places.close()
    having = ClassWorks.of(placed.cls, placed.work)
    pairs = _classes(entries, placed, folder)
    save(folder / "class_weight.npy", post(pairs, having, works, folder), np.float64)
    shutil.rmtree(runs)


def _batches(entries: Iterable[Entry]) -> Iterator[list[Entry]]:
    """A few hundred files at once: the work on one is in the calls, not in the numbers."""
    given = iter(entries)
    while batch := list(islice(given, _FILES_AT_ONCE)):
        yield batch


def _classes(entries: Iterable[Entry], placed: Placed, folder: Path) -> Spill:
    """What each class's first unit has: token codes and bands, written down, and its features, still to be sorted."""
    pairs = Spill(folder / "runs" / "pairs", bits_for(placed.features), 1)
    codes, bands = _Codes(folder, len(placed.first)), _Bands(folder / "runs", len(placed.first))
    unit = 0
    for batch in _batches(entries):
        cls = placed.cls[unit : unit + sum(len(one.digests) for one in batch)]
        is_first = placed.first[cls] == np.arange(unit, unit + len(cls))
        unit += len(cls)
        codes.add(batch, cls, is_first)
        bands.add(_joined([one.bands for one in batch])[is_first], cls[is_first])
        pairs.add(_pairs(batch, cls, is_first)[:, None])
    codes.close()
    bands.close(folder)
    return pairs


def _pairs(batch: Sequence[Entry], cls: I64, is_first: Bits) -> NDArray[np.uint64]:
    ends = _bounds(np.array([len(one.features) for one in batch]))
    low = _joined([one.bounds[:-1] + end for one, end in zip(batch, ends.tolist(), strict=False)])[is_first]
    high = _joined([one.bounds[1:] + end for one, end in zip(batch, ends.tolist(), strict=False)])[is_first]
    features = _joined([one.features for one in batch])[ranges(low, high)]
    return paired(features, np.repeat(cls[is_first], high - low))


class _Codes:
    """Token codes of the outermost units that stand for their class, and where in them each class's begin."""

    def __init__(self, folder: Path, classes: int) -> None:
        self._folder, self._codes, self._length = folder, Column(folder / "codes.npy", np.uint16), 0
        self._begins = np.full(classes, NO_CODES, np.uint32)

    def add(self, batch: Sequence[Entry], cls: I64, is_first: Bits) -> None:
        base = _bounds(np.array([len(one.codes) for one in batch]))
        first = _joined([one.first for one in batch]) + np.repeat(base[:-1], [len(one.first) for one in batch])
        last = first + _joined([one.tokens for one in batch])
        order = np.flatnonzero(is_first & (_joined([one.kinds for one in batch]) != _MODULE))
        order = order[np.lexsort((-last[order], first[order]))]
        if not len(order):
            return
        first, last = first[order], last[order]
        outermost = np.concatenate(([True], first[1:] >= np.maximum.accumulate(last)[:-1]))
        roots, root = np.flatnonzero(outermost), np.cumsum(outermost) - 1
        kept = _bounds((last - first)[roots]) + self._length
        self._begins[cls[order]] = kept[root] + first - first[roots][root]
        self._codes.append(_joined([one.codes for one in batch])[ranges(first[roots], last[roots])])
        self._length = int(kept[-1])

    def close(self) -> None:
        self._codes.close()
        save(self._folder / "class_codes.npy", self._begins, np.uint32)


class _Bands:
    """Keys of the signatures' bands, one by one; in buckets of four to eight classes on average by their first bits.

    The features tell which of the classes of a bucket belong there.
    """

    def __init__(self, runs: Path, classes: int) -> None:
        self._keys = [Waiting(runs / f"band-{number}", np.uint32) for number in range(BANDS)]
        self._cls: list[I64] = []
        self._classes = classes

    def add(self, keys: U32, cls: I64) -> None:
        self._cls.append(cls)
        for number, waiting in enumerate(self._keys):
            waiting.append(keys[:, number])

    def close(self, folder: Path) -> None:
        buckets = 1 << max(self._classes.bit_length() - 3, 1)
        starts = Column(folder / "band_start.npy", np.uint32, (buckets + 1,))
        classes = Column(folder / "band_class.npy", np.uint8, (self._classes, 3))
        cls = np.concatenate(self._cls)
        for waiting in self._keys:
            bucket = np.empty(self._classes, np.int64)
            bucket[cls] = waiting.rows() >> np.uint32(33 - buckets.bit_length())
            starts.append(_bounds(np.bincount(bucket, minlength=buckets))[None])
            classes.append(narrow(np.argsort(bucket, kind="stable"))[None])
        starts.close()
        classes.close()


def _bounds(counts: I64) -> I64:
    return np.concatenate(([0], np.cumsum(counts))).astype(np.int64)


def _joined(rows: Sequence[NDArray[S]]) -> NDArray[S]:
    return np.concatenate(rows)
