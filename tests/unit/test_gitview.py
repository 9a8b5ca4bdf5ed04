# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Foreign repositories, many of them hostile, read without running, fetching or following anything of theirs."""

import os
import subprocess
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

import pytest

from gyebo.errors import CorpusError, ShallowClone, SubmissionError
from gyebo.gittree import Kind
from gyebo.gitview import export_commit, open_view, read_tree
from gyebo.history import Commit
from gyebo.repository import HistoryUnavailable

LOCAL = ("https", "file")


def git(folder: Path, *arguments: str, content: bytes = b"") -> str:
    settings = ("-c", "init.defaultBranch=main", "-c", "protocol.file.allow=always")
    command = ["git", "-C", str(folder), *settings, *arguments]
    done = subprocess.run(command, input=content, capture_output=True, check=True)
    return done.stdout.decode().strip()


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    folder = tmp_path / "team"
    (folder / "pkg").mkdir(parents=True)
    (folder / "pkg" / "a.py").write_text("a = 1\n")
    (folder / "b.py").write_text("b = 2\n")
    (folder / "link.py").symlink_to("b.py")
    git(folder, "init", "-q")
    commit(folder)
    return folder


def commit(folder: Path) -> str:
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "--allow-empty", "-m", "x")
    return git(folder, "rev-parse", "HEAD")


def listing(folder: Path, rev: str = "HEAD") -> list[tuple[str, Kind, int]]:
    with open_view(folder) as view:
        return [(str(entry.path), entry.kind, entry.size) for entry in view.files(view.resolve(rev))]


def test_head_is_the_commit_and_its_day(repository: Path) -> None:
    with open_view(repository / "pkg") as view:
        assert view.head() == Commit(git(repository, "rev-parse", "HEAD"), "2026-01-02")
        assert view.top == repository


def test_a_commit_is_listed_with_kinds_and_sizes_and_read(repository: Path) -> None:
    with open_view(repository) as view:
        entries = list(view.files(view.resolve("main")))
        assert [view.read(entry) for entry in entries] == [b"b = 2\n", b"b.py", b"a = 1\n"]
    assert listing(repository) == [
        ("b.py", Kind.BLOB, 6),
        ("link.py", Kind.LINK, 4),
        ("pkg/a.py", Kind.BLOB, 6),
    ]


def test_the_listing_is_sorted_by_the_bytes_of_the_paths(repository: Path) -> None:
    for name in ("a.b", "a/b", "a-b", "가", "Z", "a0"):
        (repository / name).parent.mkdir(exist_ok=True)
        (repository / name).write_text("")
    commit(repository)
    paths = [path.encode() for path, _, _ in listing(repository)]
    assert paths == sorted(paths)


def test_the_index_is_what_is_tracked(repository: Path) -> None:
    (repository / "new.py").write_text("")
    git(repository, "add", "new.py")
    (repository / "untracked.py").write_text("")
    with open_view(repository) as view:
        assert {str(path) for path in view.tracked()} == {"b.py", "link.py", "pkg/a.py", "new.py"}


@pytest.mark.parametrize("settings", [("index.version", "4"), ("core.splitIndex", "true"), ("index.sparse", "true")])
def test_every_form_of_index_is_read(repository: Path, settings: tuple[str, str]) -> None:
    git(repository, "config", *settings)
    git(repository, "update-index", "--force-write-index", *(["--split-index"] if "split" in settings[0] else []))
    with open_view(repository) as view:
        assert len(view.tracked()) == 3


def test_names_come_back_byte_for_byte(repository: Path) -> None:
    names = [b"new\nline.py", b"\xff\xfe.py", b"x" * 252 + b".py", b"-rf", b"\x1b[31m.py", "a\u202e.py".encode()]
    for name in names:
        Path(os.fsdecode(os.fsencode(repository) + b"/" + name)).write_text("")
    commit(repository)
    assert {path.encode("utf-8", "surrogateescape") for path, _, _ in listing(repository)} >= set(names)
    with open_view(repository) as view:
        assert {str(path).encode("utf-8", "surrogateescape") for path in view.tracked()} >= set(names)


def test_a_detached_head_and_a_packed_repository_are_read(repository: Path) -> None:
    first = git(repository, "rev-parse", "HEAD")
    git(repository, "tag", "v1")
    (repository / "b.py").write_text("changed\n")
    commit(repository)
    git(repository, "checkout", "-q", "--detach", first)
    git(repository, "gc", "-q")
    with open_view(repository) as view:
        head = view.head()
        assert head is not None
        assert head.id == view.resolve("v1") == view.resolve(first[:10]) == first
        assert view.resolve("main") != first


def test_a_shallow_clone_is_read(repository: Path, tmp_path: Path) -> None:
    commit(repository)
    git(tmp_path, "clone", "-q", "--depth=1", repository.as_uri(), "shallow")
    assert len(listing(tmp_path / "shallow")) == 3


def test_what_a_shallow_clone_lacks_is_told_with_what_fetches_it(repository: Path, tmp_path: Path) -> None:
    """An older commit, and whether anything was there by a deadline: in a whole clone the answer to that is no."""
    first = git(repository, "rev-parse", "HEAD")
    commit(repository)
    git(tmp_path, "clone", "-q", "--depth=1", repository.as_uri(), "shallow")
    with open_view(tmp_path / "shallow") as view:
        said = r"shallow clone.*`git fetch --unshallow`.*`fetch-depth: 0`"
        with pytest.raises(ShallowClone, match=said):
            view.resolve(first)
        with pytest.raises(ShallowClone, match=said):
            view.last_by(1, view.resolve("HEAD"))
    git(tmp_path / "shallow", "fetch", "-q", "--unshallow")
    with open_view(tmp_path / "shallow") as view:
        assert view.resolve(first) == first
        assert view.last_by(1, first).id == ""


def test_a_commit_that_comes_after_a_late_one_is_late_whatever_date_it_carries(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also through a merge; one made beside the late one is in time, though it was merged later."""

    def at(day: str) -> str:
        monkeypatch.setenv("GIT_COMMITTER_DATE", f"{day}T09:00:00+00:00")
        return commit(repository)

    until = int(datetime(2026, 1, 10, tzinfo=UTC).timestamp())
    at("2026-01-04")
    early = at("2026-01-03")
    with open_view(repository) as view:
        assert view.last_by(until, early) == (early, 0)
    git(repository, "branch", "beside")
    late = at("2026-02-01")
    back = at("2026-01-05")
    with open_view(repository) as view:
        assert view.last_by(until, late) == (early, 0)
        assert view.last_by(until, back) == (early, 1)
    git(repository, "checkout", "-q", "beside")
    beside = at("2026-01-06")
    git(repository, "merge", "-q", "-s", "ours", "-m", "x", back)
    with open_view(repository) as view:
        assert view.last_by(until, "HEAD") == (beside, 2)


def test_a_repository_without_a_commit_has_no_head(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    with open_view(tmp_path) as view:
        assert view.head() is None
        assert view.tracked() == frozenset()
        with pytest.raises(SubmissionError, match="has no commit HEAD"):
            view.resolve("HEAD")


@pytest.mark.parametrize("rev", ["--all", "-h", "nothing", "a\nb", "", "HEAD:b.py", "0" * 40])
def test_what_names_no_commit_is_refused(repository: Path, rev: str) -> None:
    with open_view(repository) as view, pytest.raises(SubmissionError):
        view.resolve(rev)


def test_refs_with_names_like_options_or_commands_harm_nothing(repository: Path) -> None:
    head = git(repository, "rev-parse", "HEAD")
    for name in ("refs/heads/--upload-pack=x", "refs/heads/$(touch x)"):
        path = repository / ".git" / name
        path.write_text(head + "\n")
    with (repository / ".git" / "packed-refs").open("a") as refs:
        refs.write(f"{head} refs/../../x\n{head} refs/replace/{head}\n")
    with open_view(repository) as view:
        assert view.resolve("refs/heads/--upload-pack=x") == head
        assert len(list(view.files(head))) == 3


def test_a_replacement_does_not_change_what_a_commit_shows(repository: Path) -> None:
    blob = git(repository, "rev-parse", "HEAD:b.py")
    other = git(repository, "hash-object", "-w", "--stdin", content=b"innocent\n")
    git(repository, "replace", blob, other)
    with open_view(repository) as view:
        assert {view.read(entry) for entry in view.files(view.resolve("HEAD"))} >= {b"b = 2\n"}


def test_nothing_of_a_hostile_configuration_runs(repository: Path, tmp_path: Path) -> None:
    marker = tmp_path / "marker"
    hostile = tmp_path / "hostile.sh"
    hostile.write_text(f"#!/bin/sh\ntouch {marker}\n")
    hostile.chmod(0o755)
    (repository / ".gitattributes").write_text("* filter=x diff=x\n")
    commit(repository)
    for key in (
        "core.fsmonitor core.sshCommand core.gitProxy core.pager core.editor diff.external diff.x.textconv gpg.program "
        "filter.x.clean filter.x.smudge filter.x.process uploadpack.packObjectsHook remote.origin.uploadpack"
    ).split():
        git(repository, "config", key, str(hostile))
    git(repository, "config", "core.hooksPath", str(tmp_path / "hooks"))
    git(repository, "config", "alias.ls-files", f"!{hostile}")
    (tmp_path / "hooks").mkdir()
    for hook in ("post-index-change", "reference-transaction", "pre-auto-gc", "post-checkout"):
        (tmp_path / "hooks" / hook).write_bytes(hostile.read_bytes())
        (tmp_path / "hooks" / hook).chmod(0o755)
    with open_view(repository) as view:
        assert view.head() is not None
        assert len(view.tracked()) == 4
        assert view.submodules() == frozenset()
        assert all(view.read(entry) for entry in view.files(view.resolve("main")))
    assert not marker.exists()


def test_a_missing_object_of_a_partial_clone_is_listed_and_never_fetched(repository: Path, tmp_path: Path) -> None:
    marker = tmp_path / "marker"
    blob = git(repository, "rev-parse", "HEAD:b.py")
    (repository / ".git" / "objects" / blob[:2] / blob[2:]).unlink()
    for key, value in {
        "extensions.partialClone": "origin",
        "remote.origin.promisor": "true",
        "remote.origin.url": "ssh://example.org/x",
        "core.sshCommand": f"touch {marker};",
        "remote.origin.uploadpack": f"touch {marker};",
    }.items():
        git(repository, "config", key, value)
    assert listing(repository) == [("b.py", Kind.MISSING, 0), ("link.py", Kind.LINK, 4), ("pkg/a.py", Kind.BLOB, 6)]
    assert not marker.exists()


def test_a_missing_folder_is_listed(repository: Path) -> None:
    tree = git(repository, "rev-parse", "HEAD:pkg")
    (repository / ".git" / "objects" / tree[:2] / tree[2:]).unlink()
    assert listing(repository)[-1] == ("pkg", Kind.MISSING, 0)


def test_damaged_objects_cost_only_themselves(repository: Path) -> None:
    for number in range(20):
        (repository / f"{number}.py").write_text(f"x = {number}\n")
    commit(repository)
    for number in range(0, 20, 2):
        blob = git(repository, "rev-parse", f"HEAD:{number}.py")
        path = repository / ".git" / "objects" / blob[:2] / blob[2:]
        path.chmod(0o644)
        path.write_bytes(b"damaged")
    with open_view(repository) as view:
        good = 0
        for entry in view.files(view.resolve("HEAD")):
            try:
                good += len(view.read(entry)) > 0
            except HistoryUnavailable:
                assert int(entry.path.stem) % 2 == 0
        assert good == 13


def test_a_commit_that_is_gone_is_not_the_same_as_none(repository: Path) -> None:
    (repository / "c.py").write_text("")
    last = commit(repository)
    git(repository, "tag", "old", "HEAD~1")
    (repository / ".git" / "objects" / last[:2] / last[2:]).unlink()
    with open_view(repository) as view, pytest.raises(HistoryUnavailable, match="missing or damaged"):
        view.head()


def test_an_index_of_rubbish_is_not_the_same_as_an_empty_one(repository: Path) -> None:
    (repository / ".git" / "index").write_bytes(b"rubbish")
    with open_view(repository) as view, pytest.raises(HistoryUnavailable, match="index"):
        view.tracked()


@pytest.mark.parametrize("how", ["file", "link", "commondir", "alternates", "linked objects", "linked pack", "no head"])
def test_a_repository_that_leads_elsewhere_is_refused(repository: Path, tmp_path: Path, how: str) -> None:
    elsewhere = tmp_path / "elsewhere"
    (elsewhere / ".git" / "objects" / "info").mkdir(parents=True)
    dot_git, objects = elsewhere / ".git", elsewhere / ".git" / "objects"
    (dot_git / "HEAD").write_text("ref: refs/heads/main\n")
    (dot_git / "refs").mkdir()
    match how:
        case "file":
            dot_git.rename(elsewhere / "aside")
            dot_git.write_text(f"gitdir: {repository / '.git'}\n")
        case "link":
            dot_git.rename(elsewhere / "aside")
            dot_git.symlink_to(repository / ".git")
        case "commondir":
            (dot_git / "commondir").write_text(str(repository / ".git"))
        case "alternates":
            (objects / "info" / "alternates").write_text(f"{repository / '.git' / 'objects'}\n")
        case "linked objects":
            objects.rename(elsewhere / "aside")
            objects.symlink_to(repository / ".git" / "objects")
        case "linked pack":
            (objects / "pack").symlink_to(repository / ".git" / "objects" / "pack")
        case _:
            (dot_git / "HEAD").unlink()
            (dot_git / "HEAD").symlink_to(repository / ".git" / "HEAD")
    with pytest.raises(HistoryUnavailable), open_view(elsewhere):
        pass


def test_no_repository_is_said_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(HistoryUnavailable, match="is in no git repository"), open_view(tmp_path):
        pass


def test_a_path_with_quotes_and_newlines_is_viewed(repository: Path, tmp_path: Path) -> None:
    strange = tmp_path / 'a "b"\n\\c:d'
    repository.rename(strange)
    assert len(listing(strange)) == 3


def test_a_hooks_own_environment_leads_nowhere(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    git(other, "init", "-q")
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR"):
        monkeypatch.setenv(name, str(other / ".git"))
    monkeypatch.setenv("GIT_OBJECT_DIRECTORY", str(other / ".git" / "objects"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(other / ".git" / "index"))
    monkeypatch.setenv("GIT_CONFIG_PARAMETERS", "'core.fsmonitor'='false'")
    assert len(listing(repository)) == 3


def test_submodules_are_told_apart(repository: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "-q", str(repository), "other")
    git(repository, "submodule", "--quiet", "add", str(tmp_path / "other"), "sub")
    commit(repository)
    with open_view(repository) as view:
        assert view.submodules() == {PurePosixPath("sub")}
        assert PurePosixPath("sub") not in view.tracked()
    assert ("sub", Kind.SUBMODULE, 0) in listing(repository)


def test_names_that_git_refuses_are_marked(repository: Path) -> None:
    blob = bytes.fromhex(git(repository, "rev-parse", "HEAD:b.py"))
    names = (b"..", b".git", b"/etc/passwd", b"twice.py", b"twice.py")
    content = b"".join(b"100644 %s\0%s" % (name, blob) for name in names)
    tree = git(repository, "hash-object", "-t", "tree", "-w", "--literally", "--stdin", content=content)
    made = git(repository, "commit-tree", "-m", "x", tree)
    assert sorted(kind.name for _, kind, _ in listing(repository, made)) == ["BLOB"] + ["IMPROPER"] * 4


def test_a_tree_that_names_itself_tenfold_is_cut_off(repository: Path) -> None:
    tree = git(repository, "rev-parse", "HEAD^{tree}")
    for _ in range(8):
        content = b"".join(b"40000 %d\0%s" % (number, bytes.fromhex(tree)) for number in range(10))
        tree = git(repository, "hash-object", "-t", "tree", "-w", "--stdin", content=content)
    bomb = git(repository, "commit-tree", "-m", "x", tree)
    with open_view(repository) as view, pytest.raises(SubmissionError, match="more than 10,000"):
        for _ in view.files(bomb, most=10_000):
            pass


def test_a_branch_without_a_commit_beside_others_has_no_head(repository: Path) -> None:
    git(repository, "checkout", "-q", "--orphan", "new")
    with open_view(repository) as view:
        assert view.head() is None


def test_a_thousand_nested_folders_are_read(repository: Path) -> None:
    blob = bytes.fromhex(git(repository, "rev-parse", "HEAD:b.py"))
    content, tree = b"100644 a.py\0" + blob, ""
    for _ in range(1000):
        tree = git(repository, "hash-object", "-t", "tree", "-w", "--stdin", content=content)
        content = b"40000 d\0" + bytes.fromhex(tree)
    assert len(listing(repository, git(repository, "commit-tree", "-m", "x", tree))) == 1


def test_one_commit_is_exported_and_then_needs_no_network(repository: Path, tmp_path: Path) -> None:
    head = git(repository, "rev-parse", "HEAD")
    url = repository.as_uri()
    bare = export_commit(url, head, tmp_path / "cache", LOCAL)
    repository.rename(tmp_path / "gone")
    assert export_commit(url, head, tmp_path / "cache", LOCAL) == bare
    assert list(read_tree(bare, head)) == [
        (PurePosixPath("b.py"), b"b = 2\n"),
        (PurePosixPath("pkg/a.py"), b"a = 1\n"),
    ]
    assert list(read_tree(bare, head, limit=5)) == []
    assert not (bare / "hooks").exists()


def test_a_server_that_gives_no_commit_by_id_gives_its_branches(repository: Path, tmp_path: Path) -> None:
    first = git(repository, "rev-parse", "HEAD")
    commit(repository)
    git(repository, "config", "uploadpack.allowAnySHA1InWant", "false")
    git(repository, "config", "protocol.version", "0")
    bare = export_commit(repository.as_uri(), first, tmp_path / "cache", LOCAL)
    assert len(list(read_tree(bare, first))) == 2


@pytest.mark.parametrize(
    "url",
    [
        "ext::sh -c touch% x",
        "file:///etc",
        "http://example.org/x",
        "ssh://example.org/x",
        "--upload-pack=x",
        "https://user:word@example.org/x",
        "https://example.org/a b",
        "https://example.org",
    ],
)
def test_only_plain_https_is_fetched(tmp_path: Path, url: str) -> None:
    with pytest.raises(CorpusError, match=r"https|user name"):
        export_commit(url, "0" * 40, tmp_path)


@pytest.mark.parametrize("rev", ["main", "0" * 39, "--all", "0" * 40 + "\n"])
def test_only_a_full_commit_id_is_fetched(tmp_path: Path, rev: str) -> None:
    with pytest.raises(CorpusError, match="full commit id"):
        export_commit("https://example.org/x", rev, tmp_path)


def test_an_export_that_cannot_be_had_says_why_in_one_sentence(repository: Path, tmp_path: Path) -> None:
    for url in (repository.as_uri(), (tmp_path / "nothing").as_uri()):
        with pytest.raises(CorpusError) as failure:
            export_commit(url, "1" * 40, tmp_path / "cache", LOCAL)
        assert str(failure.value).startswith(f"The commit {'1' * 40} could not be had from {url} (")
        assert "\n" not in str(failure.value)
