# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""The only way to git: read calls on a sanitised view of a foreign repository, and one pinned commit of a public one.

Git never runs in a foreign `.git`, never fetches for a submission and never sees anybody's configuration.
"""

import hashlib
import os
import re
import tempfile
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from subprocess import PIPE, Popen
from typing import cast
from urllib.parse import urlsplit

from gyebo.errors import CorpusError
from gyebo.gittree import Kind
from gyebo.history import Runner, View
from gyebo.repository import HistoryUnavailable, find_top, lay_out, lay_out_empty

_FETCH_SECONDS = 3600.0
COMMIT = re.compile(r"[0-9a-f]{40}")
_BRANCHES = ("+refs/heads/*:refs/copied/heads/*", "+refs/tags/*:refs/copied/tags/*")
_SETTINGS = {
    "core.fsmonitor": "false",
    "core.hooksPath": "/dev/null",
    "credential.helper": "",
    "gc.auto": "0",
    "http.lowSpeedLimit": "1000",
    "http.lowSpeedTime": "60",
    "maintenance.auto": "false",
}


@contextmanager
def open_view(path: Path) -> Generator[View]:
    """A view of the repository that `path` stands in; HistoryUnavailable says why there is none."""
    top = find_top(path)
    if top is None:
        raise HistoryUnavailable(f"{path} is in no git repository.", f"{path}: git 저장소 안에 있지 않습니다.")
    with tempfile.TemporaryDirectory(prefix="gyebo-") as folder:
        lay_out(top, Path(folder))
        view = View(_Git(Path(folder)), top)
        try:
            yield view
        finally:
            view.close()


def export_commit(url: str, commit: str, cache: Path, protocols: tuple[str, ...] = ("https",)) -> Path:
    """A bare repository that holds one public commit, from the network only what the cache lacks."""
    _refuse_unsafe(url, commit, protocols)
    folder = _kept(url, cache)
    runner = _our_git(folder, protocols)
    if _holds(runner, commit):
        return folder
    said = _fetch(runner, "--depth=1", "--", url, commit)
    if not _holds(runner, commit):
        # Some servers give no commit by its id, only what their branches and tags name.
        said = _fetch(runner, "--", url, *_BRANCHES)
    if not _holds(runner, commit):
        raise CorpusError(
            f"The commit {commit} could not be had from {url} ({said}); check the network and the commit."
        )
    return folder


def export_all(url: str, cache: Path, protocols: tuple[str, ...] = ("https",)) -> Path:
    """A bare repository with all that the branches and tags of a public one name, as they are now."""
    _refuse_unsafe_url(url, protocols)
    folder = _kept(url, cache)
    runner = _our_git(folder, protocols)
    # Where one commit was fetched alone before, its parents are still wanting.
    deepen = ("--unshallow",) if (folder / "shallow").is_file() else ()
    said = _fetch(runner, "--prune", *deepen, "--", url, *_BRANCHES)
    if not runner.run("for-each-ref", "--count=1", "refs/copied", seconds=60.0)[1]:
        raise CorpusError(f"Nothing could be had from {url} ({said}); check the address and the network.")
    return folder


@contextmanager
def open_export(repository: Path) -> Generator[View]:
    """A view of a repository of ours; CorpusError where it is damaged."""
    view = View(_our_git(repository, ()), repository)
    try:
        yield view
    except HistoryUnavailable as error:
        raise CorpusError(f"{error} Delete {repository} and run the command again.") from error
    finally:
        view.close()


def _kept(url: str, cache: Path) -> Path:
    """Where the copy of a public repository lies; an empty one, where there was none."""
    folder = cache / "git" / hashlib.sha256(url.encode()).hexdigest()
    try:
        if not (folder / "HEAD").exists():
            lay_out_empty(folder)
    except OSError as error:
        raise CorpusError(f"The folder {folder} cannot be written: {error.strerror}.") from error
    return folder


def read_tree(repository: Path, commit: str, limit: int = 2_000_000) -> Iterator[tuple[PurePosixPath, bytes]]:
    """The files of a commit up to `limit` bytes each, sorted by the bytes of the path; no links, no submodules."""
    with open_export(repository) as view:
        for entry in view.files(commit):
            if entry.kind is Kind.MISSING:
                raise CorpusError(
                    f"{entry.path} is missing from {repository}; delete that folder and run the command again."
                )
            if entry.kind is Kind.BLOB and entry.size <= limit:
                yield entry.path, view.read(entry)


def _refuse_unsafe(url: str, commit: str, protocols: tuple[str, ...]) -> None:
    if not COMMIT.fullmatch(commit):
        raise CorpusError(f"{commit!a} is no full commit id; the manifest needs all 40 hexadecimal digits.")
    _refuse_unsafe_url(url, protocols)


def _refuse_unsafe_url(url: str, protocols: tuple[str, ...]) -> None:
    parts = urlsplit(url)
    if (
        parts.scheme not in protocols
        or not parts.path.strip("/")
        or not url.isascii()
        or not url.isprintable()
        or " " in url
    ):
        raise CorpusError(f"{url!a} is not fetched; give a plain https URL.")
    if parts.username is not None:
        raise CorpusError(f"The URL of {parts.hostname} holds a user name; give one that is public.")


def _our_git(folder: Path, protocols: tuple[str, ...]) -> Runner:
    try:
        return _Git(folder, protocols)
    except HistoryUnavailable as error:
        raise CorpusError(str(error)) from error


def _fetch(runner: Runner, *what: str) -> str:
    """What git says when it cannot; its first printable line, for it may quote the server."""
    options = ("--quiet", "--no-tags", "--no-recurse-submodules", "--no-write-fetch-head")
    said = runner.run("fetch", *options, *what, seconds=_FETCH_SECONDS)[2]
    lines = [line for line in said.splitlines() if line.startswith(("fatal:", "error:"))]
    return "".join(filter(str.isprintable, lines[0]))[:200] if lines else "the server does not have it"


def _holds(runner: Runner, commit: str) -> bool:
    return runner.run("cat-file", "-e", f"{commit}^{{commit}}", seconds=60.0)[0] == 0


class _Git:
    """GitPython's way of running git, with our environment; see Runner."""

    def __init__(self, folder: Path, protocols: tuple[str, ...] = ()) -> None:
        try:
            import git
        except ImportError as error:  # GitPython's way of saying that there is no git program
            raise HistoryUnavailable(
                "The program git is not installed; install it, or see that PATH names its folder.",
                "git 프로그램이 설치되어 있지 않습니다. 설치하거나 PATH를 확인해 주십시오.",
            ) from error
        self._git = git.Git(folder)
        self._git.update_environment(**_environment(folder, protocols))
        self._program = str(self._git.GIT_PYTHON_GIT_EXECUTABLE)

    def run(self, *arguments: str, seconds: float) -> tuple[int, bytes, str]:
        status, output, complaints = self._git.execute(
            [self._program, *arguments],
            with_extended_output=True,
            with_exceptions=False,
            stdout_as_string=False,
            strip_newline_in_stdout=False,
            kill_after_timeout=seconds,
        )
        return status, output, complaints

    def start(self, mode: str) -> Popen[bytes]:
        running = self._git.execute([self._program, "cat-file", mode], istream=PIPE, as_process=True)
        process = cast("Popen[bytes]", running.proc)  # pyright: ignore[reportUnknownMemberType] - GitPython leaves it open
        # GitPython ends the process with this wrapper, which nobody keeps.
        running.proc = None
        return process


def _environment(folder: Path, protocols: tuple[str, ...]) -> dict[str, str]:
    """All that decides what git reads and runs; a hook's own GIT_DIR and its like are overridden, not inherited."""
    place = {
        "GIT_DIR": str(folder),
        "GIT_COMMON_DIR": str(folder),
        "GIT_OBJECT_DIRECTORY": str(folder / "objects"),
        "GIT_ALTERNATE_OBJECT_DIRECTORIES": "",
        "GIT_INDEX_FILE": str(folder / "index"),
        "GIT_WORK_TREE": str(folder),
        "GIT_NAMESPACE": "",
        "GIT_SHALLOW_FILE": str(folder / "shallow"),
    }
    manners = {
        "GIT_ALLOW_PROTOCOL": ":".join(protocols) or "none",
        "GIT_ASKPASS": "true",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_PARAMETERS": "",
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_NO_REPLACE_OBJECTS": "1",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_SSH_COMMAND": "false",
        "GIT_TERMINAL_PROMPT": "0",
    }
    settings = {"GIT_CONFIG_COUNT": str(len(_SETTINGS))}
    for number, (key, value) in enumerate(_SETTINGS.items()):
        settings |= {f"GIT_CONFIG_KEY_{number}": key, f"GIT_CONFIG_VALUE_{number}": value}
    return place | manners | settings
