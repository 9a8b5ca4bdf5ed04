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


def bits_for(rows: int) -> int:
    """How many first bits of a hash give buckets of about two million rows or fewer."""
    return (rows // ROWS_A_BUCKET).bit_length()


def first_bits(hashes: U64, bits: int) -> I64:
    """The bucket of each hash."""
    return (hashes >> np.uint64(64 - bits)).astype(np.int64) if bits else np.zeros(len(hashes), np.int64)


class Spill:
    """Rows of 64-bit numbers in 2**bits buckets."""

    def __init__(self, folder: Path, bits: int, columns: int) -> None:
        folder.mkdir(parents=True)
        self.bits, self._folder, self._columns = bits, folder, columns

    def add(self, rows: U64, bucket: I64 | None = None) -> None:
        """Rows, (n, columns), each in its bucket; by the first bits of its first number where no bucket is given."""
        at = first_bits(rows[:, 0], self.bits) if bucket is None else bucket
        order = np.argsort(at.astype(np.uint16), kind="stable")
        counts = np.bincount(at, minlength=1 << self.bits)
        for number, part in enumerate(np.split(rows[order], np.cumsum(counts)[:-1])):
            if len(part):
                with self._place(number).open("ab") as stream:
                    part.tofile(stream)

    def bucket(self, number: int) -> U64:
        """The rows of one bucket in the order in which they came."""
        place = self._place(number)
        flat = np.fromfile(place, np.uint64) if place.exists() else np.empty(0, np.uint64)
        return flat.reshape(-1, self._columns)

    def put(self, number: int, rows: U64) -> None:
        """Other rows in the place of a bucket's."""
        rows.tofile(self._place(number))

    def __iter__(self) -> Iterator[U64]:
        return map(self.bucket, range(1 << self.bits))

    def _place(self, number: int) -> Path:
        return self._folder / f"{number:05}"


class Column:
    """An array on disk that grows row by row and is never in memory; `row` is the shape of one row."""

    def __init__(self, path: Path, kind: type[np.generic], row: tuple[int, ...] = ()) -> None:
        self._path, self._kind, self._row, self._rows = path, np.dtype(kind), row, 0
        with path.open("wb") as stream:
            self._head(stream)

    def append(self, rows: NDArray[Any]) -> None:
        """Rows at the end."""
        with self._path.open("ab") as stream:
            rows.astype(self._kind, copy=False).tofile(stream)
        self._rows += len(rows)

    def close(self) -> None:
        """Write down how many there are."""
        with self._path.open("r+b") as stream:
            self._head(stream)

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
