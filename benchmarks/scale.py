# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""What a corpus of many files would cost as tables: constants measured here, growth extrapolated from measured growth.

The extended corpus, as far as its sources can be had, is read file by file: how many distinct fragments there are after
so many files follows a power law (Heaps), which is fitted to the second half and held against the whole. Files come in
any order, or source after source: a new file of a source that is known repeats more than a new source does, so that the
latter is what is extrapolated. Bytes are those of the default corpus's tables, processor seconds those of this machine.
What lies beyond a hundred times the measured size is an order of magnitude and no more.
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
from gyebo.corpus import entries as entries_on_disk
from gyebo.corpus.entries import Read
from gyebo.corpus.manifest import find
from gyebo.corpus.pipconfig import configured
from gyebo.corpus.sources import files_of
from gyebo.engines import duck, reading
from gyebo.engines.duck import ROWS_A_GROUP
from gyebo.engines.store import Store
from gyebo.engines.tables import PUBLISHED
from gyebo.errors import CorpusError
from gyebo.model import I64, SourceFile
from gyebo.parts import parts_of, read_missing
from gyebo.reading import read
from gyebo.signatures import BANDS
from gyebo.tabling import Engine, Tables, make
from measures import live, shuffling
from measures.bench import SEED, Bench
from measures.timing import timed

SIZES = (10**6, 10**7, 10**8, 10**9)
ASKED = 10
"""Files of the submission that the tables are asked for."""
ORDERS = 25
"""In which sources come."""
READ = 60
"""Files whose reading is timed."""
QUESTIONS = 3
"""In which the pairs of features and classes are gone through."""
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
    asked: int
    """Features that it has."""

    def rows_asked(self, files: int, classes: float) -> float:
        """Rows that DuckDB reads for it: of features the groups of rows that may hold one, of the rest all."""
        pairs = min(classes * self.pairs / self.classes, self.asked * ROWS_A_GROUP)
        return QUESTIONS * pairs + 2 * (BANDS * classes + files)


def sources(bench: Bench) -> tuple[list[list[I64]], list[str]]:
    """Of each source of the extended corpus the fragments of its files, and the ids of those that cannot be had."""
    kept, missing, cache = list[Path](), list[str](), places.cache()
    for source in find("extended").sources:
        try:
            kept.append(files_of(source, cache, bench.indexes, bench.console))
        except CorpusError:
            missing.append(source.id)
    parts = parts_of(kept, cache)
    read_missing(parts, bench.console)
    found: list[list[I64]] = [[] for _ in kept]
    for part in parts:
        results = entries_on_disk.kept(part.place) or ()
        found[part.source] += [one.entry.digests.view(np.int64) for one in results if isinstance(one, Read)]
    return found, missing


def distinct(files: Sequence[I64]) -> I64:
    """How many distinct fragments there are after each file."""
    lengths = np.array([len(one) for one in files])
    _, first = np.unique(np.concatenate(files), return_index=True)
    which = np.searchsorted(np.cumsum(lengths), first, side="right")
    return np.cumsum(np.bincount(which, minlength=len(files)))


def shuffled(found: Sequence[Sequence[I64]]) -> tuple[Growth, list[Growth]]:
    """Growth where files come in any order, and where sources do, one after the other, in some orders."""
    draw = random.Random(SEED)  # noqa: S311  an order, no secret
    files = [one for own in found for one in own]
    each = Growth.of(distinct(draw.sample(files, len(files))))
    orders = (draw.sample(found, len(found)) for _ in range(ORDERS))
    return each, sorted((Growth.of(distinct([one for own in order for one in own])) for order in orders), key=_power)


def _power(growth: Growth) -> float:
    return growth.power


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
        asked=len(np.unique(np.concatenate(given.features))),
    )


def grown(bench: Bench) -> tuple[Growth, list[str]]:
    """What is extrapolated, and what to tell of it."""
    found, missing = sources(bench)
    each, orders = shuffled(found)
    middle = orders[len(orders) // 2]
    files = sum(map(len, found))
    powers = f"powers {orders[0].power:.3f} to {orders[-1].power:.3f}"
    said = [
        f"growth measured on {files:,} files of {len(found)} sources; not had: {', '.join(missing) or 'none'}",
        f"distinct fragments after n files in any order: {each.factor:.1f} * n^{each.power:.3f}",
        f"sources one after the other, the middle of {ORDERS}: {middle.factor:.1f} * n^{middle.power:.3f} ({powers})",
    ]
    # Through what was counted, whatever the order was.
    return Growth(each.at(files) / files**middle.power, middle.power), said


def told(constants: Constants, growth: Growth) -> Iterator[str]:
    """The constants, then what follows from them at each size."""
    a_class = sum(constants.bytes_a_class.values())
    yield f"measured on {constants.files:,} files, {constants.classes:,} distinct fragments, {constants.pairs:,} pairs"
    yield f"extrapolated: {growth.factor:.1f} * n^{growth.power:.3f} distinct fragments after n files"
    yield f"records: {constants.bytes_a_file:,.0f} bytes a file"
    yield f"reading: {constants.seconds_a_file * 1000:.0f} ms of a processor a file"
    yield f"tables: {a_class:,.0f} bytes a distinct fragment, " + ", ".join(
        f"{name} {size:,.0f}" for name, size in constants.bytes_a_class.items()
    )
    yield f"pairs of a feature and a fragment: {constants.pairs / constants.classes:.0f} a fragment"
    yield f"a submission of {ASKED} files asked by DuckDB: {constants.seconds_asked:.1f} s on the clock"
    seconds_a_row = constants.seconds_asked / constants.rows_asked(constants.files, constants.classes)
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
            f"{seconds_a_row * constants.rows_asked(files, classes):,.0f}",
        )
        yield " ".join(f"{figure:>15}" for figure in figures)


def main() -> int:
    """Make the tables of the default corpus, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tables", default="build/tables", metavar="DIR", help="where they are, or will be made")
    parser.add_argument(
        "--spark", action="store_true", help="also let Spark, local[2], make them, and count its shuffles"
    )
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
        growth, said = grown(bench)
        for line in (*said, *told(measured(store, tables, chosen), growth)):
            print(line, flush=True)
        if options.spark:
            print(shuffling.told(options.tables, tables, PAIR), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
