# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""A foreign folder that changes while it is read."""

import os
from pathlib import Path, PurePosixPath

import pytest

from gyebo.files import Entry, EntryKind, Root, named, raw
from gyebo.report import Skipped, SkipReason, Text, same

MODULE = PurePosixPath("a/b/x.py")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for top in ("team", "secret"):
        (tmp_path / top / "a" / "b").mkdir(parents=True)
        (tmp_path / top / MODULE).write_text(top)
    return tmp_path / "team"


def test_a_file_is_read_up_to_its_limit(folder: Path) -> None:
    with Root(folder) as root:
        assert root.read(MODULE, 4) == b"team"
        assert root.read(MODULE, 3) == Skipped(str(MODULE), SkipReason.TOO_LARGE, Text("4 bytes.", "4바이트."))
        assert root.entries(PurePosixPath("a")) == (Entry("b", EntryKind.FOLDER),)


@pytest.mark.parametrize("swapped", ["a", "a/b", "a/b/x.py"])
def test_a_folder_or_file_swapped_for_a_link_leads_nowhere(folder: Path, swapped: str) -> None:
    with Root(folder) as root:
        assert isinstance(root.entries(PurePosixPath()), tuple)
        (folder / swapped).rename(folder / "aside")
        (folder / swapped).symlink_to(folder.parent / "secret" / swapped)
        found = root.read(MODULE, 100)
    assert isinstance(found, Skipped)
    assert found.reason is SkipReason.UNREADABLE
    assert "link" in found.detail.en
    assert "링크" in found.detail.ko


def test_a_file_that_is_gone_or_became_a_fifo_is_said_to_be_so(folder: Path) -> None:
    (folder / MODULE).unlink()
    with Root(folder) as root:
        gone = root.read(MODULE, 100)
        assert gone == Skipped(
            str(MODULE), SkipReason.UNREADABLE, Text("There is no such file.", "그런 파일이 없습니다.")
        )
        assert root.target(MODULE) == ""
        os.mkfifo(folder / MODULE)
        assert root.read(MODULE, 100) == Skipped(str(MODULE), SkipReason.NOT_A_FILE, same(""))


def test_no_descriptor_is_left_open(folder: Path) -> None:
    before = len(os.listdir("/proc/self/fd")) if Path("/proc/self/fd").is_dir() else 0  # noqa: PTH208 - counts its own
    with Root(folder) as root:
        root.read(MODULE, 100)
        root.read(PurePosixPath("none/x.py"), 100)
        root.entries(PurePosixPath("a"))
    assert not before or len(os.listdir("/proc/self/fd")) == before  # noqa: PTH208


def test_names_survive_as_bytes() -> None:
    assert raw(named(b"\xff\n\xea\xb0\x80")) == b"\xff\n\xea\xb0\x80"
