# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""A folder of tables, here or in an object store: `s3://bucket/folder`, as Arrow's own file systems read it."""

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gyebo.engines.arrow import Batch, Column, Dataset, Schema, arrow, dataset, filesystems, parquet
from gyebo.engines.tables import PREFIX
from gyebo.errors import CorpusError

DESCRIPTION = "tables.json"
_DONE = "_SUCCESS"
_ROWS_AT_ONCE = 1 << 16
_LEAST, _MOST = -(1 << 63), (1 << 63) - 1


class Store:
    """Files under one address; CorpusError with what to do where it cannot be reached."""

    def __init__(self, address: str) -> None:
        self.address = address if "://" in address else str(Path(address).absolute())
        try:
            self._system, self._root = filesystems.FileSystem.from_uri(self.address)
        except (OSError, ValueError) as error:
            raise CorpusError(f"{address}: not a folder of tables ({error}).") from error

    def __truediv__(self, name: str) -> str:
        """The address of something inside."""
        return f"{self.address.rstrip('/')}/{name}"

    def size(self, name: str) -> int:
        """Bytes of a file."""
        return int(self._system.get_file_info(self._path(name)).size)

    def _path(self, name: str) -> str:
        return f"{self._root.rstrip('/')}/{name}"

    def is_done(self, folder: str) -> bool:
        """Whether a folder of files is whole: Spark's own mark, and ours."""
        return self.has(f"{folder}/{_DONE}")

    def done(self, folder: str) -> None:
        self.write(f"{folder}/{_DONE}", b"")

    def has(self, name: str) -> bool:
        return bool(self._system.get_file_info(self._path(name)).type == filesystems.FileType.File)

    def files(self, folder: str) -> list[str]:
        """The Parquet files of a folder and of those inside it, sorted, as names in this store."""
        selector = filesystems.FileSelector(self._path(folder), recursive=True, allow_not_found=True)
        found = (one.path for one in self._system.get_file_info(selector) if one.type == filesystems.FileType.File)
        parts = len(self._root.rstrip("/")) + 1
        return sorted(path[parts:] for path in found if path.endswith(".parquet"))

    def read(self, name: str) -> bytes | None:
        if not self.has(name):
            return None
        with self._system.open_input_stream(self._path(name)) as stream:
            return bytes(stream.read())

    def write(self, name: str, content: bytes) -> None:
        self._make_room(name)
        with self._system.open_output_stream(self._path(name)) as stream:
            stream.write(content)

    def write_table(self, name: str, schema: Schema, batches: Iterable[Batch]) -> None:
        """A Parquet file, whole or not at all."""
        self._make_room(name)
        beside = f"{self._path(name)}.part"
        with parquet.ParquetWriter(beside, schema, filesystem=self._system, compression="zstd") as writer:
            for batch in batches:
                writer.write_batch(batch)
        self._system.move(beside, self._path(name))

    def remove(self, folder: str) -> None:
        if self._system.get_file_info(self._path(folder)).type == filesystems.FileType.Directory:
            self._system.delete_dir(self._path(folder))

    def folders(self, folder: str) -> list[str]:
        """Names of the folders inside a folder."""
        selector = filesystems.FileSelector(self._path(folder), allow_not_found=True)
        found = self._system.get_file_info(selector)
        return sorted(one.base_name for one in found if one.type == filesystems.FileType.Directory)

    def table(self, folder: str) -> Dataset:
        """A table, or part of one."""
        return self.rows_of(self.files(folder))

    def texts(self, folder: str, column: str) -> list[str]:
        """One column of a table; nothing where there is none."""
        files = self.files(folder)
        found: list[str] = self.rows_of(files).to_table(columns=[column]).column(column).to_pylist() if files else []
        return found

    def rows_of(self, files: Iterable[str]) -> Dataset:
        return dataset.dataset([self._path(one) for one in files], filesystem=self._system, format="parquet")

    def sorted_rows(self, files: Iterable[str], column: str) -> "SortedRows":
        """Files that are sorted by a column, to be read as far as is asked for."""
        return SortedRows(self.rows_of(files), column)

    def batches(self, name: str) -> Iterator[Batch]:
        """The rows of a file."""
        with self._system.open_input_file(self._path(name)) as stream:
            yield from parquet.ParquetFile(stream).iter_batches(_ROWS_AT_ONCE)

    def _make_room(self, name: str) -> None:
        self._system.create_dir(self._path(name).rpartition("/")[0], recursive=True)


class SortedRows:
    """A table whose groups of rows say between which values of a column they lie."""

    def __init__(self, whole: Dataset, column: str) -> None:
        self.whole = whole
        self._groups = [
            (fragment, group.id, group.statistics.get(column, {"min": _LEAST, "max": _MOST}))
            for fragment in whole.get_fragments()
            for group in fragment.row_groups
        ]
        self._least = np.array([told["min"] for *_, told in self._groups], np.int64)
        self._most = np.array([told["max"] for *_, told in self._groups], np.int64)

    def having(self, values: NDArray[np.int64]) -> Dataset:
        """The groups of rows in which some of the values may lie."""
        asked = np.unique(values)
        first, last = np.searchsorted(asked, self._least), np.searchsorted(asked, self._most, side="right")
        chosen: dict[Any, list[int]] = {}
        for at in np.flatnonzero(first < last).tolist():
            fragment, group, _ = self._groups[at]
            chosen.setdefault(fragment, []).append(group)
        parts = [fragment.subset(row_group_ids=groups) for fragment, groups in chosen.items()]
        return dataset.FileSystemDataset(parts, self.whole.schema, self.whole.format, self.whole.filesystem)


def digest(store: Store, files: Iterable[str]) -> str:
    """SHA-256 of the rows of some files in their order, whoever wrote them and however they are packed."""
    total, columns = hashlib.sha256(), dict[str, Any]()
    for name in files:
        for batch in store.batches(name):
            for field in sorted(batch.schema.names):
                columns.setdefault(field, hashlib.sha256())
                _add(columns[field], batch.column(field))
    for field, own in sorted(columns.items()):
        total.update(f"{field} {own.hexdigest()}\n".encode())
    return total.hexdigest()


def _add(total: Any, column: Column) -> None:
    """Values one after the other; what is a text or bytes has its length before it."""
    kind = column.type
    if arrow.types.is_string(kind) or arrow.types.is_binary(kind) or arrow.types.is_large_string(kind):
        for text in column.cast(arrow.binary()).to_pylist():
            total.update(len(text).to_bytes(8, "little") + text)
    else:
        total.update(np.ascontiguousarray(column.to_numpy(zero_copy_only=False)).tobytes())


def prefix_of(name: str) -> str:
    """The prefix of which a file of a published table is."""
    return next(part for part in name.split("/") if part.startswith(f"{PREFIX}="))
