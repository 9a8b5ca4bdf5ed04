# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""What a corpus of many files would cost as tables: constants measured here, growth extrapolated from measured growth.

The default corpus is read file by file in a random order: how many distinct fragments there are after so many files
follows a power law (Heaps), which is fitted to the second half and held against the whole. Bytes are those of its
tables, processor seconds those of this machine. What is extrapolated beyond a hundred times the measured size is an
order of magnitude and no more: a corpus of all repositories repeats itself otherwise than one of libraries.
"""

import argparse
import math
import os
import random
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from gyebo import excerpting
from gyebo.cli import places
from gyebo.cli.console import Console
from gyebo.corpus.manifest import find
from gyebo.corpus.pipconfig import configured
from gyebo.engines import duck, reading
from gyebo.engines.arrow import Batch
from gyebo.engines.store import Store
from gyebo.engines.tables import PUBLISHED
from gyebo.model import I64, SourceFile
from gyebo.reading import read
from gyebo.tabling import Engine, Tables, make
from measures import live
from measures.bench import SEED, Bench
from measures.timing import timed

SIZES = (10**6, 10**7, 10**8, 10**9)
ASKED = 10
"""Files of the submission that the tables are asked for."""
READ = 60
"""Files whose reading is timed."""
PAIR = 16
"""Bytes of a feature and a class, which is what the widest shuffle sorts."""


@dataclass(frozen=True, slots=True)
class Growth:
    """Distinct things after so many files: `factor * files ** power`."""

    factor: float
    power: float

    @classmethod
    def of(cls, counts: I64) -> "Growth":
        """Fitted to the second half of what was counted after each file."""
        files = np.arange(1, len(counts) + 1)
        half = slice(len(counts) // 2, None)
        power, factor = np.polyfit(np.log(files[half]), np.log(counts[half]), 1)
        return cls(float(np.exp(factor)), float(power))

    def at(self, files: int) -> float:
        return self.factor * math.pow(files, self.power)


@dataclass(frozen=True, slots=True)
class Constants:
    """What was measured on a corpus of so many files and classes."""

    files: int
    classes: int
    pairs: int
    bytes_a_file: float
    """Of the records."""
    bytes_a_class: dict[str, float]
    """Of each table."""
    seconds_a_file: float
    """Of a processor, to read it."""
    seconds_asked: float
    """To ask the tables for a submission of ten files."""


def distinct(store: Store, tables: Tables) -> I64:
    """How many distinct fragments there are after each file, in a random order."""
    files = [
        digests for own in tables.files for name in own for batch in store.batches(name) for digests in _digests(batch)
    ]
    random.Random(SEED).shuffle(files)  # noqa: S311  an order, no secret
    lengths = np.array([len(one) for one in files])
    _, first = np.unique(np.concatenate(files), return_index=True)
    which = np.searchsorted(np.cumsum(lengths), first, side="right")
    return np.cumsum(np.bincount(which, minlength=len(files)))


def _digests(batch: Batch) -> Iterator[I64]:
    fragments = batch.column("fragments")
    values = fragments.flatten().field("digest").to_numpy()
    ends = fragments.offsets.to_numpy()
    yield from np.split(values, ends[1:-1] - ends[0])


def measured(store: Store, tables: Tables, files: Sequence[SourceFile]) -> Constants:
    """The constants of these tables."""
    records = [name for own in tables.files for name in own]
    count = store.rows_of(records).count_rows()
    sizes = {t.name: sum(map(store.size, store.files(f"{tables.folder}/{t.name}"))) for t in PUBLISHED}
    for file in files[:3]:
        read(file)
    reading_took = timed(lambda: [read(file) for file in files[:READ]])[0]
    given = excerpting.asked(files[:ASKED])
    began = time.perf_counter()
    with duck.asked(store, tables.folder, records) as ask:
        excerpting.found(tables, given, ask)
    return Constants(
        files=count,
        classes=tables.classes,
        pairs=store.table(f"{tables.folder}/features").count_rows(),
        bytes_a_file=sum(map(store.size, records)) / count,
        bytes_a_class={name: size / tables.classes for name, size in sizes.items()},
        seconds_a_file=reading_took / min(READ, len(files)),
        seconds_asked=time.perf_counter() - began,
    )


def told(constants: Constants, growth: Growth) -> Iterator[str]:
    """The constants, then what follows from them at each size."""
    a_class = sum(constants.bytes_a_class.values())
    yield f"measured on {constants.files:,} files, {constants.classes:,} distinct fragments, {constants.pairs:,} pairs"
    yield f"distinct fragments after n files: {growth.factor:.1f} * n^{growth.power:.3f}"
    yield f"records: {constants.bytes_a_file:,.0f} bytes a file"
    yield f"reading: {constants.seconds_a_file * 1000:.0f} ms of a processor a file"
    yield f"tables: {a_class:,.0f} bytes a distinct fragment, " + ", ".join(
        f"{name} {size:,.0f}" for name, size in constants.bytes_a_class.items()
    )
    yield f"pairs of a feature and a fragment: {constants.pairs / constants.classes:.0f} a fragment"
    yield f"a submission of {ASKED} files asked by DuckDB: {constants.seconds_asked:.1f} s on the clock"
    heads = ("files", "fragments", "core-hours", "records TB", "tables TB", "shuffle TB", "query s")
    yield " ".join(f"{head:>15}" for head in heads)
    for files in SIZES:
        classes = growth.at(files)
        pairs = classes * constants.pairs / constants.classes
        figures = (
            f"{files:,}",
            f"{classes:,.0f}",
            f"{files * constants.seconds_a_file / 3600:,.0f}",
            f"{files * constants.bytes_a_file / 1e12:.3f}",
            f"{classes * a_class / 1e12:.3f}",
            f"{pairs * PAIR / 1e12:.3f}",
            f"{constants.seconds_asked * classes / constants.classes:,.0f}",
        )
        yield " ".join(f"{figure:>15}" for figure in figures)


def main() -> int:
    """Make the tables of the default corpus, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tables", default="build/tables", metavar="DIR", help="where they are, or will be made")
    parser.add_argument(
        "--live", metavar="ADDRESS", help="measure an empty Redis database instead: redis://HOST:PORT/N"
    )
    options = parser.parse_args()
    with Console(is_quiet=False) as console:
        bench = Bench(configured(os.environ), places.loaded(), console, is_full=False, shown=0)
        if options.live:
            for line in live.told(bench, options.live):
                print(line, flush=True)
            return 0
        store = Store(str(Path(options.tables)))
        engine = Engine(reading.read_sources, duck.derive)
        tables = make(find("default"), places.loaded(), places.cache(), configured(os.environ), console, store, engine)
        files = bench.files("default", "vllm-0.33.0")
        chosen = random.Random(SEED).sample(files, READ)  # noqa: S311  a sample, no secret
        growth = Growth.of(distinct(store, tables))
        for line in told(measured(store, tables, chosen), growth):
            print(line, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
