# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""What a team declares, as it stands in its files."""

from dataclasses import dataclass

from gyebo.declarations.patterns import Patterns
from gyebo.report import Text


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


@dataclass(frozen=True, slots=True)
class Annotation:
    """An [[annotations]] table of a REUSE.toml."""

    path: str
    line: int
    paths: tuple[str, ...]
    patterns: Patterns
    copyrights: tuple[str, ...]
    licences: tuple[str, ...]


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

    def licences(self, path: str) -> tuple[str, ...]:
        """SPDX expressions that REUSE.toml gives for a file: the nearest REUSE.toml's last annotation decides."""
        covering = [one for one in self.annotations if one.licences and one.patterns.cover(path)]
        nearest = max(covering, key=lambda one: (one.path.count("/"), one.line), default=None)
        return nearest.licences if nearest else ()
