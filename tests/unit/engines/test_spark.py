# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Spark writes what the processes write, whatever dies on the way, and answers what DuckDB answers.

The whole program is run, since what is killed is the program.
"""

import os
import shutil
import signal
import socket
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


@contextmanager
def cluster(folder: Path) -> Generator[tuple[str, int]]:
    """A master and a worker of two cores on loopback, with a log each; the master's address and the worker's id."""
    spark = find_spec("pyspark")
    assert spark
    assert spark.origin
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address, deploy = f"spark://127.0.0.1:{port}", "org.apache.spark.deploy"
    command = [str(Path(spark.origin).parent / "bin" / "spark-class")]
    there = ["--host", "127.0.0.1", "--webui-port", "0"]
    environment = os.environ | {
        "SPARK_LOCAL_IP": "127.0.0.1",
        "SPARK_LOG_DIR": str(folder),
        "PYSPARK_PYTHON": sys.executable,
    }
    started = list[subprocess.Popen[bytes]]()
    with (folder / "master").open("wb") as master, (folder / "worker").open("wb") as worker:
        for stream, words in (
            (master, [f"{deploy}.master.Master", *there, "--port", str(port)]),
            (worker, [f"{deploy}.worker.Worker", *there, "--cores", "2", "--work-dir", str(folder), address]),
        ):
            called = [*command, *words]
            started.append(
                subprocess.Popen(called, env=environment, stdout=stream, stderr=stream, start_new_session=True)
            )
        try:
            yield address, started[1].pid
        finally:
            for process in reversed(started):
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()


def executors(worker: int) -> list[Path]:
    """The processes in which a worker lets tasks run."""
    found = list[Path]()
    for process in Path("/proc").glob("[0-9]*"):
        try:
            own = (process / "stat").read_text().rpartition(")")[2].split()[3]
            is_executor = b"CoarseGrainedExecutorBackend" in (process / "cmdline").read_bytes()
        except OSError:
            continue
        if is_executor and int(own) == worker:
            found.append(process)
    return found


@pytest.mark.skipif(sys.platform != "linux", reason="processes are looked for in /proc")
def test_a_killed_executor_of_a_cluster_loses_nothing(
    manifest: Path, built: Path, contents: Contents, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
    rules, here, told = rulebook.load(resources.folder("rules")), Store(str(tmp_path / "here")), tmp_path / "told"
    engine = Engine(reading.read_sources, duck.derive)
    make(load(manifest), rules, built, Indexes(no_index=True), silent, here, engine)
    there, logs = tmp_path / "there", tmp_path / "logs"
    logs.mkdir()
    with cluster(logs) as (master, worker):
        command = ["corpus", "build", str(manifest), "--quiet", "--parquet", str(there), "--engine", "spark"]
        with running([*command, "--master", master], built, told) as building:
            seen(building, lambda: list(there.glob("files/*/_SUCCESS")), told)
            victim = seen(building, lambda: executors(worker), told)
            os.kill(int(victim.name), signal.SIGKILL)
            assert building.wait(SECONDS) == 0, told.read_text()
    assert not victim.exists()
    assert contents(Store(str(there))) == contents(here)
    assert b"KILLED" in (logs / "worker").read_bytes() or b"exitStatus 137" in (logs / "worker").read_bytes()
