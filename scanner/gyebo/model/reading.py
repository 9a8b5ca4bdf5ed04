# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""What is read: files, their syntax and fingerprints."""

from dataclasses import dataclass, field
from pathlib import PurePosixPath

from gyebo.model.basics import I64, U32, U64
from gyebo.report import FragmentKind, Skipped


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file of the submission or of the corpus, as bytes; the path is relative to its root."""

    path: PurePosixPath
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Collected:
    """What collect() found: the files to analyse, the paths it left out and why, and the commit it stands at."""

    name: str
    commit: str
    dated: str
    files: tuple[SourceFile, ...]
    skipped: tuple[Skipped, ...]
    statements: tuple[SourceFile, ...]
    """README, LICENSE, NOTICE and their like at any level: read for notices and references, not for code."""
    manifests: tuple[SourceFile, ...] = ()
    """Configuration of models and lists of packages: read for what is used without being copied."""
    weights: tuple[str, ...] = ()
    """Paths of weight files; only their names are read."""
    beside: tuple[SourceFile, ...] = ()
    """Source files that are read for what they say of others, and not judged: modular ones beside a hook's files."""
    others: tuple[str, ...] = ()
    """Paths of source files of the same repository that were not given: what names one of them speaks of no other."""
    set_aside: int = 0
    """Of a submission as it stood at a deadline: later commits that carry an earlier date."""

    within: str = ""
    """The repository's folder that the paths are seen from; empty for its top, and where there is no repository."""

    @property
    def paths(self) -> tuple[str, ...]:
        """Of all that is known to be there, read or not."""
        read = (str(one.path) for one in (*self.files, *self.beside))
        return tuple(dict.fromkeys((*read, *(one.path for one in self.skipped), *self.others)))


@dataclass(frozen=True, slots=True, eq=False)
class Tokens:
    """A file's tokens without layout, comments and docstrings; all arrays have one entry a token."""

    start: I64
    """Byte offsets into the file's UTF-8 text."""
    end: I64
    raw: U64
    """Hash of kind and text: equal where the tokens are equal as written."""
    code: U64
    """The same with every name the file binds, and every string's text, taken out; library names stay."""
    name: I64
    """Index into `names` of what a renaming may change, -1 elsewhere."""
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Subtrees:
    """Hashes of the syntax subtrees that are large enough to mean something, names taken out as in Tokens.code."""

    hash: U64
    first: I64
    """Index of the subtree's first token, and one past its last."""
    last: I64


@dataclass(frozen=True, slots=True)
class Unit:
    """A definition found in a file, or the file itself; `first` and `last` are token indices, last excluded."""

    kind: FragmentKind
    name: str
    """Qualified by the definitions around it."""
    first: int
    last: int
    start: int
    end: int
    """Byte offsets, decorators included."""
    parent: int
    """Index of the enclosing unit; -1 for the module."""


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment or docstring without its markers; a docstring may hold several lines."""

    line: int
    text: str


@dataclass(frozen=True, slots=True, eq=False)
class Syntax:
    """What a language module makes of one file's text; the first unit is the module."""

    text: bytes = field(repr=False)
    tokens: Tokens
    subtrees: Subtrees
    units: tuple[Unit, ...]
    comments: tuple[Comment, ...]
    unparsed: float
    """Share of the bytes the grammar could not place, 0 to 1."""
    has_error: bool
    """Whether anything does not parse; what is missing has no bytes, so that `unparsed` can be 0 all the same."""
    has_former: bool
    """Whether statements occur that only earlier versions of the language have."""


@dataclass(frozen=True, slots=True, eq=False)
class Fingerprints:
    """What one file is compared by; `features[bounds[i]:bounds[i + 1]]` belongs to unit i, sorted and distinct."""

    digests: U64
    """One a unit: equal where two units are equal after a one-to-one renaming."""
    exact: U64
    """One a unit: equal where two units are equal token for token."""
    features: U64
    bounds: I64
    signatures: U32
    """(units, 36): as many MinHash values over the subtree hashes as there are bands to fill."""
