# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Rows of tables as the arrays of an index; everything stands in the order in which the whole index would have it."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from gyebo import codec
from gyebo.analysis import KINDS
from gyebo.corpus.index import NO_CODES, SPREAD, Description
from gyebo.corpus.narrow import halves, narrow
from gyebo.corpus.spilling import save
from gyebo.model import I64, U64
from gyebo.report import FragmentKind, Work
from gyebo.signatures import BANDS

Answer: TypeAlias = Mapping[str, NDArray[Any]]
"""Columns of equal length."""
_MODULE = KINDS.index(FragmentKind.MODULE)
_OF_PLACES = ("number", "path", "position", "name", "kind", "first_line", "last_line")
_BARE = "?"
"""Name of a definition of which no more is needed than that it is there."""


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """What the tables answered."""

    known: Answer
    """Features: feature, first, classes, works."""
    posted: Answer
    """feature, digest"""
    banded: Answer
    """band, digest"""
    places: Answer
    files: Answer
    classes: Answer
    literals: Answer
    said: Answer
    """literal, source, path: of those that few works have, the first file of each work."""


class _Row(NamedTuple):
    """A place, in the order in which an index has them."""

    cls: int
    file: int
    position: int
    name: str
    kind: int
    first_line: int
    last_line: int
    exact: int


@dataclass(frozen=True, slots=True, eq=False)
class Cut:
    """What was found, and of which corpus."""

    found: Found
    corpus: Description
    band_bits: int
    """First bits of a band's key that say in which bucket an index has it."""


def put(cut: Cut, folder: Path) -> None:
    """Write the arrays into the folder."""
    found = cut.found
    order = np.argsort(_unsigned(found.classes["digest"]))
    classes = {name: column[order] for name, column in found.classes.items()}
    digest = _unsigned(classes["digest"])
    _put(folder, "class_digest", digest, np.uint64)
    _put(folder, "class_tokens", classes["tokens"], np.uint32)
    _put(folder, "class_weight", classes["weight"], np.float64)
    _codes(classes, folder)
    _features(found, digest, folder)
    _bands(found.banded, digest, cut.band_bits, folder)
    _places(cut, digest, folder)
    _literals(cut, folder)


def _unsigned(hashes: NDArray[Any]) -> U64:
    return np.ascontiguousarray(hashes.astype(np.int64, copy=False)).view(np.uint64)


def _put(folder: Path, name: str, array: NDArray[Any], kind: type[np.generic]) -> None:
    save(folder / f"{name}.npy", array, kind)


def _bounds(counts: NDArray[Any]) -> I64:
    return np.concatenate(([0], np.cumsum(counts))).astype(np.int64)


def _codes(classes: Answer, folder: Path) -> None:
    texts = [bytes(one) for one in classes["codes"]]
    begins = _bounds(np.array([len(one) // 2 for one in texts], np.int64))[:-1]
    _put(folder, "class_codes", np.where(classes["kind"] == _MODULE, NO_CODES, begins), np.uint32)
    _put(folder, "codes", np.frombuffer(b"".join(texts), "<u2"), np.uint16)


def _features(found: Found, digest: U64, folder: Path) -> None:
    """Groups are numbered by the first of their features, as in the whole index."""
    order = np.argsort(_unsigned(found.known["feature"]))
    known = {name: column[order] for name, column in found.known.items()}
    feature = _unsigned(known["feature"])
    first, at, group = np.unique(_unsigned(known["first"]), return_index=True, return_inverse=True)
    high, rest = halves(feature)
    _put(folder, "feature", high, np.uint32)
    _put(folder, "feature_rest", rest, np.uint8)
    _put(folder, "feature_group", narrow(group.astype(np.int64)), np.uint8)
    _put(folder, "group_works", known["works"][at], np.uint16)
    save(folder / SPREAD, known["classes"][at], np.uint32)
    which = group[np.searchsorted(feature, _unsigned(found.posted["feature"]))]
    cls = np.searchsorted(digest, _unsigned(found.posted["digest"]))
    pairs = np.unique(which.astype(np.int64) << 32 | cls)
    _put(folder, "posting", pairs & 0xFFFFFFFF, np.uint32)
    _put(folder, "group_classes", _bounds(np.bincount(pairs >> 32, minlength=len(first))), np.uint32)


def _bands(banded: Answer, digest: U64, bits: int, folder: Path) -> None:
    """Classes that are only counted stand in the first bucket; they share no feature, so nothing comes of it."""
    buckets = np.zeros((BANDS, len(digest)), np.int64)
    band = banded["band"].astype(np.int64)
    buckets[band >> 32, np.searchsorted(digest, _unsigned(banded["digest"]))] = (band & 0xFFFFFFFF) >> (32 - bits)
    starts = [_bounds(np.bincount(row, minlength=1 << bits)) for row in buckets]
    _put(folder, "band_start", np.stack(starts), np.uint32)
    _put(folder, "band_class", np.stack([narrow(np.argsort(row, kind="stable")) for row in buckets]), np.uint8)


def _literals(cut: Cut, folder: Path) -> None:
    literals, said = cut.found.literals, cut.found.said
    order = np.argsort(_unsigned(literals["literal"]))
    high, rest = halves(_unsigned(literals["literal"])[order])
    _put(folder, "literal", high, np.uint32)
    _put(folder, "literal_rest", rest, np.uint8)
    _put(folder, "literal_works", literals["works"][order], np.uint16)
    number, _, file_of = _files(cut)
    files = np.array([file_of[number[a], b] for a, b in zip(said["source"], said["path"], strict=True)], np.int64)
    _put(folder, "literal_file", narrow(files[np.lexsort((files, _unsigned(said["literal"])))]), np.uint8)


def _files(cut: Cut) -> tuple[dict[str, int], list[tuple[int, str]], dict[tuple[int, str], int]]:
    """The numbers of sources; files as source and path in the order of an index; and the number of each."""
    number = {key: at for at, key in enumerate(cut.corpus.source_keys)}
    files = cut.found.files
    names = sorted(zip((number[one] for one in files["source"]), files["path"], strict=True))
    return number, names, {name: at for at, name in enumerate(names)}


def _places(cut: Cut, digest: U64, folder: Path) -> None:
    places = cut.found.places
    number, names, file_of = _files(cut)
    columns = [places[name].tolist() for name in _OF_PLACES]
    classes, exact = np.searchsorted(digest, _unsigned(places["digest"])).tolist(), _unsigned(places["exact"]).tolist()
    rows = [
        _Row(cls, file_of[source, path], position, name, kind, first, last, own)
        for cls, own, source, path, position, name, kind, first, last in zip(classes, exact, *columns, strict=True)
    ]
    rows = sorted(rows + _bare(cut, digest, file_of, {row.cls for row in rows}))
    texts = sorted({*(row.name for row in rows), *(path for _, path in names)})
    text_of = {text: at for at, text in enumerate(texts)}
    _put(folder, "class_places", _bounds(np.bincount([row.cls for row in rows], minlength=len(digest))), np.uint32)
    _put(folder, "place_file", np.array([row.file for row in rows]), np.uint32)
    _put(folder, "place_name", np.array([text_of[row.name] for row in rows]), np.uint32)
    _put(folder, "place_kind", np.array([row.kind for row in rows]), np.uint8)
    _put(folder, "place_first_line", np.array([row.first_line for row in rows]), np.uint32)
    _put(folder, "place_last_line", np.array([row.last_line for row in rows]), np.uint32)
    _put(folder, "place_exact", np.array([row.exact for row in rows], np.uint64), np.uint64)
    _put(folder, "file_path", np.array([text_of[path] for _, path in names]), np.uint32)
    _put(folder, "file_source", np.array([source for source, _ in names]), np.uint16)
    encoded = [text.encode() for text in texts]
    _put(folder, "name_bounds", _bounds(np.array([len(one) for one in encoded], np.int64)), np.uint32)
    _put(folder, "name_text", np.frombuffer(b"".join(encoded), np.uint8), np.uint8)
    _of_files(cut, file_of, number, folder)


def _of_files(cut: Cut, file_of: Mapping[tuple[int, str], int], number: Mapping[str, int], folder: Path) -> None:
    files = cut.found.files
    work_of = {work: at for at, work in enumerate(cut.corpus.works)}
    at = [file_of[number[source], path] for source, path in zip(files["source"], files["path"], strict=True)]
    for name, given in (
        ("file_work", [work_of[codec.from_json(Work, one.encode(), "tables")] for one in files["work"]]),
        ("file_digest", _unsigned(files["digest"])),
    ):
        column = np.empty(len(at), np.uint64)
        column[at] = given
        _put(folder, name, column, np.uint16 if name == "file_work" else np.uint64)


def _bare(cut: Cut, digest: U64, file_of: Mapping[tuple[int, str], int], placed: set[int]) -> list[_Row]:
    """Places of definitions that share nothing with the submission: how many a file has is told all the same."""
    files, number = cut.found.files, {key: at for at, key in enumerate(cut.corpus.source_keys)}
    return [
        _Row(cls, file_of[number[source], path], position, _BARE, 1, 1, 1, 0)
        for source, path, definitions in zip(files["source"], files["path"], files["definitions"], strict=True)
        for position, cls in enumerate(np.searchsorted(digest, _unsigned(definitions)).tolist())
        if cls not in placed
    ]
