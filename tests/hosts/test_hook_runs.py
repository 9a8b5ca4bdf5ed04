# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""The hook under pre-commit and under prek, at real commits: held up, answered with what `declare` drafts, passed."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from identify.identify import tags_from_filename

from gyebo.languages import SUFFIXES

Git = Callable[..., str]
CONFIG = """repos:
  - repo: {repository}
    rev: {commit}
    hooks:
      - id: gyebo
        args: [--corpus, {manifest}, --]
      - id: gyebo-all
        args: [--corpus, {manifest}]
"""
ALIKE = "north/modeling_north.py"
UV = "[pip]\nno-index = true\nno-deps = true\nno-build-isolation = true\n"


@pytest.fixture(scope="module")
def repository(fetched: Path, git: Git) -> Path:
    """Ours, with a commit that a configuration can name."""
    git(fetched, "init", "--quiet")
    git(fetched, "add", "--all")
    git(fetched, "-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "--quiet", "--message", "Ours")
    return fetched


@pytest.fixture
def offline(built: Path, packages: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A hook's environment is made of what is at hand: nothing is fetched."""
    (tmp_path / "uv.toml").write_text(UV, encoding="utf-8")
    settled = {
        "GYEBO_CACHE": built,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "PIP_CONFIG_FILE": os.devnull,
        "PIP_NO_BUILD_ISOLATION": "0",  # pip reads this one as its opposite
        "PIP_NO_DEPS": "1",
        "PIP_NO_INDEX": "1",
        "PREK_HOME": tmp_path / "prek",
        "PRE_COMMIT_HOME": tmp_path / "pre-commit",
        "PYTHONPATH": packages,
        "UV_CONFIG_FILE": tmp_path / "uv.toml",
        "UV_OFFLINE": "1",
        "VIRTUALENV_NO_DOWNLOAD": "1",
    }
    for name, value in settled.items():
        monkeypatch.setenv(name, str(value))


@pytest.fixture
def team(cases: Path, git: Git, repository: Path, manifest: Path, tmp_path: Path) -> Path:
    """A team's repository that has the hook configured."""
    folder = tmp_path / "team"
    (folder / "north").mkdir(parents=True)
    git(folder, "init", "--quiet")
    config = CONFIG.format(repository=repository, commit=git(repository, "rev-parse", "HEAD"), manifest=manifest)
    (folder / ".pre-commit-config.yaml").write_text(config, encoding="utf-8")
    shutil.copy(cases / "two-origins/submission/README.md", folder)
    return folder


@pytest.mark.usefixtures("offline")
@pytest.mark.parametrize("runner", ["pre-commit", "prek"])
def test_a_commit_is_held_up_answered_by_what_declare_drafts_and_then_passes(
    runner: str, program: Callable[[str], str], team: Path, git: Git, cases: Path, manifest: Path, tmp_path: Path
) -> None:
    hooks = program(runner)

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            words, cwd=team, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL, timeout=300
        )

    def committed(message: str) -> subprocess.CompletedProcess[str]:
        git(team, "add", "--all")
        return run("git", "commit", "--quiet", "--message", message)

    installed = run(hooks, "install", "--hook-type", "pre-commit", "--hook-type", "pre-push")
    assert installed.returncode == 0, installed.stderr
    first = committed("Our own")
    assert first.returncode == 0, first.stdout + first.stderr
    assert git(team, "log", "--format=%s") == "Our own"

    shutil.copy(cases / "two-origins/submission" / ALIKE, team / ALIKE)
    held = committed("Taken over")
    told = held.stdout + held.stderr
    assert held.returncode == 1
    assert f"{ALIKE}:8:" in told
    assert "Held up by 1 of high confidence" in told
    assert "gyebo declare" in told
    assert git(team, "log", "--format=%s") == "Our own"

    gyebo = str(Path(sys.executable).parent / "gyebo")
    drafted = run(gyebo, "declare", "--corpus", str(manifest), "--output", str(tmp_path / "declarations.patch"))
    assert drafted.returncode == 0, drafted.stderr
    git(team, "apply", "--whitespace=nowarn", str(tmp_path / "declarations.patch"))
    passed = committed("Taken over, and said so")
    assert passed.returncode == 0, passed.stdout + passed.stderr
    assert git(team, "log", "--format=%s").splitlines() == ["Taken over, and said so", "Our own"]

    whole = run(hooks, "run", "--hook-stage", "manual", "gyebo-all")
    assert whole.returncode == 0, whole.stdout + whole.stderr
    assert "gyebo (whole repository)" in whole.stdout


@pytest.mark.usefixtures("offline")
@pytest.mark.parametrize("runner", ["pre-commit", "prek"])
def test_what_is_staged_is_judged_and_not_what_stands_beside_it(
    runner: str, program: Callable[[str], str], team: Path, git: Git, cases: Path
) -> None:
    hooks = program(runner)
    taken = (cases / "two-origins/submission" / ALIKE).read_bytes()
    (team / ALIKE).write_bytes(taken)
    git(team, "add", "--all")
    (team / ALIKE).write_text("width = 3\n", encoding="utf-8")
    ran = subprocess.run([hooks, "run", "gyebo"], cwd=team, capture_output=True, text=True, check=False, timeout=300)
    assert ran.returncode == 1, ran.stdout + ran.stderr
    assert f"{ALIKE}:8:" in ran.stdout
    assert (team / ALIKE).read_text(encoding="utf-8") == "width = 3\n"


@pytest.mark.parametrize("runner", ["pre-commit", "prek"])
def test_the_manifest_is_valid(runner: str, program: Callable[[str], str], root: Path) -> None:
    command = [program(runner), "validate-manifest", str(root / ".pre-commit-hooks.yaml")]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr


def test_names_of_files_are_not_read_as_flags(root: Path) -> None:
    (named,) = re.findall(
        r"- id: gyebo\n(?:  .*\n)*?  args: (.*?)  #", (root / ".pre-commit-hooks.yaml").read_text("utf-8")
    )
    assert named == '["--"]'


def test_the_hook_is_given_the_files_of_every_language_that_is_read(root: Path) -> None:
    manifest = (root / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
    (listed,) = re.findall(r"types_or: \[(.*)\]", manifest)
    types = set(listed.split(", "))
    assert {suffix for suffix in SUFFIXES if not types & tags_from_filename(f"model{suffix}")} == set()
    assert {"python", "pyi", "jupyter"} <= types
