# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""What a team declares, as it stands in its files."""

import sys
from collections.abc import Callable, Sized
from dataclasses import dataclass
from enum import StrEnum

from gyebo.declarations.patterns import Patterns
from gyebo.report import Notice, Text


@dataclass(frozen=True, slots=True)
class Reuse:
    """One [[reuse]] table of gyebo.toml: what REUSE.toml has no key for."""

    origin: str
    """Address of the original file or repository, a dotted path, or a model's name."""
    files: tuple[str, ...]
    """Paths from the top of the submission; `*` stands for part of a name, `**` for any folders."""
    version: str = ""
    commit: str = ""
    changes: str = ""
    """What was changed."""
    reason: str = ""
    """Why."""
    remarks: str = ""
    """To the evaluators."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A whole gyebo.toml; an empty list says that nothing was taken over."""

    reuse: tuple[Reuse, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A [[reuse]] table, where it stands, and the files it speaks of."""

    path: str
    line: int
    reuse: Reuse
    patterns: Patterns


class Precedence(StrEnum):
    """REUSE 3.3: whether an annotation stands back behind what a file says itself, beside it, or in its place."""

    CLOSEST = "closest"
    AGGREGATE = "aggregate"
    OVERRIDE = "override"


@dataclass(frozen=True, slots=True)
class Annotation:
    """An [[annotations]] table of a REUSE.toml, or a paragraph of Debian's copyright file."""

    path: str
    line: int
    paths: tuple[str, ...]
    patterns: Patterns
    copyrights: tuple[str, ...]
    licences: tuple[str, ...]
    precedence: Precedence = Precedence.CLOSEST
    notices: tuple[Notice, ...] = ()
    """The copyright statements as they are read."""
    lines: tuple[int, int] = (1, sys.maxsize)
    """From the first that belongs to it, a comment above it included, to the last."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A file of declarations that does not say what it must."""

    path: str
    text: Text


@dataclass(frozen=True, slots=True)
class Declared:
    """All that a submission declares."""

    entries: tuple[Entry, ...] = ()
    annotations: tuple[Annotation, ...] = ()
    problems: tuple[Problem, ...] = ()
    is_stated: bool = False
    """Whether there is a gyebo.toml that can be read, though it may list nothing."""

    def holding(self, path: str) -> tuple[Annotation, ...]:
        """The annotations that say whose a file is, beside what it says itself: a holder is named there in any case."""
        return self._speaking(path, lambda one: bool(one.copyrights), ())

    def licensing(self, path: str, own: Sized) -> tuple[Annotation, ...]:
        """The annotations that say under which licence a file is; `own` is what it says itself."""
        return tuple(one for one in self._speaking(path, lambda one: bool(one.licences), own) if one.licences)

    def licences(self, path: str, own: Sized = ()) -> tuple[str, ...]:
        """The SPDX expressions of these."""
        return tuple(dict.fromkeys(text for one in self.licensing(path, own) for text in one.licences))

    def means(self, statement: str, line: int, path: str) -> bool:
        """Whether what stands on that line of a statement is said of a file: in an annotation, of its files alone."""
        around = [one for one in self.annotations if one.path == statement and one.lines[0] <= line <= one.lines[1]]
        return not around or any(one.patterns.cover(path) for one in around)

    def last(self, path: str, file: str) -> Annotation | None:
        """What a file of annotations says of another, alone: of several tables that cover it the last speaks."""
        return next((one for one in reversed(self.annotations) if one.path == file and one.patterns.cover(path)), None)

    def _speaking(self, path: str, says: Callable[[Annotation], bool], own: Sized) -> tuple[Annotation, ...]:
        """The last covering table of each file, from the top down to one that overrides what is below it."""
        last = {one.path: one for one in self.annotations if one.patterns.cover(path)}
        inwards = sorted(last.values(), key=lambda one: one.path.count("/"))
        over = next((at for at, one in enumerate(inwards, 1) if one.precedence is Precedence.OVERRIDE), 0)
        if over:
            return tuple(one for one in inwards[:over] if one.precedence is not Precedence.CLOSEST)
        nearest = [one for one in inwards if one.precedence is Precedence.CLOSEST and says(one)][-1:]
        return (*(one for one in inwards if one.precedence is Precedence.AGGREGATE), *(() if own else nearest))
