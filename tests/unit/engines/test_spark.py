# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Spark writes what the processes write, whatever dies on the way, and answers what DuckDB answers.

The whole program is run, since what is killed is the program.
"""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

import pytest

from gyebo import resources, rulebook
from gyebo.corpus.manifest import load
from gyebo.corpus.pipconfig import Indexes
from gyebo.engines import duck, reading
from gyebo.engines.store import Store
from gyebo.model import silent
from gyebo.tabling import Engine, compact, make

Contents = Callable[[Store], dict[tuple[str, str], str]]
MISSING = [what for what, found in (("Java", shutil.which("java")), ("pyspark", find_spec("pyspark"))) if not found]
pytestmark = pytest.mark.skipif(
    bool(MISSING) and os.environ.get("SPARK_TESTS") != "required",
    reason=f"{' and '.join(MISSING)}: not installed; `make spark` says more",
)
MASTER = ("--engine", "spark", "--master", "local[2]")
SECONDS = 500


@contextmanager
def running(arguments: list[str], cache: Path, told: Path) -> Generator[subprocess.Popen[bytes]]:
    """gyebo with all that it starts, of which nothing is left afterwards."""
    command = [str(Path(sys.executable).parent / "gyebo"), *arguments]
    environment = os.environ | {"GYEBO_CACHE": str(cache)}
    with (
        told.open("wb") as stream,
        subprocess.Popen(
            command, env=environment, stdout=subprocess.DEVNULL, stderr=stream, start_new_session=True
        ) as process,
    ):
        try:
            yield process
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)


def seen(process: subprocess.Popen[bytes], looked_for: Callable[[], list[Path]], told: Path) -> Path:
    """The first thing that is found while the program runs."""
    for _ in range(SECONDS * 20):
        if found := looked_for():
            return found[0]
        assert process.poll() is None, told.read_text()
        time.sleep(0.05)
    pytest.fail(told.read_text())


def workers(session: int) -> list[Path]:
    """Python workers that Spark's own daemon forked; the daemon itself is none."""
    found = list[Path]()
    for process in Path("/proc").glob("[0-9]*"):
        try:
            parent, _, own = (process / "stat").read_text().rpartition(")")[2].split()[1:4]
            is_worker = b"pyspark.daemon" in (process / "cmdline").read_bytes()
            above = Path("/proc", parent, "cmdline").read_bytes()
        except OSError:
            continue
        if is_worker and int(own) == session and b"pyspark.daemon" in above:
            found.append(process)
    return found


@pytest.mark.skipif(sys.platform != "linux", reason="processes are looked for in /proc")
def test_a_killed_driver_and_a_killed_worker_lose_nothing_and_the_tables_are_those_of_the_processes(
    manifest: Path, cases: Path, built: Path, contents: Contents, tmp_path: Path
) -> None:
    rules, here, told = rulebook.load(resources.folder("rules")), Store(str(tmp_path / "here")), tmp_path / "told"
    engine = Engine(reading.read_sources, duck.derive)
    make(load(manifest), rules, built, Indexes(no_index=True), silent, here, engine)
    there = tmp_path / "there"
    command = ["corpus", "build", str(manifest), "--quiet", "--parquet", str(there), *MASTER]

    with running(command, built, told) as first:
        seen(first, lambda: list(there.glob("files/*/_SUCCESS")), told)
        os.killpg(first.pid, signal.SIGKILL)
        assert first.wait() == -signal.SIGKILL
    kept = {path: path.stat().st_mtime_ns for done in there.glob("files/*/_SUCCESS") for path in done.parent.iterdir()}
    assert not (there / "tables").exists()

    with running(command, built, told) as second:
        victim = seen(second, lambda: workers(second.pid), told)
        os.kill(int(victim.name), signal.SIGKILL)
        assert second.wait(SECONDS) == 0, told.read_text()
    assert kept
    assert {path: path.stat().st_mtime_ns for path in kept} == kept
    assert contents(Store(str(there))) == contents(here)
    (index,) = (built / "corpora").iterdir()
    again = compact(Store(str(there)), tmp_path / "again")
    assert {path.name: path.read_bytes() for path in again.iterdir()} == {
        path.name: path.read_bytes() for path in index.iterdir()
    }

    submission = str(cases / "two-origins" / "submission")
    asked = ["scan", submission, "--quiet", "--fail-on", "never", "--format", "json"]
    for name, against in (("duckdb", ["--engine", "duckdb"]), ("spark", list(MASTER))):
        written = [*against, "--index", str(there), "--output", str(tmp_path / name)]
        with running([*asked, *written], tmp_path / f"cache-{name}", told) as scanning:
            assert scanning.wait(SECONDS) == 0, told.read_text()
    assert (tmp_path / "spark" / "report.json").read_bytes() == (tmp_path / "duckdb" / "report.json").read_bytes()
