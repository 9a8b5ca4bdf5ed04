# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""An index travels as a wheel, and is taken out of one only whole, unchanged, and where it is the one that is meant."""

import hashlib
import json
import shutil
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from gyebo.corpus.credits import NAME, Credit, read
from gyebo.corpus.packing import PACKAGE, pack
from gyebo.corpus.pulling import pull
from gyebo.errors import CorpusError
from gyebo.report import Notice

CREDITS = (
    Credit("early-1", "models/a.py", (Notice("models/a.py", 1, "Copyright 2024 A", ("A",), "2024"),), (), "MIT"),
)
Spoil = Callable[[dict[str, bytes], str], None]


@pytest.fixture(scope="module")
def wheel(tiny_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return pack(tiny_folder, CREDITS, "1.2", ("gyebo==1.2",), tmp_path_factory.mktemp("wheel"))


def _members(wheel: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(wheel) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def _written(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, content in members.items():
            opened.writestr(name, content)
    return path


def _left(folder: Path) -> list[Path]:
    return list(folder.parent.iterdir()) if folder.parent.exists() else []


def test_what_was_packed_comes_out_as_it_was(wheel: Path, tiny_folder: Path, tmp_path: Path) -> None:
    folder = tmp_path / "corpora" / tiny_folder.name
    pull(wheel, folder)
    assert {path.name: path.read_bytes() for path in folder.iterdir() if path.name != NAME} == {
        path.name: path.read_bytes() for path in tiny_folder.iterdir()
    }
    assert tuple(read(folder).values()) == CREDITS
    assert _left(folder) == [folder]


def test_the_same_index_gives_the_same_wheel_and_the_wheel_records_its_files(
    wheel: Path, tiny_folder: Path, tmp_path: Path
) -> None:
    assert pack(tiny_folder, CREDITS, "1.2", ("gyebo==1.2",), tmp_path).read_bytes() == wheel.read_bytes()
    members = _members(wheel)
    assert wheel.name == "gyebo_corpus_tiny-1.2-py3-none-any.whl"
    assert "Requires-Dist: gyebo==1.2" in members["gyebo_corpus_tiny-1.2.dist-info/METADATA"].decode().splitlines()
    record = members["gyebo_corpus_tiny-1.2.dist-info/RECORD"].decode().splitlines()
    assert [line.split(",")[0] for line in record] == list(members)


def test_a_changed_index_is_not_packed(tiny_folder: Path, tmp_path: Path) -> None:
    shutil.copytree(tiny_folder, tmp_path / "index")
    content = (tmp_path / "index" / "posting.npy").read_bytes()
    (tmp_path / "index" / "posting.npy").write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    with pytest.raises(CorpusError, match="posting changed"):
        pack(tmp_path / "index", (), "1.2", (), tmp_path)


def _one_bit(members: dict[str, bytes], top: str) -> None:
    content = members[f"{top}/posting.npy"]
    members[f"{top}/posting.npy"] = content[:-1] + bytes([content[-1] ^ 1])


def _credits_changed(members: dict[str, bytes], top: str) -> None:
    members[f"{top}/{NAME}"] = members[f"{top}/{NAME}"].replace(b"2024 A", b"2024 B")


def _array_missing(members: dict[str, bytes], top: str) -> None:
    del members[f"{top}/codes.npy"]


def _digests_missing(members: dict[str, bytes], top: str) -> None:
    _one_bit(members, top)
    described = json.loads(members[f"{top}/index.json"])
    del described["arrays"]["posting"]
    members[f"{top}/index.json"] = json.dumps(described).encode()


def _no_description(members: dict[str, bytes], top: str) -> None:
    del members[f"{top}/index.json"]


def _other_key(members: dict[str, bytes], top: str) -> None:
    described = json.loads(members[f"{top}/index.json"])
    members[f"{top}/index.json"] = json.dumps(described | {"key": "0" * 64}).encode()


def _other_format(members: dict[str, bytes], top: str) -> None:
    described = json.loads(members[f"{top}/index.json"])
    members[f"{top}/index.json"] = json.dumps(described | {"format": "gyebo-index/0"}).encode()


def _code_beside(members: dict[str, bytes], top: str) -> None:
    members[f"{top}/__init__.py"] = b"raise SystemExit"


def _deeper(members: dict[str, bytes], top: str) -> None:
    members[f"{top}/more/codes.npy"] = b""


def _two(members: dict[str, bytes], _top: str) -> None:
    members[f"{PACKAGE}/other-0/codes.npy"] = b""


def _way_out(members: dict[str, bytes], top: str) -> None:
    members[f"{top}/../../evil.npy"] = b""


def _absolute(members: dict[str, bytes], _top: str) -> None:
    members["/evil.npy"] = b""


def _bomb(members: dict[str, bytes], top: str) -> None:
    members[f"{top}/codes.npy"] = bytes(300_000_000)


def _nothing(members: dict[str, bytes], _top: str) -> None:
    members.clear()


def _pickle(members: dict[str, bytes], top: str) -> None:
    """With a digest that fits."""
    described = json.loads(members[f"{top}/index.json"])
    members[f"{top}/codes.npy"] = b"\x80\x04\x95\x10\x00\x00\x00\x00\x00\x00\x00\x8c\x05posix."
    described["arrays"]["codes"] = hashlib.sha256(members[f"{top}/codes.npy"]).hexdigest()
    members[f"{top}/index.json"] = json.dumps(described).encode()


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (_one_bit, "not those that its description tells of"),
        (_digests_missing, "not those that its description tells of"),
        (_credits_changed, "credits.json changed since it was written"),
        (_array_missing, "not those that its description tells of"),
        (_pickle, "damaged"),
        (_no_description, "no corpus index there"),
        (_other_key, "this gyebo needs tiny-"),
        (_other_format, "format gyebo-index/0, this version reads"),
        (_code_beside, "__init__.py is no part of an index"),
        (_deeper, "codes.npy is no part of an index"),
        (_two, "codes.npy is no part of an index"),
        (_way_out, "leads out of its folder"),
        (_absolute, "leads out of its folder"),
        (_bomb, "would unpack from"),
        (_nothing, "holds no index"),
    ],
    ids=lambda value: value.__name__.strip("_") if callable(value) else "",
)
def test_a_wheel_that_is_not_what_was_packed_leaves_nothing(
    spoil: Spoil, sentence: str, wheel: Path, tiny_folder: Path, tmp_path: Path
) -> None:
    members = _members(wheel)
    spoil(members, f"{PACKAGE}/{tiny_folder.name}")
    hostile = _written(tmp_path / wheel.name, members)
    folder = tmp_path / "cache" / "corpora" / tiny_folder.name
    with pytest.raises(CorpusError, match=sentence) as caught:
        pull(hostile, folder)
    assert str(hostile) in str(caught.value)
    assert str(tmp_path / "cache") not in str(caught.value)
    assert _left(folder) == []
    assert not (tmp_path / "evil.npy").exists()


def test_a_link_in_a_wheel_is_refused(tiny_folder: Path, tmp_path: Path) -> None:
    hostile = _written(tmp_path / "a.whl", {})
    with zipfile.ZipFile(hostile, "a") as opened:
        info = zipfile.ZipInfo(f"{PACKAGE}/{tiny_folder.name}/codes.npy")
        info.external_attr = (stat.S_IFLNK | 0o777) << 16
        opened.writestr(info, "/etc/passwd")
    with pytest.raises(CorpusError, match="no plain file"):
        pull(hostile, tmp_path / "corpora" / tiny_folder.name)


@pytest.mark.parametrize("content", [b"", b"PK no archive", b"\x1f\x8b"])
def test_what_is_no_archive_is_refused(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.whl").write_bytes(content)
    with pytest.raises(CorpusError, match="is damaged"):
        pull(tmp_path / "a.whl", tmp_path / "corpora" / "tiny-0")


def test_a_cache_that_cannot_be_written_is_told(wheel: Path, tiny_folder: Path, tmp_path: Path) -> None:
    (tmp_path / "corpora").write_text("in the way", encoding="utf-8")
    with pytest.raises(CorpusError, match="choose another cache with GYEBO_CACHE"):
        pull(wheel, tmp_path / "corpora" / tiny_folder.name)


def test_what_is_packed_and_pulled_can_be_read_by_whom_the_system_lets(tiny_folder: Path, tmp_path: Path) -> None:
    (tmp_path / "as others").touch()
    (tmp_path / "folder").mkdir()
    packed = pack(tiny_folder, CREDITS, "1.2", ("gyebo==1.2",), tmp_path / "wheels")
    pull(packed, tmp_path / "corpora" / tiny_folder.name)
    assert packed.stat().st_mode == (tmp_path / "as others").stat().st_mode
    assert (tmp_path / "corpora" / tiny_folder.name).stat().st_mode == (tmp_path / "folder").stat().st_mode
