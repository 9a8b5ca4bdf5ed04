# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""What Spark writes for its shuffles while it makes the tables of records that are there, by its own log of events."""

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

from gyebo.engines.store import Store
from gyebo.tabling import Tables

MASTER = ("--engine", "spark", "--master", "local[2]")


def told(records: str, tables: Tables, pair: int) -> str:
    """All shuffles together, the largest, and how many bytes that is a pair of a feature and a class."""
    pairs = Store(records).table(f"{tables.folder}/features").count_rows()
    with TemporaryDirectory() as folder:
        made, events = Path(folder, "tables"), Path(folder, "events")
        made.mkdir()
        events.mkdir()
        made.joinpath("files").symlink_to(Path(records, "files").absolute())
        given = {"enabled": "true", "compress": "false", "dir": f"file://{events}"}
        logged = " ".join(f"--conf spark.eventLog.{name}={value}" for name, value in given.items())
        command = [str(Path(sys.executable).parent / "gyebo"), "corpus", "build", "--quiet", "--parquet", str(made)]
        environment = os.environ | {"PYSPARK_SUBMIT_ARGS": f"{logged} pyspark-shell"}
        subprocess.run([*command, *MASTER], env=environment, stdout=subprocess.DEVNULL, check=True)
        written = _written(events)
    largest = max(written.values())
    return (
        f"Spark's shuffles: {sum(written.values()):,} bytes in {len(written)} stages, the largest {largest:,}; "
        f"{largest / pairs:.1f} bytes a pair, counted above as {pair}"
    )


def _written(events: Path) -> Counter[int]:
    """Bytes of each stage's tasks."""
    written = Counter[int]()
    for log in (path for path in events.rglob("*") if path.is_file() and not path.name.endswith(".crc")):
        for line in log.read_text(encoding="utf-8").splitlines():
            event = json.loads(line)
            if event["Event"] == "SparkListenerTaskEnd" and event.get("Task Metrics"):
                written[event["Stage ID"]] += event["Task Metrics"]["Shuffle Write Metrics"]["Shuffle Bytes Written"]
    return written
