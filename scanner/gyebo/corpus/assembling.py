# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Many files' entries as the arrays of one index; identical fragments become one class with all their places."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from gyebo.corpus.index import Arrays
from gyebo.errors import CorpusError
from gyebo.model import F64, I64, U8, U16, U32, U64, Entry
from gyebo.signatures import band_keys

S = TypeVar("S", bound=np.generic)


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
class _Postings:
    feature: U64
    bounds: I64
    posting: U32
    works: U16


def assemble(entries: Sequence[Entry], works: int) -> Arrays:
    """The index of these entries; CorpusError when they hold no fragment at all."""
    if not any(len(entry.digests) for entry in entries):
        raise CorpusError("The corpus's sources hold no fragment; check the include patterns of its manifest.")
    units = _units(entries)
    order = np.argsort(units.cls, kind="stable")
    work_bounds, work_list = _class_works(entries, units)
    features, feature_bounds = _of_first(entries, units, "features", "bounds")
    postings = _postings(features, feature_bounds, work_bounds, work_list)
    codes, code_bounds = _of_first(entries, units, "codes", "code_bounds")
    signature = np.stack([entries[e].signatures[w] for e, w in _first(units)])
    keys = band_keys(signature)
    band_class = np.argsort(keys, axis=1, kind="stable").astype(np.uint32)
    names, place_name, file_path = _names(entries, order)
    name_bounds, name_text = _packed(names)
    literal, literal_works = _literals(entries)
    return Arrays(
        class_digest=units.digest,
        class_tokens=_joined([entry.tokens for entry in entries])[units.first].astype(np.uint32),
        class_weight=_weights(features, feature_bounds, postings, works),
        class_places=_bounds(np.bincount(units.cls)),
        class_codes=code_bounds,
        class_works=work_bounds,
        codes=codes.astype(np.uint16),
        works=work_list,
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
        name_bounds=name_bounds,
        name_text=name_text,
        feature=postings.feature,
        feature_classes=postings.bounds,
        posting=postings.posting,
        feature_works=postings.works,
        band_key=np.take_along_axis(keys, band_class.astype(np.int64), axis=1),
        band_class=band_class,
        signature=signature,
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


def _of_first(entries: Sequence[Entry], units: _Units, values: str, bounds: str) -> tuple[U64, I64]:
    """The variable-length rows of each class's first unit, joined, with their bounds."""
    rows: list[U64] = []
    for e, w in _first(units):
        low, high = getattr(entries[e], bounds)[w : w + 2].tolist()
        rows.append(getattr(entries[e], values)[low:high])
    return _joined(rows), _bounds(np.array([len(row) for row in rows]))


def _class_works(entries: Sequence[Entry], units: _Units) -> tuple[I64, U16]:
    work = np.array([entry.work for entry in entries])[units.entry]
    pairs = np.unique(units.cls << 16 | work)
    return _bounds(np.bincount(pairs >> 16, minlength=len(units.digest))), (pairs & 0xFFFF).astype(np.uint16)


def _postings(features: U64, bounds: I64, work_bounds: I64, work_list: U16) -> _Postings:
    cls = np.repeat(np.arange(len(bounds) - 1), np.diff(bounds))
    order = np.argsort(features, kind="stable")
    feature, which, counts = np.unique(features, return_inverse=True, return_counts=True)
    times = np.diff(work_bounds)[cls]
    steps: I64 = np.arange(int(times.sum())) - np.repeat(np.cumsum(times) - times, times)
    work = work_list[np.repeat(work_bounds[cls], times) + steps].astype(np.int64)
    pairs = np.unique(np.repeat(which, times) << 16 | work)
    having = np.bincount(pairs >> 16, minlength=len(feature)).astype(np.uint16)
    return _Postings(feature, _bounds(counts), cls[order].astype(np.uint32), having)


def _literals(entries: Sequence[Entry]) -> tuple[U64, U16]:
    """Each text's hash, and in how many works it occurs."""
    literal, which = np.unique(_joined([entry.literals for entry in entries]), return_inverse=True)
    work = np.repeat([entry.work for entry in entries], [len(entry.literals) for entry in entries])
    pairs = np.unique(which.astype(np.int64) << 16 | work.astype(np.int64))
    return literal, np.bincount(pairs >> 16, minlength=len(literal)).astype(np.uint16)


def _weights(features: U64, bounds: I64, postings: _Postings, works: int) -> F64:
    worth = rarity(postings.works, works)[np.searchsorted(postings.feature, features)]
    sums = np.concatenate(([0.0], np.cumsum(worth)))
    return sums[bounds[1:]] - sums[bounds[:-1]]


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
