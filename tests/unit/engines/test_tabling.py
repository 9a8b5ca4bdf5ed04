# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""A corpus as tables holds what its index holds, and is made only as far as it is not there."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Any

import numpy as np
import pytest

from gyebo.corpus.index import Index
from gyebo.corpus.manifest import Manifest
from gyebo.corpus.narrow import wide
from gyebo.engines.records import SCHEMA, Origin, record_batch
from gyebo.engines.store import Store
from gyebo.errors import CorpusError
from gyebo.model import SourceFile
from gyebo.reading import Job, lost, read
from gyebo.tabling import Tables, compact, described_in

Make = Callable[[Manifest, Store], Tables]
Contents = Callable[[Store], dict[tuple[str, str], str]]


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def rows(store: Store, table: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = store.table(f"{described_in(store).folder}/{table}").to_table().to_pylist()
    return found


def test_an_index_made_of_tables_is_the_one_that_is_built_byte_for_byte(
    tiny_tables: Store, tiny_folder: Path, tmp_path: Path
) -> None:
    folder = compact(tiny_tables, tmp_path)
    assert folder.name == tiny_folder.name
    assert bytes_of(folder) == bytes_of(tiny_folder)


def test_classes_and_features_are_those_of_the_index(tiny_tables: Store, tiny_index: Index) -> None:
    arrays = tiny_index.arrays
    classes = {np.int64(row["digest"]).astype(np.uint64): row for row in rows(tiny_tables, "classes")}
    assert sorted(classes) == arrays.class_digest.tolist()
    for cls, digest in enumerate(arrays.class_digest):
        assert classes[digest]["weight"] == arrays.class_weight[cls]
        assert classes[digest]["tokens"] == arrays.class_tokens[cls]
    groups = wide(arrays.feature_group)
    told = {row["feature"] & (1 << 64) - 1: row for row in rows(tiny_tables, "features")}
    assert sorted(told) == [
        int(a) << 32 | int(b) << 24 for a, b in zip(arrays.feature, arrays.feature_rest, strict=True)
    ]
    for (_, row), group in zip(sorted(told.items()), groups.tolist(), strict=True):
        low, high = arrays.group_classes[group : group + 2].tolist()
        assert (row["classes"], row["works"]) == (high - low, arrays.group_works[group])


def test_each_table_is_sorted_within_its_prefixes_and_these_are_of_its_hash(tiny_tables: Store) -> None:
    folder = described_in(tiny_tables).folder
    for name in tiny_tables.files(f"{folder}/features"):
        (prefix,) = (part for part in name.split("/") if part.startswith("prefix="))
        found = [row["feature"] for batch in tiny_tables.batches(name) for row in batch.to_pylist()]
        assert found == sorted(found)
        assert {(one >> 60) & 15 for one in found} == {int(prefix.removeprefix("prefix="))}


def test_a_file_whose_process_ended_is_read_again(
    tabled: Make, contents: Contents, tiny_manifest: Manifest, tmp_path: Path
) -> None:
    store = Store(str(tmp_path))
    files = tabled(tiny_manifest, store).files
    before, name = contents(store), files[0][0]
    origins = [
        Origin(one["source"], one["path"], one["work"]) for batch in store.batches(name) for one in batch.to_pylist()
    ]
    ended = [(one, lost(Job(tmp_path, one.source, one.path))) for one in origins]
    store.write_table(name, SCHEMA, [record_batch(ended)])
    assert tabled(tiny_manifest, store).files == files
    assert contents(store) == before


def test_what_is_there_is_not_made_again(tabled: Make, tiny_manifest: Manifest, tmp_path: Path) -> None:
    store = Store(str(tmp_path))
    tabled(tiny_manifest, store)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.parquet")}
    tabled(tiny_manifest, store)
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.parquet")} == before


def test_a_source_that_is_added_reads_only_itself(
    tabled: Make, tiny_manifest: Manifest, tiny_tables: Store, contents: Contents, tmp_path: Path
) -> None:
    late, early = tiny_manifest.sources
    store = Store(str(tmp_path))
    tabled(replace(tiny_manifest, sources=(early,)), store)
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "files").rglob("*.parquet")}
    tabled(replace(tiny_manifest, sources=(late, early)), store)
    after = {path: path.stat().st_mtime_ns for path in (tmp_path / "files").rglob("*.parquet")}
    assert before.items() < after.items()
    assert contents(store) == contents(tiny_tables)


def test_a_part_that_was_not_finished_is_read_again(
    tabled: Make, tiny_manifest: Manifest, tiny_tables: Store, contents: Contents, tmp_path: Path
) -> None:
    store = Store(str(tmp_path))
    tabled(tiny_manifest, store)
    first, *_ = sorted((tmp_path / "files").iterdir())
    (first / "_SUCCESS").unlink()
    (first / "part-00000.parquet").rename(first / "part-00000.parquet.part")
    (features,) = (tmp_path / "tables").glob("*/features")
    (features / "_SUCCESS").unlink()
    tabled(tiny_manifest, store)
    assert contents(store) == contents(tiny_tables)


def test_one_files_bytes_are_one_record_of_the_documented_schema(texts: dict[str, str]) -> None:
    file = SourceFile(PurePosixPath("own.py"), (texts["header"] + texts["norm"]).encode())
    batch = record_batch([(Origin("early-1", "own.py", "{}"), read(file))])
    assert batch.schema == SCHEMA
    (row,) = batch.to_pylist()
    assert [one["name"] for one in row["fragments"]] == ["", "RootNorm", "RootNorm.__init__", "RootNorm.forward"]
    assert row["definitions"] == [row["fragments"][1]["digest"]]


def test_a_folder_without_tables_is_told(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="no tables there; run"):
        described_in(Store(str(tmp_path)))
    with pytest.raises(CorpusError, match="not a folder of tables"):
        Store("gopher://there")


def test_tables_of_another_format_are_refused(tiny_tables: Store, tmp_path: Path) -> None:
    told = tiny_tables.read("tables.json")
    assert told
    (tmp_path / "tables.json").write_bytes(told.replace(b"gyebo-tables/1", b"gyebo-tables/0"))
    with pytest.raises(CorpusError, match="format gyebo-tables/0"):
        described_in(Store(str(tmp_path)))
    (tmp_path / "tables.json").write_bytes(b"[]")
    with pytest.raises(CorpusError, match="not tables this version can read"):
        described_in(Store(str(tmp_path)))
