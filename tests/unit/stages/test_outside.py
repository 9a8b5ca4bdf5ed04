# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""What is scanned is what was named; what stands above it in its repository is told, and answers nothing."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from gyebo import codec
from gyebo.cli.exits import ExitCode
from gyebo.languages import SUFFIXES
from gyebo.report import INCOMPLETE, Report, SkipReason
from gyebo.stages.collect import collect

Gyebo = Callable[..., subprocess.CompletedProcess[str]]
ABOVE = ("NOTICE", "gyebo-baseline.toml", "LICENSES/MIT.txt", ".reuse/dep5", "pyproject.toml")
NOT_ABOVE = ("north/NOTICE", "other/NOTICE", "docs/LICENSES/MIT.txt", "own.py", "north/LICENSES/MIT.txt", "notes.txt")


@pytest.fixture
def whole(submission: Path, commit: Callable[[Path, str], None]) -> Path:
    """A repository with statements in many places."""
    for name in (*ABOVE, *NOT_ABOVE):
        (submission / name).parent.mkdir(parents=True, exist_ok=True)
        (submission / name).write_text("# Made by the north team.\n", encoding="utf-8")
    commit(submission, "2026-01-16")
    return submission


def _outside(path: Path, commit: str | None) -> set[str]:
    collected = collect(path, commit, frozenset(SUFFIXES))
    return {one.path for one in collected.skipped if one.reason is SkipReason.OUTSIDE}


@pytest.mark.parametrize("rev", [None, "HEAD"])
def test_what_stands_above_a_part_is_told_from_disk_and_of_a_commit(rev: str | None, whole: Path) -> None:
    known = {f"../{name}" for name in (*ABOVE, "README.md")}
    assert _outside(whole / "north", rev) == known
    assert _outside(whole / "north" / "mixture.py", rev) == {*known, "NOTICE", "LICENSES/MIT.txt"}
    assert _outside(whole, rev) == set()
    assert collect(whole / "north", rev, frozenset(SUFFIXES)).within == "north"
    assert collect(whole, rev, frozenset(SUFFIXES)).within == ""


def test_above_a_folder_that_the_repository_does_not_track_nothing_is_its_own(whole: Path) -> None:
    (whole / "team").mkdir()
    (whole / "team" / "model.py").write_text("width = 3\n", encoding="utf-8")
    assert _outside(whole / "team", None) == set()
    assert collect(whole / "team", None, frozenset(SUFFIXES)).within == "team"


def test_it_leaves_no_scan_incomplete() -> None:
    assert SkipReason.OUTSIDE not in INCOMPLETE


def test_the_terminal_and_the_summary_of_a_job_say_so(
    gyebo: Gyebo, manifest: Path, whole: Path, tmp_path: Path
) -> None:
    words = (
        "--corpus",
        manifest,
        "--output",
        tmp_path / "out",
        "--format",
        "json",
        "--format",
        "markdown",
        "--evaluator",
    )
    ran = gyebo("scan", whole / "north", *words)
    assert ran.returncode == ExitCode.FINDINGS
    assert "top to have it counted): ../.reuse/dep5, ../LICENSES/MIT.txt, ../NOTICE, ../README.md," in ran.stdout
    assert "저장소 맨 위를 검사하면 반영됨" in gyebo("scan", whole / "north", *words, "--lang", "ko").stdout
    report = codec.from_json(Report, (tmp_path / "out/report.json").read_bytes(), "report.json")
    assert report.submission.folder == "north"
    assert "`../NOTICE`" in (tmp_path / "out/report.md").read_text(encoding="utf-8")
    assert "top to have it counted" not in gyebo("scan", whole, *words).stdout
