# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""A match: a submitted fragment aligned with the corpus, its places, descent, notices and references."""

from dataclasses import dataclass

from gyebo.report.basics import Text
from gyebo.report.quotes import Leftover, Quote
from gyebo.report.stretches import Span
from gyebo.report.words import Commonality, DeclarationState, Direction, Kind, NoticeState


@dataclass(frozen=True, slots=True)
class Region:
    """One run of equal tokens on both sides."""

    submitted: Span
    referenced: Span
    tokens: int
    is_moved: bool = False
    """Out of the order that the others have in common; its tokens do not count as shared."""


@dataclass(frozen=True, slots=True)
class Change:
    """A stretch between runs of equal tokens; None on the side that has nothing there."""

    submitted: Span | None
    referenced: Span | None


@dataclass(frozen=True, slots=True)
class Rename:
    """A name of the referenced code and what stands in its place; places counts the aligned tokens."""

    referenced: str
    submitted: str
    places: int
    exceptions: int = 0
    """Aligned tokens at which either name stands against another one, or unchanged."""


@dataclass(frozen=True, slots=True)
class Publication:
    """The first release that held a model, or a package's own file, by name; its code of that time was not compared."""

    package: str
    version: str
    published: str
    """Date, ISO 8601."""


@dataclass(frozen=True, slots=True)
class Work:
    """A model (or, where no model is known, a host project) and the organisation it comes from."""

    model: str
    """Id in rules/organisations, or the host project's name."""
    name: str
    family: str
    organisation: str
    organisation_name: Text
    country: str
    """ISO 3166-1 alpha-2, or "unknown"."""
    known_from: str
    first_published: Publication | None = None
    """In whichever package had it first, of those in rules/chronology; None where none of them is known to have it."""


@dataclass(frozen=True, slots=True)
class Place:
    """One place of the corpus where a fragment stands."""

    work: Work
    source: str
    host: str
    licence: str
    released: str
    """Date of the source's release, ISO 8601: of the copy that was compared."""
    path: str
    name: str
    first_line: int
    last_line: int
    first_published: Publication | None = None
    """Of the model, or the package's own file, there, which may be long before `released`; None where not known."""

    @property
    def since(self) -> str:
        """The earliest date known of it; the code itself is known to have been there on `released` only."""
        return self.first_published.published if self.first_published else self.released


@dataclass(frozen=True, slots=True)
class Link:
    """One step of a lineage chain, as the corpus itself declares it."""

    child: Work
    parent: Work
    declared_by: str
    """`modular` (inheritance in modular_*.py) or `copied-from` (a comment)."""
    path: str
    line: int
    is_main: bool = True
    """Whether, on the way back from the match's origin, no child has another parent with far more definitions: what is
    said of a whole repository counts for main parents alone."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Lines of source text, shown beside the other side's."""

    first_line: int
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Notice:
    """A copyright statement as it stands, and where."""

    path: str
    line: int
    text: str
    holders: tuple[str, ...]
    years: str = ""
    """As they stand there."""


@dataclass(frozen=True, slots=True)
class HolderState:
    """What became of one upstream holder: the upstream line, and the submission's line where there is one."""

    holder: str
    state: NoticeState
    upstream: Notice | None
    submitted: Notice | None
    later: Notice | None = None
    """The line that names the holder since after the deadline; the state is that of the deadline."""
    restored: str = ""
    restored_by: str = ""
    """Date and commit of the last restoration, where the history was read and knows of one."""
    others: tuple[Notice, ...] = ()
    """Further upstream lines that name the holder, where none is kept."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A mention of where code comes from: 4 names file or object, 3 a repository, 2 a name, 1 is repository-wide.

    0 is a mention in a repository-wide file without saying that code comes from there; it counts as no reference.
    """

    path: str
    line: int
    text: str
    target: str
    level: int
    works: tuple[str, ...] = ()
    """Models it names: by id in a file's own list and an origin's; beside a match, another one of the same maker."""
    first_line: int = 0
    last_line: int = 0
    """Of which it speaks, in a file of code alone: a definition, the file or its rest; 0 where that is not known."""
    names_file: bool = False
    """Beside a match, of a line outside of its file: whether it says of which files it speaks, this one among them."""

    @property
    def is_statement(self) -> bool:
        """Whether it says that code comes from what it names."""
        return self.level > 0


@dataclass(frozen=True, slots=True)
class Match:
    """A submitted fragment aligned with the corpus; shares are of tokens, 0 to 1, rounded to four places."""

    id: str
    """From the submitted fragment's path, kind and name."""
    kind: Kind
    resemblance: float
    """Shared tokens over all tokens of both sides (Broder 1997)."""
    containment: float
    """Shared tokens over the submitted fragment's own tokens."""
    tokens: int
    """Submitted tokens inside matched regions."""
    evidence: float
    """Weight in bits of what is shared: the sum over shared features of log2(works / works having it)."""
    runner_up: float
    """Resemblance of the nearest corpus fragment outside the tie set, which may be higher, since rarity ranks too;
    0 when there is none."""
    commonality: Commonality
    """Of how many organisations the code is."""
    models: int
    """How many have it."""
    organisations: int
    """How many have it."""
    direction: Direction
    """What the dates allow to say."""
    regions: tuple[Region, ...]
    """The equal runs."""
    renames: tuple[Rename, ...]
    """Names of the origin and what the submission calls them."""
    referenced: Place
    """The place shown beside the submission: of its likeliest origin if that is in the tie set, else the earliest."""
    ties: tuple[Place, ...]
    """One place per work of the tie set, in the order of when their models were first published."""
    chain: tuple[Link, ...]
    """What the origins say of their own descent; of common heritage, where no origin is named, the first steps."""
    notices: tuple[HolderState, ...]
    """What became of each upstream holder's statement."""
    references: tuple[Reference, ...]
    """Where the submission mentions the origin."""
    submitted_text: Excerpt
    referenced_text: Excerpt | None
    """None where the corpus's source text is not at hand."""
    earlier_release: Publication | None = None
    """Where the match is in common only: the first release of a tied model, if that is older than the submission.

    The code may have been in that release already, or have come into a later one; only the later copy was compared.
    """
    origin_references: tuple[Reference, ...] = ()
    """What the referenced file names as its own sources: then the code may be older than it."""
    declaration: DeclarationState = DeclarationState.UNDECLARED
    """Whether the team declares it."""
    late_references: tuple[Reference, ...] = ()
    """What names the origin since after the deadline, declarations included; it does not count."""
    declared_by: tuple[str, ...] = ()
    """Ids of the declarations that speak of this match's file and origin; of the file alone for another origin."""
    changes: tuple[Change, ...] = ()
    """What differs, in the order of the submission; empty too where the corpus's text is not at hand."""
    quotes: tuple[Quote, ...] = ()
    """What both sides say outside their code, the rarest first."""
    leftovers: tuple[Leftover, ...] = ()
    """The origin's names in what the submission says outside its code."""
    chain_left: int = 0
    """Steps of the chain that are not told."""
    origin_licence: str = ""
    """SPDX expression: of the referenced file's own header where it has one, else of its source; empty if unknown."""

    @property
    def has_one_origin(self) -> bool:
        """Whether one place can be named that the code comes from: older, exclusive, and not tied with another."""
        is_told = self.direction is Direction.FROM and self.commonality is Commonality.EXCLUSIVE
        return is_told and len(self.ties) == 1


@dataclass(frozen=True, slots=True)
class Renaming:
    """A part that several names of a file have in common, and what stands in its place in the submission."""

    referenced: str
    submitted: str
    names: int
    places: int
    exceptions: int


@dataclass(frozen=True, slots=True)
class Counterpart:
    """The file of the corpus that has most of a submitted file's functions and classes, those at its top level."""

    referenced: Place
    """The file, from the first to the last of these definitions; it has no name."""
    is_equal: bool
    """The files are equal as wholes, after a one-to-one renaming."""
    definitions: int
    """Of the submitted file, those large enough to be compared."""
    matched: int
    """Of them, those that are like one of the referenced file, and like no other more."""
    in_order: int
    """Of the matched, most that stand in one order in both files."""
    referenced_definitions: int
    tokens: int
    """Of the matched definitions."""
    runner_up: int
    """Most of the definitions that a file of any other maker has."""
    runner_up_work: Work | None
    renamings: tuple[Renaming, ...]
    """What the renames of the matches shown beside this file have in common."""
