# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Which files a declaration speaks of: REUSE's `*` and `**`, in time that no pattern can make grow out of bounds."""

from collections.abc import Sequence
from dataclasses import dataclass

ANY = "**"


@dataclass(frozen=True, slots=True)
class Patterns:
    """Plain paths and patterns, relative to the submission's top."""

    plain: frozenset[str]
    starred: tuple[tuple[str, ...], ...]
    """Segment by segment."""

    def cover(self, path: str) -> bool:
        """Whether any of them means this file."""
        parts = path.split("/")
        return path in self.plain or any(_covers(pattern, parts) for pattern in self.starred)


def patterns(paths: Sequence[str], folder: str = "") -> Patterns:
    """The patterns of a file of declarations in that folder; one that ends in a slash means all below it."""
    whole = [f"{folder}/{path}".strip("/") + ("/**" if path.endswith("/") else "") for path in paths]
    return Patterns(
        plain=frozenset(path.removeprefix("./") for path in whole if "*" not in path),
        starred=tuple(tuple(path.removeprefix("./").split("/")) for path in whole if "*" in path),
    )


def _covers(pattern: Sequence[str], parts: Sequence[str]) -> bool:
    """Segments against segments; where one does not fit, the last `**` takes in one segment more."""
    at = given = 0
    star, taken = -1, 0
    while given < len(parts):
        if at < len(pattern) and pattern[at] == ANY:
            star, taken, at = at, given, at + 1
        elif at < len(pattern) and _fits(pattern[at], parts[given]):
            at, given = at + 1, given + 1
        elif star >= 0:
            taken += 1
            at, given = star + 1, taken
        else:
            return False
    return all(segment == ANY for segment in pattern[at:])


def _fits(segment: str, name: str) -> bool:
    """One name against one segment: the texts between the stars, in their order."""
    first, *others = segment.split("*")
    if not others:
        return name == first
    *middle, last = others
    if len(name) < len(first) + len(last) or not (name.startswith(first) and name.endswith(last)):
        return False
    at, end = len(first), len(name) - len(last)
    for text in middle:
        found = name.find(text, at, end)
        if found < 0:
            return False
        at = found + len(text)
    return True
