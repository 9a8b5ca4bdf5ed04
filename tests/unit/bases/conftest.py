# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""A public repository, as a folder of this machine, and forks of it."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Git = Callable[..., str]


@pytest.fixture
def git() -> Git:
    """Git in a folder, as an upstream or a team runs it; what it prints."""

    def run(folder: Path, *arguments: str) -> str:
        settings = ("-c", "init.defaultBranch=main", "-c", "protocol.file.allow=always")
        command = ["git", "-C", str(folder), *settings, *arguments]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()

    return run


@pytest.fixture
def upstream(tmp_path: Path, git: Git) -> Path:
    """Two releases, and a commit after them."""
    folder = tmp_path / "upstream"
    (folder / "lib").mkdir(parents=True)
    git(folder, "init", "-q")
    for release, text in (("v1", "one = 1\n"), ("v2", "one = 2\n"), ("", "one = 3\n")):
        (folder / "lib" / "a.py").write_text(text)
        (folder / "lib" / "same.py").write_text("kept = True\n")
        (folder / "LICENSE").write_text("MIT License\n")
        git(folder, "add", "-A")
        git(folder, "commit", "-q", "-m", release or "later")
        if release:
            git(folder, "tag", "-a", "-m", release, release)
    return folder
