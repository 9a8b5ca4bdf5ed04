# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Whole outputs of one case, byte for byte; GYEBO_GOLDEN=rewrite writes them anew, and the diff is to be read."""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from gyebo import codec
from gyebo.formats import FORMATS
from gyebo.report import Report
from gyebo.resources import folder

Gyebo = Callable[..., subprocess.CompletedProcess[str]]
HERE = Path(__file__).resolve().parent / "golden" / "two-origins"
NAMES = ("report.html", "report.json")
WRITTEN = {f"report{one.suffix}": name for name, one in FORMATS.items()}
ASKED = [word for name in WRITTEN.values() for word in ("--format", name)]
CONSOLE = """
import sys, time
clock = time.time
time.time = lambda: clock() + 2e9
from gyebo.cli import main
sys.exit(main())
"""
"""As the command starts, on a clock that is decades ahead; what asks for the day reads SOURCE_DATE_EPOCH."""
MANY, ONE = None, {0}
STYLE = re.compile(rb"style-src &#39;sha256-[^&]+&#39;")
"""The style holds the running head, and that the digests of report and corpus."""
EXAMPLE = HERE.parent / "example"
FROM_EXAMPLE = tuple(name for name in FORMATS if name not in {"html", "json"})


@pytest.fixture
def written(gyebo: Gyebo, manifest: Path, submission: Path, tmp_path: Path) -> dict[str, bytes]:
    """The reports of the case as this process writes them, in every format."""
    gyebo("scan", submission, "--corpus", manifest, "--output", tmp_path / "out", *ASKED)
    return {name: (tmp_path / "out" / name).read_bytes() for name in WRITTEN}


def _masked(content: bytes, digest: str, name: str) -> bytes:
    """Without a digest, in full and as the page shortens it."""
    for shown in (digest, digest[:16], digest[:12]):
        content = content.replace(shown.encode(), name.encode())
    return content


def _settled(written: dict[str, bytes]) -> dict[str, bytes]:
    """What changes with every rule and version that has nothing to do with the case is named instead."""
    yardstick = json.loads(written["report.json"])["yardstick"]
    report = hashlib.sha256(written["report.json"]).hexdigest()
    settled = {
        name: STYLE.sub(b"style-src [style]", _masked(content, report, "[report]")) for name, content in written.items()
    }
    for key in ("rules", "corpus"):
        assert len(yardstick[key]) == 64
        settled = {name: _masked(content, yardstick[key], f"[{key}]") for name, content in settled.items()}
    version = yardstick["version"]
    quoted = (f'"version": "{version}"', f"gyebo {version}")
    for text in quoted:
        placeholder = text.replace(version, "[version]").encode()
        settled = {name: content.replace(text.encode(), placeholder) for name, content in settled.items()}
    return settled


@pytest.mark.parametrize("name", NAMES)
def test_the_report_of_a_case_is_the_one_that_was_reviewed(name: str, written: dict[str, bytes]) -> None:
    golden, found = HERE / name, _settled(written)[name]
    if os.environ.get("GYEBO_GOLDEN") == "rewrite":
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_bytes(found)
    assert found.decode() == golden.read_bytes().decode(), "make golden, then read the diff"


@pytest.mark.parametrize("name", FROM_EXAMPLE)
def test_every_other_format_of_the_example_is_the_one_that_was_reviewed(name: str) -> None:
    example = codec.from_json(Report, (folder("reports") / "example.json").read_bytes(), "example.json")
    golden, found = EXAMPLE / f"report{FORMATS[name].suffix}", FORMATS[name].render(example)
    if os.environ.get("GYEBO_GOLDEN") == "rewrite":
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_bytes(found)
    assert found == golden.read_bytes(), "make golden, then read the diff"


@pytest.mark.skipif(not hasattr(os, "sched_setaffinity"), reason="processors cannot be taken from a process here")
@pytest.mark.parametrize(
    ("processors", "environment"),
    [
        (MANY, {"PYTHONHASHSEED": "0", "TZ": "Pacific/Kiritimati", "LC_ALL": "C.UTF-8"}),
        (ONE, {"PYTHONHASHSEED": "4242", "TZ": "America/Los_Angeles", "LC_ALL": "C", "COLUMNS": "20", "NO_COLOR": "1"}),
    ],
    ids=["all processors", "one processor"],
)
def test_neither_processes_hash_seed_clock_time_zone_locale_nor_folder_change_a_byte_of_any_format(
    processors: set[int] | None,
    environment: dict[str, str],
    written: dict[str, bytes],
    built: Path,
    manifest: Path,
    submission: Path,
    tmp_path: Path,
) -> None:
    there = tmp_path / "elsewhere"
    copied = shutil.copytree(submission, there / submission.name)
    for path in sorted(copied.rglob("*.py")):
        os.utime(path, (1_000_000_000, 1_000_000_000))
    # What an earlier scan remembers would be the same bytes whatever this one does.
    shutil.rmtree(built / "results", ignore_errors=True)
    ran = subprocess.run(
        [sys.executable, "-c", CONSOLE, "scan", copied, "--corpus", manifest, "--output", "out", *ASKED],
        cwd=there,
        env=os.environ | environment | {"GYEBO_CACHE": str(built), "SOURCE_DATE_EPOCH": "4000000000"},
        preexec_fn=(lambda: os.sched_setaffinity(0, processors)) if processors else None,
        capture_output=True,
        check=False,
    )
    assert b"Traceback" not in ran.stderr, ran.stderr
    for name, content in written.items():
        assert (there / "out" / name).read_bytes() == content, name
