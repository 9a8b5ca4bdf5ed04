# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""The names in git's index, read as the file it is: a hook calls no git.

The format is git's own "gitformat-index", versions 2 to 4, with ids of 20 or 32 bytes, whole or split in two.
"""

import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass

_HEADER = struct.Struct(">4sII")
_STATUS = 40
"""Bytes of an entry before its id; two of flags stand behind that, and then its name."""
_IDS = (20, 32)
"""Bytes of an id, by SHA-1 and by SHA-256; the file does not say which."""
_EXTENDED, _LENGTH, _INTENDED = 0x4000, 0xFFF, 0x2000
_SHORT = 4
"""The version that leaves out what a name has in common with the one before it."""
_WORD = 64
"""Bits."""


@dataclass(frozen=True, slots=True)
class _Entry:
    name: bytes
    """Empty where the entry takes the place of one in the shared part."""
    is_intended: bool
    """Announced alone (`git add --intent-to-add`): a commit takes nothing of it in."""


@dataclass(frozen=True, slots=True)
class _Part:
    """One file: all entries, or those that differ from a shared part's."""

    entries: tuple[_Entry, ...]
    link: bytes
    """Which part is shared, and what of it is left out or replaced; empty where there is none."""
    id_size: int


def names(content: bytes, shared: Callable[[str], bytes]) -> frozenset[bytes] | None:
    """What a commit would take in; None where it is no index that is known here. `shared` reads a part by its id."""
    part = _part(content)
    if part is None:
        return None
    entries: tuple[_Entry, ...] | None = part.entries
    if part.link.strip(b"\0"):
        base = _part(shared(part.link[: part.id_size].hex()))
        entries = None if base is None or base.link else _joined(base.entries, part)
    return None if entries is None else frozenset(one.name for one in entries if not one.is_intended)


def _part(content: bytes) -> _Part | None:
    if len(content) < _HEADER.size:
        return None
    sign, version, count = _HEADER.unpack_from(content)
    if sign != b"DIRC" or version not in (2, 3, _SHORT):
        return None
    for size in _IDS:
        try:
            return _read(content, version, count, size)
        except (IndexError, ValueError):
            continue
    return None


def _read(content: bytes, version: int, count: int, id_size: int) -> _Part:
    """ValueError or IndexError where it is nothing of that kind: each entry says how long its name is."""
    entries, at, name = list[_Entry](), _HEADER.size, b""
    for _ in range(count):
        start = at + _STATUS + id_size + 2
        flags = int.from_bytes(content[start - 2 : start], "big")
        more = int.from_bytes(content[start : start + 2], "big") if flags & _EXTENDED else 0
        start += 2 if flags & _EXTENDED else 0
        kept, start = _kept(name, content, start) if version == _SHORT else (b"", start)
        end = content.index(b"\0", start)
        name = kept + content[start:end]
        if flags & _LENGTH != min(len(name), _LENGTH):
            raise ValueError("no entry")
        entries.append(_Entry(name, bool(more & _INTENDED)))
        at = end + 1 if version == _SHORT else at + (end - at) // 8 * 8 + 8
    return _Part(tuple(entries), _link(content, at, id_size), id_size)


def _kept(name: bytes, content: bytes, at: int) -> tuple[bytes, int]:
    """What an entry of version 4 keeps of the name before it: it says how much to drop at its end."""
    drop = content[at] & 0x7F
    while content[at] & 0x80:
        at += 1
        drop = (drop + 1) << 7 | content[at] & 0x7F
    return name[: len(name) - drop], at + 1


def _link(content: bytes, at: int, id_size: int) -> bytes:
    """What an index says of the part that it shares with others; the file ends behind its extensions with an id."""
    found = b""
    while at < len(content) - id_size:
        sign, size = content[at : at + 4], int.from_bytes(content[at + 4 : at + 8], "big")
        if sign == b"link":
            found = content[at + 8 : at + 8 + size]
        at += 8 + size
    if at != len(content) - id_size:
        raise ValueError("no end")
    return found


def _joined(base: tuple[_Entry, ...], part: _Part) -> tuple[_Entry, ...] | None:
    """The shared entries without those that were removed, those that took a place, and those that were added."""
    try:
        gone, at = _bits(part.link, part.id_size, len(base))
        replaced, _ = _bits(part.link, at, len(base))
    except struct.error:
        return None
    places = dict(zip(replaced, (one for one in part.entries if not one.name), strict=False))
    left = set(range(len(base))) - set(gone)
    own = (_Entry(one.name, places.get(at, one).is_intended) for at, one in enumerate(base) if at in left)
    return (*own, *(one for one in part.entries if one.name))


def _bits(content: bytes, at: int, most: int) -> tuple[list[int], int]:
    """The places of a compressed bitmap's set bits, and where it ends; none where nothing stands there any more."""
    if at >= len(content):
        return [], at
    _, count = struct.unpack_from(">II", content, at)
    words = struct.unpack_from(f">{count}Q", content, at + 8)
    return [one for one in _set(words, most) if one < most], at + 8 + 8 * count + 4


def _set(words: tuple[int, ...], most: int) -> Iterator[int]:
    """By words that say how many follow: so many that are all alike, and so many as they stand."""
    at, bit = 0, 0
    while at < len(words):
        run, literal = words[at] >> 1 & 0xFFFFFFFF, words[at] >> 33
        if words[at] & 1:
            yield from range(bit, min(bit + run * _WORD, most))
        bit += run * _WORD
        for word in words[at + 1 : at + 1 + literal]:
            yield from (bit + place for place in range(_WORD) if word >> place & 1)
            bit += _WORD
        at += 1 + literal
