# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""What does not fit into memory goes to disk in buckets by its hash, each small enough to be sorted by itself.

Hashes are even, so the buckets are; taken one after the other, sorted, they are the whole, sorted.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray

from gyebo.model import I64, U64

ROWS_A_BUCKET = 1 << 21
HELD_BYTES = 1 << 18
"""Of one bucket or column; a corpus of three million fragments has some 400 of them."""


def bits_for(rows: int) -> int:
    """How many first bits of a hash give buckets of about two million rows or fewer."""
    return (rows // ROWS_A_BUCKET).bit_length()


def first_bits(hashes: U64, bits: int) -> I64:
    """The bucket of each hash."""
    return (hashes >> np.uint64(64 - bits)).astype(np.int64) if bits else np.zeros(len(hashes), np.int64)


class Waiting:
    """Numbers of one kind that wait to be put in another order: a few in memory, since to open a file costs as much as
    to sort a thousand numbers; on disk as soon as they are more.
    """

    def __init__(self, path: Path, kind: type[np.generic]) -> None:
        self._path, self._kind, self._is_on_disk = path, np.dtype(kind), False
        self._held: list[NDArray[Any]] = []
        self._bytes = 0

    def append(self, rows: NDArray[Any]) -> None:
        """Rows at the end."""
        self._held.append(np.array(rows, self._kind).ravel())  # a copy: a part must not keep the whole in memory
        self._bytes += self._held[-1].nbytes
        if self._bytes > HELD_BYTES:
            self._path.parent.mkdir(exist_ok=True)
            with self._path.open("ab" if self._is_on_disk else "wb") as stream:
                for part in self._held:
                    part.tofile(stream)
            self._held, self._bytes, self._is_on_disk = [], 0, True

    def rows(self) -> NDArray[Any]:
        """All of them, flat, in the order in which they came."""
        stored = [np.fromfile(self._path, self._kind)] if self._is_on_disk else []
        return np.concatenate([np.empty(0, self._kind), *stored, *self._held])

    def put(self, rows: NDArray[Any]) -> None:
        """Others in their place."""
        self._held, self._bytes, self._is_on_disk = [], 0, False
        self.append(rows)


class Spill:
    """Rows of 64-bit numbers in 2**bits buckets."""

    def __init__(self, folder: Path, bits: int, columns: int) -> None:
        self.bits, self._columns = bits, columns
        self._buckets = [Waiting(folder / f"{number:05}", np.uint64) for number in range(1 << bits)]

    def add(self, rows: U64, bucket: I64 | None = None) -> None:
        """Rows, (n, columns), each in its bucket; by the first bits of its first number where no bucket is given."""
        at = first_bits(rows[:, 0], self.bits) if bucket is None else bucket
        order = np.argsort(at.astype(np.uint16), kind="stable")
        counts = np.bincount(at, minlength=1 << self.bits)
        for own, part in zip(self._buckets, np.split(rows[order], np.cumsum(counts)[:-1]), strict=True):
            if len(part):
                own.append(part)

    def bucket(self, number: int) -> U64:
        """The rows of one bucket in the order in which they came."""
        return self._buckets[number].rows().reshape(-1, self._columns)

    def put(self, number: int, rows: U64) -> None:
        """Other rows in the place of a bucket's."""
        self._buckets[number].put(rows)

    def __iter__(self) -> Iterator[U64]:
        return map(self.bucket, range(1 << self.bits))


class Column:
    """An array on disk that grows row by row and is never in memory; `row` is the shape of one row."""

    def __init__(self, path: Path, kind: type[np.generic], row: tuple[int, ...] = ()) -> None:
        self._path, self._kind, self._row, self._rows = path, np.dtype(kind), row, 0
        self._held: list[NDArray[Any]] = []
        self._bytes, self._is_begun = 0, False

    def append(self, rows: NDArray[Any]) -> None:
        """Rows at the end."""
        self._held.append(np.array(rows, self._kind))
        self._bytes += self._held[-1].nbytes
        self._rows += len(rows)
        if self._bytes > HELD_BYTES:
            self._write()

    def close(self) -> None:
        """Write down what is left, and how many there are."""
        is_begun = self._is_begun
        self._write()
        if is_begun:
            with self._path.open("r+b") as stream:
                self._head(stream)

    def _write(self) -> None:
        with self._path.open("ab" if self._is_begun else "wb") as stream:
            if not self._is_begun:
                self._head(stream)
            for part in self._held:
                part.tofile(stream)
        self._held, self._bytes, self._is_begun = [], 0, True

    def _head(self, stream: IO[bytes]) -> None:
        # NumPy leaves room for a longer first number, so that the header can be written again.
        shape = (self._rows, *self._row)
        described = {"descr": np.lib.format.dtype_to_descr(self._kind), "fortran_order": False, "shape": shape}
        np.lib.format.write_array_header_1_0(stream, described)


def save(path: Path, array: NDArray[Any], kind: type[np.generic]) -> None:
    """A whole array."""
    column = Column(path, kind, array.shape[1:])
    column.append(array)
    column.close()
