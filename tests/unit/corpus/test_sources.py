# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Source texts are kept once, the same bytes every time, and found again by key and path."""

import hashlib
import os
import subprocess
import time
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path, PurePosixPath

import pytest

from gyebo.corpus.archive import Contents
from gyebo.corpus.manifest import Source, SourceKind
from gyebo.corpus.pipconfig import Indexes
from gyebo.corpus.sources import SourceTexts, files_of, keep, kept_files, passed_over
from gyebo.errors import CorpusError
from gyebo.model import SourceFile, silent
from gyebo.report import Skipped, SkipReason, same

OFFLINE = Indexes(no_index=True)
FILES = (SourceFile(PurePosixPath("a/m.py"), b"x = 1\n"), SourceFile(PurePosixPath("b.py"), b"\xff\x00"))


@pytest.fixture
def source(tmp_path: Path) -> Source:
    (tmp_path / "code" / "a").mkdir(parents=True)
    (tmp_path / "code" / "a" / "m.py").write_bytes(b"x = 1\n")
    (tmp_path / "code" / "a" / "notes.txt").write_bytes(b"no code")
    return Source(
        id="own",
        kind=SourceKind.DIRECTORY,
        host="A",
        licence="MIT",
        released=date(2025, 1, 2),
        include=("**/*.py",),
        path=str(tmp_path / "code"),
    )


def test_a_folder_is_kept_and_read_back(tmp_path: Path, source: Source) -> None:
    kept = files_of(source, tmp_path / "cache", OFFLINE, silent)
    assert list(kept_files(kept)) == [SourceFile(PurePosixPath("a/m.py"), b"x = 1\n")]
    with SourceTexts(tmp_path / "cache") as texts:
        assert texts.read(kept.stem, "a/m.py") == b"x = 1\n"
        assert texts.read(kept.stem, "a/notes.txt") is None


def test_a_folder_that_changed_is_kept_beside_what_it_was(tmp_path: Path, source: Source) -> None:
    before = files_of(source, tmp_path / "cache", OFFLINE, silent)
    Path(source.path, "a", "m.py").write_bytes(b"x = 2\n")
    after = files_of(source, tmp_path / "cache", OFFLINE, silent)
    assert after != before
    with SourceTexts(tmp_path / "cache") as texts:
        assert (texts.read(before.stem, "a/m.py"), texts.read(after.stem, "a/m.py")) == (b"x = 1\n", b"x = 2\n")


def test_links_of_a_folder_are_not_followed(tmp_path: Path, source: Source) -> None:
    Path(source.path, "link.py").symlink_to("/etc/passwd")
    Path(source.path, "loop").symlink_to(source.path, target_is_directory=True)
    kept = files_of(source, tmp_path / "cache", OFFLINE, silent)
    assert [str(file.path) for file in kept_files(kept)] == ["a/m.py"]
    assert passed_over(kept) == ("link link.py ()",)


def test_a_source_without_wanted_files_is_refused(tmp_path: Path, source: Source) -> None:
    with pytest.raises(CorpusError, match="none of its files fits"):
        files_of(replace(source, include=("**/*.rs",)), tmp_path / "cache", OFFLINE, silent)


def test_an_archive_is_obtained_and_kept(tmp_path: Path, source: Source) -> None:
    wheels = tmp_path / "wheels"
    wheels.mkdir()
    file = wheels / "gyebo_sample-1.0-py3-none-any.whl"
    with zipfile.ZipFile(file, "w") as opened:
        opened.writestr("sample/model.py", "def forward(): ...\n")
    pinned = replace(
        source,
        kind=SourceKind.PYPI,
        path="",
        package="gyebo-sample",
        version="1.0",
        file=file.name,
        sha256=hashlib.sha256(file.read_bytes()).hexdigest(),
    )
    kept = files_of(pinned, tmp_path / "cache", Indexes(find_links=(str(wheels),), no_index=True), silent)
    assert [str(one.path) for one in kept_files(kept)] == ["sample/model.py"]
    file.unlink()
    assert files_of(pinned, tmp_path / "cache", OFFLINE, silent) == kept


def test_other_patterns_keep_another_text(tmp_path: Path, source: Source) -> None:
    pinned = replace(source, kind=SourceKind.PYPI, sha256="0" * 64)
    narrower = replace(pinned, exclude=("b.py",))
    contents = Contents(FILES, ())
    assert keep(pinned, contents, tmp_path) != keep(narrower, contents, tmp_path)


def test_the_same_files_give_the_same_bytes(tmp_path: Path, source: Source) -> None:
    skipped = (Skipped("large.py", SkipReason.TOO_LARGE, same("3000000 bytes")),)
    first = keep(source, Contents(FILES, skipped), tmp_path / "one")
    second = keep(source, Contents(FILES, skipped), tmp_path / "two")
    assert first.read_bytes() == second.read_bytes()
    assert first.name == second.name
    assert passed_over(first) == ("too-large large.py (3000000 bytes)",)


def test_a_repository_is_read_at_its_commit(tmp_path: Path, source: Source) -> None:
    git = ("git", "-C", source.path, "-c", "user.name=A", "-c", "user.email=a@example.org")
    environ = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "GIT_CONFIG_NOSYSTEM": "1"}
    for step in (("init", "--quiet"), ("add", "."), ("commit", "--quiet", "--message", "first")):
        subprocess.run([*git, *step], check=True, env=environ)
    ran = subprocess.run([*git, "rev-parse", "HEAD"], check=True, env=environ, capture_output=True, text=True)
    url = "https://host.invalid/a"
    bare = tmp_path / "cache" / "git" / hashlib.sha256(url.encode()).hexdigest()
    subprocess.run(["git", "clone", "--quiet", "--bare", source.path, str(bare)], check=True, env=environ)
    pinned = replace(source, kind=SourceKind.GIT, path="", url=url, commit=ran.stdout.strip())
    kept = files_of(pinned, tmp_path / "cache", OFFLINE, silent)
    assert list(kept_files(kept)) == [SourceFile(PurePosixPath("a/m.py"), b"x = 1\n")]


@pytest.mark.parametrize("key", ["none-0123456789ab", "../own", "/etc/passwd", ""])
def test_what_is_not_at_hand_is_none(tmp_path: Path, key: str) -> None:
    with SourceTexts(tmp_path) as texts:
        assert texts.read(key, "a/m.py") is None


def test_a_damaged_text_is_told(tmp_path: Path, source: Source) -> None:
    kept = keep(source, Contents(FILES, ()), tmp_path)
    stored = bytearray(kept.read_bytes())
    stored[stored.index(b"a/m.py") + 8] ^= 0xFF
    kept.write_bytes(stored)
    with SourceTexts(tmp_path) as texts, pytest.raises(CorpusError, match="remove it and build the corpus again"):
        texts.read(kept.stem, "a/m.py")
    kept.write_bytes(b"")
    with SourceTexts(tmp_path) as texts, pytest.raises(CorpusError, match="cannot be read"):
        texts.read(kept.stem, "a/m.py")


def test_what_a_killed_process_left_is_swept(tmp_path: Path, source: Source) -> None:
    (tmp_path / "sources").mkdir()
    old, new = (tmp_path / "sources" / f".gyebo-{name}.part" for name in ("old", "new"))
    for left in (old, new):
        left.write_bytes(b"half")
    os.utime(old, (time.time() - 100_000, time.time() - 100_000))
    keep(source, Contents(FILES, ()), tmp_path)
    assert (old.exists(), new.exists()) == (False, True)
