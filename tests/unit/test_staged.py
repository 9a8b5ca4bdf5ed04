# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""What git itself has in its index, in each form that it writes it in."""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path, PurePosixPath

import pytest

from gyebo.staged import staged

Git = Callable[..., str]


@pytest.fixture
def git(tmp_path: Path) -> Git:
    told = {
        f"GIT_{one}": "north@example.org"
        for one in ("AUTHOR_NAME", "AUTHOR_EMAIL", "COMMITTER_NAME", "COMMITTER_EMAIL")
    }
    told |= {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}

    def run(*words: str, at: str = "own") -> str:
        command = ["git", "-C", str(tmp_path / at), *words]
        return subprocess.run(command, env=os.environ | told, capture_output=True, text=True, check=True).stdout

    return run


@pytest.fixture
def repository(tmp_path: Path, git: Git) -> Path:
    own = tmp_path / "own"
    own.mkdir()
    git("init", "-q")
    for name in ("NOTICE", "north/model.py", "north/모델.py", f"north/{'n' * 200}.py", "not-added.md", "later.md"):
        (own / name).parent.mkdir(exist_ok=True)
        (own / name).write_text(name, encoding="utf-8")
    git("add", "NOTICE", "north")
    return own


def _in(top: Path, *names: str, index: str = "") -> list[bool]:
    is_staged = staged(top, index)
    return [is_staged(PurePosixPath(name)) for name in names]


@pytest.mark.parametrize("version", ["2", "4"])
def test_names_are_read_from_each_version(version: str, repository: Path, git: Git) -> None:
    git("update-index", "--index-version", version)
    told = git("-c", "core.quotePath=false", "ls-files", "-z").split("\0")[:-1]
    assert len(told) == 4
    assert _in(repository, *told, "not-added.md", "north") == [True] * 4 + [False] * 2


def test_what_is_announced_alone_is_not_taken_in(repository: Path, git: Git) -> None:
    git("add", "--intent-to-add", "later.md")
    assert _in(repository, "NOTICE", "later.md", "north/model.py") == [True, False, True]


def test_a_name_longer_than_its_field_is_read(repository: Path, git: Git) -> None:
    blob = git("hash-object", "-w", "NOTICE").strip()
    deep = "long/" * 900 + "deep.py"
    git("update-index", "--add", "--cacheinfo", f"100644,{blob},{deep}")
    assert _in(repository, deep, "north/model.py", "not-added.md") == [True, True, False]


def test_below_the_top_paths_are_of_the_folder(repository: Path) -> None:
    (repository / "north" / "not-added.md").touch()
    assert _in(repository / "north", "model.py", "not-added.md", "NOTICE") == [True, False, False]


def test_a_second_work_tree_has_its_own(repository: Path, git: Git) -> None:
    git("commit", "-qm", "first")
    git("worktree", "add", "-q", "../second")
    git("rm", "-q", "--cached", "NOTICE", at="second")
    assert _in(repository.parent / "second", "NOTICE", "north/model.py") == [False, True]


def test_the_index_of_a_commit_of_some_files_counts(repository: Path, git: Git) -> None:
    (repository / ".git" / "index").rename(repository / ".git" / "next-index")
    git("add", "not-added.md")
    assert _in(repository, "NOTICE", "not-added.md") == [False, True]
    assert _in(repository, "NOTICE", "not-added.md", index=".git/next-index") == [True, False]


def test_where_the_names_cannot_be_known_all_count(repository: Path, git: Git, tmp_path: Path) -> None:
    assert _in(tmp_path, "NOTICE") == [True]  # no repository
    git("update-index", "--split-index")
    assert _in(repository, "not-added.md") == [True]
    for content in (b"", b"DIRC", b"DIRC" + bytes(8), b"DIRC\0\0\0\x02\0\0\0\x09" + bytes(70)):
        (repository / ".git" / "index").write_bytes(content)
        assert _in(repository, "not-added.md") == [True]


def test_ids_of_another_length_are_told_apart(tmp_path: Path, git: Git) -> None:
    (tmp_path / "other").mkdir()
    git("init", "-q", "--object-format=sha256", at="other")
    for name in ("a.md", "b.md", "c.md"):
        (tmp_path / "other" / name).touch()
    git("add", "a.md", "b.md", at="other")
    assert _in(tmp_path / "other", "a.md", "c.md") == [True, True]
