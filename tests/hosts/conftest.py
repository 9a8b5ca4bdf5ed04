# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""What the programs that run gyebo stand on: our repository as they would fetch it, and packages that are at hand."""

import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Callable
from pathlib import Path, PurePosixPath

import pytest


@pytest.fixture(scope="session")
def program() -> Callable[[str], str]:
    """A program of this environment; where it is not there, or cannot run, the test says so and is skipped."""

    def found(name: str) -> str:
        path = shutil.which(name, path=os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]))
        if path is None:
            pytest.skip(f"{name} is not installed here, so what needs it was not tested")
        ran = subprocess.run([path, "--version"], capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
        if ran.returncode:
            pytest.skip(f"{name} does not run here ({ran.stderr.strip()[:200]}), so what needs it was not tested")
        return path

    return found


@pytest.fixture(scope="session")
def git() -> Callable[..., str]:
    """What git says in a folder."""

    def run(folder: Path, *words: str) -> str:
        command = ["git", "-c", "init.defaultBranch=main", "-c", "core.autocrlf=false", *words]
        return subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True).stdout.strip()

    return run


@pytest.fixture(scope="session")
def packages() -> str:
    """Folder of the installed libraries; named as a search path it brings them and not our own checkout."""
    return sysconfig.get_path("purelib")


@pytest.fixture(scope="session")
def fetched(root: Path, project_files: tuple[PurePosixPath, ...], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Our repository, as another program would have fetched it."""
    copy = tmp_path_factory.mktemp("fetched") / "gyebo"
    for path in project_files:
        (copy / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(root / path, copy / path)
    return copy
