# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""What is found: pairings, pieces and origins."""

from dataclasses import dataclass, field
from pathlib import PurePosixPath

from gyebo.model.candidates import Paired
from gyebo.model.reading import Unit
from gyebo.report import (
    ByteRange,
    Cell,
    Change,
    Commonality,
    ComponentKind,
    Excerpt,
    FragmentKind,
    Leftover,
    LicenceStatement,
    Notice,
    Phrase,
    Quote,
    Reference,
    Region,
    Rename,
    Span,
    Text,
)


@dataclass(frozen=True, slots=True)
class Likeness:
    """How like one work's nearest fragment is to a submitted fragment."""

    work: int
    cls: int
    nearness: float
    resemblance: float
    bits: float
    """Worth of the features shared with the work's nearest fragment."""
    worth: float
    """Bits times resemblance, of the fragment of the work where that is most: what is rare and like counts."""


@dataclass(frozen=True, slots=True)
class Pairing:
    """What one submitted fragment was found to be like, before anything is said of origins."""

    unit: int
    best: Paired
    is_same_class: bool
    """Equal after a one-to-one renaming."""
    likenesses: tuple[Likeness, ...]
    """One a work, the likest first."""
    ties: tuple[int, ...]
    """Places that cannot be told apart, at least one for each work of the tie set."""
    is_verbatim: bool
    runner_up: float


@dataclass(frozen=True, slots=True)
class Spread:
    """Over how many models and organisations matched code is spread."""

    commonality: Commonality
    models: int
    organisations: int
    alone: int = 0
    """Tokens in runs that the one tied maker's nearest fragment has and no other maker's; 0 where several are tied."""


@dataclass(frozen=True, slots=True)
class Found:
    """A fragment's pairing and how common the code is."""

    pairing: Pairing
    spread: Spread
    is_older: bool = True
    """Whether the code it is like was published before the submission; else it is in common and no origin."""


@dataclass(frozen=True, slots=True)
class SearchedUnit:
    """A unit as the report names it, without its tokens."""

    kind: FragmentKind
    name: str
    span: Span
    tokens: int
    digest: str
    parent: int
    bytes: ByteRange | None = None


@dataclass(frozen=True, slots=True)
class Pragma:
    """A comment that asks for one rule's findings in its file to be left out; without a rule it is malformed."""

    path: str
    line: int
    rule: str
    reason: str


@dataclass(frozen=True, slots=True)
class Use:
    """A name by which a file uses what it does not hold, before it is known whose that is."""

    kind: ComponentKind
    name: str
    hint: str
    """Where it is said to come from: the module of an import; empty otherwise."""
    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Searched:
    """A submitted file after its fragments were looked up; small enough to come back from another process."""

    path: PurePosixPath
    sha256: str
    language: str
    notes: tuple[Text, ...]
    units: tuple[SearchedUnit, ...]
    found: tuple[Found, ...]
    """In the order of their units; most units have none."""
    notices: tuple[Notice, ...]
    references: tuple[Reference, ...]
    pragmas: tuple[Pragma, ...] = ()
    cells: tuple[Cell, ...] = ()
    sha1: str = ""
    licences: tuple[LicenceStatement, ...] = ()
    uses: tuple[Use, ...] = ()
    changes_stated: tuple[int, ...] = ()
    """The lines that say that the file was changed."""
    base_tokens: int = 0
    """Of definitions that the submission's base has; nothing is said of those."""
    stretches: tuple[Unit, ...] = ()
    """The last of the units: parts of functions, told beside what their functions are like."""
    phrases: tuple[Phrase, ...] = ()
    """What it says as one maker alone does, in the order of its lines."""


@dataclass(frozen=True, slots=True)
class Detail:
    """One reported match, aligned with the text of a place of the corpus."""

    unit: int
    place: int
    trace: "Trace"
    submitted_text: Excerpt
    referenced_text: Excerpt | None
    upstream: tuple[Notice, ...] | None
    """Notices of the referenced file; None where its text is not at hand."""
    sources: tuple[Reference, ...]
    """What the referenced file names as its own sources."""
    quotes: tuple[Quote, ...] = ()
    leftovers: tuple[Leftover, ...] = ()
    licence: str = ""
    """SPDX expression of the referenced file's own header; empty where it has none."""


Worth = dict[int, float]
"""By work: how much of a match its nearest fragment explains; for the search for origins."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one of a file's widest matches says of its origins; nothing where only younger code is like it."""

    worth: Worth
    nearness: dict[int, float]
    """By work: how near its nearest fragment is."""
    is_equal: bool
    """After a one-to-one renaming."""
    is_common: bool
    """Whether it is common heritage."""


@dataclass(frozen=True, slots=True)
class Trace:
    """An alignment as it is shown."""

    regions: tuple[Region, ...] = ()
    renames: tuple[Rename, ...] = ()
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of matched code that is counted once: an innermost match, or what a wider match adds to those in it."""

    file: str
    unit: int
    tokens: int
    worth: Worth
    commonality: Commonality
    """Of the reported match around it."""
    is_domestic: bool
    told: int
    """The unit of that match."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Works that explain the same pieces equally well, the named one first, and the pieces that are told of them."""

    works: tuple[int, ...]
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One change of one file in the history of a submission."""

    at: int
    """How many commits were gone through before its own; the newest is 0."""
    commit: str
    dated: str
    """ISO 8601."""
    follows: str
    """The latest date of the commits before it, where its own is earlier; else empty."""
    source: str
    """Its path before; empty where it is new."""
    path: str
    before: bytes | None = field(repr=False)
    after: bytes | None = field(repr=False)
    """Contents; None where there is none, or where it is too large to be read."""


@dataclass(frozen=True, slots=True)
class Past:
    """How files of a submission came to be what they are."""

    commits: int
    first: str
    last: str
    """Dates, ISO 8601; empty where there is no commit."""
    is_whole: bool
    """False where the history is longer than what is read, or not all of it is there."""
    steps: dict[str, tuple[Step, ...]]
    """By the file's path in the submission; the newest first."""
    backdated: int = 0
    """Commits that carry an earlier date than one before them."""


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of equal tokens: where it starts on each side, and its length."""

    submitted: int
    referenced: int
    length: int
