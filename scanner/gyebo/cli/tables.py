# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Corpora as Parquet tables: made by processes or Spark, compacted into an index, and asked for one submission."""

import argparse
import os
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from shutil import which
from typing import TYPE_CHECKING

from gyebo.cli import places
from gyebo.cli.console import Console
from gyebo.corpus.manifest import find
from gyebo.corpus.pipconfig import configured
from gyebo.errors import CorpusError, UsageError
from gyebo.model import SourceFile

if TYPE_CHECKING:
    from gyebo.engines.arrow import Ask
    from gyebo.engines.store import Store
    from gyebo.tabling import Engine, Tables

NEEDED = {
    "processes": ("duckdb", "pyarrow"),
    "duckdb": ("duckdb", "pyarrow"),
    "spark": ("pandas", "pyarrow", "pyspark"),
}
"""What each engine imports; the extras bring it."""


def build(options: argparse.Namespace) -> str:
    """The address of a corpus's tables, made as far as they are not there."""
    _needs(options.engine)
    from gyebo.engines.store import Store
    from gyebo.tabling import make

    with Console(is_quiet=options.quiet) as console, told(options.parquet), _engine(options) as engine:
        store = Store(options.parquet)
        make(
            find(options.name),
            places.loaded(),
            places.cache(),
            configured(os.environ),
            console,
            store,
            engine,
        )
    return store.address


def compact(options: argparse.Namespace) -> Path:
    """The index of some tables, put where a scan looks for it."""
    _needs("processes")
    from gyebo.engines.store import Store
    from gyebo.tabling import compact

    with told(options.parquet):
        return compact(Store(options.parquet), places.cache())


def excerpt(options: argparse.Namespace, files: Sequence[SourceFile]) -> Path:
    """The index of what in a corpus's tables these files can have to do with."""
    _needs(options.engine)
    from gyebo import excerpting
    from gyebo.engines.store import Store
    from gyebo.tabling import described_in, digest_of

    with told(options.index):
        store = Store(options.index)
        tables = described_in(store)
        given = excerpting.asked(files)
        with _asker(options, store, tables) as ask:
            return excerpting.excerpt(tables, digest_of(store), given, places.cache(), ask)


@contextmanager
def _asker(options: argparse.Namespace, store: "Store", tables: "Tables") -> "Generator[Ask]":
    files = [name for own in tables.files for name in own]
    if options.engine == "spark":
        from gyebo.engines import spark

        with spark.session(options.master) as running, spark.asked(running, store, tables.folder, files) as ask:
            yield ask
        return
    from gyebo.engines import duck

    with duck.asked(store, tables.folder, files) as ask:
        yield ask


@contextmanager
def _engine(options: argparse.Namespace) -> "Generator[Engine]":
    from gyebo.tabling import Engine

    if options.engine == "spark":
        from gyebo.engines import spark

        with spark.session(options.master) as running:
            yield Engine(partial(spark.read_sources, running), partial(spark.derive, running))
        return
    from gyebo.engines import duck, reading

    yield Engine(reading.read_sources, duck.derive)


def _needs(engine: str) -> None:
    """UsageError where what an engine needs is not installed; nothing is imported."""
    missing = [name for name in NEEDED[engine] if find_spec(name) is None]
    if missing:
        extra = "spark" if engine == "spark" else "parquet"
        raise UsageError(f"{', '.join(missing)}: not installed; run `pip install 'gyebo[{extra}]'`.")
    if engine == "spark" and not (os.environ.get("JAVA_HOME") or which("java")):
        raise UsageError("Spark runs on Java, of which none is found; install Java 17 or set JAVA_HOME.")


@contextmanager
def told(address: str) -> Generator[None]:
    """One sentence for what a disk or an object store answers, and for a file that is none of ours."""
    from gyebo.engines.arrow import Unreadable

    try:
        yield
    except (OSError, Unreadable) as error:
        raise CorpusError(f"{address}: {error}; look whether it is there and you may read and write it.") from error
