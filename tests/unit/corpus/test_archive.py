# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Archives are read in memory; one that is not what it claims to be is refused as a whole."""

import gzip
import io
import struct
import tarfile
import tracemalloc
import zipfile
from pathlib import Path

import pytest

from gyebo.corpus.archive import Limits, members
from gyebo.errors import CorpusError
from gyebo.report import SkipReason

PYTHON = ("**/*.py",)


def wheel(folder: Path, *files: tuple[str, bytes]) -> Path:
    path = folder / "a-1-py3-none-any.whl"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, content in files:
            opened.writestr(name, content)
    return path


def sdist(folder: Path, *entries: tarfile.TarInfo | tuple[str, bytes]) -> Path:
    path = folder / "a-1.tar.gz"
    with tarfile.open(path, "w:gz") as opened:
        for entry in entries:
            if isinstance(entry, tarfile.TarInfo):
                opened.addfile(entry)
            else:
                info = tarfile.TarInfo(entry[0])
                info.size = len(entry[1])
                opened.addfile(info, io.BytesIO(entry[1]))
    return path


def special(name: str, kind: bytes, target: str = "") -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.type = kind
    info.linkname = target
    return info


def paths(archive: Path, *exclude: str) -> list[str]:
    return [str(file.path) for file in members(archive, PYTHON, exclude).files]


def test_a_wheel_gives_its_wanted_files_sorted(tmp_path: Path) -> None:
    archive = wheel(tmp_path, ("b/z.py", b"1"), ("a/__init__.py", b""), ("a/m.py", b"x = 1\n"), ("a/data.bin", b"\0"))
    assert paths(archive, "**/__init__.py") == ["a/m.py", "b/z.py"]
    assert members(archive, PYTHON, ()).files[1].content == b"x = 1\n"


def test_a_source_archive_gives_paths_like_a_wheel(tmp_path: Path) -> None:
    archive = sdist(
        tmp_path, special("a-1", tarfile.DIRTYPE), ("a-1/setup.py", b"raise SystemExit"), ("a-1/a/m.py", b"1")
    )
    assert paths(archive) == ["a/m.py", "setup.py"]


def test_a_file_that_is_too_large_is_passed_over_and_told(tmp_path: Path) -> None:
    for archive in (
        wheel(tmp_path, ("a/large.py", bytes(range(256)) * 8), ("a/m.py", b"1")),
        sdist(tmp_path, ("a-1/a/large.py", bytes(range(256)) * 8), ("a-1/a/m.py", b"1")),
    ):
        found = members(archive, PYTHON, (), Limits(file_bytes=2000))
        assert [str(file.path) for file in found.files] == ["a/m.py"]
        assert [(one.path, one.reason) for one in found.skipped] == [("a/large.py", SkipReason.TOO_LARGE)]


@pytest.mark.parametrize("name", ["../evil.py", "/evil.py", "a/../../evil.py", "a\\\\evil.py", "a/\u202eevil.py"])
def test_a_name_that_leads_out_is_refused(tmp_path: Path, name: str) -> None:
    for archive in (wheel(tmp_path, (name, b"1")), sdist(tmp_path, (f"a-1/{name}" if name[0] != "/" else name, b"1"))):
        with pytest.raises(CorpusError, match="leads out of its folder"):
            members(archive, PYTHON, ())


def test_a_name_that_stands_twice_is_refused(tmp_path: Path) -> None:
    with pytest.warns(UserWarning, match="Duplicate name"):
        twice = wheel(tmp_path, ("a/m.py", b"1"), ("a/m.py", b"2"))
    for archive in (twice, sdist(tmp_path, ("a-1/a/m.py", b"1"), ("a-1/a/m.py", b"2"))):
        with pytest.raises(CorpusError, match=r"it holds a/m\.py twice"):
            members(archive, PYTHON, ())


def test_links_and_devices_are_not_followed(tmp_path: Path) -> None:
    archive = sdist(
        tmp_path,
        special("a-1/passwd.py", tarfile.SYMTYPE, "/etc/passwd"),
        special("a-1/hard.py", tarfile.LNKTYPE, "/etc/passwd"),
        special("a-1/zero.py", tarfile.CHRTYPE),
        special("a-1/pipe.py", tarfile.FIFOTYPE),
    )
    found = members(archive, PYTHON, ())
    assert found.files == ()
    assert {one.path: one.reason for one in found.skipped} == {
        "hard.py": SkipReason.LINK,
        "passwd.py": SkipReason.LINK,
        "pipe.py": SkipReason.NOT_A_FILE,
        "zero.py": SkipReason.NOT_A_FILE,
    }


def test_a_link_in_a_wheel_is_not_followed(tmp_path: Path) -> None:
    path = tmp_path / "a-1-py3-none-any.whl"
    info = zipfile.ZipInfo("a/passwd.py")
    info.external_attr = 0o120777 << 16
    with zipfile.ZipFile(path, "w") as opened:
        opened.writestr(info, "/etc/passwd")
    assert [one.reason for one in members(path, PYTHON, ()).skipped] == [SkipReason.LINK]


def test_a_zip_bomb_is_refused(tmp_path: Path) -> None:
    for archive in (
        wheel(tmp_path, ("a/bomb.py", bytes(50_000_000))),
        sdist(tmp_path, ("a-1/bomb.py", bytes(50_000_000))),
    ):
        assert archive.stat().st_size < 100_000
        with pytest.raises(CorpusError, match=r"it would unpack|it unpacks to more"):
            members(archive, PYTHON, ())


def test_a_gzip_bomb_behind_the_last_member_is_refused(tmp_path: Path) -> None:
    path = sdist(tmp_path, ("a-1/m.py", b"1"))
    path.write_bytes(path.read_bytes() + gzip.compress(bytes(50_000_000)))
    with pytest.raises(CorpusError, match="it unpacks to more"):
        members(path, PYTHON, ())


def test_overlapping_files_are_refused(tmp_path: Path) -> None:
    path = wheel(tmp_path, ("a/one.py", b"1" * 500), ("a/two.py", b"2" * 500))
    stored = bytearray(path.read_bytes())
    second = stored.rindex(b"PK\x01\x02")
    struct.pack_into("<L", stored, second + 42, 0)
    path.write_bytes(stored)
    with pytest.raises(CorpusError, match="its files overlap"):
        members(path, PYTHON, ())


@pytest.mark.parametrize("claimed", [10, 1_000_000])
def test_a_size_that_is_not_true_is_refused(tmp_path: Path, claimed: int) -> None:
    path = wheel(tmp_path, ("a/m.py", b"x = 1\n" * 5000))
    stored = bytearray(path.read_bytes())
    for header, offset in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        struct.pack_into("<L", stored, stored.index(header) + offset, claimed)
    path.write_bytes(stored)
    with pytest.raises(CorpusError, match=r"damaged|not as long"):
        members(path, PYTHON, ())


def test_a_member_that_lies_is_not_unpacked_whole(tmp_path: Path) -> None:
    path = wheel(tmp_path, ("a/bomb.py", bytes(100_000_000)))
    stored = bytearray(path.read_bytes())
    struct.pack_into("<L", stored, stored.index(b"PK\x01\x02") + 24, 1000)
    path.write_bytes(stored)
    tracemalloc.start()
    with pytest.raises(CorpusError, match="damaged"):
        members(path, PYTHON, ())
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 5_000_000


def test_a_wrong_checksum_is_refused(tmp_path: Path) -> None:
    path = wheel(tmp_path, ("a/m.py", b"x = 1\n"))
    stored = bytearray(path.read_bytes())
    stored[stored.index(b"PK\x01\x02") + 16] ^= 0xFF
    path.write_bytes(stored)
    with pytest.raises(CorpusError, match=r"damaged \(Bad CRC-32"):
        members(path, PYTHON, ())


def test_an_encrypted_or_oddly_packed_file_is_refused(tmp_path: Path) -> None:
    path = wheel(tmp_path, ("a/m.py", b"x = 1\n"))
    stored = bytearray(path.read_bytes())
    stored[stored.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(stored)
    with pytest.raises(CorpusError, match="packed in a way"):
        members(path, PYTHON, ())


@pytest.mark.parametrize("keep", [0, 10, 0.5, 0.95])
def test_a_cut_off_archive_is_damaged(tmp_path: Path, keep: float) -> None:
    content = bytes(byte % 251 for byte in range(20_000))
    for path in (wheel(tmp_path, ("a/m.py", content)), sdist(tmp_path, ("a-1/m.py", content))):
        stored = path.read_bytes()
        path.write_bytes(stored[: int(keep if keep > 1 else keep * len(stored))])
        with pytest.raises(CorpusError, match=r"a-1.* is damaged"):
            members(path, PYTHON, ())


def test_too_many_files_are_refused(tmp_path: Path) -> None:
    archive = wheel(tmp_path, *((f"a/{number}.py", b"") for number in range(12)))
    with pytest.raises(CorpusError, match="more than 10 files"):
        members(archive, PYTHON, (), Limits(members=10))


def test_nothing_is_written(tmp_path: Path) -> None:
    archive = sdist(tmp_path, ("a-1/m.py", b"1"))
    before = sorted(tmp_path.rglob("*"))
    members(archive, PYTHON, ())
    assert sorted(tmp_path.rglob("*")) == before
