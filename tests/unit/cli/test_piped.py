# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""`-`: a text from standard input is read as if it stood at the path that goes with it."""

import io
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from gyebo.cli.exits import ExitCode

Gyebo = Callable[..., subprocess.CompletedProcess[str]]
ALIKE = "north/modeling_north.py"


@pytest.fixture
def piped(
    gyebo: Gyebo, manifest: Path, submission: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., subprocess.CompletedProcess[str]]:
    """A command at the top of a repository, with a text on its standard input."""
    monkeypatch.chdir(submission)

    def run(command: str, content: bytes, *words: str) -> subprocess.CompletedProcess[str]:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))
        out = ("--output", str(tmp_path / "out"), "-q") if command == "scan" else ()
        return gyebo(command, "-", "--corpus", manifest, *out, *words)

    return run


def test_a_scan_of_a_text_tells_of_that_text_only(
    piped: Callable[..., subprocess.CompletedProcess[str]], submission: Path, tmp_path: Path
) -> None:
    text = (submission / ALIKE).read_bytes()
    (submission / ALIKE).write_text("width = 3\n", encoding="utf-8")
    ran = piped("scan", text, "--stdin-filename", ALIKE)
    assert ran.returncode == ExitCode.FINDINGS
    report = json.loads((tmp_path / "out" / "report.json").read_text(encoding="utf-8"))
    assert [file["path"] for file in report["files"]] == [ALIKE]
    assert {one["location"]["path"] for one in report["findings"]} == {ALIKE}


def test_the_hook_reads_a_text_too(piped: Callable[..., subprocess.CompletedProcess[str]], submission: Path) -> None:
    held = piped("hook", (submission / ALIKE).read_bytes(), "--stdin-filename", "not/yet/there.py")
    assert held.returncode == ExitCode.FINDINGS
    assert held.stdout.startswith("not/yet/there.py:")
    assert piped("hook", b"width = 3\n", "--stdin-filename", ALIKE).returncode == ExitCode.CLEAN


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ((), "`-` needs --stdin-filename"),
        (("--stdin-filename", "../elsewhere.py"), "lies outside"),
        (("--stdin-filename", "/etc/passwd.py"), "lies outside"),
        (("--stdin-filename", "notes.txt"), "notes.txt is no name of a language that gyebo reads"),
        (("--stdin-filename", "Makefile", "--corpus", "nowhere.toml"), "its files end in .ipynb, .py"),
        (("--stdin-filename", "a.py", "--history"), "--history asks for commits"),
        (("--stdin-filename", "a.py", "--commit", "HEAD"), "--commit asks for commits"),
    ],
)
def test_what_a_text_cannot_answer_is_refused(
    words: tuple[str, ...], sentence: str, piped: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    refused = piped("scan", b"width = 3\n", *words)
    assert refused.returncode == piped("hook", b"", *words).returncode, "the hook takes what a scan refuses"
    assert (refused.returncode, refused.stdout) == (ExitCode.ERROR, "")
    assert sentence in refused.stderr
    assert len(refused.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [("a.py", b"#" * 2_000_001, "too-large"), ("a.py", b"\0" * 9, "")],
)
def test_a_text_that_cannot_be_analysed_is_never_clean(
    name: str, content: bytes, reason: str, piped: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    ran = piped("scan", content, "--stdin-filename", name, "--verbose")
    assert ran.returncode == ExitCode.INCOMPLETE
    assert f"not analysed: {name} ({reason}" in ran.stdout
