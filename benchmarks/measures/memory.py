# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""How much memory a corpus takes while it is built: the default one, read anew, and one of three million fragments."""

import os
import resource
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from gyebo.cli import places
from gyebo.corpus.assembling import assemble
from gyebo.corpus.entries import Read, kept
from gyebo.corpus.index import mapped
from gyebo.model import Entry
from gyebo.parts import parts_of
from measures.bench import SEED, Bench
from measures.synthetic import Grown
from measures.timing import Measured, Row

BAR = 1500.0
"""Megabytes."""
FRAGMENTS = 3_000_000
GROWN_FROM = "transformers-5.23.0"
_SECONDS_BETWEEN = 0.5


def remembering(measured: Measured) -> Iterator[Row]:
    """The most memory that all processes together take."""
    measured.bench.corpus("default")
    with TemporaryDirectory() as folder:
        for shared in ("archives", "sources", "papers"):
            Path(folder, shared).symlink_to(places.cache() / shared)
        command = [str(Path(sys.executable).parent / "gyebo"), "corpus", "build", "--quiet"]
        whole = _watched(command, os.environ | {"GYEBO_CACHE": folder})
    yield Row("memory: the default corpus read and built, all processes", whole, BAR, "MB")
    with TemporaryDirectory() as folder:
        peak, assembled, took = subprocess.check_output(
            [sys.executable, "-m", "measures.memory", folder, *map(str, kept_parts(measured.bench))],
            cwd=Path(__file__).parents[1],
            text=True,
        ).split()
    note = f"{int(assembled):,} distinct fragments, merged in {float(took):.0f} s"
    yield Row("memory: three million fragments, grown from real ones, merged", float(peak), BAR, "MB", note)


def kept_parts(bench: Bench) -> list[Path]:
    """What the default corpus, which is built, keeps of one of its sources."""
    return [part.place for part in parts_of([bench.kept("default", GROWN_FROM)], places.cache())]


@dataclass(frozen=True, slots=True)
class KeptEntries:
    """What was read, as an index takes it; of one work, whatever it was. Read anew each time, a part at once."""

    parts: Sequence[Path]

    def __iter__(self) -> Iterator[Entry]:
        return (one.entry for part in self.parts for one in kept(part) or () if isinstance(one, Read))


def _watched(command: list[str], environment: dict[str, str]) -> float:
    """Megabytes of a command and all it starts: of each process the most it ever had."""
    most = Counter[str]()
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, start_new_session=True) as running:
        while running.poll() is None:
            for process in Path("/proc").glob("[0-9]*"):
                most[process.name] = max(most[process.name], _highest(process, running.pid))
            time.sleep(_SECONDS_BETWEEN)
    if running.returncode:
        raise SystemExit(f"{' '.join(command)} ended with {running.returncode}.")
    return sum(most.values()) / 1024


def _highest(process: Path, session: int) -> int:
    """Kilobytes; 0 for a process of another session, and for one that is gone."""
    try:
        if int((process / "stat").read_text().rpartition(")")[2].split()[3]) != session:
            return 0
        status = (process / "status").read_text()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM")), 0)


def _merge(folder: Path, parts: list[Path]) -> None:
    """In a process of its own, since a process never forgets its peak."""
    began = time.perf_counter()
    assemble(Grown(KeptEntries(parts), FRAGMENTS, SEED), 1, folder)
    took = time.perf_counter() - began
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, len(mapped(folder).class_digest), took)


if __name__ == "__main__":
    _merge(Path(sys.argv[1]), [Path(part) for part in sys.argv[2:]])
