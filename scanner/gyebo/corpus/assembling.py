# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Many files' entries as the arrays of one index; identical fragments become one class with all their places."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from gyebo.corpus.index import NO_CODES, Arrays
from gyebo.corpus.narrow import halves, narrow
from gyebo.errors import CorpusError
from gyebo.hashing import mix
from gyebo.model import F64, I64, U8, U16, U32, U64, Entry
from gyebo.ranges import ranges
from gyebo.report import FragmentKind

S = TypeVar("S", bound=np.generic)
_MODULE = tuple(FragmentKind).index(FragmentKind.MODULE)
_TOLD_APART = np.uint64(0xFFFFFFFFFF << 24)


@dataclass(frozen=True, slots=True, eq=False)
class _Units:
    """All units of all entries one after the other, and the class of each; classes are sorted by digest."""

    entry: I64
    within: I64
    """Position of the unit in its entry."""
    cls: I64
    digest: U64
    first: I64
    """For each class the unit that stands for it: the first, since sources and files come in a fixed order."""


@dataclass(frozen=True, slots=True, eq=False)
class _Groups:
    """The features of all classes, and the groups of those that the same classes have."""

    feature: U64
    group: I64
    """One a feature."""
    bounds: I64
    classes: I64
    works: U16


def assemble(entries: Sequence[Entry], works: int) -> Arrays:
    """The index of these entries; CorpusError when they hold no fragment at all."""
    if not any(len(entry.digests) for entry in entries):
        raise CorpusError("The corpus's sources hold no fragment; check the include patterns of its manifest.")
    units = _units(entries)
    order = np.argsort(units.cls, kind="stable")
    feature, cls = _features(entries, units)
    groups = _groups(feature, cls, *_class_works(entries, units))
    codes, class_codes = _codes(entries, units)
    band_start, band_class = _bands(np.stack([entries[e].bands[w] for e, w in _first(units)]))
    names, place_name, file_path = _names(entries, order)
    name_bounds, name_text = _packed(names)
    literal, literal_works = _literals(entries)
    feature_high, feature_rest = halves(groups.feature)
    return Arrays(
        class_digest=units.digest,
        class_tokens=_joined([entry.tokens for entry in entries])[units.first].astype(np.uint32),
        class_weight=_weights(feature, cls, groups, len(units.digest), works),
        class_places=_bounds(np.bincount(units.cls)).astype(np.uint32),
        class_codes=class_codes,
        codes=codes,
        place_file=units.entry[order].astype(np.uint32),
        place_name=place_name,
        place_kind=_joined([entry.kinds for entry in entries])[order],
        place_first_line=_joined([entry.lines[:, 0] for entry in entries])[order].astype(np.uint32),
        place_last_line=_joined([entry.lines[:, 1] for entry in entries])[order].astype(np.uint32),
        place_exact=_joined([entry.exact for entry in entries])[order],
        file_path=file_path,
        file_source=np.array([entry.source for entry in entries], np.uint16),
        file_work=np.array([entry.work for entry in entries], np.uint16),
        file_digest=np.array([entry.digest for entry in entries], np.uint64),
        name_bounds=name_bounds.astype(np.uint32),
        name_text=name_text,
        feature=feature_high,
        feature_rest=feature_rest,
        feature_group=narrow(groups.group),
        group_classes=groups.bounds.astype(np.uint32),
        group_works=groups.works,
        posting=groups.classes.astype(np.uint32),
        band_start=band_start,
        band_class=band_class,
        literal=literal,
        literal_works=literal_works,
    )


def rarity(having: U16 | I64, works: int) -> F64:
    """Bits that a feature found in so many of so many works is worth; one found nowhere counts as found once."""
    return np.log2((works + 1) / np.maximum(having, 1))


def _units(entries: Sequence[Entry]) -> _Units:
    counts = [len(entry.digests) for entry in entries]
    digests = _joined([entry.digests for entry in entries])
    digest, first, cls = np.unique(digests, return_index=True, return_inverse=True)
    within = np.concatenate([np.arange(count) for count in counts])
    return _Units(np.repeat(np.arange(len(entries)), counts), within, cls.astype(np.int64), digest, first)


def _first(units: _Units) -> list[tuple[int, int]]:
    return list(zip(units.entry[units.first].tolist(), units.within[units.first].tolist(), strict=True))


def _features(entries: Sequence[Entry], units: _Units) -> tuple[U64, I64]:
    """The features of each class's first unit, cut to what an index tells apart, and their classes: sorted pairs."""
    rows: list[U64] = []
    for e, w in _first(units):
        low, high = entries[e].bounds[w : w + 2].tolist()
        rows.append(entries[e].features[low:high])
    cls = np.repeat(np.arange(len(rows)), [len(row) for row in rows])
    feature = _joined(rows) & _TOLD_APART
    order = np.argsort(feature, kind="stable")
    feature, cls = feature[order], cls[order]
    kept = np.ones(len(feature), np.bool_)
    kept[1:] = (feature[1:] != feature[:-1]) | (cls[1:] != cls[:-1])
    return feature[kept], cls[kept]


def _groups(features: U64, cls: I64, work_bounds: I64, work_list: U16) -> _Groups:
    feature, first, counts = np.unique(features, return_index=True, return_counts=True)
    # Two lists of classes that differ have one sum of 64 bits once in 10**10 corpora of a million groups.
    sums = np.add.reduceat(mix(cls.astype(np.uint64) + np.uint64(1)), first) if len(first) else feature
    _, of, group = np.unique(sums, return_index=True, return_inverse=True)
    low, length = first[of], counts[of]
    classes = cls[ranges(low, low + length)]
    which = np.repeat(np.arange(len(of)), length)
    times = np.diff(work_bounds)[classes]
    work = work_list[ranges(work_bounds[classes], work_bounds[classes + 1])].astype(np.int64)
    pairs = np.unique(np.repeat(which, times) << 16 | work)
    having = np.bincount(pairs >> 16, minlength=len(of)).astype(np.uint16)
    return _Groups(feature, group.astype(np.int64), _bounds(length), classes, having)


def _weights(features: U64, cls: I64, groups: _Groups, classes: int, works: int) -> F64:
    worth = rarity(groups.works, works)[groups.group]
    return np.bincount(cls, worth[np.searchsorted(groups.feature, features)], minlength=classes).astype(np.float64)


def _codes(entries: Sequence[Entry], units: _Units) -> tuple[U16, U32]:
    """Token codes of the outermost units that stand for their class, and where in them each class's begin."""
    base = _bounds(np.array([len(entry.codes) for entry in entries]))
    first = _joined([entry.first for entry in entries])[units.first] + base[units.entry[units.first]]
    last = first + _joined([entry.tokens for entry in entries])[units.first]
    is_coded = _joined([entry.kinds for entry in entries])[units.first] != _MODULE
    begins = np.full(len(first), NO_CODES, np.uint32)
    order = np.flatnonzero(is_coded)
    order = order[np.lexsort((-last[order], first[order]))]
    if not len(order):
        return np.empty(0, np.uint16), begins
    first, last = first[order], last[order]
    reach = np.maximum.accumulate(last)
    outermost = np.concatenate(([True], first[1:] >= reach[:-1]))
    roots = np.flatnonzero(outermost)
    root = np.cumsum(outermost) - 1
    kept = _bounds((last - first)[roots])
    begins[order] = kept[root] + first - first[roots][root]
    codes = _joined([entry.codes for entry in entries])
    return codes[ranges(first[roots], last[roots])], begins


def _bands(keys: U32) -> tuple[U32, U8]:
    """Buckets of four to eight classes on average, by the first bits of a key; the features tell who belongs there."""
    shift = np.uint32(32 - max(len(keys).bit_length() - 3, 1))
    bucket = (keys.T >> shift).astype(np.int64)
    counts = np.stack([np.bincount(row, minlength=1 << (32 - int(shift))) for row in bucket])
    starts = np.concatenate((np.zeros((len(counts), 1), np.int64), np.cumsum(counts, axis=1)), axis=1)
    order = np.argsort(bucket, axis=1, kind="stable")
    return starts.astype(np.uint32), np.stack([narrow(row) for row in order])


def _class_works(entries: Sequence[Entry], units: _Units) -> tuple[I64, U16]:
    work = np.array([entry.work for entry in entries])[units.entry]
    pairs = np.unique(units.cls << 16 | work)
    return _bounds(np.bincount(pairs >> 16, minlength=len(units.digest))), (pairs & 0xFFFF).astype(np.uint16)


def _literals(entries: Sequence[Entry]) -> tuple[U64, U16]:
    """Each text's hash, and in how many works it occurs."""
    literal, which = np.unique(_joined([entry.literals for entry in entries]), return_inverse=True)
    work = np.repeat([entry.work for entry in entries], [len(entry.literals) for entry in entries])
    pairs = np.unique(which.astype(np.int64) << 16 | work.astype(np.int64))
    return literal, np.bincount(pairs >> 16, minlength=len(literal)).astype(np.uint16)


def _names(entries: Sequence[Entry], order: I64) -> tuple[list[str], U32, U32]:
    names = [name for entry in entries for name in entry.names]
    paths = [entry.path for entry in entries]
    distinct = sorted({*names, *paths})
    number = {name: i for i, name in enumerate(distinct)}
    place = np.array([number[name] for name in names], np.uint32)[order]
    return distinct, place, np.array([number[path] for path in paths], np.uint32)


def _packed(names: list[str]) -> tuple[I64, U8]:
    encoded = [name.encode("utf-8", "surrogateescape") for name in names]
    return _bounds(np.array([len(name) for name in encoded])), np.frombuffer(b"".join(encoded), np.uint8)


def _bounds(counts: I64) -> I64:
    return np.concatenate(([0], np.cumsum(counts))).astype(np.int64)


def _joined(rows: Sequence[NDArray[S]]) -> NDArray[S]:
    return np.concatenate(rows)
