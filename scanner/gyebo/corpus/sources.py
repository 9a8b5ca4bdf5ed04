# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Reference source text, kept in the user's cache so that a report can show both sides; never part of gyebo itself."""

import hashlib
import os
import re
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import Self

from gyebo.corpus.archive import Contents, Limits, contents, members
from gyebo.corpus.atomic import written
from gyebo.corpus.manifest import Source, SourceKind, folder_of
from gyebo.corpus.patterns import fits
from gyebo.corpus.pipconfig import Indexes
from gyebo.display import display
from gyebo.errors import CorpusError
from gyebo.model import Progress, SourceFile
from gyebo.report import Skipped, SkipReason, Text, same

_KEY = re.compile(r"[a-z0-9][a-z0-9._+-]*")
_HIDDEN_NAME = Text("a name with hidden or undecodable characters", "보이지 않거나 해독할 수 없는 문자가 있는 이름")
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The only date a zip member may have that says nothing."""
_DIGITS = 12


def files_of(source: Source, cache: Path, indexes: Indexes, progress: Progress) -> Path:
    """The kept text of a source, obtained and read where it is not at hand; a folder is read anew every time."""
    if source.kind is not SourceKind.DIRECTORY and _kept(source, (), cache).is_file():
        return _kept(source, (), cache)
    from gyebo.corpus.download import obtain  # the network's libraries load only where something is to be had

    found = _read(source, obtain(source, cache, indexes, progress))
    if not found.files:
        raise CorpusError(f"{source.id}: none of its files fits `include`; mend the patterns in the manifest.")
    return keep(source, found, cache)


def folder_digest(source: Source) -> str:
    """What stands for the pin that a folder lacks: a digest of its files, wherever it lies; empty for other sources."""
    if source.kind is not SourceKind.DIRECTORY:
        return ""
    return _digest(source, _read(source, folder_of(source)).files)


def keep(source: Source, found: Contents, cache: Path) -> Path:
    """One zip a source: same files, same bytes. What was passed over stands in its comment."""
    path = _kept(source, found.files, cache)
    with written(path) as stored, zipfile.ZipFile(stored, "w", zipfile.ZIP_DEFLATED) as opened:
        for file in found.files:
            info = zipfile.ZipInfo(str(file.path), _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 3  # the same byte on every system
            opened.writestr(info, file.content)
        notes = "\n".join(f"{one.reason.value} {one.path} ({one.detail.en})" for one in found.skipped)
        opened.comment = notes.encode()[: zipfile.ZIP_MAX_COMMENT]
    return path


def kept_files(kept: Path) -> Iterator[SourceFile]:
    """The files of a kept source, sorted by path."""
    with _opened(kept) as opened:
        for name in opened.namelist():
            yield SourceFile(PurePosixPath(name), _content(opened, name, kept))


def kept_paths(kept: Path) -> tuple[str, ...]:
    """The paths of a kept source's files, sorted."""
    with _opened(kept) as opened:
        return tuple(opened.namelist())


def at_hand(source_keys: Iterable[str], cache: Path) -> int:
    """Of how many sources the texts are kept."""
    return sum((cache / "sources" / f"{key}.zip").is_file() for key in source_keys)


def passed_over(kept: Path) -> tuple[str, ...]:
    """The wanted files that were not kept, each with its reason."""
    with _opened(kept) as opened:
        return tuple(opened.comment.decode(errors="replace").splitlines())


class SourceTexts:
    """Texts of the kept sources, each of which is opened once; close it after use."""

    def __init__(self, cache: Path) -> None:
        self._folder = cache / "sources"
        self._open: dict[str, zipfile.ZipFile | None] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Give the files back."""
        for opened in self._open.values():
            if opened:
                opened.close()
        self._open.clear()

    def read(self, source_key: str, path: str) -> bytes | None:
        """The file as the source published it; None when the source is not at hand or has no such file."""
        if source_key not in self._open:
            self._open[source_key] = self._opened(source_key)
        opened = self._open[source_key]
        if opened is None or path not in opened.NameToInfo:
            return None
        return _content(opened, path, self._folder / f"{source_key}.zip")

    def _opened(self, source_key: str) -> zipfile.ZipFile | None:
        kept = self._folder / f"{source_key}.zip"
        return _opened(kept) if _KEY.fullmatch(source_key) and kept.is_file() else None


def _kept(source: Source, files: Iterable[SourceFile], cache: Path) -> Path:
    return cache / "sources" / f"{source.id}-{_digest(source, files)[:_DIGITS]}.zip"


def _digest(source: Source, files: Iterable[SourceFile]) -> str:
    """Of what decides the text: the pin and the patterns, or, for a folder, which has no pin, its files."""
    digest = hashlib.sha256(repr((source.sha256, source.commit, source.include, source.exclude)).encode())
    if source.kind is SourceKind.DIRECTORY:
        for file in files:
            digest.update(repr((str(file.path), len(file.content))).encode() + file.content)
    return digest.hexdigest()


def _read(source: Source, obtained: Path) -> Contents:
    match source.kind:
        case SourceKind.PYPI:
            return members(obtained, source.include, source.exclude)
        case SourceKind.GIT:
            from gyebo import gitview  # git and its library load only for a source that needs them

            return contents(_wanted(source, gitview.read_tree(obtained, source.commit)))
        case SourceKind.DIRECTORY:
            return contents(_of_folder(source, obtained))


def _wanted(source: Source, files: Iterable[tuple[PurePosixPath, bytes]]) -> Iterator[SourceFile | Skipped]:
    for path, content in files:
        if fits(path, source.include) and not fits(path, source.exclude):
            size = len(content)
            large = size > Limits().file_bytes
            yield (
                Skipped(str(path), SkipReason.TOO_LARGE, same(f"{size} bytes")) if large else SourceFile(path, content)
            )


def _of_folder(source: Source, folder: Path) -> Iterator[SourceFile | Skipped]:
    try:
        for parent, _, names in os.walk(folder, onerror=_told, followlinks=False):
            for name in names:
                file = Path(parent, name)
                path = PurePosixPath(file.relative_to(folder).as_posix())
                if fits(path, source.include) and not fits(path, source.exclude):
                    yield _of_file(file, path)
    except OSError as error:
        where = display(str(error.filename or folder))
        raise CorpusError(f"{source.id}: {where} cannot be read ({error.strerror}); mend it or exclude it.") from error


def _told(error: OSError) -> None:
    """os.walk passes over a folder it cannot read, unless told not to."""
    raise error


def _of_file(file: Path, path: PurePosixPath) -> SourceFile | Skipped:
    if display(str(path)) != str(path):
        return Skipped(display(str(path)), SkipReason.ENCODING, _HIDDEN_NAME)
    if file.is_symlink():
        return Skipped(str(path), SkipReason.LINK, same(""))
    if not file.is_file():
        return Skipped(str(path), SkipReason.NOT_A_FILE, same(""))
    size = file.stat().st_size
    if size > Limits().file_bytes:
        return Skipped(str(path), SkipReason.TOO_LARGE, same(f"{size} bytes"))
    return SourceFile(path, file.read_bytes())


def _opened(kept: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(kept)
    except (OSError, zipfile.BadZipFile) as error:
        raise CorpusError(f"{kept} cannot be read ({error}); remove it and build the corpus again.") from error


def _content(opened: zipfile.ZipFile, name: str, kept: Path) -> bytes:
    try:
        return opened.read(name)
    except (OSError, zipfile.BadZipFile, EOFError, RuntimeError) as error:
        raise CorpusError(f"{kept} is damaged at {name} ({error}); remove it and build the corpus again.") from error
