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


def test_where_the_names_cannot_be_known_all_count(repository: Path, tmp_path: Path) -> None:
    assert _in(tmp_path, "NOTICE") == [True]  # no repository
    assert not staged(tmp_path, "").is_unreadable
    whole = (repository / ".git" / "index").read_bytes()
    for content in (b"", b"DIRC", b"DIRC" + bytes(8), b"DIRC\0\0\0\x02\0\0\0\x09" + bytes(70), whole[:-30]):
        (repository / ".git" / "index").write_bytes(content)
        assert _in(repository, "not-added.md") == [True]
        assert staged(repository, "").is_unreadable


def test_before_anything_was_added_nothing_is(tmp_path: Path, git: Git) -> None:
    (tmp_path / "empty").mkdir()
    git("init", "-q", at="empty")
    assert _in(tmp_path / "empty", "NOTICE") == [False]


@pytest.mark.parametrize("version", ["2", "4"])
@pytest.mark.parametrize("ids", ["sha1", "sha256"])
def test_an_index_in_two_parts_is_read_with_ids_of_both_lengths(
    ids: str, version: str, tmp_path: Path, git: Git
) -> None:
    """What was removed, changed, announced and added since the parts were split stands in the smaller one."""
    other = tmp_path / "other"
    other.mkdir()
    git("init", "-q", f"--object-format={ids}", at="other")
    names = [f"part/{number:03}.md" for number in range(200)]
    for name in ("later.md", "not-added.md", *names):
        (other / name).parent.mkdir(exist_ok=True)
        (other / name).write_text(name, encoding="utf-8")
    git("add", "part", at="other")
    git("update-index", "--index-version", version, at="other")
    git("update-index", "--split-index", at="other")
    (other / names[7]).write_text("changed", encoding="utf-8")
    git("rm", "-q", "--cached", *names[64:150], at="other")
    git("add", names[7], "later.md", at="other")
    git("add", "--intent-to-add", names[70], at="other")
    assert list((other / ".git").glob("sharedindex.*"))
    told = [name for name in git("ls-files", at="other").split() if name != names[70]]
    assert len(told) == 115
    assert {str(path) for path in staged(other, "").paths()} == set(told)
    assert _in(other, "not-added.md", names[70], names[7]) == [False, False, True]


def test_a_shared_part_that_is_gone_leaves_the_names_unknown(repository: Path, git: Git) -> None:
    git("update-index", "--split-index")
    for part in (repository / ".git").glob("sharedindex.*"):
        part.unlink()
    assert staged(repository, "").is_unreadable


def test_the_paths_below_a_folder_are_of_the_folder(repository: Path) -> None:
    told = {str(path) for path in staged(repository / "north", "").paths()}
    assert told == {"model.py", "모델.py", f"{'n' * 200}.py"}
    assert set(staged(repository.parent, "").paths()) == set()
