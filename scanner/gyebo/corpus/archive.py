# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Read the wanted files out of a wheel or source archive, in memory; nothing is extracted by an archive's own names."""

import gzip
import io
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from gyebo.corpus.patterns import fits
from gyebo.errors import CorpusError
from gyebo.model import SourceFile
from gyebo.report import Skipped, SkipReason, Text, same

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_DAMAGED = (zipfile.BadZipFile, tarfile.TarError, zlib.error, EOFError, OSError, ValueError)
_IN_AN_ARCHIVE = Text("in a reference archive", "대조 자료의 압축 파일 안")
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_ENCRYPTED = 1
_LOCAL_HEADER = 30
"""Bytes before the name of a zip member."""
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """What an archive may hold."""

    file_bytes: int = 2_000_000
    """A larger file is passed over; the largest Python file of rules/corpora has 6.4e5."""
    total_bytes: int = 1_000_000_000
    """Of the whole archive, unpacked; the largest of rules/corpora has 2.5e8."""
    ratio: int = 200
    """Unpacked over packed, of the whole archive; the most in rules/corpora is 11."""
    slack_bytes: int = 1_000_000
    """Unpacked bytes below which no ratio is looked at."""
    members: int = 200_000


@dataclass(frozen=True, slots=True)
class Contents:
    """The wanted files of an archive, sorted by path, and those that were passed over."""

    files: tuple[SourceFile, ...]
    skipped: tuple[Skipped, ...]


@dataclass(frozen=True, slots=True)
class _Entry:
    """A member of an archive: anything but a folder."""

    path: PurePosixPath
    size: int
    read: Callable[[], bytes]
    refused: SkipReason | None = None


def members(archive: Path, include: Iterable[str], exclude: Iterable[str], limits: Limits | None = None) -> Contents:
    """The files whose paths fit; CorpusError for the whole archive when anything in it is not what it claims to be."""
    return contents(walked(archive, include, exclude, limits or Limits(), "remove its source from the manifest"))


def walked(
    archive: Path, include: Iterable[str], exclude: Iterable[str], limits: Limits, cure: str
) -> Iterator[SourceFile | Skipped]:
    """The files whose paths fit, one after another; CorpusError, with the cure for it, as in members()."""
    entries = _tar_entries if archive.name.endswith(".tar.gz") else _zip_entries
    try:
        yield from _Choice(tuple(include), tuple(exclude), limits).of(entries(archive, limits))
    except CorpusError as error:
        raise CorpusError(f"{archive}: {error}; it is not used: {cure}.") from error
    except _DAMAGED as error:
        raise CorpusError(f"{archive} is damaged ({error}); remove it and run the command again.") from error


def contents(found: Iterable[SourceFile | Skipped]) -> Contents:
    """What was found, in the order of its paths."""
    ordered = sorted(found, key=lambda one: str(one.path))
    files = tuple(one for one in ordered if isinstance(one, SourceFile))
    return Contents(files, tuple(one for one in ordered if isinstance(one, Skipped)))


@dataclass(frozen=True, slots=True)
class _Choice:
    include: tuple[str, ...]
    exclude: tuple[str, ...]
    limits: Limits

    def of(self, entries: Iterable[_Entry]) -> Iterator[SourceFile | Skipped]:
        seen: set[PurePosixPath] = set()
        for entry in entries:
            if entry.path in seen:
                raise CorpusError(f"it holds {entry.path} twice")
            seen.add(entry.path)
            if len(seen) > self.limits.members:
                raise CorpusError(f"it holds more than {self.limits.members} files")
            if fits(entry.path, self.include) and not fits(entry.path, self.exclude):
                yield self._taken(entry)

    def _taken(self, entry: _Entry) -> SourceFile | Skipped:
        if entry.refused:
            return Skipped(str(entry.path), entry.refused, _IN_AN_ARCHIVE)
        if entry.size > self.limits.file_bytes:
            return Skipped(str(entry.path), SkipReason.TOO_LARGE, same(f"{entry.size} bytes"))
        content = entry.read()
        if len(content) != entry.size:
            raise CorpusError(f"{entry.path} is not as long as the archive says")
        return SourceFile(entry.path, content)


def _safe(name: str, first: int) -> PurePosixPath:
    """The path from its part `first` on."""
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or "\\" in name or "\0" in name or not name.isprintable():
        raise CorpusError(f"it holds a file with the name {name!r}, which leads out of its folder")
    return PurePosixPath(*path.parts[first:])


def _zip_entries(archive: Path, limits: Limits) -> Iterator[_Entry]:
    with zipfile.ZipFile(archive) as opened:
        infos = [info for info in opened.infolist() if not info.is_dir()]
        _refuse_zip_bomb(infos, archive.stat().st_size, limits)
        first = 0 if archive.suffix == ".whl" else 1
        for info in infos:
            link = stat.S_ISLNK(info.external_attr >> 16)
            yield _Entry(
                _safe(info.filename, first),
                info.file_size,
                _zip_reader(opened, info),
                SkipReason.LINK if link else None,
            )


def _refuse_zip_bomb(infos: list[zipfile.ZipInfo], packed: int, limits: Limits) -> None:
    unpacked = sum(info.file_size for info in infos)
    if unpacked > min(limits.total_bytes, max(limits.slack_bytes, limits.ratio * packed)):
        raise CorpusError(f"it would unpack from {packed} to {unpacked} bytes")
    ordered = sorted(infos, key=lambda info: info.header_offset)
    ends = [info.header_offset + _LOCAL_HEADER + len(info.orig_filename) + info.compress_size for info in ordered]
    starts = [*(info.header_offset for info in ordered[1:]), packed]
    if any(end > start for end, start in zip(ends, starts, strict=False)):
        raise CorpusError("its files overlap")
    for info in infos:
        if info.compress_type not in _METHODS or info.flag_bits & _ENCRYPTED:
            raise CorpusError(f"{info.filename!r} is packed in a way that packages do not use")


def _zip_reader(opened: zipfile.ZipFile, info: zipfile.ZipInfo) -> Callable[[], bytes]:
    def read() -> bytes:
        with opened.open(info) as member:
            return member.read(info.file_size + 1)  # a bound; without one a member that lies is unpacked whole

    return read


def _tar_entries(archive: Path, limits: Limits) -> Iterator[_Entry]:
    most = min(limits.total_bytes, max(limits.slack_bytes, limits.ratio * archive.stat().st_size))
    with gzip.open(archive) as unpacked:
        metered = io.BufferedReader(_Metered(unpacked, most))
        with tarfile.open(fileobj=metered, mode="r|") as opened:
            for info in opened:
                path = _safe(info.name, 1)
                if not info.isdir() and path.parts:
                    yield _Entry(path, info.size, _tar_reader(opened, info), _refused(info))
        while metered.read(_CHUNK):  # to the end, where the checksum stands
            pass


def _refused(info: tarfile.TarInfo) -> SkipReason | None:
    if info.issym() or info.islnk():
        return SkipReason.LINK
    return None if info.isreg() and not info.issparse() else SkipReason.NOT_A_FILE


def _tar_reader(opened: tarfile.TarFile, info: tarfile.TarInfo) -> Callable[[], bytes]:
    def read() -> bytes:
        member = opened.extractfile(info)
        return member.read() if member else b""

    return read


class _Metered(io.RawIOBase):
    """A stream that refuses to give more than it may."""

    def __init__(self, stream: gzip.GzipFile, most: int) -> None:
        super().__init__()
        self._stream = stream
        self._left = most

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer") -> int:
        given = self._stream.readinto(buffer)
        self._left -= given
        if self._left < 0:
            raise CorpusError("it unpacks to more than its size allows")
        return given
