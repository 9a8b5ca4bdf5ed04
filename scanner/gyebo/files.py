# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Read a foreign folder through file descriptors; never follows a link, never opens what is not a regular file."""

import errno
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import Self

from gyebo.report import Skipped, SkipReason, Text, same

_FOLDER = os.O_RDONLY | os.O_CLOEXEC | os.O_DIRECTORY | os.O_NOFOLLOW
_FILE = os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK
"""Not blocking: opening a FIFO that nobody writes to would wait for ever."""
_GREW = Text("The file grew while it was read.", "읽는 동안 파일이 커졌습니다.")
MISSING = Text("There is no such file.", "그런 파일이 없습니다.")
LINKED = Text("It is a link; links are not followed.", "링크입니다. 링크는 따라가지 않습니다.")
_SAID = {
    errno.ELOOP: LINKED,
    errno.ENOTDIR: Text(
        "A folder on its way is a link or no folder.", "경로에 있는 폴더가 링크이거나 폴더가 아닙니다."
    ),
    errno.ENOENT: MISSING,
    errno.EACCES: Text("There is no right to read it.", "읽을 권한이 없습니다."),
}
"""What the system says in its own words, which are English alone and of a link that is not followed speak of a loop."""


class EntryKind(Enum):
    FILE = auto()
    FOLDER = auto()
    LINK = auto()
    OTHER = auto()


@dataclass(frozen=True, slots=True)
class Entry:
    """A name in a folder and what stands there, the link itself where it is one."""

    name: str
    kind: EntryKind


class Root:
    """A folder held open: what lies below is reached name by name, so a folder swapped for a link leads nowhere."""

    __slots__ = ("_base", "_held", "_path")

    def __init__(self, folder: Path) -> None:
        self._base = os.open(folder, os.O_RDONLY | os.O_CLOEXEC | os.O_DIRECTORY)
        self._held = -1
        self._path = PurePosixPath()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._let_go()
        os.close(self._base)

    def entries(self, folder: PurePosixPath) -> tuple[Entry, ...] | Skipped:
        """What stands in a folder, in no order."""
        try:
            with os.scandir(self._folder(folder)) as found:
                return tuple(Entry(_portable(each.name), _kind(each)) for each in found)
        except OSError as error:
            return _unreadable(folder, error)

    def read(self, path: PurePosixPath, limit: int) -> bytes | Skipped:
        """A regular file's content, or why there is none."""
        try:
            handle = os.open(raw(path.name), _FILE, dir_fd=self._folder(path.parent))
        except OSError as error:
            return _unreadable(path, error)
        try:
            return _content(handle, path, limit)
        except OSError as error:
            return _unreadable(path, error)
        finally:
            os.close(handle)

    def target(self, link: PurePosixPath) -> str:
        """Where a link points, as it says; empty when it is no longer there."""
        try:
            return named(os.readlink(raw(link.name), dir_fd=self._folder(link.parent)))
        except OSError:
            return ""

    def _folder(self, folder: PurePosixPath) -> int:
        """A descriptor of the folder, kept until another folder is asked for: files come folder by folder."""
        if not folder.parts:
            return self._base
        if folder != self._path:
            self._let_go()
            self._held = self._descend(folder)
            self._path = folder
        return self._held

    def _descend(self, folder: PurePosixPath) -> int:
        above = self._base
        for name in folder.parts:
            try:
                below = os.open(raw(name), _FOLDER, dir_fd=above)
            finally:
                if above != self._base:
                    os.close(above)
            above = below
        return above

    def _let_go(self) -> None:
        if self._held >= 0:
            os.close(self._held)
        self._held, self._path = -1, PurePosixPath()


def raw(text: str | PurePosixPath) -> bytes:
    """The bytes of a name or path as they stand on disk, whatever the locale."""
    return str(text).encode("utf-8", "surrogateescape")


def named(name: bytes) -> str:
    """A name's bytes as text that `raw` turns back into the same bytes."""
    return name.decode("utf-8", "surrogateescape")


def size_in_words(size: int) -> Text:
    """A file's size as the reason why it is not read."""
    return Text(f"{size} bytes.", f"{size}바이트.")


def folders(path: PurePosixPath) -> Iterator[PurePosixPath]:
    """The folders above a path, nearest first, the root left out."""
    return (folder for folder in path.parents if folder.parts)


def _portable(name: str) -> str:
    return named(os.fsencode(name))


def _kind(entry: "os.DirEntry[str]") -> EntryKind:
    if entry.is_symlink():
        return EntryKind.LINK
    if entry.is_dir(follow_symlinks=False):
        return EntryKind.FOLDER
    return EntryKind.FILE if entry.is_file(follow_symlinks=False) else EntryKind.OTHER


def _unreadable(path: PurePosixPath, error: OSError) -> Skipped:
    return Skipped(str(path), SkipReason.UNREADABLE, _SAID.get(error.errno or 0) or same(f"{error.strerror}."))


def _content(handle: int, path: PurePosixPath, limit: int) -> bytes | Skipped:
    status = os.fstat(handle)
    if not stat.S_ISREG(status.st_mode):
        return Skipped(str(path), SkipReason.NOT_A_FILE, same(""))
    if status.st_size > limit:
        return Skipped(str(path), SkipReason.TOO_LARGE, size_in_words(status.st_size))
    content = _all(handle, status.st_size, limit)
    if len(content) > limit:
        return Skipped(str(path), SkipReason.TOO_LARGE, _GREW)
    return content


def _all(handle: int, expected: int, limit: int) -> bytes:
    content = os.read(handle, expected + 1)
    while len(content) <= limit and (more := os.read(handle, limit + 1)):
        content += more
    return content
