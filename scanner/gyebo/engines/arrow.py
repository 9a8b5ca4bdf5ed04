# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Arrow, whose release 26 ships no types: what is used of it passes through here by name."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol, TypeAlias

import pyarrow as pa
from numpy.typing import NDArray
from pyarrow import dataset as pa_dataset
from pyarrow import fs as pa_fs
from pyarrow import parquet as pa_parquet

arrow: Any = pa
dataset: Any = pa_dataset
filesystems: Any = pa_fs
parquet: Any = pa_parquet

Unreadable: type[Exception] = arrow.ArrowException
Batch: TypeAlias = Any
"""A pyarrow.RecordBatch."""
Rows: TypeAlias = Any
"""A pyarrow.Table."""
Column: TypeAlias = Any
"""A pyarrow.Array."""
Schema: TypeAlias = Any
"""A pyarrow.Schema."""
Dataset: TypeAlias = Any
"""A pyarrow.dataset.Dataset: files that are read as far as they are asked for."""


Columns: TypeAlias = Mapping[str, Sequence[str] | NDArray[Any]]
"""A small table, by the names of its columns."""


def rows(columns: Columns) -> Rows:
    """The same as Arrow has it."""
    return arrow.table(dict(columns))


def together(batches: Iterable[Batch]) -> list[Batch]:
    """Many batches as one: a Parquet file has a group of rows for each that it is given."""
    made: list[Batch] = arrow.Table.from_batches(list(batches)).combine_chunks().to_batches()
    return made


class Ask(Protocol):
    """Answers an SQL question to the published tables, `files` and the small tables that come with it, by columns."""

    def __call__(self, sql: str, /, **small: Columns) -> dict[str, NDArray[Any]]: ...


def columns_of(found: Rows) -> dict[str, NDArray[Any]]:
    """The columns of an answer; texts, bytes and lists are objects."""
    return {name: found.column(name).to_numpy() for name in found.column_names}
