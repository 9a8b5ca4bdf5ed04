# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Reports are written whole or not at all, and rendered again from the stored JSON alone."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from gyebo import codec
from gyebo.cli.exits import ExitCode
from gyebo.report import Report

Gyebo = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def stored(scan_case: Callable[[str], Report], tmp_path: Path) -> Path:
    path = tmp_path / "stored.json"
    path.write_bytes(codec.to_json(scan_case("two-origins")))
    return path


def test_a_stored_report_renders_to_the_html_the_scan_wrote(
    gyebo: Gyebo, manifest: Path, submission: Path, tmp_path: Path
) -> None:
    gyebo("scan", submission, "--corpus", manifest, "--output", tmp_path / "first")
    again = gyebo(
        "render",
        tmp_path / "first" / "report.json",
        "--output",
        tmp_path / "again",
        "--format",
        "html",
        "--format",
        "json",
    )
    assert again.returncode == ExitCode.CLEAN
    for name in ("report.html", "report.json"):
        assert (tmp_path / "again" / name).read_bytes() == (tmp_path / "first" / name).read_bytes()


def test_rendering_prints_where_and_writes_html_unless_told_otherwise(
    gyebo: Gyebo, stored: Path, tmp_path: Path
) -> None:
    assert (
        gyebo("render", stored, "--output", tmp_path / "a" / "b").stdout == f"{tmp_path / 'a' / 'b' / 'report.html'}\n"
    )


def test_keys_of_a_newer_version_are_passed_over(gyebo: Gyebo, stored: Path, tmp_path: Path) -> None:
    newer = json.loads(stored.read_bytes()) | {"a_new_key": {"x": 1}}
    stored.write_text(json.dumps(newer), encoding="utf-8")
    assert gyebo("render", stored, "--output", tmp_path / "out").returncode == ExitCode.CLEAN


def _changed(stored: bytes, **keys: Any) -> bytes:
    return json.dumps(json.loads(stored) | keys).encode()


NO_REPORTS: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda stored: stored[:0],
    "no text": lambda stored: b"\xff" + stored,
    "deep": lambda stored: b"[" * 100_000 + stored,
    "cut": lambda stored: stored[:-300],
    "other format": lambda stored: _changed(stored, format="gyebo-report/99"),
    "no finding": lambda stored: _changed(stored, findings=[{}]),
    "null": lambda stored: _changed(stored, files=None),
}


@pytest.mark.parametrize("kind", NO_REPORTS)
def test_what_is_no_report_is_refused_in_one_sentence(kind: str, gyebo: Gyebo, stored: Path, tmp_path: Path) -> None:
    stored.write_bytes(NO_REPORTS[kind](stored.read_bytes()))
    refused = gyebo("render", stored, "--output", tmp_path / "out")
    assert (refused.returncode, refused.stdout) == (ExitCode.ERROR, "")
    assert str(stored) in refused.stderr
    assert len(refused.stderr.splitlines()) == 1
    assert not (tmp_path / "out").exists()


def test_what_is_no_json_is_told_so(gyebo: Gyebo, root: Path) -> None:
    refused = gyebo("render", root / "pyproject.toml")
    assert refused.returncode == ExitCode.ERROR
    assert "pyproject.toml: not a JSON report" in refused.stderr
    assert "name the report.json that `gyebo scan` wrote" in refused.stderr


@pytest.mark.parametrize("missing", ["no-such.json", "."])
def test_a_report_that_is_not_there_is_one_sentence(missing: str, gyebo: Gyebo, tmp_path: Path) -> None:
    refused = gyebo("render", tmp_path / missing)
    assert refused.returncode == ExitCode.ERROR
    assert "name a JSON report" in refused.stderr


def test_an_output_folder_that_is_a_file_is_one_sentence_and_the_file_stays(
    gyebo: Gyebo, stored: Path, tmp_path: Path
) -> None:
    (tmp_path / "taken").write_bytes(b"mine")
    refused = gyebo("render", stored, "--output", tmp_path / "taken")
    assert (refused.returncode, refused.stdout) == (ExitCode.ERROR, "")
    assert "choose another folder with --output" in refused.stderr
    assert (tmp_path / "taken").read_bytes() == b"mine"


def test_a_folder_in_the_place_of_the_report_is_one_sentence_and_nothing_is_left(
    gyebo: Gyebo, stored: Path, tmp_path: Path
) -> None:
    (tmp_path / "out" / "report.html").mkdir(parents=True)
    refused = gyebo("render", stored, "--output", tmp_path / "out")
    assert refused.returncode == ExitCode.ERROR
    assert "choose another folder" in refused.stderr
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["report.html"]


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs /proc")
def test_an_output_folder_that_takes_no_files_is_one_sentence(gyebo: Gyebo, stored: Path) -> None:
    # /proc refuses new names whoever asks; a folder without the permission to write would not stop root.
    refused = gyebo("render", stored, "--output", "/proc/gyebo")
    assert refused.returncode == ExitCode.ERROR
    assert "choose another folder" in refused.stderr
    assert len(refused.stderr.splitlines()) == 1
