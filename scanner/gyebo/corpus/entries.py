# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Keep what was read of a source, so that a corpus that changes reads only what changed; safe to delete.

One file for a few hundred of a source's and one reading, in the user's cache, of arrays and JSON, never pickle; one
that is damaged is read anew.
"""

import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import numpy as np
from numpy.typing import NDArray

from gyebo import codec
from gyebo.corpus.atomic import written
from gyebo.corpus.lineage import Descent
from gyebo.errors import CorpusError, ReportError
from gyebo.model import I64, Entry
from gyebo.report import Skipped

_FORMAT = "gyebo-entries/1"
_OF_UNITS = ("kinds", "lines", "tokens", "digests", "exact", "first", "bands")
_OF_FILES = ("features", "codes", "literals")
_DIGITS = 12


@dataclass(frozen=True, slots=True, eq=False)
class Read:
    """What a file of a source gave: its entry, whose numbers of source and work are yet to be set, and its descent."""

    entry: Entry
    descents: tuple[Descent, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """What of a file is text."""

    path: str
    digest: int = 0
    names: tuple[str, ...] = ()
    rows: tuple[tuple[str, str, str, str, str, str, int], ...] = ()
    skipped: Skipped | None = None

    @property
    def descents(self) -> tuple[Descent, ...]:
        return tuple(
            Descent(PurePosixPath(path), name, module, parent, declared_by, PurePosixPath(declared_in), line)
            for path, name, module, parent, declared_by, declared_in, line in self.rows
        )


@dataclass(frozen=True, slots=True)
class _Part:
    """What of a part is text."""

    format: str
    files: tuple[Told, ...]


def place_of(cache: Path, source_key: str, reading: str, part: int) -> Path:
    """Where what was read of a source's files lies, or will lie: another text or way of reading is another file."""
    return cache / "entries" / f"{source_key}.{reading[:_DIGITS]}-{part:05}.npz"


def keep(place: Path, results: Sequence[Read | Skipped]) -> None:
    """Keep results in the place of those of earlier readings; CorpusError where there is no room."""
    entries = [one.entry for one in results if isinstance(one, Read)]
    told = codec.to_json(_Part(_FORMAT, tuple(_file(one) for one in results)))
    columns: dict[str, NDArray[np.generic]] = {"told": np.frombuffer(told, np.uint8)}
    if entries:
        columns |= {name: np.concatenate([getattr(one, name) for one in entries]) for name in (*_OF_UNITS, *_OF_FILES)}
        columns["bounds"] = np.concatenate([np.diff(one.bounds) for one in entries])
        columns["lengths"] = np.array([[len(getattr(one, name)) for name in _OF_FILES] for one in entries])
    with written(place) as stream:
        np.savez(stream, allow_pickle=False, **columns)
    source_key, reading = _named(place)
    for old in place.parent.glob("*.npz"):
        if _named(old)[0] == source_key and _named(old)[1] != reading:
            old.unlink(missing_ok=True)


def _named(place: Path) -> tuple[str, str]:
    """The source, and the reading, that a file is of."""
    source_key, reading, _ = place.name.rsplit(".", 2)
    return source_key, reading[:_DIGITS]


def told(place: Path) -> tuple[Told, ...]:
    """What of the results is text; CorpusError where they are gone."""
    try:
        with place.open("rb") as stream, np.load(stream, allow_pickle=False) as stored:
            return codec.from_json(_Part, stored["told"].tobytes(), str(place)).files
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile, ReportError) as error:
        raise CorpusError(f"{place} was changed while it was used ({error}); build the corpus again.") from error


def kept(place: Path) -> tuple[Read | Skipped, ...] | None:
    """The results in the order of the source's files; None where they are not there or not whole."""
    try:
        with place.open("rb") as stream, np.load(stream, allow_pickle=False) as stored:
            columns = {name: stored[name] for name in stored.files}
        told = codec.from_json(_Part, columns["told"].tobytes(), str(place))
        return tuple(_results(told, columns)) if told.format == _FORMAT else None
    except (OSError, ValueError, KeyError, IndexError, EOFError, zipfile.BadZipFile, ReportError):
        return None


def _file(one: Read | Skipped) -> Told:
    if isinstance(one, Skipped):
        return Told(one.path, skipped=one)
    rows = tuple(
        (str(d.child_path), d.child_name, d.parent_module, d.parent_name, d.declared_by, str(d.declared_in), d.line)
        for d in one.descents
    )
    return Told(one.entry.path, one.entry.digest, one.entry.names, rows)


def _results(told: _Part, columns: dict[str, NDArray[np.generic]]) -> Iterator[Read | Skipped]:
    units, ends, number = 0, dict.fromkeys(_OF_FILES, 0), 0
    for file in told.files:
        if file.skipped:
            yield file.skipped
            continue
        own = slice(units, units := units + len(file.names))
        lengths: list[int] = columns["lengths"][number].tolist()
        parts = {}
        for name, length in zip(_OF_FILES, lengths, strict=True):
            parts[name] = columns[name][ends[name] : ends[name] + length]
            ends[name] += length
        bounds = _bounds(columns["bounds"][own])
        yield Read(_entry(file, {name: columns[name][own] for name in _OF_UNITS} | parts, bounds), file.descents)
        number += 1


def _entry(file: Told, arrays: dict[str, NDArray[np.generic]], bounds: I64) -> Entry:
    return Entry(path=file.path, source=0, work=0, digest=file.digest, names=file.names, bounds=bounds, **arrays)  # type: ignore[arg-type]


def _bounds(counts: NDArray[np.generic]) -> I64:
    return np.concatenate(([0], np.cumsum(counts))).astype(np.int64)
