# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""A stamp stands as long as nothing that it rests on has changed."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from gyebo.corpus.index import Index
from gyebo.corpus.stamp import Stamp, read, write


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A stamp that rests on an index and a folder of rules."""
    for folder in ("index", "rules/inner"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "index" / "numbers.npy").write_bytes(b"123")
    (tmp_path / "rules" / "inner" / "one.toml").write_text("a = 1", encoding="utf-8")
    write(tmp_path / "stamp.txt", Stamp(tmp_path / "index", 40), [tmp_path / "rules"])
    return tmp_path


def _other_size(folder: Path) -> None:
    (folder / "index" / "numbers.npy").write_bytes(b"1234")


def _other_time(folder: Path) -> None:
    os.utime(folder / "rules/inner/one.toml", ns=(1, 1))


def _other_file(folder: Path) -> None:
    """As long, as old, and yet another."""
    old = folder / "index" / "numbers.npy"
    stood = old.stat()
    (folder / "index" / "new").write_bytes(b"124")
    os.utime(folder / "index" / "new", ns=(stood.st_atime_ns, stood.st_mtime_ns))
    (folder / "index" / "new").replace(old)


def _one_more(folder: Path) -> None:
    (folder / "rules" / "inner" / "two.toml").touch()


def _one_less(folder: Path) -> None:
    (folder / "rules" / "inner" / "one.toml").unlink()


def _gone(folder: Path) -> None:
    (folder / "index").rename(folder / "elsewhere")


def _another_format(folder: Path) -> None:
    (folder / "stamp.txt").write_text("gyebo-stamp/0 x\n.\n40\n", encoding="utf-8")


def _damage(folder: Path) -> None:
    (folder / "stamp.txt").write_bytes(b"\xff")


def test_it_is_read_as_it_was_written(place: Path) -> None:
    (place / "rules" / "__pycache__").mkdir()
    assert read(place / "stamp.txt") == Stamp(place / "index", 40)


@pytest.mark.parametrize(
    "change",
    [_other_size, _other_time, _other_file, _one_more, _one_less, _gone, _another_format, _damage],
    ids=lambda change: change.__name__,
)
def test_any_change_ends_it(change: Callable[[Path], None], place: Path) -> None:
    change(place)
    assert read(place / "stamp.txt") is None


def test_a_path_that_would_break_its_lines_is_not_kept(place: Path) -> None:
    odd = place / "a\nb"
    odd.mkdir()
    write(place / "other.txt", Stamp(odd, 40), [])
    assert not (place / "other.txt").exists()


def test_it_opens_the_digests_alone(tiny_folder: Path, tiny_index: Index) -> None:
    assert Stamp(tiny_folder, 40).digests().tolist() == tiny_index.arrays.class_digest.tolist()
