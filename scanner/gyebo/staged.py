# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""What a commit would take in, from git's index, read as the file it is: a hook calls no git.

The format is git's own "gitformat-index", versions 2 to 4 with SHA-1.
"""

import struct
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath

from gyebo.files import raw
from gyebo.repository import find_top

_HEADER = struct.Struct(">4sII")
_FIXED = 62
"""Bytes of an entry before its name, the last two of them flags."""
_EXTENDED, _LENGTH, _INTENDED = 0x4000, 0xFFF, 0x2000
_SHORT = 4
"""The version that leaves out what a name has in common with the one before it."""
_POINTER = b"gitdir: "
_OTHER_FILE = b"link"


def staged(top: Path, named: str) -> Callable[[PurePosixPath], bool]:
    """Whether a path below a folder is in the index, `named` or the repository's own; all are where none can be read.

    What was announced alone (`git add --intent-to-add`) is not: a commit takes nothing of it in.
    """
    repository = find_top(top)
    found = _names(_content(repository, named)) if repository else None
    if repository is None or found is None:
        return lambda _: True
    below = PurePosixPath(top.relative_to(repository).as_posix())
    return lambda path: raw(below / path) in found


def _content(repository: Path, named: str) -> bytes:
    git = repository / ".git"
    try:
        if git.is_file():  # of a second work tree, or of a submodule
            git = repository / git.read_bytes().removeprefix(_POINTER).rstrip(b"\n").decode()
        return (repository / named if named else git / "index").read_bytes()
    except (OSError, UnicodeDecodeError):
        return b""


def _names(content: bytes) -> frozenset[bytes] | None:
    """None where it is no such index, or holds a part of the names alone."""
    if len(content) < _HEADER.size:
        return None
    sign, version, count = _HEADER.unpack_from(content)
    if sign != b"DIRC" or version not in (2, 3, _SHORT):
        return None
    try:
        return frozenset(_read(content, version, count))
    except (IndexError, ValueError):
        return None


def _read(content: bytes, version: int, count: int) -> Iterator[bytes]:
    at, name, is_short = _HEADER.size, b"", version == _SHORT
    for _ in range(count):
        start = at + _FIXED
        flags = int.from_bytes(content[start - 2 : start], "big")
        more = int.from_bytes(content[start : start + 2], "big") if flags & _EXTENDED else 0
        start += 2 if flags & _EXTENDED else 0
        kept, start = _kept(name, content, start) if is_short else (b"", start)
        end = content.index(b"\0", start)
        name = kept + content[start:end]
        if flags & _LENGTH != min(len(name), _LENGTH):
            raise ValueError("no entry: ids of another length, or another format")
        if not more & _INTENDED:
            yield name
        at = end + 1 if is_short else at + (end - at) // 8 * 8 + 8
    if content[at : at + 4] == _OTHER_FILE:
        raise ValueError("a split index, whose other names stand elsewhere")


def _kept(name: bytes, content: bytes, at: int) -> tuple[bytes, int]:
    """What an entry of version 4 keeps of the name before it: it says how much to drop at its end."""
    drop = content[at] & 0x7F
    while content[at] & 0x80:
        at += 1
        drop = (drop + 1) << 7 | content[at] & 0x7F
    return name[: len(name) - drop], at + 1
