# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Keep what was read of a source, so that a corpus that changes reads only what changed; safe to delete.

One file a source and reading in the user's cache, of arrays and JSON, never pickle; one that is damaged is read anew.
"""

import contextlib
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
class _File:
    path: str
    digest: int = 0
    names: tuple[str, ...] = ()
    descents: tuple[tuple[str, str, str, str, str, str, int], ...] = ()
    skipped: Skipped | None = None


@dataclass(frozen=True, slots=True)
class _Told:
    """What of a source is text."""

    format: str
    files: tuple[_File, ...]


def place_of(cache: Path, source_key: str, reading: str) -> Path:
    """Where what was read of a source lies, or will lie: another text or another way of reading is another file."""
    return cache / "entries" / f"{source_key}.{reading[:_DIGITS]}.npz"


def keep(place: Path, results: Sequence[Read | Skipped]) -> None:
    """Keep a whole source's results in the place of those of earlier readings; where that fails, only time is lost."""
    entries = [one.entry for one in results if isinstance(one, Read)]
    told = codec.to_json(_Told(_FORMAT, tuple(_file(one) for one in results)))
    columns: dict[str, NDArray[np.generic]] = {"told": np.frombuffer(told, np.uint8)}
    if entries:
        columns |= {name: np.concatenate([getattr(one, name) for one in entries]) for name in (*_OF_UNITS, *_OF_FILES)}
        columns["bounds"] = np.concatenate([np.diff(one.bounds) for one in entries])
        columns["lengths"] = np.array([[len(getattr(one, name)) for name in _OF_FILES] for one in entries])
    with contextlib.suppress(CorpusError):
        with written(place) as stream:
            np.savez(stream, allow_pickle=False, **columns)
        source_key = place.name.rsplit(".", 2)[0]
        for old in place.parent.glob("*.npz"):
            if old != place and old.name.rsplit(".", 2)[0] == source_key:
                old.unlink(missing_ok=True)


def kept(place: Path) -> tuple[Read | Skipped, ...] | None:
    """The results in the order of the source's files; None where they are not there or not whole."""
    try:
        with place.open("rb") as stream, np.load(stream, allow_pickle=False) as stored:
            columns = {name: stored[name] for name in stored.files}
        told = codec.from_json(_Told, columns["told"].tobytes(), str(place))
        return tuple(_results(told, columns)) if told.format == _FORMAT else None
    except (OSError, ValueError, KeyError, IndexError, EOFError, zipfile.BadZipFile, ReportError):
        return None


def _file(one: Read | Skipped) -> _File:
    if isinstance(one, Skipped):
        return _File(one.path, skipped=one)
    rows = tuple(
        (str(d.child_path), d.child_name, d.parent_module, d.parent_name, d.declared_by, str(d.declared_in), d.line)
        for d in one.descents
    )
    return _File(one.entry.path, one.entry.digest, one.entry.names, rows)


def _results(told: _Told, columns: dict[str, NDArray[np.generic]]) -> Iterator[Read | Skipped]:
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
        yield Read(_entry(file, {name: columns[name][own] for name in _OF_UNITS} | parts, bounds), _descents(file))
        number += 1


def _entry(file: _File, arrays: dict[str, NDArray[np.generic]], bounds: I64) -> Entry:
    return Entry(path=file.path, source=0, work=0, digest=file.digest, names=file.names, bounds=bounds, **arrays)  # type: ignore[arg-type]


def _descents(file: _File) -> tuple[Descent, ...]:
    return tuple(
        Descent(PurePosixPath(path), name, module, parent, declared_by, PurePosixPath(declared_in), line)
        for path, name, module, parent, declared_by, declared_in, line in file.descents
    )


def _bounds(counts: NDArray[np.generic]) -> I64:
    return np.concatenate(([0], np.cumsum(counts))).astype(np.int64)
