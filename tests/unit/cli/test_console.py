# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Progress moves on a terminal only, and leaves no escape where none is wanted."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from gyebo.cli import console

if sys.platform == "win32":
    pytest.skip("Windows has no pseudo-terminals of this kind", allow_module_level=True)

import pty


def _told_on_a_terminal(command: list[str], environment: dict[str, str]) -> tuple[bytes, bytes]:
    """Standard output, which is a pipe, and what stands on the terminal that is the standard error."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=theirs, env=os.environ | environment) as running:
        os.close(theirs)
        told = b""
        try:
            while part := os.read(ours, 65_536):
                told += part
        except OSError:  # as Linux says that the other end is closed
            pass
        os.close(ours)
        output = running.stdout.read() if running.stdout else b""
    assert running.returncode == 0, told
    return output, told


@pytest.mark.parametrize("variable", [{}, {"NO_COLOR": "1"}, {"TERM": "dumb"}], ids=str)
def test_progress_stands_on_a_terminals_standard_error_alone(
    variable: dict[str, str], manifest: Path, tmp_path: Path
) -> None:
    program = str(Path(sys.executable).parent / "gyebo")
    environment = {"GYEBO_CACHE": str(tmp_path), "TERM": "xterm"} | variable
    output, told = _told_on_a_terminal([program, "corpus", "build", str(manifest)], environment)
    assert (b"\x1b[" in told) == (not variable)
    assert b"\x1b" not in output


def test_where_no_terminal_is_only_what_is_announced_is_told(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A log or another program reads it there; who waits at a terminal without colours has a line now and then."""
    monkeypatch.setattr(console, "SECONDS_BETWEEN_LINES", -1.0)
    monkeypatch.setenv("NO_COLOR", "1")
    with console.Console(is_quiet=False) as told:
        told.say("It is built now.")
        told("search", 1, 10)
        assert capsys.readouterr().err == "It is built now.\n"
        monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
        told("search", 1, 10)
        assert capsys.readouterr().err == "Looking files up: 1 of 10\n"
