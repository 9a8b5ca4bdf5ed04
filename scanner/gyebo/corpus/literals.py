# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Which works have a comment or message, and in which file: written with an index, and asked of it."""

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gyebo.corpus.index import Arrays
from gyebo.corpus.narrow import halves, narrow, positions, wide
from gyebo.corpus.spilling import Column, Spill
from gyebo.model import I64, U16, U64, Entry
from gyebo.ranges import ranges

MOST_WORKS_NAMED = 8
"""Of a comment or message that more works have it is only kept how many: 4,000 of the default corpus's 199,000."""
_COLUMNS: tuple[tuple[str, type[np.generic]], ...] = (
    ("literal", np.uint32),
    ("literal_rest", np.uint8),
    ("literal_works", np.uint16),
)
_BITS = 4
"""Comments are a hundredth of what features are."""


class Written:
    """Takes what files say, and writes it down in the order of its hashes."""

    def __init__(self, folder: Path, runs: Path) -> None:
        self._folder, self._rows, self._files = folder, Spill(runs / "literals", _BITS, 3), 0

    def add(self, batch: Sequence[Entry]) -> None:
        """The next files."""
        own = np.array([(self._files + at, one.work) for at, one in enumerate(batch)], np.uint64)
        said = own.repeat([len(one.literals) for one in batch], axis=0)
        self._rows.add(np.column_stack([np.concatenate([one.literals for one in batch]), said]))
        self._files += len(batch)

    def close(self) -> None:
        """Each text's hash, in how many works it occurs, and where these are few the first file of each."""
        columns = [Column(self._folder / f"{name}.npy", kind) for name, kind in _COLUMNS]
        files = Column(self._folder / "literal_file.npy", np.uint8, (3,))
        for rows in self._rows:
            said = _first_of_works(rows)
            found, counts = np.unique(said[:, 0], return_counts=True)
            parts: tuple[NDArray[Any], ...] = (*halves(found), counts)
            for column, part in zip(columns, parts, strict=True):
                column.append(part)
            files.append(narrow(said[np.repeat(counts <= MOST_WORKS_NAMED, counts), 1].astype(np.int64)))
        for column in (*columns, files):
            column.close()


def _first_of_works(rows: U64) -> U64:
    """Of rows of a hash, a file and its work the first file of each hash and work, by hash and file."""
    rows = rows[np.lexsort((rows[:, 1], rows[:, 2], rows[:, 0]))]
    is_first = np.ones(len(rows), np.bool_)
    is_first[1:] = np.any(rows[1:, ::2] != rows[:-1, ::2], axis=1)
    rows = rows[is_first]
    return rows[np.lexsort((rows[:, 1], rows[:, 0]))]


class Literals:
    """What the files of an index say."""

    def __init__(self, arrays: Arrays) -> None:
        self._arrays = arrays

    def works(self, literal: int) -> int:
        """In how many works a comment or message of this hash occurs."""
        at = self._positions(np.array([literal], np.uint64))[0]
        return int(self._arrays.literal_works[at]) if at >= 0 else 0

    def files(self, literals: U64) -> tuple[I64, I64]:
        """Of some hashes the first file of each work that has them, and whose each is; none of what too many say."""
        at = self._positions(literals)
        which = np.flatnonzero(at >= 0)
        low, high = self._bounds[at[which]], self._bounds[at[which] + 1]
        return wide(self._arrays.literal_file[ranges(low, high)]), np.repeat(which, high - low)

    def _positions(self, literals: U64) -> I64:
        return positions(self._arrays.literal, self._arrays.literal_rest, literals)

    @cached_property
    def _bounds(self) -> I64:
        return named_bounds(self._arrays.literal_works)


def named_bounds(works: U16) -> I64:
    """Where the files of each literal begin and end."""
    return np.concatenate(([0], np.cumsum(np.where(works <= MOST_WORKS_NAMED, works, 0), dtype=np.int64)))
