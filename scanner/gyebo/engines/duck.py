# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Tables made and asked by DuckDB, on one machine; what does not fit into its memory goes to disk."""

from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
import numpy as np
from numpy.typing import NDArray

from gyebo.engines.arrow import Ask, Columns, columns_of, rows
from gyebo.engines.store import SortedRows, Store
from gyebo.engines.tables import DIGITS, PREFIX, PUBLISHED, TABLES, Table
from gyebo.errors import CorpusError
from gyebo.workers import cores

MEMORY = "500MB"
WORDS = {"each": "unnest"}
WHOLE_HASHES = ("features", "classes", "places", "literals")
"""Tables that are asked by the very column that they are sorted by; bands are asked by the first bits of theirs."""
ROWS_A_GROUP = 1 << 16
"""Rows of a table that are read together, or not at all."""


@contextmanager
def connected(scratch: Path | None = None) -> Generator[duckdb.DuckDBPyConnection]:
    """An engine in memory; what does not fit there lies in a folder that goes away."""
    with TemporaryDirectory(prefix="gyebo-", dir=scratch) as folder:
        # Extensions are neither looked for nor loaded: all files are read by Arrow.
        known: dict[str, str | bool | int | float | list[str]] = {
            "memory_limit": MEMORY,
            "temp_directory": folder,
            "threads": cores(),
            "preserve_insertion_order": False,
        }
        fixed = {"autoinstall_known_extensions": False, "autoload_known_extensions": False}
        try:
            with duckdb.connect(config=known | fixed) as engine:
                yield engine
        except duckdb.Error as error:
            raise CorpusError(f"DuckDB: {str(error).splitlines()[0]}; is there room in {folder}?") from error


def derive(store: Store, files: Sequence[str], small: Mapping[str, Columns], folder: str) -> None:
    """Write all published tables of some files of records into a folder of the store; a table that is there stays."""
    with connected() as engine:
        engine.register("files", store.rows_of(files))
        for name, columns in small.items():
            engine.register(name, rows(columns))
        for table in TABLES:
            engine.execute(f"CREATE TABLE {table.name} AS {table.sql.format(**WORDS)}")
            for other in table.drops:
                engine.execute(f"DROP TABLE {other}")
            if table in PUBLISHED and not store.is_done(f"{folder}/{table.name}"):
                _publish(engine, store, table, f"{folder}/{table.name}")


def _publish(engine: duckdb.DuckDBPyConnection, store: Store, table: Table, folder: str) -> None:
    for number in range(1 << DIGITS):
        found = engine.sql(
            f"SELECT * FROM {table.name} WHERE {table.prefix} = {number} ORDER BY {', '.join(table.order)}"  # noqa: S608
        ).to_arrow_reader(ROWS_A_GROUP)
        first = next(found, None)
        if first is not None and first.num_rows:
            store.write_table(f"{folder}/{PREFIX}={number}/part-0.parquet", found.schema, chain([first], found))
    store.done(folder)


@contextmanager
def asked(store: Store, folder: str, files: Sequence[str]) -> Generator[Ask]:
    """Answers questions to tables; of one sorted by what is asked only the groups of rows that may hold it are read."""
    with connected() as engine:
        engine.register("files", store.rows_of(files))
        by_column = dict[str, dict[str, SortedRows]]()
        for table in PUBLISHED:
            parts = store.files(f"{folder}/{table.name}")
            if not parts:
                engine.execute(f"CREATE TABLE {table.name} ({table.columns})")
                continue
            engine.register(table.name, store.rows_of(parts))
            if table.name in WHOLE_HASHES:
                by_column.setdefault(table.order[0], {})[table.name] = store.sorted_rows(parts, table.order[0])

        def ask(sql: str, /, **small: Columns) -> dict[str, NDArray[Any]]:
            for name, columns in small.items():
                engine.register(name, rows(columns))
            for column, tables in by_column.items():
                given = [np.asarray(one[column], np.int64) for one in small.values() if column in one]
                for name, sorted_rows in tables.items():
                    engine.register(name, sorted_rows.having(given[0]) if given else sorted_rows.whole)
            return columns_of(engine.sql(sql).to_arrow_table())

        yield ask
