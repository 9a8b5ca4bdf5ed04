# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""What of a submission is read, and that everything else is listed."""

import os
import re
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gyebo.errors import SubmissionError
from gyebo.languages import SUFFIXES
from gyebo.model import Collected
from gyebo.report import INCOMPLETE, Skipped, SkipReason, Text
from gyebo.stages.collect import Limits, collect, ignoring

PYTHON = frozenset(SUFFIXES)
KOREAN = re.compile("[가-힣]")


def git(folder: Path, *arguments: str, content: bytes = b"") -> bytes:
    options = ("-c", "init.defaultBranch=main", "-c", "protocol.file.allow=always")
    command = ["git", "-C", str(folder), *options, *arguments]
    return subprocess.run(command, input=content, capture_output=True, check=True).stdout


def fill(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    return folder


def repository(folder: Path, files: dict[str, str], *forced: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    git(fill(folder, files), "init", "-q")
    git(folder, "add", "-A")
    if forced:
        git(folder, "add", "-f", *forced)
    git(folder, "commit", "-q", "--allow-empty", "-m", "x")
    return folder


def scan(path: Path, commit: str | None = None, limits: Limits | None = None) -> Collected:
    return collect(path, commit, PYTHON, limits)


def paths(collected: Collected) -> list[str]:
    return [str(file.path) for file in collected.files]


def reasons(collected: Collected) -> dict[str, SkipReason]:
    return {each.path: each.reason for each in collected.skipped}


def details(collected: Collected) -> dict[str, str]:
    return {each.path: each.detail.en for each in collected.skipped}


def test_a_plain_folder_gives_its_files_in_the_order_of_their_bytes(tmp_path: Path) -> None:
    found = scan(fill(tmp_path / "team", {"b/c.py": "1", "b.py": "2", "a.PY": "3", "b/__init__.pyi": "4"}))
    assert paths(found) == ["a.PY", "b.py", "b/__init__.pyi", "b/c.py"]
    assert [file.content for file in found.files] == [b"3", b"2", b"4", b"1"]
    assert (found.name, found.commit, found.dated, found.skipped) == ("team", "", "", ())


def test_a_working_tree_stands_at_its_head_and_shows_the_disk(tmp_path: Path) -> None:
    team = repository(tmp_path / "team", {"a.py": "old"})
    fill(team, {"a.py": "new", "untracked.py": ""})
    found = scan(team)
    assert found.commit == git(team, "rev-parse", "HEAD").decode().strip()
    assert found.dated == "2026-01-02"
    assert [(str(file.path), file.content) for file in found.files] == [("a.py", b"new"), ("untracked.py", b"")]


def test_a_named_commit_shows_that_commit_and_nothing_of_the_disk(tmp_path: Path) -> None:
    team = repository(tmp_path / "team", {"a.py": "old", "pkg/b.py": "b", "README.md": "# Team", "x.bin": ""})
    first = git(team, "rev-parse", "HEAD").decode().strip()
    repository(team, {"a.py": "new", "c.py": ""})
    found = scan(team, first)
    assert (found.commit, found.dated) == (first, "2026-01-02")
    assert [(str(file.path), file.content) for file in found.files] == [("a.py", b"old"), ("pkg/b.py", b"b")]
    assert [str(file.path) for file in found.statements] == ["README.md"]
    assert reasons(found) == {"x.bin": SkipReason.UNKNOWN_LANGUAGE}
    assert paths(scan(team / "pkg", first)) == ["b.py"]


def test_disk_and_commit_agree_on_a_clean_tree(tmp_path: Path) -> None:
    files = {"a.py": "1", "b/c.py": "2", "b/NOTICE": "3", "d.zip": "", "e\nf.py": "", "LICENSES/MIT.txt": "", "g": ""}
    team = repository(tmp_path / "team", files)
    (team / "link.py").symlink_to("a.py")
    git(team, "add", "-A")
    git(team, "commit", "-q", "-m", "x")
    assert scan(team) == scan(team, "HEAD")


def test_a_folder_inside_a_repository_is_scanned_alone(tmp_path: Path) -> None:
    team = repository(tmp_path / "team", {".gitignore": "out/\n", "a.py": "", "pkg/b.py": "", "pkg/sub/c.py": ""})
    fill(team, {"pkg/out/d.py": ""})
    found = scan(team / "pkg")
    assert (found.name, paths(found)) == ("pkg", ["b.py", "sub/c.py"])
    assert found.commit
    assert details(found) == {"out": "out/ in .gitignore; 1 file."}
    assert scan(team / "pkg" / "sub").skipped == ()
    fill(team, {"pkg/sub/out/e.py": ""})
    assert details(scan(team / "pkg" / "sub")) == {"out": "out/ in .gitignore; 1 file."}


def test_a_folder_that_the_repository_around_it_does_not_track_is_a_plain_one(tmp_path: Path) -> None:
    evaluator = repository(tmp_path / "evaluator", {".gitignore": "submissions/\n", "a.py": ""})
    fill(evaluator, {"submissions/one/b.py": ""})
    found = scan(evaluator / "submissions" / "one")
    assert (found.commit, paths(found), found.skipped) == ("", ["b.py"], ())


def test_a_single_file_is_scanned(tmp_path: Path) -> None:
    team = repository(tmp_path / "team", {"pkg/a.py": "a", "pkg/b.txt": ""})
    found = scan(team / "pkg" / "a.py")
    assert (found.name, paths(found), bool(found.commit)) == ("a.py", ["a.py"], True)
    assert paths(scan(team / "pkg" / "a.py", "HEAD")) == ["a.py"]
    assert reasons(scan(team / "pkg" / "b.txt")) == {"b.txt": SkipReason.UNKNOWN_LANGUAGE}


@pytest.mark.parametrize("kind", ["nothing", "fifo", "link to a file", "loop", "zero byte"])
def test_what_is_no_folder_and_no_file_is_refused_with_what_to_do(tmp_path: Path, kind: str) -> None:
    path = tmp_path / ("x" if kind != "zero byte" else "x\0")
    match kind:
        case "fifo":
            os.mkfifo(path)
        case "link to a file":
            path.symlink_to(fill(tmp_path, {"a.py": ""}) / "a.py")
        case "loop":
            path.symlink_to(path)
        case _:
            pass
    with pytest.raises(SubmissionError, match="name"):
        scan(path)


def test_a_commit_of_a_plain_folder_and_an_unknown_one_are_refused(tmp_path: Path) -> None:
    with pytest.raises(SubmissionError, match="in no git repository"):
        scan(tmp_path, "HEAD")
    team = repository(tmp_path / "team", {})
    for rev in ("nothing", "--all"):
        with pytest.raises(SubmissionError, match="commit"):
            scan(team, rev)


def test_nothing_gives_nothing(tmp_path: Path) -> None:
    assert scan(tmp_path) == Collected(tmp_path.name, "", "", (), (), ())
    git(tmp_path, "init", "-q")
    assert scan(tmp_path) == Collected(tmp_path.name, "", "", (), (), ())


def test_a_tracked_file_is_read_though_gitignore_names_it(tmp_path: Path) -> None:
    files = {".gitignore": "hidden/\nsecret.py\n", "hidden/deep/a.py": "", "hidden/b.py": "", "secret.py": ""}
    team = repository(tmp_path / "team", files, "hidden/deep/a.py", "secret.py")
    found = scan(team)
    assert paths(found) == ["hidden/deep/a.py", "secret.py"]
    assert details(found)["hidden/b.py"] == "hidden/ in .gitignore."


def test_an_ignored_folder_is_listed_once_with_its_number_of_files(tmp_path: Path) -> None:
    team = fill(tmp_path, {".gitignore": "out/\n", "out/a.py": "", "out/b/c.py": "", "out/b/d": ""})
    told = Text("out/ in .gitignore; 3 files.", ".gitignore의 규칙 out/; 파일 3개.")
    assert scan(team).skipped[1] == Skipped("out", SkipReason.IGNORED, told)
    fill(team, {f"out/{number}.py": "" for number in range(1001)})
    assert details(scan(team))["out"] == "out/ in .gitignore; more than 1,000 files."


def test_the_users_own_exclude_files_are_not_asked(tmp_path: Path) -> None:
    team = repository(tmp_path / "team", {})
    (team / ".git" / "info").mkdir(exist_ok=True)
    (team / ".git" / "info" / "exclude").write_text("*.py\n")
    assert paths(scan(fill(team, {"a.py": ""}))) == ["a.py"]


def test_a_rule_that_could_stall_is_not_honoured(tmp_path: Path) -> None:
    name = "a" * 240 + ".py"
    team = fill(tmp_path, {".gitignore": "*a*a*a*a*a*a*a*a*b\n*.py\n!*a*a*a*a*a*.py\n", name: ""})
    assert paths(scan(team)) == [name]


def test_links_are_listed_and_not_followed(tmp_path: Path) -> None:
    outside = fill(tmp_path / "outside", {"secret.py": "secret"})
    team = fill(tmp_path / "team", {"a.py": ""})
    links = {"out.py": str(outside / "secret.py"), "dir": str(outside), "self": ".", "up": "..", "loop.py": "loop.py"}
    for name, target in links.items():
        (team / name).symlink_to(target)
    found = scan(team)
    assert paths(found) == ["a.py"]
    assert details(found) == links
    assert set(reasons(found).values()) == {SkipReason.LINK}


def test_what_is_no_regular_file_is_listed_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(tmp_path / "fifo.py")
    (tmp_path / "zero.py").symlink_to("/dev/zero")
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("socket.py")
        found = scan(tmp_path)
    assert reasons(found) == {
        "fifo.py": SkipReason.NOT_A_FILE,
        "socket.py": SkipReason.NOT_A_FILE,
        "zero.py": SkipReason.LINK,
    }


@contextmanager
def nobody() -> Generator[None]:
    """Root reads files of any mode, so where the tests run as root they are nobody for a while."""
    before = os.geteuid()
    if before == 0:
        os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(before)


def test_what_may_not_be_read_is_listed_with_the_reason() -> None:
    # Not tmp_path: pytest closes the folders above it to everybody else.
    with tempfile.TemporaryDirectory() as name:
        folder = fill(Path(name), {"a.py": "", "b.py": "", "closed/c.py": ""})
        folder.chmod(0o755)
        (folder / "a.py").chmod(0)
        (folder / "closed").chmod(0)
        with nobody():
            found = scan(folder)
            with pytest.raises(SubmissionError, match="permission"):
                scan(folder / "closed")
        (folder / "closed").chmod(0o700)
    assert paths(found) == ["b.py"]
    assert reasons(found) == {"a.py": SkipReason.UNREADABLE, "closed": SkipReason.UNREADABLE}
    assert set(details(found).values()) == {"There is no right to read it."}


def test_a_file_that_cannot_be_read_though_it_can_be_opened_is_listed() -> None:
    # Readable by mode, yet reading fails for everybody, root included: the kernel's own file says EIO or EINVAL.
    path = Path("/proc/self/mem")
    if not path.is_file():
        pytest.skip("there is no /proc here")
    found = collect(path, None, frozenset({""}))
    assert reasons(found) == {"mem": SkipReason.UNREADABLE}


def test_large_binary_and_growing_files_are_listed(tmp_path: Path) -> None:
    fill(tmp_path, {"nul.py": "a\0b", "LICENSE": "x" * 500_001, "wide.py": "", "just.py": "x" * 2_000_000})
    (tmp_path / "wide.py").write_bytes("a = 1\n".encode("utf-16"))
    with (tmp_path / "sparse.py").open("wb") as sparse:
        sparse.truncate(100_000_000)
    found = scan(tmp_path)
    assert paths(found) == ["just.py", "wide.py"]
    assert reasons(found) == {
        "LICENSE": SkipReason.TOO_LARGE,
        "nul.py": SkipReason.BINARY,
        "sparse.py": SkipReason.TOO_LARGE,
    }
    assert details(found)["sparse.py"] == "100000000 bytes."
    assert reasons(scan(tmp_path, limits=Limits(total_bytes=2_000_000)))["wide.py"] is SkipReason.TOO_LARGE


def test_a_commits_large_and_missing_blobs_are_listed(tmp_path: Path) -> None:
    team = repository(tmp_path / "team", {"a.py": "x" * 101, "b.py": "", "c.py": "c"})
    blob = git(team, "rev-parse", "HEAD:c.py").decode().strip()
    (team / ".git" / "objects" / blob[:2] / blob[2:]).unlink()
    found = scan(team, "HEAD", Limits(file_bytes=100))
    assert paths(found) == ["b.py"]
    assert reasons(found) == {"a.py": SkipReason.TOO_LARGE, "c.py": SkipReason.UNREADABLE}


def test_statements_are_found_at_any_level_and_are_not_skipped(tmp_path: Path) -> None:
    names = [
        "AUTHORS",
        "CITATION.cff",
        "COPYING.LESSER",
        "LICENSE",
        "LICENSES/MIT.txt",
        "REUSE.toml",
        "THIRD_PARTY_NOTICES.md",
        "a/Readme.ko.md",
        "a/b/licence.txt",
        "a/requirements-dev.txt",
        "oss-pkg-info.yaml",
        "pyproject.toml",
        "sbom-info.yaml",
    ]
    found = scan(fill(tmp_path, dict.fromkeys(names, "x")))
    assert [str(file.path) for file in found.statements] == names
    assert found.skipped == ()


def test_source_and_weights_do_not_pass_as_statements(tmp_path: Path) -> None:
    found = scan(fill(tmp_path, {"license_model.py": "", "LICENSES/code.py": "", "NOTICE.zip": "", "README.pt": ""}))
    assert paths(found) == ["LICENSES/code.py", "license_model.py"]
    assert details(found) == {
        "NOTICE.zip": "An archive; it was not opened.",
        "README.pt": "Weights; they were not examined.",
    }


def test_files_of_no_known_language_say_what_they_are(tmp_path: Path) -> None:
    found = scan(fill(tmp_path, dict.fromkeys(["a.whl", "b.safetensors", "c.cpython-311.pyc", "d.txt", "e"], "")))
    assert set(reasons(found).values()) == {SkipReason.UNKNOWN_LANGUAGE}
    assert list(details(found).values()) == [
        "An archive; it was not opened.",
        "Weights; they were not examined.",
        "Compiled code; it was not examined.",
        ".txt is no language known here.",
        "It has no suffix.",
    ]


def test_windowed_python_is_python(tmp_path: Path) -> None:
    assert paths(scan(fill(tmp_path, {"a.pyw": ""}))) == ["a.pyw"]


def test_code_in_other_languages_leaves_a_scan_incomplete(tmp_path: Path) -> None:
    names = ["README.rs", "a.CU", "b.cpp", "c.jl", "d.pyx", "e.sh", "f.js"]
    found = scan(fill(tmp_path, dict.fromkeys(names, "")))
    assert (found.files, found.statements) == ((), ())
    assert reasons(found) == dict.fromkeys(names, SkipReason.OTHER_LANGUAGE)
    assert SkipReason.OTHER_LANGUAGE in INCOMPLETE
    assert details(found)["d.pyx"] == ".pyx is no language known here."


def test_a_script_without_a_suffix_is_code_and_other_such_files_are_not(tmp_path: Path) -> None:
    files = {"NOTICE": "#!", "bin/train": "#!/usr/bin/env python3\n", "data": "# !", "empty": "", ".envrc": "x"}
    team = repository(tmp_path / "team", files)
    for found in (scan(team), scan(team, "HEAD")):
        unnamed = {".envrc": SkipReason.UNKNOWN_LANGUAGE, "bin/train": SkipReason.OTHER_LANGUAGE}
        assert reasons(found) == unnamed | dict.fromkeys(("data", "empty"), SkipReason.UNKNOWN_LANGUAGE)
        assert details(found)["bin/train"] == "A script without a suffix."


def test_much_code_in_other_languages_is_counted_apart_from_what_is_harmless(tmp_path: Path) -> None:
    fill(tmp_path, {f"a/{number}{suffix}": "" for number in range(9) for suffix in (".js", ".png")})
    found = scan(tmp_path, limits=Limits(listed=3))
    told = {each.reason: (each.path, each.paths) for each in found.skipped}
    assert told == dict.fromkeys((SkipReason.OTHER_LANGUAGE, SkipReason.UNKNOWN_LANGUAGE), ("a", 9))


def test_many_harmless_paths_are_counted_by_folder_and_harmful_ones_never(tmp_path: Path) -> None:
    files = {f"images/{number % 3}/{number}.png": "" for number in range(30)}
    fill(tmp_path, files | {"weights/a.pt": "", **{f"nul{number}.py": "\0" for number in range(20)}})
    found = scan(tmp_path, limits=Limits(listed=10))
    unknown = [each for each in found.skipped if each.reason is SkipReason.UNKNOWN_LANGUAGE]
    png = Text(".png is no language known here. 10 paths.", ".png: 이 도구가 읽는 언어가 아닙니다. 경로 10개.")
    weights = Text("Weights; they were not examined. 1 path.", "가중치이며 살펴보지 않았습니다. 경로 1개.")
    assert unknown == [Skipped(f"images/{n}", SkipReason.UNKNOWN_LANGUAGE, png, 10) for n in range(3)] + [
        Skipped("weights", SkipReason.UNKNOWN_LANGUAGE, weights)
    ]
    assert sum(each.reason is SkipReason.BINARY for each in found.skipped) == 20
    fewer = [each.path for each in scan(tmp_path, limits=Limits(listed=3)).skipped if each.path.startswith("images")]
    assert fewer == ["images"]


def test_submodules_are_listed_whether_filled_or_not(tmp_path: Path) -> None:
    other = repository(tmp_path / "other", {"x.py": ""})
    team = repository(tmp_path / "team", {"a.py": ""})
    git(team, "submodule", "--quiet", "add", str(other), "sub")
    git(team, "commit", "-q", "-m", "x")
    for found in (scan(team), scan(team, "HEAD")):
        assert paths(found) == ["a.py"]
        assert reasons(found)["sub"] is SkipReason.SUBMODULE


def test_every_detail_is_told_in_korean_unless_it_is_a_neutral_fact(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = ["a.whl", "b.pt", "c.pyc", "d.txt", "e", "f.js", "out/g.py", "h.log"]
    team = repository(tmp_path / "team", dict.fromkeys(names, "") | {".gitignore": "out/\n*.log\n"})
    fill(team, {"train": "#!/bin/sh\n", "nul.py": "\0", "large.py": "x" * 101, "sum.py": "x" * 90, "to.py": "x" * 90})
    repository(team / "inner", {})
    (team / "link.py").symlink_to("large.py")
    (team / ".git" / "index").write_bytes(b"rubbish")
    monkeypatch.chdir(team)
    os.mkfifo("fifo.py")
    for listed in (500, 1):
        found = scan(team, limits=Limits(file_bytes=100, total_bytes=150, listed=listed)).skipped
        assert {each.reason for each in found} == {
            SkipReason.BINARY,
            SkipReason.HISTORY,
            SkipReason.IGNORED,
            SkipReason.LINK,
            SkipReason.NOT_A_FILE,
            SkipReason.OTHER_LANGUAGE,
            SkipReason.TOO_LARGE,
            SkipReason.UNKNOWN_LANGUAGE,
        }
        assert [each.detail.en for each in found if not KOREAN.search(each.detail.ko)] == ["large.py"]
        assert not [each.detail for each in found if KOREAN.search(each.detail.en)]


def test_a_hostile_gitmodules_is_only_text(tmp_path: Path) -> None:
    text = '[submodule "../../x"]\n\tpath = ../../x\n\turl = ext::sh -c touch% marker\n\tupdate = !touch marker\n'
    found = scan(repository(tmp_path / "team", {".gitmodules": text, "a.py": ""}))
    assert paths(found) == ["a.py"]
    assert not list(tmp_path.rglob("marker"))


def test_repositories_within_are_read_as_files(tmp_path: Path) -> None:
    team = repository(tmp_path / "team", {"a.py": ""})
    repository(team / "inner", {"b.py": ""})
    git(team, "init", "-q", "--bare", "bare")
    fill(team, {"bare/hooks/c.py": ""})
    found = scan(team)
    assert paths(found) == ["a.py", "bare/hooks/c.py", "inner/b.py"]
    assert reasons(found)["inner/.git"] is SkipReason.IGNORED


@pytest.mark.parametrize("kind", ["file", "link", "alternates", "index"])
def test_files_are_read_where_the_history_cannot_be(tmp_path: Path, kind: str) -> None:
    other = repository(tmp_path / "other", {"x.py": ""})
    team = repository(tmp_path / "team", {"a.py": ""})
    if kind in ("file", "link"):
        shutil.rmtree(team / ".git")
    match kind:
        case "file":
            (team / ".git").write_text(f"gitdir: {other / '.git'}\n")
        case "link":
            (team / ".git").symlink_to(other / ".git")
        case "alternates":
            (team / ".git" / "objects" / "info" / "alternates").write_text(f"{other / '.git' / 'objects'}\n")
        case _:
            (team / ".git" / "index").write_bytes(b"rubbish")
    found = scan(team)
    assert (paths(found), found.commit) == (["a.py"], "")
    assert reasons(found) == {".git": SkipReason.HISTORY}
    assert details(found)[".git"].startswith("History not available: ")


def test_a_hostile_configuration_runs_nothing(tmp_path: Path) -> None:
    team = repository(tmp_path / "team", {"a.py": "", ".gitattributes": "* filter=x\n"})
    for key in ("core.fsmonitor", "filter.x.process", "filter.x.clean", "filter.x.smudge", "core.sshCommand"):
        git(team, "config", key, f"touch {tmp_path / 'marker'}")
    assert paths(scan(team)) == paths(scan(team, "HEAD")) == ["a.py"]
    assert not (tmp_path / "marker").exists()


def test_many_files_and_a_thousand_folders_deep(tmp_path: Path) -> None:
    for number in range(100):
        fill(tmp_path, {f"{number}/{name}.py": "" for name in range(20)})
    here = os.open(tmp_path, os.O_RDONLY)
    for _ in range(1000):
        os.mkdir("deep", dir_fd=here)
        below = os.open("deep", os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = below
    os.close(os.open("a.py", os.O_CREAT | os.O_WRONLY, dir_fd=here))
    os.close(here)
    found = scan(tmp_path)
    assert len(found.files) == 2_001
    assert len(found.files[-1].path.parts) == 1001
    with pytest.raises(SubmissionError, match="more than 2,000 files"):
        scan(tmp_path, limits=Limits(entries=2_000))
    subprocess.run(["rm", "-rf", str(tmp_path / "deep")], check=True)


_NAME = st.binary(min_size=1, max_size=40).filter(lambda name: not {0, 47} & set(name) and name not in (b".", b".."))


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sets(_NAME, max_size=8))
def test_names_come_back_byte_for_byte(tmp_path: Path, names: set[bytes]) -> None:
    shutil.rmtree(tmp_path)
    tmp_path.mkdir()
    wanted = {name + b".py" for name in names} | {"\u202e\x1b\n".encode() + b".py", b"x" * 252 + b".py", b"-rf\xff.py"}
    for name in wanted:
        with open(os.fsencode(tmp_path) + b"/" + name, "wb"):  # noqa: PTH123 - no Path holds every name in every locale
            pass
    found = [str(file.path).encode("utf-8", "surrogateescape") for file in scan(tmp_path).files]
    assert found == sorted(wanted)


RULES = [
    "a.py",
    "/a.py",
    "*.py\n!a.py",
    "b/",
    "/b/\n!/b/a.py",
    "b/*\n!b/a.py",
    "**/a.py",
    "b/**",
    "b/**\n!b/a.py",
    "b/**/a.py",
    "**/c/",
    "*\n!*/\n!a.py",
    "/*\n!/b\n/b/*\n!/b/c",
    "a.*",
    "?.py",
    "[ab].py",
    "[!a].py",
    "[[:alpha:]].py",
    "[a",
    "\\!x.py",
    "!x.py",
    "\\#x.py",
    "#x.py",
    "a.py ",
    "s\\ ",
    "a.py\r",
    "\ufeffa.py",
    "b\n!*.py",
    "c\n!*.py/",
    "/",
    "//",
    "b//a.py",
    "**",
    "*/",
    "**/",
    "b/**/",
    "가.py",
    "c/a.py",
    "b/c/",
    "!*.py\n*.py",
    "a.py/",
    "\\",
    "b/\\",
    ".*",
    "b/c\n!b/c/a.py",
    "a.py\t",
    "\xe0",
]
TREE = [
    "a.py",
    "b/a.py",
    "b/c/a.py",
    "b/c/x.py",
    "c/a.py",
    "c/d.py/a",
    "x.py",
    "!x.py",
    "#x.py",
    "s ",
    "가.py",
    "b/s",
    ".h.py",
]


@pytest.mark.parametrize("rules", RULES)
@pytest.mark.parametrize("folder", ["", "b/"])
def test_rules_mean_what_git_says_they_mean(tmp_path: Path, folder: str, rules: str) -> None:
    kept, wanted = kept_by_us_and_by_git(tmp_path, folder, rules)
    assert kept == wanted


def kept_by_us_and_by_git(tmp_path: Path, folder: str, rules: str) -> tuple[set[PurePosixPath], set[PurePosixPath]]:
    team = repository(tmp_path / "team", {})
    fill(team, dict.fromkeys(TREE, "") | {f"{folder}.gitignore": rules + "\n"})
    listed = git(team, "ls-files", "-z", "--others", "--exclude-per-directory=.gitignore").split(b"\0")
    wanted = {PurePosixPath(name.decode()) for name in listed if name}
    found = collect(team, None, frozenset({".py", ""}))
    kept = {file.path for file in found.files} | {
        PurePosixPath(path) for path, why in reasons(found).items() if why is not SkipReason.IGNORED
    }
    return kept, wanted


_PIECE = st.sampled_from(
    ["a", "b", "*", "**", "?", "[ab]", "[!a]", "a.py", "*.py", "c", "*a*", "\\a", " ", "[[:lower:]]"]
)
_RULE = st.tuples(
    st.sampled_from(["", "!", "/", "!/"]), st.lists(_PIECE, min_size=1, max_size=3), st.sampled_from(["", "/", "/**"])
).map(lambda parts: parts[0] + "/".join(parts[1]) + parts[2])


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(_RULE, min_size=1, max_size=5), st.sampled_from(["", "b/", "c/"]))
def test_no_rules_hide_more_than_git_ignores(tmp_path: Path, rules: list[str], folder: str) -> None:
    shutil.rmtree(tmp_path)
    kept, wanted = kept_by_us_and_by_git(tmp_path, folder, "\n".join(rules))
    assert kept >= wanted


def test_a_rule_that_pathspec_would_cut_short_is_not_honoured(tmp_path: Path) -> None:
    assert paths(scan(fill(tmp_path, {".gitignore": "*.py\n!a.py\t\n", "b.py": ""}))) == ["b.py"]


def test_rules_above_end_where_exceptions_cannot_be_honoured(tmp_path: Path) -> None:
    files = {".gitignore": "*.py\n", "b/.gitignore": "!a*a*a*a*a*.py\n", "b/c/a.py": "", "a.py": ""}
    assert paths(scan(fill(tmp_path, files))) == ["b/c/a.py"]


def test_rules_in_a_nearer_file_outweigh_those_above(tmp_path: Path) -> None:
    files = {".gitignore": "*.py\n", "b/.gitignore": "!a.py\n", "b/a.py": "", "b/x.py": "", "a.py": "", "b/c/a.py": ""}
    assert paths(scan(fill(tmp_path, files))) == ["b/a.py", "b/c/a.py"]


def test_the_last_rule_that_matches_decides() -> None:
    rules = ignoring.read(b"*.py\n!a.py\n")
    assert rules is not None
    decided = ignoring.decide(rules, b"b/a.py", is_folder=False)
    assert decided is not None
    assert (decided.text, decided.ignores) == ("!a.py", False)


def test_lists_of_packages_are_found_by_their_name_and_by_their_folder(tmp_path: Path) -> None:
    lists = ["a/reqs/gpu.in", "dev-requirements.txt", "requirements.in", "requirements/base.txt"]
    others = ["notes/base.txt", "requirements/base.md", "requirements/more/base.txt", "setup.py"]
    found = scan(fill(tmp_path, dict.fromkeys((*lists, *others), "x")))
    assert [str(file.path) for file in found.manifests] == lists
    assert paths(found) == ["setup.py"]


def test_settings_are_found_by_their_name_and_by_their_folder(tmp_path: Path) -> None:
    settings = ["adapter_config.json", "config.json", "config.yaml", "configs/model/large.yaml", "configs/sft.yaml"]
    settings += ["configs/train.json", "recipes/base.yml", "train_7b.toml"]
    others = ["configs/notes.txt", "data/rows.json", "data/rows.yaml", "data/train.json"]
    found = scan(fill(tmp_path, dict.fromkeys((*settings, *others), "x")))
    assert [str(file.path) for file in found.manifests] == settings
