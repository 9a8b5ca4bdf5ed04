# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Put a report's parts in the order a reader meets them; it adds nothing and leaves nothing out."""

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from gyebo.formats.html.credits import Credits, credited
from gyebo.formats.html.descents import Descents, descents
from gyebo.formats.html.family_tree import Tree, family_tree
from gyebo.formats.html.parts import Stretch, changed, differences, narrowed, parts, together
from gyebo.formats.html.rates import Rates, rates
from gyebo.formats.html.side_by_side import Row, side_by_side
from gyebo.formats.html.sifting import Sifting, sifting
from gyebo.formats.html.strands import Strands, strands
from gyebo.formats.html.timeline import Timeline, happenings, timeline
from gyebo.formats.html.treemap import Treemap, treemap
from gyebo.report import (
    INCOMPLETE,
    Axis,
    Change,
    Commonality,
    Coverage,
    Criterion,
    Decision,
    DeclarationState,
    Event,
    File,
    Finding,
    Fragment,
    Grade,
    HolderState,
    Match,
    Report,
    Rule,
    Skipped,
    SkipReason,
    Taken,
)

MOST_AT_ONCE = 400
"""Findings and matches: above it their bodies lie inert until they are needed, and need a script.

With all bodies built a page of 400 opens at once, and one of 10,000 takes six times as long as plain code does; inert
they take 1.0 to 1.2 times as long (benchmarks/opening.py, on a busy machine).
"""
OPEN_GRADES = (Grade.CONCERN, Grade.FLAW, Grade.REMARK)
"""Most serious first; what is met has a section of its own."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of all tokens, and where it begins on a bar of length 1."""

    origin: str
    tokens: int
    share: float
    start: float


@dataclass(frozen=True, slots=True)
class Found:
    """A match, where it was found, its two sources laid out, and the findings that rest on it."""

    file: File
    fragment: Fragment
    match: Match
    rows: tuple[Row, ...]
    findings: tuple[Finding, ...]
    changed: tuple[Stretch, ...]
    """Lines of the submitted piece of which nothing stands in an equal run."""
    differences: tuple[Change, ...]
    parts: tuple[tuple[Fragment, Match], ...]
    """Of it, what is like something else."""
    descents: Descents
    notices: tuple[HolderState, ...]
    """Holders of one line together."""

    @property
    def marked(self) -> int:
        """Tokens of the submitted side that are marked as equal."""
        return sum(region.tokens for region in self.match.regions)


@dataclass(frozen=True, slots=True)
class FileMatches:
    file: File
    matches: tuple[Found, ...]

    @property
    def anchor(self) -> str:
        """The same from run to run, whatever other files there are."""
        return f"file-{hashlib.sha256(self.file.path.encode('utf-8', 'replace')).hexdigest()[:12]}"


@dataclass(frozen=True, slots=True)
class Graded:
    grade: Grade
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Axial:
    """One axis with its findings by grade; the axes are never added up."""

    axis: Axis
    graded: tuple[Graded, ...]
    met: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Weighed:
    """The criteria of one axis, and their points together."""

    axis: Axis
    criteria: tuple[Criterion, ...]
    points: float
    most: float


@dataclass(frozen=True, slots=True)
class Unread:
    reason: SkipReason
    is_incomplete: bool
    skipped: tuple[Skipped, ...]


@dataclass(frozen=True, slots=True)
class Page:
    is_large: bool
    """Too large to be built at once."""
    parts: tuple[Part, ...]
    domestic: float
    """Share of all tokens."""
    axes: tuple[Axial, ...]
    left_out: tuple[Finding, ...]
    """Findings that the team's ignores and baseline take out of the count."""
    files: tuple[FileMatches, ...]
    found: Mapping[str, Found]
    """By the match's id."""
    anchors: Mapping[str, str]
    """Where the matches of a file stand, by its path."""
    shown_with: Mapping[str, str]
    """The match's id, and that of the finding it stands with; it stands on the page once."""
    told_with: Mapping[Taken, str]
    """The same of what a licence asks."""
    undeclared: tuple[Found, ...]
    """Of one organisation alone, and in no declaration."""
    rules: Mapping[str, Rule]
    criteria: tuple[Weighed, ...]
    decisions: Mapping[str, tuple[Decision, ...]]
    """By the finding's id."""
    unread: tuple[Unread, ...]
    credits: Credits
    strands: tuple[Strands, ...]
    """One for each row of the lineage."""
    tree: Tree | None
    treemap: Treemap | None
    events: tuple[Event, ...]
    timeline: Timeline | None
    sifting: Sifting
    rates: Rates


def page(report: Report) -> Page:
    resting = _resting(report.findings)
    files = tuple(_file(file, resting) for file in report.files)
    found = {one.match.id: one for file in files for one in file.matches}
    axes = tuple(_axial(axis, report.standing) for axis in Axis)
    counted = {one.id for one in report.standing}
    left_out = tuple(one for one in report.findings if one.id not in counted)
    order, sifted = _in_order(axes, left_out), sifting(report)
    return Page(
        is_large=len(report.findings) + len(found) > MOST_AT_ONCE,
        parts=_parts(report.coverage),
        domestic=_share(report.coverage.domestic_tokens, report.coverage.tokens),
        axes=axes,
        left_out=left_out,
        files=files,
        found=found,
        anchors={one.file.path: one.anchor for one in files if one.matches},
        shown_with=_shown_with(order, found),
        told_with=_told_with(order, sifted),
        undeclared=tuple(one for one in found.values() if _is_undeclared(one.match)),
        rules={rule.id: rule for rule in report.rules},
        criteria=tuple(_weighed(axis, report.criteria) for axis in Axis) if report.criteria else (),
        decisions={
            one.finding: tuple(other for other in report.decisions if other.finding == one.finding)
            for one in report.decisions
        },
        unread=_unread(report.skipped),
        credits=credited(report),
        strands=strands(report),
        tree=family_tree(report),
        treemap=treemap(report),
        events=happenings(report),
        timeline=timeline(report),
        sifting=sifted,
        rates=rates(),
    )


def _weighed(axis: Axis, criteria: tuple[Criterion, ...]) -> Weighed:
    own = tuple(one for one in criteria if one.axis is axis)
    return Weighed(axis, own, sum(one.points for one in own), sum(one.most for one in own))


def _share(tokens: int, of: int) -> float:
    return tokens / of if of else 0.0


def _parts(coverage: Coverage) -> tuple[Part, ...]:
    tokens = {
        "own": coverage.own_tokens,
        "exclusive": coverage.exclusive_tokens,
        "shared": coverage.shared_tokens,
        "common": coverage.common_tokens,
    }
    if coverage.base_tokens:
        tokens["base"] = coverage.base_tokens
    parts: list[Part] = []
    for origin, count in tokens.items():
        start = parts[-1].start + parts[-1].share if parts else 0.0
        parts.append(Part(origin, count, _share(count, coverage.tokens), start))
    return tuple(parts)


def _axial(axis: Axis, findings: tuple[Finding, ...]) -> Axial:
    of_axis = [finding for finding in findings if finding.axis is axis]
    graded = (Graded(grade, tuple(f for f in of_axis if f.grade is grade)) for grade in OPEN_GRADES)
    return Axial(axis, tuple(graded), tuple(f for f in of_axis if f.grade is Grade.MET))


def _in_order(axes: Sequence[Axial], left_out: Sequence[Finding]) -> tuple[Finding, ...]:
    """The most serious first, and of such the first on the page; then those credited, and those left out."""
    opened = (finding for graded in zip(*(axial.graded for axial in axes), strict=True) for finding in _of(graded))
    met = (finding for axial in axes for finding in axial.met)
    return tuple(chain(opened, met, left_out))


def _shown_with(order: Iterable[Finding], found: Collection[str]) -> dict[str, str]:
    shown: dict[str, str] = {}
    for finding in order:
        for match in finding.matches:
            if match in found:
                shown.setdefault(match, finding.id)
    return shown


def _told_with(order: Iterable[Finding], sifted: Sifting) -> dict[Taken, str]:
    told: dict[Taken, str] = {}
    for finding in order:
        for taken in sifted.facts[finding.id].taken if finding.grade is not Grade.MET else ():
            told.setdefault(taken, finding.id)
    return told


def _of(graded: Iterable[Graded]) -> Iterator[Finding]:
    return chain.from_iterable(one.findings for one in graded)


def _resting(findings: tuple[Finding, ...]) -> dict[str, tuple[Finding, ...]]:
    """By the match's id."""
    resting: dict[str, list[Finding]] = {}
    for finding in findings:
        for match in dict.fromkeys(finding.matches):
            resting.setdefault(match, []).append(finding)
    return {match: tuple(own) for match, own in resting.items()}


def _file(file: File, resting: Mapping[str, tuple[Finding, ...]]) -> FileMatches:
    matched = ((fragment, fragment.match) for fragment in file.fragments if fragment.match)
    return FileMatches(file, tuple(_found(file, *pair, resting.get(pair[1].id, ())) for pair in matched))


def _found(file: File, fragment: Fragment, match: Match, resting: tuple[Finding, ...]) -> Found:
    return Found(
        file=file,
        fragment=fragment,
        match=match,
        rows=narrowed(fragment, side_by_side(match, file.language)),
        findings=resting,
        changed=changed(match),
        differences=differences(fragment, match),
        parts=parts(file, fragment),
        descents=descents(match),
        notices=together(match.notices),
    )


def _is_undeclared(match: Match) -> bool:
    return match.commonality is Commonality.EXCLUSIVE and match.declaration is DeclarationState.UNDECLARED


def _unread(skipped: tuple[Skipped, ...]) -> tuple[Unread, ...]:
    by_reason = (Unread(r, r in INCOMPLETE, tuple(s for s in skipped if s.reason is r)) for r in SkipReason)
    present = [unread for unread in by_reason if unread.skipped]
    return tuple(sorted(present, key=lambda unread: not unread.is_incomplete))
