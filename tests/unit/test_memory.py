# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""What earlier scans found is given back whole or not at all, and never where anything it rests on is another."""

import os
from pathlib import Path

import pytest

from gyebo import memory as module
from gyebo.memory import Memory, memory
from gyebo.report import Skipped, SkipReason, Text

VALUE = Skipped("a.py", SkipReason.SYNTAX, Text("no", "아니오"))


def remembered(cache: Path, submission: Path, *rests_on: str) -> Memory:
    found = memory(cache, submission, rests_on)
    assert found is not None
    return found


def place(kept: Memory) -> Path:
    (found,) = (path for path in kept.folder.rglob("*") if path.is_file())
    return found


@pytest.fixture
def kept(tmp_path: Path) -> Memory:
    return remembered(tmp_path / "cache", tmp_path / "submission", "code 1", "rules 1")


def test_a_result_comes_back_as_it_was(kept: Memory) -> None:
    key = kept.key("search", b"content")
    assert kept.get(Skipped, key) is None
    kept.keep(key, VALUE)
    assert kept.get(Skipped, key) == VALUE
    assert kept.get(Skipped, kept.key("search", b"other")) is None


def test_where_one_part_ends_and_the_next_begins_takes_part(kept: Memory) -> None:
    assert kept.key("a", "bc") != kept.key("ab", "c") != kept.key("abc")


def test_another_state_of_code_or_rules_has_no_results(kept: Memory, tmp_path: Path) -> None:
    kept.keep(kept.key("search", b"content"), VALUE)
    other = remembered(tmp_path / "cache", tmp_path / "submission", "code 1", "rules 2")
    assert other.get(Skipped, other.key("search", b"content")) is None


@pytest.mark.parametrize("damage", [b"", b"x", b"x" * 200])
def test_what_is_damaged_is_none(kept: Memory, damage: bytes) -> None:
    key = kept.key("search", b"content")
    kept.keep(key, VALUE)
    stored = place(kept).read_bytes()
    place(kept).write_bytes(damage or stored[:-1])
    assert kept.get(Skipped, key) is None


def test_what_was_kept_as_something_else_is_none(kept: Memory) -> None:
    key = kept.key("search", b"content")
    kept.keep(key, ("a", 1))
    assert kept.get(Skipped, key) is None


def test_a_cache_inside_the_submission_is_not_asked(tmp_path: Path) -> None:
    assert memory(tmp_path / "team" / "cache", tmp_path / "team", ("code",)) is None
    (tmp_path / "link").symlink_to(tmp_path / "team")
    assert memory(tmp_path / "link" / "cache", tmp_path / "team", ("code",)) is None
    assert memory(tmp_path / "cache", tmp_path / "team", ("code",)) is not None


def test_a_cache_of_another_user_is_not_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert memory(tmp_path / "cache", tmp_path / "team", ("code",)) is not None
    monkeypatch.setattr(os, "getuid", lambda: tmp_path.stat().st_uid + 1)
    assert memory(tmp_path / "cache", tmp_path / "team", ("code",)) is None


def test_a_place_that_cannot_be_written_loses_nothing_but_time(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file", encoding="utf-8")
    assert memory(tmp_path / "cache", tmp_path / "team", ("code",)) is None


def test_room_is_made_of_what_was_longest_not_asked_for(kept: Memory, monkeypatch: pytest.MonkeyPatch) -> None:
    keys = [kept.key("search", str(number)) for number in range(10)]
    for number, key in enumerate(keys):
        kept.keep(key, VALUE)
        os.utime(kept.folder / key[:2] / key, (number, number))
    size = (kept.folder / keys[0][:2] / keys[0]).stat().st_size
    kept.make_room()
    assert all(kept.get(Skipped, key) for key in keys)
    monkeypatch.setattr(module, "MOST_BYTES", 9 * size)
    for number, key in enumerate(keys):
        os.utime(kept.folder / key[:2] / key, (number, number))
    kept.make_room()
    assert [bool(kept.get(Skipped, key)) for key in keys] == [False] * 3 + [True] * 7


def test_what_names_a_file_that_is_no_text_is_not_kept_and_stops_nothing(tmp_path: Path) -> None:
    kept = memory(tmp_path / "cache", tmp_path / "submission", ("state",))
    assert kept
    assert kept.key_of("report", ("caf\udce9.py",)) == ""
    assert kept.key_of("report", ("café.py",))
    kept.keep("00" * 32, ("caf\udce9.py",))
    assert kept.get(tuple[str, ...], "00" * 32) is None
