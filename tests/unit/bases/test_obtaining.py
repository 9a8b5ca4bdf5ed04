# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""The base that a user names: a commit, a folder, an address; with the fork point found, and nothing of it run."""

import os
from collections.abc import Callable
from pathlib import Path, PurePosixPath

import pytest

from gyebo.bases.obtaining import Obtained, obtain
from gyebo.errors import GyeboError, SubmissionError, UnusableBase, UsageError
from gyebo.stages.collect import collect

LOCAL = ("https", "file")
SUFFIXES = frozenset({".py"})
A = PurePosixPath("lib/a.py")
Git = Callable[..., str]


def _obtained(named: str, place: Path, tmp_path: Path, protocols: tuple[str, ...] = LOCAL) -> Obtained:
    return obtain(named, place, collect(place, None, SUFFIXES), SUFFIXES, tmp_path / "cache", protocols)


@pytest.fixture
def fork(tmp_path: Path, upstream: Path, git: Git) -> Path:
    """A clone at v2 with a commit of its own; upstream has gone on since."""
    git(tmp_path, "clone", "-q", "--branch", "v2", upstream.as_uri(), "fork")
    (tmp_path / "fork" / "lib" / "own.py").write_text("own = 1\n")
    git(tmp_path / "fork", "add", "-A")
    git(tmp_path / "fork", "commit", "-q", "-m", "ours")
    return tmp_path / "fork"


@pytest.fixture
def snapshot(tmp_path: Path, upstream: Path, git: Git) -> Path:
    """The same without the history of upstream."""
    folder = tmp_path / "snapshot"
    (folder / "lib").mkdir(parents=True)
    (folder / "lib" / "a.py").write_text(git(upstream, "show", "v1:lib/a.py") + "\n")
    (folder / "lib" / "own.py").write_text("own = 1\n")
    git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "all of it")
    return folder


def test_a_commit_of_the_submission_is_a_base(fork: Path, tmp_path: Path) -> None:
    found = _obtained("HEAD~1", fork, tmp_path)
    assert (found.name, found.dated, found.code[A]) == ("HEAD~1", "2026-01-02", b"one = 2\n")
    assert list(found.papers) == [PurePosixPath("LICENSE")]
    assert len(found.version) == 40


def test_a_folder_is_a_base_and_what_its_gitignore_hides_too(tmp_path: Path, fork: Path) -> None:
    folder = tmp_path / "plain"
    folder.mkdir()
    (folder / ".gitignore").write_text("*\n")
    (folder / "a.py").write_text("a = 1\n")
    found = _obtained(str(folder), fork, tmp_path)
    assert (found.name, found.version, dict(found.code)) == ("plain", "", {PurePosixPath("a.py"): b"a = 1\n"})


@pytest.mark.parametrize(("rev", "text"), [("v1", b"one = 1\n"), ("main", b"one = 3\n")])
def test_an_address_with_a_tag_or_branch(fork: Path, upstream: Path, tmp_path: Path, rev: str, text: bytes) -> None:
    found = _obtained(f"{upstream.as_uri()}@{rev}", fork, tmp_path)
    assert (found.name, found.code[A]) == (upstream.as_uri(), text)


def test_an_address_without_what_is_named_is_told_by_its_own_name(fork: Path, upstream: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=f"{upstream.as_uri()} has no tag, branch or commit 'no-such'") as told:
        _obtained(f"{upstream.as_uri()}@no-such", fork, tmp_path)
    assert "cache" not in str(told.value).replace(upstream.as_uri(), "")


def test_an_address_with_a_commit(fork: Path, upstream: Path, tmp_path: Path, git: Git) -> None:
    commit = git(upstream, "rev-parse", "v1^{commit}")
    assert _obtained(f"{upstream.as_uri()}@{commit}", fork, tmp_path).version == commit


def test_an_address_alone_means_where_the_fork_branched_off(
    fork: Path, upstream: Path, tmp_path: Path, git: Git
) -> None:
    found = _obtained(upstream.as_uri(), fork, tmp_path)
    assert (found.version, found.code[A]) == (git(upstream, "rev-parse", "v2^{commit}"), b"one = 2\n")


def test_without_a_common_commit_it_means_the_release_with_most_of_the_files(
    snapshot: Path, upstream: Path, tmp_path: Path, git: Git
) -> None:
    found = _obtained(upstream.as_uri(), snapshot, tmp_path)
    assert (found.version, found.code[A]) == (git(upstream, "rev-parse", "v1^{commit}"), b"one = 1\n")


def test_where_one_commit_was_fetched_before_the_history_is_still_found(
    fork: Path, upstream: Path, tmp_path: Path, git: Git
) -> None:
    last = git(upstream, "rev-parse", "main")
    _obtained(f"{upstream.as_uri()}@{last}", fork, tmp_path)
    assert _obtained(upstream.as_uri(), fork, tmp_path).version == git(upstream, "rev-parse", "v2^{commit}")


def test_a_submission_that_has_nothing_of_it_gets_a_sentence(tmp_path: Path, upstream: Path) -> None:
    folder = tmp_path / "other"
    folder.mkdir()
    (folder / "b.py").write_text("b = 1\n")
    with pytest.raises(SubmissionError, match="no commit and no file in common"):
        _obtained(upstream.as_uri(), folder, tmp_path)


@pytest.mark.parametrize(
    "named",
    [
        "no-such-thing",
        "--upload-pack=touch ran",
        "ext::sh -c 'touch ran'",
        "-x",
        "v1\nv2",
        "https://",
        "file:///etc",
        "ssh://host/a",
        "git://host/a",
        "https://user:secret@host.example/a",
        "https://host.example/a b",
        "HEAD:lib",
    ],
)
def test_what_names_no_base_is_refused_in_a_sentence_that_keeps_secrets(
    fork: Path, tmp_path: Path, named: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(GyeboError) as refused:
        _obtained(named, fork, tmp_path, ("https",))
    assert isinstance(refused.value, UsageError | UnusableBase)
    assert "secret" not in str(refused.value)
    assert not list(tmp_path.rglob("ran"))


def test_a_commit_that_a_shallow_clone_lacks_is_told_with_what_to_do(
    upstream: Path, fork: Path, tmp_path: Path, git: Git
) -> None:
    older = git(upstream, "rev-parse", "v1").strip()
    git(tmp_path, "clone", "-q", "--depth", "1", upstream.as_uri(), "shallow")
    with pytest.raises(UsageError, match=r"it is a shallow clone.*fetch-depth: 0"):
        _obtained(older, tmp_path / "shallow", tmp_path)
    with pytest.raises(UsageError) as refused:
        _obtained("0" * 40, fork, tmp_path)
    assert "shallow clone" not in str(refused.value)


def test_a_rev_outside_any_repository_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "plain"
    folder.mkdir()
    with pytest.raises(UsageError, match="no commit of the submission"):
        _obtained("HEAD", folder, tmp_path)


def test_nothing_of_a_hostile_base_runs_or_leads_elsewhere(
    fork: Path, upstream: Path, tmp_path: Path, git: Git
) -> None:
    marker = tmp_path / "ran"
    (upstream / "outside.py").symlink_to("/etc/passwd")
    (upstream / ".gitattributes").write_text("*.py filter=evil diff=evil\n")
    (upstream / ".gitmodules").write_text('[submodule "../x"]\npath = ../x\nurl = ext::touch ran\n')
    git(upstream, "add", "-A")
    git(upstream, "update-index", "--add", "--cacheinfo", f"160000,{'1' * 40},sub")
    git(upstream, "commit", "-q", "-m", "hostile")
    git(upstream, "update-ref", "refs/heads/--upload-pack=touch", "HEAD")
    for key in ("core.fsmonitor", "filter.evil.smudge", "filter.evil.process", "diff.evil.textconv", "core.sshCommand"):
        git(upstream, "config", key, f"touch {marker}")
    for hook in ("post-checkout", "reference-transaction"):
        (upstream / ".git" / "hooks" / hook).write_text(f"#!/bin/sh\ntouch {marker}\n")
        (upstream / ".git" / "hooks" / hook).chmod(0o755)
    for named in (upstream.as_uri() + "@main", str(upstream)):
        found = _obtained(named, fork, tmp_path)
        assert set(map(str, found.code)) == {"lib/a.py", "lib/same.py"}
    assert not marker.exists()
    kept = [path for path in (tmp_path / "cache").rglob("*") if path.is_symlink() or os.access(path, os.X_OK)]
    assert all(path.is_dir() for path in kept)
