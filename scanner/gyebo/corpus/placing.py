# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Where every fragment of a corpus stands: its places in the order of their classes, their files and their names."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gyebo.corpus.literals import Written
from gyebo.corpus.spilling import Column, Spill, Waiting, save
from gyebo.hashing import text_hash
from gyebo.model import I64, U16, U64, Entry
from gyebo.ranges import ranges

_TEXT_BITS = 4
"""Names are a hundredth of what features are."""
_OF_FILES: dict[str, type[np.generic]] = {"source": np.uint16, "work": np.uint16, "digest": np.uint64}
_OF_UNITS = (("place_kind", "kinds"), ("place_exact", "exact"), ("digest", "digests"), ("tokens", "tokens"))


@dataclass(frozen=True, slots=True, eq=False)
class Placed:
    """The units of a corpus, numbered as they come, and the classes they form, numbered by their digests."""

    cls: I64
    """The class of each unit."""
    first: I64
    """For each class the unit that stands for it: the first, since sources and files come in a fixed order."""
    work: U16
    """Of each unit."""
    features: int
    """How many all units have together."""


class Places:
    """Takes all that is said of places; what is to be put in another order waits, column by column."""

    def __init__(self, folder: Path, runs: Path) -> None:
        self._folder, self._runs = folder, runs
        self._files = {name: Column(folder / f"file_{name}.npy", kind) for name, kind in _OF_FILES.items()}
        self._waiting: dict[str, Waiting] = {}
        self._names = _Names(runs)
        self._literals = Written(folder, runs)
        self._features = self.fragments = 0

    def add(self, batch: Sequence[Entry]) -> None:
        """The next files."""
        for name, column in self._files.items():
            column.append(np.array([getattr(one, name) for one in batch], np.uint64))
        work, units = (np.array(of) for of in zip(*((one.work, len(one.digests)) for one in batch), strict=True))
        lines = np.concatenate([one.lines for one in batch])
        self._wait("units", units)
        self._wait("work", np.repeat(work, units).astype(np.uint16))
        self._wait("file_path", self._names.add([one.path for one in batch]))
        self._wait("place_name", self._names.add([name for one in batch for name in one.names]))
        self._wait("place_first_line", lines[:, 0])
        self._wait("place_last_line", lines[:, 1])
        for name, own in _OF_UNITS:
            self._wait(name, np.concatenate([getattr(one, own) for one in batch]))
        self._literals.add(batch)
        self.fragments += int(units.sum())
        self._features += sum(len(one.features) for one in batch)

    def close(self) -> Placed:
        """Write down what is known of places, files, names and comments."""
        for column in self._files.values():
            column.close()
        hashes = self._names.close(self._folder)
        save(self._folder / "file_path.npy", np.searchsorted(hashes, self._waited("file_path")), np.uint32)
        self._literals.close()
        return self._classes(hashes)

    def _classes(self, hashes: U64) -> Placed:
        digest, first, cls = np.unique(self._waited("digest"), return_index=True, return_inverse=True)
        order = np.argsort(cls, kind="stable")
        self._save("class_digest", digest)
        self._save("class_tokens", self._waited("tokens")[first].astype(np.uint32))
        self._save("class_places", np.concatenate(([0], np.cumsum(np.bincount(cls)))).astype(np.uint32))
        units = self._waited("units")
        self._save("place_file", np.repeat(np.arange(len(units), dtype=np.uint32), units)[order])
        self._save("place_name", np.searchsorted(hashes, self._waited("place_name")[order]).astype(np.uint32))
        for name in ("place_first_line", "place_last_line", "place_kind", "place_exact"):
            self._save(name, self._waited(name)[order])
        return Placed(cls.astype(np.int64), first, self._waited("work"), self._features)

    def _wait(self, name: str, rows: NDArray[Any]) -> None:
        if name not in self._waiting:
            self._waiting[name] = Waiting(self._runs / name, rows.dtype.type)
        self._waiting[name].append(rows)

    def _waited(self, name: str) -> NDArray[Any]:
        return self._waiting[name].rows()

    def _save(self, name: str, array: NDArray[Any]) -> None:
        save(self._folder / f"{name}.npy", array, array.dtype.type)


class _Names:
    """Distinct names and paths, sorted by their hashes: a few million of them are too many for a dictionary."""

    def __init__(self, runs: Path) -> None:
        self._rows = Spill(runs / "names", _TEXT_BITS, 3)
        self._texts = [Waiting(runs / f"names-{number}", np.uint8) for number in range(1 << _TEXT_BITS)]
        self._ends = [0] * len(self._texts)

    def add(self, names: Sequence[str]) -> U64:
        """The hash of each name."""
        encoded = {name: name.encode("utf-8", "surrogateescape") for name in names}
        hashes = {name: text_hash(text) for name, text in encoded.items()}
        rows: list[tuple[int, int, int]] = []
        texts: dict[int, list[bytes]] = defaultdict(list)
        for name, text in encoded.items():
            bucket = hashes[name] >> (64 - _TEXT_BITS)
            rows.append((hashes[name], self._ends[bucket], len(text)))
            texts[bucket].append(text)
            self._ends[bucket] += len(text)
        for bucket, own in texts.items():
            self._texts[bucket].append(np.frombuffer(b"".join(own), np.uint8))
        self._rows.add(np.array(rows, np.uint64).reshape(-1, 3))
        return np.array([hashes[name] for name in names], np.uint64)

    def close(self, folder: Path) -> U64:
        """The hashes; a name's number is the position of its own."""
        text, found, lengths = Column(folder / "name_text.npy", np.uint8), list[U64](), [np.zeros(1, np.uint64)]
        for rows, texts in zip(self._rows, self._texts, strict=True):
            if not len(rows):
                continue
            hashes, first = np.unique(rows[:, 0], return_index=True)
            begin, length = rows[first, 1:].T
            text.append(texts.rows()[ranges(begin.astype(np.int64), (begin + length).astype(np.int64))])
            found.append(hashes)
            lengths.append(length)
        text.close()
        save(folder / "name_bounds.npy", np.cumsum(np.concatenate(lengths)), np.uint32)
        return np.concatenate(found)
