# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""A report from its fragments up: files, origins, findings, and what the submission was measured with."""

from dataclasses import dataclass

from gyebo.report.declared import Declaration
from gyebo.report.matches import Match, Span, Text, Work
from gyebo.report.words import Axis, Confidence, FragmentKind, Grade, SkipReason


@dataclass(frozen=True, slots=True)
class Fragment:
    """A unit of code: a module, class, function, method, nested function or lambda."""

    id: str
    kind: FragmentKind
    name: str
    span: Span
    tokens: int
    borrowed_tokens: int
    digest: str
    match: Match | None


@dataclass(frozen=True, slots=True)
class File:
    """One analysed file; own + exclusive + shared + common tokens = tokens."""

    path: str
    sha256: str
    language: str
    tokens: int
    own_tokens: int
    exclusive_tokens: int
    shared_tokens: int
    common_tokens: int
    domestic_tokens: int
    """Of the borrowed tokens, those whose tie set holds only works of the home country."""
    notes: tuple[Text, ...]
    fragments: tuple[Fragment, ...]
    declared_tokens: int = 0
    """Of the borrowed tokens, those whose origin the team declares."""
    declared_exclusive_tokens: int = 0
    """Of these, the exclusive ones."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """A path that was not analysed, and why; never the same as clean."""

    path: str
    reason: SkipReason
    detail: Text
    paths: int = 1
    """How many paths this stands for: more for a folder."""


@dataclass(frozen=True, slots=True)
class Lineage:
    """One origin of the submission: every work in `works` explains these tokens equally well."""

    works: tuple[Work, ...]
    tokens: int
    share: float
    """Of all tokens of the submission."""
    exclusive_tokens: int
    exclusive_share: float
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Location:
    path: str
    first_line: int
    last_line: int


@dataclass(frozen=True, slots=True)
class Statement:
    """One piece of evidence, and where a reader can see it."""

    text: Text
    location: Location | None


@dataclass(frozen=True, slots=True)
class Finding:
    """A question of the rulebook, answered by evidence for and against."""

    id: str
    rule: str
    axis: Axis
    grade: Grade
    confidence: Confidence
    location: Location
    supporting: tuple[Statement, ...]
    mitigating: tuple[Statement, ...]
    matches: tuple[str, ...]


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
class Submission:
    name: str
    commit: str
    """Full commit id; empty where the working tree or a plain folder was scanned."""
    dated: str
    """Commit date, ISO 8601; empty where unknown."""
    organisation: str
    """Id of the team's own organisation, whose earlier publications are not held against it; empty if not given."""
    digest: str
    """SHA-256 over paths and contents of what was analysed."""
    deadline: str = ""
    """By when declarations, references and notices had to be committed; empty where no deadline was set."""
    deadline_commit: str = ""
    """The last commit in time; empty where there is none."""


@dataclass(frozen=True, slots=True)
class Source:
    """One pinned source of the corpus."""

    id: str
    host: str
    version: str
    licence: str
    released: str
    sha256: str
    fragments: int


@dataclass(frozen=True, slots=True)
class Yardstick:
    """What the submission was measured with; equal yardsticks make two reports comparable."""

    version: str
    rules: str
    settings: str
    corpus: str
    """Digests, SHA-256."""
    corpus_name: str
    home: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    files: int
    skipped: int
    incomplete: int
    """Of the skipped, those that leave the scan incomplete."""
    tokens: int
    own_tokens: int
    exclusive_tokens: int
    shared_tokens: int
    common_tokens: int
    domestic_tokens: int
    declared_tokens: int = 0
    declared_exclusive_tokens: int = 0


@dataclass(frozen=True, slots=True)
class Report:
    """A scan's whole answer: same commit, corpus, rules and settings, same bytes."""

    format: str
    submission: Submission
    yardstick: Yardstick
    coverage: Coverage
    lineage: tuple[Lineage, ...]
    findings: tuple[Finding, ...]
    files: tuple[File, ...]
    skipped: tuple[Skipped, ...]
    rules: tuple[Rule, ...]
    declarations: tuple[Declaration, ...] = ()
