# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Measure what a scan, a corpus and a hook cost, as ratios in one run, and print each beside the bar it is held to.

The floor of all is tree-sitter's parse alone of the same files. A figure is the median of runs that alternate with the
floor's, in processor time and, where it differs, on the clock; on a busy machine only the former tells. Real files of
the default corpus's sources are read, the same each time; --full takes more of them. The exit status is 1 when a bar
is missed.
"""

import argparse
import os
import random
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from gyebo.analysis import Analyser, entry
from gyebo.cli import places
from gyebo.cli.console import Console
from gyebo.corpus.assembling import assemble
from gyebo.corpus.index import Index, mapped, open_index
from gyebo.corpus.lookup import Lookup
from gyebo.corpus.pipconfig import configured
from gyebo.model import Analysed, Entry, Searched, SourceFile
from gyebo.report import Skipped
from gyebo.search import Against, SearchJob, search
from gyebo.stages.retrieve import retrieve
from gyebo.workers import spread_by_size
from hook import least, written
from measures.bench import SEED, Bench
from measures.beside import beside
from measures.memory import KeptEntries, kept_parts, remembering
from measures.rescans import histories, rescanning
from measures.synthetic import Grown
from measures.timing import Measured, Row, ratios, timed

FROM = ("transformers-5.23.0", "vllm-0.33.0", "diffusers-0.42.1", "timm-1.0.31")
OWN = (
    ("hard_negatives", "vit-pytorch-1.26.11"),
    ("hard_negatives", "transformer-lens-4.3.0"),
    ("unrelated_fresh", "textual-8.2.8"),
)
"""What the corpus does not have: models, what trains or examines them, and an interface."""
FEW, MANY = 40, 400
"""Files measured, and with --full."""
SMALLER, LARGER = 40_000, 3_000_000
"""Fragments between which a question's time is compared."""


def fingerprinting(measured: Measured) -> Iterator[Row]:
    """From bytes to all that fragments are compared by."""
    analyser = Analyser()
    cpu, wall = ratios(measured, lambda: [analyser(file) for file in measured.files])
    yield Row("fingerprinting: parse, fragments, all views, MinHash", cpu, 3.0, note=f"on the clock {wall:.2f}")


def scanning(measured: Measured) -> Iterator[Row]:
    """From bytes to what each fragment is like: of files that all have their like in the corpus, and of a submission
    that wrote most of its files itself, where nothing lies inside what is known.
    """
    against = _against(measured)
    for files, told in ((measured.files, "every file copied"), (_mostly_own(measured), "one file in eight copied")):
        jobs = [SearchJob(file, against) for file in files]
        search(jobs[0])
        cpu, wall = ratios(replace(measured, files=files), partial(_search_all, jobs))
        yield Row(f"scan: fingerprints to notices, {told}", cpu, 7.0, note=f"on the clock {wall:.2f}")


def _search_all(jobs: Sequence[SearchJob]) -> None:
    for job in jobs:
        search(job)


def _mostly_own(measured: Measured) -> tuple[SourceFile, ...]:
    """As many files: of models and of other programs that the corpus does not have, and an eighth of the measured."""
    count = len(measured.files) // 8
    draw = random.Random(SEED)  # noqa: S311  a sample, no secret
    own = [file for name, source in OWN for file in measured.bench.files(name, source) if len(file.content) > 1000]
    return (*draw.sample(own, len(measured.files) - count), *measured.files[:count])


def _drained(results: Iterator[object]) -> list[object]:
    return list(results)


def cores(measured: Measured) -> Iterator[Row]:
    """The same files by one process and by two, their start apart; tells nothing where the cores are busy."""
    against = _against(measured)
    jobs = [SearchJob(file, against) for file in measured.files]
    took: dict[int, list[float]] = {1: [], 2: []}
    for _ in range(measured.runs):
        for processes, times in took.items():
            results = spread_by_size(search, jobs, _lost, processes, lambda job: len(job.file.content))
            next(results)  # when it is there, all processes have begun
            times.append(timed(partial(_drained, results))[1])
    figure = median(one / two for one, two in zip(took[1], took[2], strict=True))
    yield Row("two processes against one, on the clock", figure, 1.75, is_floor=True)


def index(measured: Measured) -> Iterator[Row]:
    """What a fragment takes on disk, and what it takes to open the whole."""
    folder = measured.bench.corpus("default")
    size = sum(path.stat().st_size for path in folder.iterdir())
    classes = len(open_index(folder).arrays.class_digest)
    yield Row("index: bytes a distinct fragment, all in", size / classes, 900, "B", f"{classes:,} fragments")
    took = [timed(lambda: open_index(folder))[1] * 1000 for _ in range(5 * measured.runs)]
    yield Row("index: opened", median(took), 10, "ms", f"least {min(took):.1f} ms")


def growth(measured: Measured) -> Iterator[Row]:
    """The same questions to a corpus, and to one made 75 times as large by perturbing it."""
    measured.bench.corpus("default")
    entries = KeptEntries(kept_parts(measured.bench))
    asked = [one for file in measured.files[: FEW // 4] if isinstance(one := Analyser()(file), Analysed)]
    with TemporaryDirectory() as folder:
        lookups = [_lookup(Grown(entries, size, SEED), Path(folder, str(size))) for size in (SMALLER, LARGER)]
        for lookup in lookups:
            _ask(lookup, asked)
        took = [[timed(partial(_ask, one, asked))[0] for one in lookups] for _ in range(measured.runs)]
        note = " to ".join(f"{len(one.index.arrays.class_digest):,}" for one in lookups) + " fragments"
    yield Row("index: time of a question as the corpus grows", median(b / a for a, b in took), 3.0, note=note)


def building(measured: Measured) -> Iterator[Row]:
    """Entries and index of these files."""

    def build() -> None:
        with TemporaryDirectory() as folder:
            assemble(_entries(measured.files), 1, Path(folder))

    cpu, wall = ratios(measured, build)
    yield Row("corpus build: entries and index", cpu, 5.0, note=f"on the clock {wall:.2f}")


def hook(measured: Measured) -> Iterator[Row]:
    """From process start to verdict for one file of 1,000 lines, in starts of a bare interpreter."""
    with TemporaryDirectory() as folder:
        file = written(Path(folder) / "own.py")
        command = [str(Path(sys.executable).parent / "gyebo"), "hook", file.name]
        subprocess.run(command, cwd=folder, capture_output=True, check=False)  # what is written on first use
        took = least({"bare": [sys.executable, "-c", "pass"], "hook": command}, Path(folder), 3 * measured.runs)
    yield Row("hook: one file of 1,000 lines, against `python -c pass`", took["hook"] / took["bare"], 15.0)


MEASURES: dict[str, Callable[[Measured], Iterator[Row]]] = {
    "fingerprinting": fingerprinting,
    "scan": scanning,
    "cores": cores,
    "index": index,
    "growth": growth,
    "build": building,
    "memory": remembering,
    "rescan": rescanning,
    "history": histories,
    "hook": hook,
    "beside": beside,
}


def _against(measured: Measured) -> Against:
    return Against(measured.bench.corpus("default"), places.cache(), places.rules(), (), "")


def _entries(files: Sequence[SourceFile]) -> list[Entry]:
    analyser = Analyser()
    return [entry(one, 0, 0) for file in files if isinstance(one := analyser(file), Analysed)]


def _lookup(entries: Iterable[Entry], folder: Path) -> Lookup:
    described = open_index(places.corpus("default", places.loaded(), Console(is_quiet=True))).description
    folder.mkdir()
    assemble(entries, len(described.works), folder)
    return Lookup(Index(described, "", mapped(folder)))


def _ask(lookup: Lookup, asked: Sequence[Analysed]) -> None:
    """As a scan asks: a fragment too small to have features is asked of no corpus."""
    for one in asked:
        retrieve(lookup, one.prints, range(1, len(one.syntax.units)))


def _lost(_job: SearchJob) -> Searched | Skipped:
    raise SystemExit("A process ended before its work was done.")


def main() -> int:
    """Obtain, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", action="append", choices=MEASURES, metavar="NAME", help=", ".join(MEASURES))
    parser.add_argument("--full", action="store_true", help=f"{MANY} files instead of {FEW}")
    parser.add_argument("--runs", type=int, default=5, help="how often each is measured (default: %(default)s)")
    options, missed = parser.parse_args(), 0
    with Console(is_quiet=False) as console:
        bench = Bench(configured(os.environ), places.loaded(), console, is_full=False, shown=0)
        files = [file for source in FROM for file in bench.files("default", source) if len(file.content) > 1000]
        chosen = random.Random(SEED).sample(files, MANY if options.full else FEW)  # noqa: S311  a sample, no secret
        measured = Measured(bench, tuple(chosen), options.runs)
        print(f"{len(chosen)} files, {sum(len(file.content) for file in chosen):,} bytes; x: parses of the same files")
        for name in options.only or MEASURES:
            for row in MEASURES[name](measured):
                print(row, flush=True)
                missed += row.is_missed
    print(f"{missed} of the bars are missed." if missed else "No bar is missed.")
    return int(bool(missed))


if __name__ == "__main__":
    sys.exit(main())
