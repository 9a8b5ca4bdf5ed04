# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""What each file took from each work, as a report has it and a declaration can say it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from gyebo.notices.mentions import COUNTED
from gyebo.notices.references import references
from gyebo.notices.resolution import Origin, resolves
from gyebo.report import DECLARED, File, Grade, HolderState, Kind, Match, NoticeState, Place, Region, Report, Source

TAG = re.compile(r"SPDX-(?:File|Snippet)CopyrightText:\s{0,9}")
NAMES_TOLD = 6
STRETCHES_TOLD = 8
COMMIT = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
WORDING = "retained-wording"
LOST = frozenset({NoticeState.DROPPED, NoticeState.SUBSTITUTED})


@dataclass(frozen=True, slots=True)
class Borrowed:
    """Code of one work in one file."""

    path: str
    language: str
    place: Place
    source: Source | None
    """Whose copy the corpus holds."""
    origin: str
    """What to call it, so that a scan knows it again."""
    statements: tuple[str, ...]
    """Copyright statements of the referenced file."""
    lost: tuple[str, ...]
    """Those of them that the submitted file lacks."""
    others: tuple[str, ...]
    """Works that cannot be told apart from it."""
    changes: str
    is_declared: bool
    has_reference: bool
    """Whether the file itself says where the code comes from."""

    @property
    def version(self) -> str:
        """Host project and version of that copy; the version alone where it is a commit; empty where none is known."""
        if self.source is None or not self.source.version:
            return ""
        return self.source.version if self.is_commit else f"{self.place.host} {self.source.version}"

    @property
    def is_commit(self) -> bool:
        """Whether the version is a commit's digits."""
        return self.source is not None and bool(COMMIT.fullmatch(self.source.version))

    @property
    def published(self) -> str:
        """The same for prose, where the host stands without a version too."""
        return f"{self.place.host} {self.source.version if self.source else ''}".strip()

    @property
    def licence(self) -> str:
        """As the corpus has it."""
        return self.place.licence

    @property
    def mention(self) -> str:
        """One sentence that names the origin."""
        return f"Adapted from {self.origin} of {self.published} ({self.licence}). {self.changes}"

    @property
    def sentence(self) -> str:
        """The same for a file that speaks for the whole repository."""
        holders = " ".join(f"{one.rstrip('.')}." for one in self.statements)
        return f"{self.path}: adapted from {self.origin} of {self.published}, licence {self.licence}. {holders}"


def borrowed(report: Report) -> tuple[Borrowed, ...]:
    """File by file and work by work: the matches on which a finding rests that is not to the team's credit."""
    resting = {match for one in report.findings if one.grade is not Grade.MET for match in one.matches}
    worded = {one.location.path for one in report.findings if one.rule == WORDING}
    sources = {source.id: source for source in report.yardstick.sources}
    code = (one for file in report.files for one in _of_file(file, resting, sources))
    return (*code, *(one for file in report.files if file.path in worded for one in _worded(file, sources)))


def _of_file(file: File, resting: set[str], sources: dict[str, Source]) -> Iterator[Borrowed]:
    by_work: dict[str, list[Match]] = {}
    for fragment in file.fragments:
        if fragment.match and fragment.match.id in resting:
            by_work.setdefault(fragment.match.referenced.work.model, []).append(fragment.match)
    for matches in by_work.values():
        yield _borrowed(file, matches, sources)


def _worded(file: File, sources: dict[str, Source]) -> Iterator[Borrowed]:
    """Sentences without their code: a line names whose they are, and no declaration is due, since no code is."""
    for place in {one.referenced.work.model: one.referenced for one in reversed(file.phrases)}.values():
        yield Borrowed(
            path=file.path,
            language=file.language,
            place=place,
            source=sources.get(place.source),
            origin=_origin(place),
            statements=(),
            lost=(),
            others=(),
            changes="Comments and messages alone.",
            is_declared=True,
            has_reference=False,
        )


def _borrowed(file: File, matches: Sequence[Match], sources: dict[str, Source]) -> Borrowed:
    place = matches[0].referenced
    states = [state for match in matches for state in match.notices if state.upstream]
    return Borrowed(
        path=file.path,
        language=file.language,
        place=place,
        source=sources.get(place.source),
        origin=_origin(place),
        statements=_distinct(TAG.sub("", text) for one in states for text in _texts(one)),
        lost=_distinct(text for one in states if one.state in LOST for text in _texts(one)),
        others=_distinct(tie.work.name for match in matches for tie in match.ties if tie.work != place.work),
        changes=_changes(matches),
        is_declared=all(match.declaration in DECLARED for match in matches),
        has_reference=all(
            any(one.is_statement and one.path == file.path for one in match.references) for match in matches
        ),
    )


def _texts(state: HolderState) -> Iterator[str]:
    """Every line of the origin that names the holder, as far as the state knows them."""
    return (one.text for one in (state.upstream, *state.others) if one)


def _distinct(texts: Iterator[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(" ".join(text.split()) for text in texts))


def _origin(place: Place) -> str:
    """The path, where that says whose code it is; else the model's name before it."""
    meant = Origin((place.work.model, place.work.name), (), (), place.path)
    for candidate in (place.path, f"{place.work.name}, {place.path}", f"{place.work.name}, {place.name}"):
        said = references([(1, f"Adapted from {candidate} of {place.host}")], "")
        if any(resolves(one, meant) in COUNTED for one in said):
            return candidate
    return place.work.name


def _changes(matches: Sequence[Match]) -> str:
    renames = {one.referenced: one.submitted for match in matches for one in match.renames}
    told = ", ".join(f"{old} -> {new}" for old, new in list(renames.items())[:NAMES_TOLD])
    parts = [f"Names changed: {told}{', and others' if len(renames) > NAMES_TOLD else ''}."] if renames else []
    if not renames and any(match.kind is Kind.RENAMED for match in matches):
        parts = ["Names changed."]  # which ones is not known where the corpus's text is not at hand
    edited = [match for match in matches if match.kind is Kind.MODIFIED]
    if edited:
        stretches = [one for match in edited for one in _between(match.regions)][:STRETCHES_TOLD]
        parts.append(f"Code changed{' around lines ' + ', '.join(stretches) if stretches else ''}.")
    return " ".join(parts) or "Code unchanged."


def _between(regions: Sequence[Region]) -> Iterator[str]:
    """Lines of the submission between runs of equal tokens."""
    for one, following in pairwise(regions):
        first, last = one.submitted.last_line, following.submitted.first_line
        yield str(first) if first == last else f"{first}-{last}"
