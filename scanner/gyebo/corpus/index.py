# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""The corpus index: memory-mapped arrays of numbers, names and line ranges; no source text, never pickle."""

import hashlib
import math
import mmap
import os
from collections.abc import Callable
from dataclasses import dataclass, field, fields, replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gyebo import codec
from gyebo.corpus.atomic import unfinished
from gyebo.corpus.lineage import ModelLink
from gyebo.errors import CorpusError, ReportError
from gyebo.model import F64, U8, U16, U32, U64
from gyebo.report import Source, Work

FORMAT = "gyebo-index/5"
DESCRIPTION = "index.json"
SPREAD = "group_spread.npy"
NO_CODES = 0xFFFFFFFF


@dataclass(frozen=True, slots=True)
class Description:
    """What an index was made from and how, with the SHA-256 of each of its arrays."""

    format: str
    name: str
    title: str
    key: str
    """Digest of the manifest, the component table and the parameters: another key is another corpus."""
    reading: str
    """Digest of the code and the grammars that cut the fragments."""
    sources: tuple[Source, ...]
    source_keys: tuple[str, ...]
    """Where the sources' texts are kept in the cache, one a source."""
    works: tuple[Work, ...]
    links: tuple[ModelLink, ...]
    unparsed: tuple[str, ...]
    """Paths of the corpus that could not be read."""
    arrays: dict[str, str] = field(default_factory=dict[str, str])
    cut_from: str = ""
    """Digest of the tables that this is an excerpt of."""

    def digest(self) -> str:
        """SHA-256 over all that the index says."""
        return hashlib.sha256(codec.to_json(self)).hexdigest()


@dataclass(frozen=True, slots=True)
class _Label:
    """What every format of a description has said, for the sentence about one that cannot be read."""

    name: str = ""
    format: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Arrays:
    """A class is a set of fragments that are equal after a one-to-one renaming; classes are sorted by digest."""

    class_digest: U64
    class_tokens: U32
    class_weight: F64
    """Sum of the rarities of the class's features, in bits."""
    class_places: U32
    """Places `class_places[c]` up to `class_places[c + 1]` belong to class c; likewise below."""
    class_codes: U32
    """Where the class's codes begin; NO_CODES for a module. What lies inside a class shares that class's codes."""
    codes: U16
    """Token codes for alignment, folded to 16 bits."""
    place_file: U32
    place_name: U32
    place_kind: U8
    place_first_line: U32
    place_last_line: U32
    place_exact: U64
    file_path: U32
    file_source: U16
    file_work: U16
    file_digest: U64
    """First 64 bits of the SHA-256 of the file's kept text."""
    name_bounds: U32
    name_text: U8
    feature: U32
    """The first 32 bits of each feature, sorted, and its next 8."""
    feature_rest: U8
    feature_group: U8
    """(features, 3 or 4): the group of each, as corpus/narrow.py writes numbers. Features that the same classes have
    are one group: of the default corpus's 1.8 million lists of classes a seventh differ."""
    group_classes: U32
    """Bounds in `posting`."""
    group_works: U16
    """In how many works the features of a group occur."""
    posting: U32
    """The classes of each group."""
    band_start: U32
    """(12, buckets + 1): where each bucket of a band begins in `band_class`."""
    band_class: U8
    """(12, classes, 3)."""
    literal: U32
    """The first 32 bits of the hash of each comment and message, sorted, and its next 8."""
    literal_rest: U8
    literal_works: U16
    """In how many works each occurs."""
    literal_file: U8
    """(n, 3): the files of those that few works have, the first of each work, one literal's after the other's."""


@dataclass(frozen=True, slots=True, eq=False)
class Index:
    """An opened corpus."""

    description: Description
    digest: str
    arrays: Arrays
    spread: U32 | None = None
    """In how many classes of the corpus the features of each group occur, where this is an excerpt of tables and
    `posting` has only those that a submission asks for."""

    def text(self, number: int) -> str:
        """A name or path by its number."""
        low, high = self.arrays.name_bounds[number : number + 2].tolist()
        return self.arrays.name_text[low:high].tobytes().decode("utf-8", "surrogateescape")


def write(folder: Path, description: Description, arrays: Arrays) -> None:
    """An index of arrays that are at hand."""
    fill(folder, description, partial(_put, arrays))


def fill(folder: Path, description: Description, put: Callable[[Path], None]) -> None:
    """Write beside and move into place, so that a reader sees a whole index or none; the first of two builders wins.

    `put` writes the arrays into the folder that it is given.
    """
    try:
        with unfinished(folder) as beside:
            put(beside)
            digests = {f.name: _settled(beside / f"{f.name}.npy") for f in fields(Arrays)}
            (beside / DESCRIPTION).write_bytes(codec.to_json(replace(description, arrays=digests)))
            if not (folder / DESCRIPTION).exists():
                beside.replace(folder)
    except OSError as error:
        if not (folder / DESCRIPTION).exists():
            raise CorpusError(
                f"The corpus index could not be written to {folder}: {error.strerror or error}; "
                "make room or choose another cache with GYEBO_CACHE."
            ) from error


def _put(arrays: Arrays, folder: Path) -> None:
    """Write arrays as they stand in memory."""
    for each in fields(Arrays):
        np.save(folder / f"{each.name}.npy", getattr(arrays, each.name), allow_pickle=False)


def _settled(path: Path) -> str:
    """The digest of a file that is on the disk and will stay there."""
    with path.open("rb") as stream:
        os.fsync(stream.fileno())
    return _sha256(path)


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def open_index(folder: Path) -> Index:
    """Map an index; CorpusError with what to do when it is missing, of another format, or damaged."""
    description = describe(folder)
    try:
        arrays = mapped(folder)
    except (OSError, ValueError, EOFError) as error:
        raise CorpusError(
            f"{folder}: damaged ({error}); delete the folder and run `gyebo corpus build {description.name}`."
        ) from error
    fault = "holds no fragments" if not len(arrays.class_digest) else _misfit(arrays, description)
    if fault:
        raise CorpusError(f"{folder}: {fault}; delete the folder and run `gyebo corpus build {description.name}`.")
    spread = _mapped(folder / SPREAD) if (folder / SPREAD).is_file() else None
    return Index(description, description.cut_from or _sha256(folder / DESCRIPTION), arrays, spread)


def mapped(folder: Path) -> Arrays:
    """The arrays of a folder, of which nothing is read; OSError, ValueError or EOFError where one is not whole."""
    return Arrays(**{f.name: _mapped(folder / f"{f.name}.npy") for f in fields(Arrays)})


def _mapped(path: Path) -> NDArray[Any]:
    """An array over the file, of which nothing is read; np.load takes twenty times as long: it resolves the path."""
    with path.open("rb") as stream:
        if np.lib.format.read_magic(stream) != (1, 0):
            raise ValueError(f"{path.name} is of another format")
        shape, is_fortran, dtype = np.lib.format.read_array_header_1_0(stream)
        if is_fortran or dtype.hasobject:
            raise ValueError(f"{path.name} is of another kind")
        count, offset = math.prod(shape), stream.tell()
        if not count:
            return np.empty(shape, dtype)
        mapped = mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)
    return np.frombuffer(mapped, dtype, count, offset).reshape(shape)


def _misfit(a: Arrays, described: Description) -> str:
    """Whether some array is not the one that belongs to the others; reads next to nothing of them."""
    classes, places, files = len(a.class_digest), len(a.place_file), len(a.file_path)
    long = (
        (classes, (a.class_tokens, a.class_weight, a.class_codes, *a.band_class)),
        (classes + 1, (a.class_places,)),
        (places, (a.place_name, a.place_kind, a.place_first_line, a.place_last_line, a.place_exact)),
        (files, (a.file_source, a.file_work, a.file_digest)),
        (len(a.feature), (a.feature_rest, a.feature_group)),
        (len(a.group_works) + 1, (a.group_classes,)),
        (int(a.class_places[-1]), (a.place_file,)),
        (int(a.group_classes[-1]), (a.posting,)),
        (len(a.band_start), (a.band_class,)),
        (len(a.literal), (a.literal_rest, a.literal_works)),
        (int(a.name_bounds[-1]), (a.name_text,)),
    )
    fits = all(len(array) == length for length, arrays in long for array in arrays)
    named = int(a.file_source.max()) < len(described.sources) and int(a.file_work.max()) < len(described.works)
    return "" if fits and named else "damaged (its arrays do not belong together)"


def describe(folder: Path) -> Description:
    """What an index says of itself, without its arrays."""
    try:
        stored = (folder / DESCRIPTION).read_bytes()
    except OSError as error:
        raise CorpusError(f"{folder}: no corpus index there; run `gyebo corpus build`.") from error
    label = _label(stored)
    todo = f"run `{f'gyebo corpus build {label.name}'.rstrip()}`"
    if label.format not in ("", FORMAT):
        raise CorpusError(f"{folder}: format {label.format}, this version reads {FORMAT}; {todo}.")
    try:
        return codec.from_json(Description, stored, str(folder / DESCRIPTION))
    except ReportError as error:
        raise CorpusError(f"{folder}: not a corpus index this version can read; {todo}.") from error


def _label(stored: bytes) -> _Label:
    try:
        return codec.from_json(_Label, stored, DESCRIPTION)
    except ReportError:
        return _Label()


def damaged(folder: Path) -> tuple[str, ...]:
    """Names of the arrays whose bytes are not those that were written; reads all of them."""
    description = describe(folder)
    return tuple(
        name
        for name, digest in sorted(description.arrays.items())
        if not (folder / f"{name}.npy").is_file() or _sha256(folder / f"{name}.npy") != digest
    )
