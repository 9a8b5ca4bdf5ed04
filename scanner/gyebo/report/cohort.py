# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Several submissions measured alike, side by side in the order of their list: nothing here ranks or adds up teams."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from gyebo.report.cells import CellLines
from gyebo.report.judging import Criterion
from gyebo.report.measured import Submission
from gyebo.report.stretches import Span
from gyebo.report.whole import Coverage, Finding, Fragment, Lineage, Report, Rule
from gyebo.report.words import Axis, FragmentKind, Grade

FORMAT = "gyebo-cohort/1"


class Cause(StrEnum):
    """What kept a submission from being scanned."""

    MISSING = "missing"
    UNREADABLE = "unreadable"
    COMMIT = "commit"
    REPOSITORY = "repository"
    OVERSIZED = "oversized"
    BASE = "base"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Tally:
    """A team's findings of one rule and grade, by their ids."""

    rule: str
    axis: Axis
    grade: Grade
    findings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Member:
    """One team that was scanned."""

    name: str
    folder: str
    """Where its reports are, beside the cohort's own page."""
    submission: Submission
    coverage: Coverage
    settings: str
    """Digest; it differs where organisations do."""
    tallies: tuple[Tally, ...]
    lineage: tuple[Lineage, ...]
    criteria: tuple[Criterion, ...] = ()
    """What its report reaches under the rubric."""


@dataclass(frozen=True, slots=True)
class Unscanned:
    """A team whose submission could not be read at all, and why; nothing is known of it."""

    name: str
    reason: str
    """In the program's own words."""
    cause: Cause = Cause.OTHER


@dataclass(frozen=True, slots=True)
class Holding:
    """Where one team has a shared fragment."""

    team: str
    path: str
    name: str
    first_line: int
    last_line: int
    cells: CellLines | None = None
    """The same lines in a notebook, whose lines above count over all of its code cells."""


@dataclass(frozen=True, slots=True)
class SharedFragment:
    """Code that is equal in several submissions, names apart."""

    digest: str
    kind: FragmentKind
    tokens: int
    known: float
    """Share of its tokens that lines up with published code, 0 to 1, in the team of which that is told most.

    The code is equal, so what was published for one was for all; of a team's own works nothing is told of that team.
    """
    holdings: tuple[Holding, ...]


@dataclass(frozen=True, slots=True)
class Cohort:
    """What organisers see of all submissions: one corpus, one rulebook, each team by itself."""

    format: str
    title: str
    version: str
    corpus: str
    corpus_name: str
    rules_digest: str
    home: str
    members: tuple[Member, ...]
    unscanned: tuple[Unscanned, ...]
    shared: tuple[SharedFragment, ...]
    """What least is known of first, then the largest."""
    smallest: int
    """Tokens of the smallest fragment that was compared between teams."""
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Scanned:
    """A team's report and where it was written."""

    name: str
    folder: str
    report: Report


def assemble(title: str, scanned: Sequence[Scanned], unscanned: Sequence[Unscanned], smallest: int) -> Cohort:
    """The cohort of at least one report, all of them made with one corpus and one rulebook."""
    yardstick = scanned[0].report.yardstick
    return Cohort(
        format=FORMAT,
        title=title,
        version=yardstick.version,
        corpus=yardstick.corpus,
        corpus_name=yardstick.corpus_name,
        rules_digest=yardstick.rules,
        home=yardstick.home,
        members=tuple(_member(one) for one in scanned),
        unscanned=tuple(unscanned),
        shared=_shared(scanned, smallest),
        smallest=smallest,
        rules=scanned[0].report.rules,
    )


def _member(scanned: Scanned) -> Member:
    report = scanned.report
    return Member(
        name=scanned.name,
        folder=scanned.folder,
        submission=report.submission,
        coverage=report.coverage,
        settings=report.yardstick.settings,
        tallies=_tallies(report.findings),
        lineage=report.lineage,
        criteria=report.criteria,
    )


def _tallies(findings: Sequence[Finding]) -> tuple[Tally, ...]:
    grouped: dict[tuple[str, Axis, Grade], list[str]] = defaultdict(list)
    for finding in findings:
        grouped[finding.rule, finding.axis, finding.grade].append(finding.id)
    grades = list(Grade)
    order = sorted(grouped, key=lambda key: (key[0], -grades.index(key[2])))
    return tuple(Tally(*key, tuple(grouped[key])) for key in order)


def _shared(scanned: Sequence[Scanned], smallest: int) -> tuple[SharedFragment, ...]:
    """Fragments of equal digest in two teams or more; one inside another that they share is not told again."""
    held: dict[str, list[tuple[Holding, Fragment]]] = defaultdict(list)
    for one in scanned:
        notebooks = one.report.notebooks
        for file in one.report.files:
            for fragment in (fragment for fragment in file.fragments if fragment.tokens >= smallest):
                span = fragment.span
                cells = notebooks.lines(file.path, span.first_line, span.last_line)
                place = Holding(one.name, file.path, fragment.name, span.first_line, span.last_line, cells)
                held[fragment.digest].append((place, fragment))
    common = {digest: places for digest, places in held.items() if len({place.team for place, _ in places}) > 1}
    told = [_fragment(digest, places) for digest, places in common.items() if not _is_inside(digest, common)]
    return tuple(sorted(told, key=lambda one: (one.known, -one.tokens, one.digest)))


def _fragment(digest: str, places: Sequence[tuple[Holding, Fragment]]) -> SharedFragment:
    first = places[0][1]
    known = max(fragment.borrowed_tokens / max(fragment.tokens, 1) for _, fragment in places)
    return SharedFragment(digest, first.kind, first.tokens, round(known, 4), tuple(place for place, _ in places))


def _is_inside(digest: str, common: Mapping[str, Sequence[tuple[Holding, Fragment]]]) -> bool:
    """Whether each of its places lies in a larger fragment that the same teams share."""
    teams = {place.team for place, _ in common[digest]}
    wider = [
        (place, fragment)
        for other, places in common.items()
        if other != digest and teams <= {place.team for place, _ in places}
        for place, fragment in places
    ]
    return all(
        any(_holds(outer, fragment.span, inner, within.span) for outer, fragment in wider)
        for inner, within in common[digest]
    )


def _holds(outer: Holding, around: Span, inner: Holding, within: Span) -> bool:
    is_same_file = (outer.team, outer.path) == (inner.team, inner.path)
    begins = (around.first_line, around.first_column) <= (within.first_line, within.first_column)
    return is_same_file and begins and (within.last_line, within.last_column) <= (around.last_line, around.last_column)
