# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Corpora as Parquet tables: made by processes or Spark, and compacted into an index."""

import argparse
import os
from collections.abc import Generator
from contextlib import contextmanager
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from gyebo.cli import places
from gyebo.cli.console import Console
from gyebo.corpus.manifest import find
from gyebo.corpus.pipconfig import configured
from gyebo.errors import CorpusError, UsageError

if TYPE_CHECKING:
    from gyebo.tabling import Engine

NEEDED = {"processes": ("pyarrow", "duckdb"), "duckdb": ("pyarrow", "duckdb"), "spark": ("pyarrow", "pyspark")}
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
        raise UsageError(f"{', '.join(missing)}: not installed; run `pip install gyebo[{extra}]`.")


@contextmanager
def told(address: str) -> Generator[None]:
    """One sentence for what a disk or an object store answers."""
    try:
        yield
    except OSError as error:
        raise CorpusError(f"{address}: {error}; look whether it is there and you may read and write it.") from error
