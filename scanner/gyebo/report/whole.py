# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""A report from its fragments up: files, origins, findings, and the whole of it."""

from dataclasses import dataclass, field

from gyebo.report.bases import Base
from gyebo.report.basics import Cell, Skipped, Text
from gyebo.report.cells import Notebooks
from gyebo.report.components import Component, Dependency
from gyebo.report.declared import Declaration
from gyebo.report.evidence import Location, Statement
from gyebo.report.judging import Criterion, Decision
from gyebo.report.licences import LicenceStatement, Licensing
from gyebo.report.matches import Counterpart, Match, Place, Reference, Work
from gyebo.report.measured import Submission, Yardstick
from gyebo.report.past import History
from gyebo.report.stretches import ByteRange, Span
from gyebo.report.suppressions import Suppression, SuppressionState
from gyebo.report.words import Axis, Commonality, Confidence, FragmentKind, Grade, NoticeState, Wording


@dataclass(frozen=True, slots=True)
class Fragment:
    """A unit of code: a module, class, function, method, nested function or lambda."""

    id: str
    """From path, kind and name: the same wherever in its file the fragment moves."""
    kind: FragmentKind
    name: str
    span: Span
    """Where it stands in the file."""
    tokens: int
    borrowed_tokens: int
    """Those of them that a match of its own or of a part of it covers."""
    digest: str
    """Of its tokens, names apart: code that is equal after a renaming has an equal one."""
    match: Match | None
    """None where nothing like it was found, or a larger fragment speaks for it."""
    bytes: ByteRange | None = None
    """None where the file is not plain UTF-8, so that its text and its bytes do not count alike."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A line of a comment, or a message, that the corpus has word for word from one maker alone."""

    wording: Wording
    text: str
    line: int
    referenced: Place
    """The first file that has it; its line is 0 where the corpus's text is not at hand."""
    works: int


@dataclass(frozen=True, slots=True)
class File:
    """One analysed file; own + exclusive + shared + common + base tokens = tokens."""

    path: str
    """From the top of the submission."""
    sha256: str
    language: str
    tokens: int
    own_tokens: int
    """Not found in the corpus."""
    exclusive_tokens: int
    """Found at one organisation only."""
    shared_tokens: int
    """Found at a few."""
    common_tokens: int
    """Common heritage."""
    domestic_tokens: int
    """Of the borrowed tokens, those whose tie set holds only works of the home country."""
    notes: tuple[Text, ...]
    """What a reader should know of how it was read."""
    fragments: tuple[Fragment, ...]
    declared_tokens: int = 0
    """Of the borrowed tokens, those whose origin the team declares."""
    declared_exclusive_tokens: int = 0
    """Of these, the exclusive ones."""
    declared_common_tokens: int = 0
    """Of the declared ones, those of common heritage."""
    cells: tuple[Cell, ...] = ()
    """Of a notebook; lines count over all of them."""
    counterpart: Counterpart | None = None
    """None where no file of the corpus has the like of two of its definitions."""
    sha1: str = ""
    """For SPDX, which asks for it; nothing rests on it."""
    licence: str = ""
    """SPDX expression under which it stands: its own, that of the nearest licence file, or the repository's."""
    licences: tuple[LicenceStatement, ...] = ()
    """What the file itself says."""
    references: tuple[Reference, ...] = ()
    """Addresses it names as sources, where it holds code of one organisation alone and none of them leads there."""
    base_tokens: int = 0
    """Of definitions that the submission's base has and that were hardly changed: not compared, and nobody's here."""
    phrases: tuple[Phrase, ...] = ()
    """What it says as one maker alone does, outside of matches with that maker's code."""


@dataclass(frozen=True, slots=True)
class Stake:
    """Tokens of an origin that stand in one match."""

    match: str
    """Its id."""
    tokens: int


@dataclass(frozen=True, slots=True)
class Portion:
    """Some tokens of an origin: those of one file and one commonality."""

    path: str
    commonality: Commonality
    tokens: int
    matches: tuple[Stake, ...] = ()
    """In which they stand, in the order of the file; a match may hold tokens of another origin besides."""


@dataclass(frozen=True, slots=True)
class Lineage:
    """One origin of the submission: every work in `works` explains these tokens equally well."""

    works: tuple[Work, ...]
    """Several where the code cannot tell them apart."""
    tokens: int
    share: float
    """Of all tokens of the submission."""
    exclusive_tokens: int
    exclusive_share: float
    """Of all tokens of the submission, those found at this origin's organisation only."""
    files: tuple[str, ...]
    """Those in which it was found."""
    portions: tuple[Portion, ...] = ()
    """Where `tokens` stand; with the same file and commonality once."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A question of the rulebook, answered by evidence for and against."""

    id: str
    """`F-` and twelve characters, from rule, path and what it is about: the same from run to run."""
    rule: str
    """The id of the rule."""
    axis: Axis
    grade: Grade
    """How closely to look."""
    confidence: Confidence
    """How sure."""
    location: Location
    supporting: tuple[Statement, ...]
    """What speaks for it."""
    mitigating: tuple[Statement, ...]
    """What speaks against it, or for a milder view."""
    matches: tuple[str, ...]
    """Ids of the matches that it rests on."""
    evidence: tuple[str, ...] = ()
    """Ids, `E-` and twelve characters, of what else it rests on: a sentence, a use, a notice that was lost."""

    @property
    def grounds(self) -> frozenset[str]:
        """All that it rests on; an answer to it speaks of these, and of nothing that is found later."""
        return frozenset((*self.matches, *self.evidence))


@dataclass(frozen=True, slots=True)
class Rule:
    """What a reader needs to know of a rule that was applied."""

    id: str
    axis: Axis
    title: Text
    question: Text
    why: Text
    not_a_finding: Text
    remedy: Text


@dataclass(frozen=True, slots=True)
class Coverage:
    files: int
    """Analysed."""
    skipped: int
    """Paths that were not."""
    incomplete: int
    """Of the skipped, those that leave the scan incomplete."""
    tokens: int
    own_tokens: int
    """Not found in the corpus; with the next three it adds up to `tokens`."""
    exclusive_tokens: int
    """Found at one organisation only."""
    shared_tokens: int
    """Found at a few."""
    common_tokens: int
    """Common heritage."""
    domestic_tokens: int
    """Of the borrowed tokens, those found only in works of the home country."""
    declared_tokens: int = 0
    """Of the borrowed tokens, those whose origin the team declares."""
    declared_exclusive_tokens: int = 0
    """Of these, the exclusive ones."""
    base_files: int = 0
    """Files that are a base's byte for byte; not among `files`."""
    base_tokens: int = 0
    """In changed files, of what is the base's still; among `tokens`."""

    @property
    def judged_tokens(self) -> int:
        """What shares are of."""
        return self.tokens - self.base_tokens


@dataclass(frozen=True, slots=True)
class Report:
    """A scan's whole answer: same commit, corpus, rules and settings, same bytes."""

    format: str
    """Name and number of this layout; another number means other keys."""
    submission: Submission
    yardstick: Yardstick
    coverage: Coverage
    """How much was read, and how much of it was found elsewhere."""
    lineage: tuple[Lineage, ...]
    """The origins of the submission as a whole, the largest first."""
    findings: tuple[Finding, ...]
    """All of them, those that a suppression is about included."""
    files: tuple[File, ...]
    """Those that were analysed."""
    skipped: tuple[Skipped, ...]
    """What was not analysed, and why."""
    rules: tuple[Rule, ...]
    """Those that were asked."""
    declarations: tuple[Declaration, ...] = ()
    """What the team says of its own reuse, and how it stands to what was found."""
    history: History | None = None
    """None where it was not asked for."""
    suppressions: tuple[Suppression, ...] = ()
    """What the team asked to be left out of the count; only those that are applied are."""
    criteria: tuple[Criterion, ...] = ()
    """What the report reaches under the rubric."""
    decisions: tuple[Decision, ...] = ()
    """The evaluators' own, where a file of them was given."""

    licensing: Licensing = field(default_factory=Licensing)
    """What the licences of the code taken over ask, and what the submission shows of it."""
    components: tuple[Component, ...] = ()
    """What is used without a copy."""
    dependencies: tuple[Dependency, ...] = ()
    """Packages that the submission declares."""
    unread_requirements: tuple[Statement, ...] = ()
    """Where it asks for packages in a way that is not read as text: computed, elsewhere, or not to be parsed."""
    bases: tuple[Base, ...] = ()
    """What the submission stands on, and what is not judged for that reason."""

    @property
    def standing(self) -> tuple[Finding, ...]:
        """The findings that count: all but those that an applied suppression is about."""
        applied = [one for one in self.suppressions if one.state is SuppressionState.APPLIED]
        left_out = {finding for one in applied for finding in one.findings}
        return tuple(one for one in self.findings if one.id not in left_out)

    @property
    def notebooks(self) -> Notebooks:
        """By which a line of a notebook is told as its cell and the line in it."""
        return Notebooks({file.path: file.cells for file in self.files if file.cells})

    @property
    def unexamined(self) -> tuple[Match, ...]:
        """Matches of which it could not be asked whether the origin's copyright statements were kept."""
        matches = (fragment.match for file in self.files for fragment in file.fragments if fragment.match)
        return tuple(one for one in matches if any(each.state is NoticeState.NOT_EXAMINED for each in one.notices))

    @property
    def unnamed_tokens(self) -> int:
        """Tokens found elsewhere that no origin explains."""
        named = sum(one.tokens for one in self.lineage)
        return self.coverage.judged_tokens - self.coverage.own_tokens - named
