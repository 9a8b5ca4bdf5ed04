# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Which files a declaration speaks of: by REUSE's `*` and `**` or Debian's `*` and `?`, in bounded time."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase

ANY = "**"
STAR = "\0"
"""A star with a backslash before it, which stands for itself; no path holds this character."""
LONGEST = 300
"""Characters of a pattern of Debian's."""
WILD = re.compile(r"(?<!\\)[*?]")
LITERAL = re.compile(r"\\([*?\\])|([\[\]])")
"""What stands for itself in Debian's patterns, and not in fnmatch's."""


@dataclass(frozen=True, slots=True)
class Patterns:
    """Plain paths and patterns, relative to the submission's top."""

    plain: frozenset[str]
    starred: tuple[tuple[str, ...], ...]
    """Segment by segment."""
    crossing: tuple[str, ...] = ()
    """As fnmatch has them: a star crosses folders."""

    @property
    def wild(self) -> int:
        """How many patterns each file is held against."""
        return len(self.starred) + len(self.crossing)

    def cover(self, path: str) -> bool:
        """Whether any of them means this file."""
        parts = path.split("/")
        return (
            path in self.plain
            or any(_covers(pattern, parts) for pattern in self.starred)
            or any(fnmatchcase(path, pattern) for pattern in self.crossing)
        )


def patterns(paths: Sequence[str], folder: str = "") -> Patterns:
    """The patterns of a file of declarations in that folder; one that ends in a slash means all below it."""
    meant = [path.replace("\\*", STAR) for path in paths]
    whole = [f"{folder}/{path}".strip("/") + ("/**" if path.endswith("/") else "") for path in meant]
    return Patterns(
        plain=frozenset(path.removeprefix("./").replace(STAR, "*") for path in whole if "*" not in path),
        starred=tuple(
            tuple(segments) for path in whole if "*" in path for segments in _spread(path.removeprefix("./").split("/"))
        ),
    )


def debian_patterns(paths: Sequence[str], folder: str = "") -> Patterns:
    """Those of a copyright file as Debian has it, for what lies in that folder."""
    told = [(one, f"{folder}/{one.removeprefix('./')}".lstrip("/")) for one in paths if len(one) <= LONGEST]
    return Patterns(
        plain=frozenset(re.sub(r"\\([*?\\])", r"\1", path) for one, path in told if not WILD.search(one)),
        starred=(),
        crossing=tuple(
            LITERAL.sub(lambda found: f"[{found[1] or found[2]}]", path) for one, path in told if WILD.search(one)
        ),
    )


def _spread(segments: Sequence[str]) -> Iterator[list[str]]:
    """A `**` inside a name crosses folders too: "a**b" means "a*b", and "a*", any folders, "*b"."""
    at = next((at for at, one in enumerate(segments) if ANY in one and one != ANY), -1)
    if at < 0:
        yield list(segments)
        return
    before, _, behind = segments[at].partition(ANY)
    rest = [one if one == ANY else one.replace(ANY, "*") for one in segments[at + 1 :]]
    behind = behind.replace(ANY, "*")
    yield [*segments[:at], f"{before}*{behind}", *rest]
    yield [*segments[:at], *([f"{before}*"] if before else []), ANY, *([f"*{behind}"] if behind else []), *rest]


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
    first, *others = (text.replace(STAR, "*") for text in segment.split("*"))
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
