# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""The tiny corpus as tables, made once."""

from collections.abc import Callable
from itertools import groupby
from pathlib import Path

import pytest

from gyebo.corpus.manifest import Manifest
from gyebo.corpus.pipconfig import Indexes
from gyebo.engines import duck, reading
from gyebo.engines.store import Store, digest, prefix_of
from gyebo.engines.tables import PUBLISHED
from gyebo.model import silent
from gyebo.rulebook import Rulebook
from gyebo.tabling import Engine, Tables, make

Make = Callable[[Manifest, Store], Tables]
Contents = Callable[[Store], dict[tuple[str, str], str]]


@pytest.fixture(scope="session")
def tabled(tiny_rulebook: Rulebook, tiny_cache: Path) -> Make:
    """Tables of a manifest, made by the processes of this machine."""
    engine = Engine(reading.read_sources, duck.derive)

    def tabled(manifest: Manifest, store: Store) -> Tables:
        return make(manifest, tiny_rulebook, tiny_cache, Indexes(no_index=True), silent, store, engine)

    return tabled


@pytest.fixture(scope="session")
def tiny_tables(tabled: Make, tiny_manifest: Manifest, tmp_path_factory: pytest.TempPathFactory) -> Store:
    """Tables of the tiny corpus; tests that change them take others."""
    store = Store(str(tmp_path_factory.mktemp("tables")))
    tabled(tiny_manifest, store)
    return store


@pytest.fixture(scope="session")
def contents() -> Contents:
    """The digest of each prefix of each table, whoever wrote it."""

    def contents(store: Store) -> dict[tuple[str, str], str]:
        (folder,) = store.folders("tables")
        return {
            (table.name, prefix): digest(store, list(files))
            for table in PUBLISHED
            for prefix, files in groupby(store.files(f"tables/{folder}/{table.name}"), key=prefix_of)
        }

    return contents
