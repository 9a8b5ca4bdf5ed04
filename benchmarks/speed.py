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
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import tree_sitter

from gyebo.analysis import Analyser, entry
from gyebo.cli import places
from gyebo.cli.console import Console
from gyebo.corpus.assembling import assemble
from gyebo.corpus.index import Index, open_index
from gyebo.corpus.lookup import Lookup
from gyebo.corpus.pipconfig import configured
from gyebo.languages import LANGUAGES, SUFFIXES
from gyebo.model import Analysed, Entry, Searched, SourceFile, silent
from gyebo.pipeline import Request, scan
from gyebo.report import Skipped
from gyebo.search import Against, SearchJob, search
from gyebo.settings import Settings
from gyebo.stages.collect import collect
from gyebo.workers import spread
from hook import least, written
from measures.bench import SEED, Bench
from measures.histories import repository
from measures.synthetic import grown

FROM = ("transformers-5.23.0", "vllm-0.33.0", "diffusers-0.42.1", "timm-1.0.31")
FEW, MANY = 40, 400
"""Files measured, and with --full."""
SMALLER, LARGER = 40_000, 400_000
"""Fragments between which a question's time is compared."""

COMMITS, CONTENTS = 5_000, 250
"""Of a long history."""


@dataclass(frozen=True, slots=True)
class Row:
    """One figure beside its bar; what is to be as high as it says `is_floor`."""

    what: str
    figure: float
    bar: float
    unit: str = "x"
    note: str = ""
    is_floor: bool = False

    @property
    def is_missed(self) -> bool:
        return self.figure < self.bar if self.is_floor else self.figure > self.bar

    def __str__(self) -> str:
        sign, mark = (">=" if self.is_floor else "<="), ("missed" if self.is_missed else "met")
        told = f"{self.what:<66} {self.figure:>9.2f} {self.unit:<3} {sign} {self.bar:g} {mark}"
        return f"{told}\n    {self.note}" if self.note else told


@dataclass(frozen=True, slots=True, eq=False)
class Measured:
    """What the rows work with."""

    bench: Bench
    files: tuple[SourceFile, ...]
    runs: int

    def parse(self) -> None:
        """The floor."""
        parser = tree_sitter.Parser(LANGUAGES["python"].grammar())
        for file in self.files:
            parser.parse(file.content)


def fingerprinting(measured: Measured) -> Iterator[Row]:
    """From bytes to all that fragments are compared by."""
    analyser = Analyser()
    cpu, wall = ratios(measured, lambda: [analyser(file) for file in measured.files])
    yield Row("fingerprinting: parse, fragments, all views, MinHash", cpu, 3.0, note=f"on the clock {wall:.2f}")


def scanning(measured: Measured) -> Iterator[Row]:
    """From bytes to what each fragment is like; all of these files have their like in the corpus, which costs most."""
    against = _against(measured)
    jobs = [SearchJob(file, against) for file in measured.files]
    search(jobs[0])
    cpu, wall = ratios(measured, lambda: [search(job) for job in jobs])
    yield Row("scan: fingerprints, retrieval, verification, notices", cpu, 7.0, note=f"on the clock {wall:.2f}")


def _drained(results: Iterator[object]) -> list[object]:
    return list(results)


def cores(measured: Measured) -> Iterator[Row]:
    """The same files by one process and by two, their start apart; tells nothing where the cores are busy."""
    against = _against(measured)
    jobs = [SearchJob(file, against) for file in measured.files]
    took: dict[int, list[float]] = {1: [], 2: []}
    for _ in range(measured.runs):
        for processes, times in took.items():
            results = spread(search, jobs, _lost, processes)
            next(results)  # when it is there, all processes have begun
            times.append(_timed(partial(_drained, results))[1])
    figure = median(one / two for one, two in zip(took[1], took[2], strict=True))
    yield Row("two processes against one, on the clock", figure, 1.75, is_floor=True)


def index(measured: Measured) -> Iterator[Row]:
    """What a fragment takes on disk, and what it takes to open the whole."""
    folder = measured.bench.corpus("default")
    size = sum(path.stat().st_size for path in folder.iterdir())
    classes = len(open_index(folder).arrays.class_digest)
    yield Row("index: bytes a distinct fragment, all in", size / classes, 900, "B", f"{classes:,} fragments")
    took = [_timed(lambda: open_index(folder))[1] * 1000 for _ in range(5 * measured.runs)]
    yield Row("index: opened", median(took), 10, "ms", f"least {min(took):.1f} ms")


def growth(measured: Measured) -> Iterator[Row]:
    """The same questions to a corpus, and to one made ten times as large by perturbing it."""
    entries = _entries(measured.bench.files("default", FROM[0]))
    asked = [one for file in measured.files[: FEW // 4] if isinstance(one := Analyser()(file), Analysed)]
    lookups = [_lookup(grown(entries, size, SEED)) for size in (SMALLER, LARGER)]
    for lookup in lookups:
        _ask(lookup, asked)
    took = [[_timed(partial(_ask, one, asked))[0] for one in lookups] for _ in range(measured.runs)]
    note = " to ".join(f"{len(one.index.arrays.class_digest):,}" for one in lookups) + " fragments"
    yield Row("index: time of a question as the corpus grows", median(b / a for a, b in took), 3.0, note=note)


def building(measured: Measured) -> Iterator[Row]:
    """Entries and index of these files, and the memory that the default corpus takes."""

    def build() -> None:
        assemble(_entries(measured.files), 1)

    cpu, wall = ratios(measured, build)
    yield Row("corpus build: entries and index", cpu, 5.0, note=f"on the clock {wall:.2f}")


def rescanning(measured: Measured) -> Iterator[Row]:
    """A repository scanned again: as it was, and with one file changed. Its files are the measured ones, each a little
    other than in its library, since files that are a library's are not looked up.
    """
    with TemporaryDirectory() as folder:
        cache, repository = Path(folder) / "cache", Path(folder) / "repository"
        cache.mkdir()
        for name in ("sources", "papers", "archives"):
            (cache / name).symlink_to(places.cache() / name)
        for file in measured.files:
            path = repository / file.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(file.content + b"\nOWN = 1\n")
        index, rules = measured.bench.corpus("default"), measured.bench.rules
        request = Request(repository, None, Settings(), index, cache, places.rules())
        first = _timed(lambda: scan(request, rules, silent))[1]
        read, again, changed = list[float](), list[float](), list[float]()
        path = max(repository.rglob("*.py"), key=lambda one: one.stat().st_size)
        alone = measured_alone(path, request)
        for number in range(measured.runs):
            read.append(_timed(lambda: collect(repository, None, frozenset(SUFFIXES)))[1])
            scan(request, rules, silent)
            again.append(_timed(lambda: scan(request, rules, silent))[1])
            path.write_bytes(path.read_bytes() + b"MORE = %d\n" % number)
            changed.append(_timed(lambda: scan(request, rules, silent))[1])
        figure = median(b / a for a, b in zip(read, again, strict=True))
        note = f"read {median(read) * 1000:.0f} ms, again {median(again) * 1000:.0f} ms, the first time {first:.1f} s"
        yield Row("rescan: nothing changed, against reading the files", figure, 1.5, note=note)
        note = f"again {median(changed):.2f} s, a repository of that file alone {alone:.2f} s"
        yield Row("rescan: the largest file changed, against that file alone", median(changed) / alone, 1.5, note=note)


def measured_alone(path: Path, request: Request) -> float:
    """Seconds for the first scan of a repository of one file."""
    with TemporaryDirectory() as folder:
        (Path(folder) / path.name).write_bytes(path.read_bytes())
        return _timed(lambda: scan(replace(request, path=Path(folder)), places.loaded(), silent))[1]


def histories(measured: Measured) -> Iterator[Row]:
    """A file followed through many commits with few contents, and through as many commits as it has contents."""
    file = sorted(measured.files, key=lambda one: len(one.content))[len(measured.files) // 2]
    with TemporaryDirectory() as folder:
        counts = (CONTENTS, COMMITS)
        paths = [repository(Path(folder) / str(commits), file, commits, CONTENTS) for commits in counts]
        index, rules = measured.bench.corpus("default"), measured.bench.rules
        requests = [
            Request(path, None, Settings(), index, places.cache(), places.rules(), name="history", with_history=True)
            for path in paths
        ]
        for request in requests:
            scan(request, rules, silent)  # the file as it is now is remembered from here on
        took = [
            [_timed(partial(scan, request, rules, silent))[1] for request in requests] for _ in range(measured.runs)
        ]
    note = f"{median(few for few, _ in took):.2f} s for {CONTENTS} commits"
    figure = median(many / few for few, many in took)
    yield Row(f"history: {COMMITS:,} commits of {CONTENTS} contents, against {CONTENTS}", figure, 1.5, note=note)


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
    "rescan": rescanning,
    "history": histories,
    "hook": hook,
}


def ratios(measured: Measured, work: Callable[[], object]) -> tuple[float, float]:
    """Processor time and time on the clock of some work, in parses of the same files."""
    work()
    floors, works = list[tuple[float, float]](), list[tuple[float, float]]()
    for _ in range(measured.runs):
        floors.append(_timed(measured.parse))
        works.append(_timed(work))
    cpu, wall = (median(w[at] / f[at] for w, f in zip(works, floors, strict=True)) for at in (0, 1))
    return cpu, wall


def _timed(work: Callable[[], object]) -> tuple[float, float]:
    began, cpu = time.perf_counter(), time.process_time()
    work()
    return time.process_time() - cpu, time.perf_counter() - began


def _against(measured: Measured) -> Against:
    return Against(measured.bench.corpus("default"), places.cache(), places.rules(), "", "")


def _entries(files: Sequence[SourceFile]) -> list[Entry]:
    analyser = Analyser()
    return [entry(one, 0, 0) for file in files if isinstance(one := analyser(file), Analysed)]


def _lookup(entries: Sequence[Entry]) -> Lookup:
    described = open_index(places.corpus("default", places.loaded(), Console(is_quiet=True))).description
    return Lookup(Index(described, "", assemble(entries, len(described.works))))


def _ask(lookup: Lookup, asked: Sequence[Analysed]) -> None:
    for one in asked:
        for _ in lookup.overlaps(one.prints, range(1, len(one.syntax.units))):
            pass


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
