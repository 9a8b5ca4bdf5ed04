# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""What it costs to scan again what was scanned before: a repository, one changed file of it, a long history."""

import os
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout
from dataclasses import replace
from functools import partial
from io import StringIO
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from unittest.mock import patch

from gyebo.cli import places
from gyebo.cli.arguments import parser
from gyebo.cli.scanning import run
from gyebo.languages import SUFFIXES
from gyebo.model import silent
from gyebo.pipeline import Request, scan
from gyebo.settings import Settings
from gyebo.stages.collect import collect
from measures.histories import repository
from measures.timing import Measured, Row, timed

COMMITS, CONTENTS = 5_000, 250
"""Of a long history."""
AGAIN = 3
"""Times that a repository is scanned as it was, in each run."""


def rescanning(measured: Measured) -> Iterator[Row]:
    """A repository scanned again: as it was, and with one file changed. Its files are the measured ones, each a little
    other than in its library, since files that are a library's are not looked up.
    """
    with TemporaryDirectory() as folder, patch.dict(os.environ):
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
        os.environ["GYEBO_CACHE"] = str(cache)
        first = timed(lambda: scan(request, rules, silent))[1]
        read, again, changed = list[tuple[float, float]](), list[tuple[float, float]](), list[float]()
        path = max(repository.rglob("*.py"), key=lambda one: one.stat().st_size)
        alone = _alone(path, request)
        command = _commanded(repository, index, Path(folder) / "out")
        for number in range(measured.runs):
            command()
            for _ in range(AGAIN):
                read.append(timed(lambda: collect(repository, None, frozenset(SUFFIXES))))
                again.append(timed(command))
            path.write_bytes(path.read_bytes() + b"MORE = %d\n" % number)
            changed.append(timed(lambda: scan(request, rules, silent))[1])
        figure, wall = (median(b[at] / a[at] for a, b in zip(read, again, strict=True)) for at in (0, 1))
        sides = (("read", read), ("again", again))
        taken = (f"{called} {median(cpu for cpu, _ in took) * 1000:.1f} ms" for called, took in sides)
        note = f"{', '.join(taken)}, the first time {first:.1f} s; on the clock {wall:.2f} x"
        yield Row("rescan: `gyebo scan --format json` once more, against reading", figure, 1.5, note=note)
        note = f"again {median(changed):.2f} s, a repository of that file alone {alone:.2f} s"
        yield Row("rescan: the largest file changed, against that file alone", median(changed) / alone, 1.5, note=note)


def _commanded(repository: Path, index: Path, out: Path) -> Callable[[], None]:
    """`gyebo scan` as a user has it, from its arguments to the last line; the start of Python apart."""
    asked = ("--corpus", index, "--output", out, "--format", "json", "--fail-on", "never", "--quiet")
    options = parser("", "scan").parse_args(["scan", str(repository), *map(str, asked)])

    def command() -> None:
        with redirect_stdout(StringIO()):
            run(options)

    return command


def _alone(path: Path, request: Request) -> float:
    """Seconds for the first scan of a repository of one file."""
    with TemporaryDirectory() as folder:
        (Path(folder) / path.name).write_bytes(path.read_bytes())
        return timed(lambda: scan(replace(request, path=Path(folder)), places.loaded(), silent))[1]


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
        took = [[timed(partial(scan, request, rules, silent))[1] for request in requests] for _ in range(measured.runs)]
    note = f"{median(few for few, _ in took):.2f} s for {CONTENTS} commits"
    figure = median(many / few for few, many in took)
    yield Row(f"history: {COMMITS:,} commits of {CONTENTS} contents, against {CONTENTS}", figure, 1.5, note=note)
