# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""What every test stands on: the checkout, an environment that is the same everywhere, and no network."""

import os
import shutil
import socket
import subprocess
import tomllib
from collections.abc import Callable
from dataclasses import replace
from functools import cache as memo
from pathlib import Path, PurePosixPath
from typing import cast

import hypothesis
import pytest

from gyebo import resources, rulebook
from gyebo.build import build
from gyebo.cli import main
from gyebo.corpus.manifest import load
from gyebo.corpus.pipconfig import Indexes
from gyebo.deadline import deadline
from gyebo.model import silent
from gyebo.pipeline import Request, scan
from gyebo.report import Report
from gyebo.settings import Flags, from_flags

ROOT = Path(__file__).resolve().parent.parent
UNTRACKED = {
    ".git",
    ".hypothesis",
    ".import_linter_cache",
    ".mypy_cache",
    ".pytest_cache",
    ".ruff_cache",
    ".venv",
    "__pycache__",
}
LOOPBACK = {"127.0.0.1", "::1", "localhost"}

hypothesis.settings.register_profile("here", deadline=None)
hypothesis.settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") else "here")


@pytest.fixture(scope="session")
def root() -> Path:
    """The top of the checkout (or of an unpacked sdist)."""
    return ROOT


@pytest.fixture(scope="session")
def project_files() -> tuple[PurePosixPath, ...]:
    """Every file that is part of the project: what git tracks or would track; in an sdist, all there is."""
    if not (ROOT / ".git").exists():
        within = (path.relative_to(ROOT) for path in ROOT.rglob("*") if path.is_file())
        return tuple(sorted(PurePosixPath(path) for path in within if not UNTRACKED & set(path.parts)))
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.split("\0")
    return tuple(sorted(PurePosixPath(name) for name in listed if name and (ROOT / name).is_file()))


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.fixture(autouse=True)
def _same_everywhere(monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    """No test reads or writes the developer's home, settings, time zone or colours."""
    for name in [name for name in os.environ if name.startswith(("GYEBO_", "GIT_", "GITHUB_", "XDG_"))]:
        if name != "GYEBO_GOLDEN":
            monkeypatch.delenv(name)
    for name in ("CLICOLOR_FORCE", "FORCE_COLOR", "NO_COLOR", "PYTHONPATH", "SOURCE_DATE_EPOCH"):
        monkeypatch.delenv(name, raising=False)
    settled = {"HOME": str(home), "COLUMNS": "100", "LC_ALL": "C.UTF-8", "TZ": "UTC", "GIT_CONFIG_NOSYSTEM": "1"}
    for name, value in settled.items():
        monkeypatch.setenv(name, value)
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "A Tester")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "tester@example.org")
        monkeypatch.setenv(f"GIT_{role}_DATE", "2026-01-02T03:04:05+00:00")


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """A connection that would leave this machine fails the test that tried it."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: tuple[str, int] | str | bytes) -> None:
        if isinstance(address, tuple) and address[0] not in LOOPBACK:
            pytest.fail(f"a test tried to reach {address[0]}")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture(scope="session")
def cases() -> Path:
    """Folders of submission, reference and what must be found."""
    return ROOT / "tests" / "cases"


@pytest.fixture(scope="session")
def manifest(cases: Path) -> Path:
    """A corpus of two invented models and ten small works, from folders."""
    return cases / "two-origins" / "reference" / "corpus.toml"


@pytest.fixture(scope="session")
def built(manifest: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache that holds the built corpus; tests that change it take a copy."""
    cache = tmp_path_factory.mktemp("cache")
    build(load(manifest), rulebook.load(resources.folder("rules")), cache, Indexes(no_index=True), silent)
    return cache


@pytest.fixture(scope="session")
def commit() -> Callable[[Path, str], None]:
    """Make a folder a git repository with one commit of that day."""

    def committed(folder: Path, day: str) -> None:
        dates = {f"GIT_{role}_DATE": f"{day}T09:00:00+00:00" for role in ("AUTHOR", "COMMITTER")}
        known = ["-c", "user.name=A Tester", "-c", "user.email=tester@example.org", "-c", "init.defaultBranch=main"]
        for command in (["init", "--quiet"], ["add", "--all"], ["commit", "--quiet", "--message", "Release"]):
            subprocess.run(["git", *known, *command], cwd=folder, check=True, env=os.environ | dates)

    return committed


@pytest.fixture
def submission(cases: Path, tmp_path: Path, commit: Callable[[Path, str], None]) -> Path:
    """A repository that takes from one origin without a word and from another with one."""
    folder = tmp_path / "north"
    shutil.copytree(cases / "two-origins" / "submission", folder)
    commit(folder, "2026-01-15")
    return folder


def _rules_of(case: Path, place: Path) -> Path:
    """Our rules, with the case's own chronology of its invented models where it has one."""
    if not (case / "reference" / "chronology").is_dir():
        return resources.folder("rules")
    rules = shutil.copytree(resources.folder("rules"), place / "rules")
    shutil.copytree(case / "reference" / "chronology", rules / "chronology", dirs_exist_ok=True)
    return rules


@pytest.fixture(scope="session")
def scan_case(
    cases: Path, commit: Callable[[Path, str], None], tmp_path_factory: pytest.TempPathFactory
) -> Callable[..., Report]:
    """The report of a case, whose corpus is built for it; `without` what of its expected.toml is left out."""

    @memo
    def scanned(name: str, without: frozenset[str] = frozenset()) -> Report:
        place = tmp_path_factory.mktemp(name)
        said = tomllib.loads((cases / name / "expected.toml").read_text(encoding="utf-8"))
        said = {key: value for key, value in said.items() if key not in without}
        for stage in filter(said.get, ("earlier", "between")):
            shutil.copytree(cases / name / stage, place / "submission", dirs_exist_ok=True)
            commit(place / "submission", said[stage])
            for path in (place / "submission").glob("[!.]*"):
                shutil.rmtree(path) if path.is_dir() else path.unlink()
            # Of one size and of the same second, a file may look unchanged to git.
            (place / "submission" / ".git" / "index").unlink()
        shutil.copytree(cases / name / "submission", place / "submission", dirs_exist_ok=True)
        if said.get("committed"):
            commit(place / "submission", said["committed"])
        rules = _rules_of(cases / name, place)
        book = rulebook.load(rules)
        index = build(load(cases / name / "reference/corpus.toml"), book, place, Indexes(no_index=True), silent)
        settings = from_flags(cast(Flags, {key: said[key] for key in ("organisation", "home") if key in said}))
        limit = deadline(said["deadline"]) if "deadline" in said else None
        asked = Request(place / "submission", None, settings, index, place, rules, deadline=limit)
        return scan(replace(asked, with_history=said.get("history", False)), book, silent)

    return scanned


@pytest.fixture
def gyebo(
    built: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> Callable[..., subprocess.CompletedProcess[str]]:
    """The command line as a user has it, in this process, with the built corpus in its cache."""

    def run(*arguments: str | Path, cache: Path = built) -> subprocess.CompletedProcess[str]:
        monkeypatch.setenv("GYEBO_CACHE", str(cache))
        words = [os.fspath(argument) for argument in arguments]
        capfd.readouterr()
        try:
            code = main(words)
        except SystemExit as error:
            code = int(error.code or 0)
        return subprocess.CompletedProcess(words, code, *capfd.readouterr())

    return run
