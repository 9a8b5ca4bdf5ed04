# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""The notice ladder over time: when borrowed files came, and which commit took a notice away or put one back."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby
from pathlib import Path, PurePosixPath

from gyebo.analysis import Analyser
from gyebo.model import Analysed, Past, SourceFile, Step
from gyebo.notices.ladder import SameHolder, compare
from gyebo.notices.statements import statements
from gyebo.report import (
    KEPT,
    Commonality,
    Event,
    EventKind,
    File,
    History,
    HolderState,
    Match,
    Notice,
    NoticeState,
    Skipped,
    SkipReason,
)
from gyebo.repository import HistoryUnavailable
from gyebo.rulebook import Rulebook
from gyebo.stages.follow import follow

SHORTEST_NAME = 4
"""Letters of a name whose change is told; shorter ones stand in other words."""
NAMES_TOLD = 8
_WORD = re.compile(rb"[A-Za-z_]\w+")


@dataclass(frozen=True, slots=True)
class Ladder:
    """What is asked of every version of a file: the upstream notices, and the code that is borrowed today."""

    file: File
    upstream: tuple[Notice, ...]
    digests: frozenset[str]
    renames: tuple[tuple[bytes, bytes], ...]


def chronicled(
    files: tuple[File, ...], path: Path, commit: str | None, rulebook: Rulebook
) -> tuple[tuple[File, ...], History | None, tuple[Skipped, ...]]:
    """The files and their history up to a commit; why there is none, where it cannot be read. None asks for none."""
    if commit is None:
        return files, None, ()
    wanted = [file.path for file in files if any(one.match and is_followed(one.match) for one in file.fragments)]
    try:
        past = follow(path, commit, wanted)
    except HistoryUnavailable as error:
        return files, None, (Skipped(".git", SkipReason.HISTORY, error.text),)
    history = Chronicler(rulebook.same_holder, rulebook.matching.smallest_fragment.value).history(files, past)
    return with_restorations(files, history), history, ()


class Chronicler:
    """Tells the events of files; what one content says is read once."""

    def __init__(self, same_holder: SameHolder, smallest: float) -> None:
        self._same_holder = same_holder
        self._smallest = smallest
        self._analyser = Analyser()
        self._told: dict[tuple[str, bytes], dict[str, HolderState]] = {}
        self._digests: dict[bytes, frozenset[str]] = {}

    def history(self, files: Sequence[File], past: Past) -> History:
        """The events of all followed files, the oldest first."""
        ladders = [self._ladder(file) for file in files if file.path in past.steps]
        told = [event for one in ladders for event in self._events(one, past.steps[one.file.path])]
        order = {step.commit: step.at for steps in past.steps.values() for step in steps}
        events = sorted((*_arrivals(ladders, past), *told), key=lambda one: -order[one.commit])
        return History(past.commits, past.first, past.last, past.is_whole, tuple(events), past.backdated)

    def _ladder(self, file: File) -> Ladder:
        followed = [(one.span, one.match) for one in file.fragments if one.match and is_followed(one.match)]
        matches = [match for _, match in followed]
        upstream = dict.fromkeys(state.upstream for match in matches for state in match.notices if state.upstream)
        inside = [
            one
            for one in file.fragments
            for span, _ in followed
            if one.tokens >= self._smallest
            and span.first_line <= one.span.first_line
            and one.span.last_line <= span.last_line
        ]
        renames = dict.fromkeys(
            (one.referenced.encode(), one.submitted.encode())
            for match in matches
            for one in match.renames
            if min(len(one.referenced), len(one.submitted)) >= SHORTEST_NAME
        )
        return Ladder(
            file, tuple(upstream), frozenset(one.digest for one in inside), tuple(sorted(renames, key=_telling))
        )

    def _events(self, ladder: Ladder, steps: Sequence[Step]) -> Iterator[Event]:
        kept: set[str] = set()
        """Holders that were named at some time, oldest step first."""
        for step in reversed(steps):
            before, after = self._states(ladder, step.before), self._states(ladder, step.after)
            kept |= {holder for holder, state in before.items() if state.state in KEPT}
            about = Event(EventKind.MOVED, step.commit, step.dated, (ladder.file.path,), follows=step.follows)
            if step.source and step.source != step.path:
                yield replace(about, names=(step.source, step.path))
            if step.before is not None and step.after is not None:
                yield from _renamed(about, ladder, step.before, step.after)
                yield from self._notice_events(about, ladder, step.before, before, after, kept)
            kept |= {holder for holder, state in after.items() if state.state in KEPT}

    def _notice_events(
        self,
        about: Event,
        ladder: Ladder,
        content: bytes,
        before: dict[str, HolderState],
        after: dict[str, HolderState],
        kept: set[str],
    ) -> Iterator[Event]:
        for holder, new in after.items():
            old = before[holder]
            went, came = old.state in KEPT and new.state not in KEPT, new.state in KEPT and old.state not in KEPT
            if went:
                replaced = new.state is NoticeState.SUBSTITUTED
                kind = EventKind.NOTICE_REPLACED if replaced else EventKind.NOTICE_REMOVED
                line = new.submitted if replaced else None
                had = self._has_code(ladder, content)
                yield replace(about, kind=kind, holder=holder, before=old.submitted, after=line, had_code=had)
            if came:
                kind = EventKind.NOTICE_RESTORED if holder in kept else EventKind.NOTICE_ADDED
                yield replace(about, kind=kind, holder=holder, after=new.submitted)

    def _states(self, ladder: Ladder, content: bytes | None) -> dict[str, HolderState]:
        if content is None or not ladder.upstream:
            return {}
        at = ladder.file.path, content
        if at not in self._told:
            text = content.decode("utf-8", "replace").replace("\r\n", "\n")
            found = compare(ladder.upstream, statements([(1, text)], ladder.file.path), self._same_holder)
            self._told[at] = {one.holder: one for one in found if one.holder}
        return self._told[at]

    def _has_code(self, ladder: Ladder, content: bytes) -> bool:
        if content not in self._digests:
            analysed = self._analyser(SourceFile(PurePosixPath(ladder.file.path), content))
            found = analysed.prints.digests.tolist() if isinstance(analysed, Analysed) else ()
            self._digests[content] = frozenset(f"{int(one):016x}" for one in found)
        return not ladder.digests.isdisjoint(self._digests[content])


def _telling(rename: tuple[bytes, bytes]) -> tuple[int, bytes]:
    """Long names first: those of classes."""
    return -len(rename[0]), rename[0]


def is_followed(match: Match) -> bool:
    """Whether a match's file is followed back: of common code nothing follows for any one holder."""
    return match.commonality is Commonality.EXCLUSIVE


def _arrivals(ladders: Sequence[Ladder], past: Past) -> Iterator[Event]:
    """One event a commit: the files it brought that hold borrowed code today, and how much."""
    first = [(past.steps[one.file.path][-1], one.file) for one in ladders if past.steps[one.file.path]]
    for commit, group in groupby(sorted(first, key=lambda one: one[0].commit), key=lambda one: one[0].commit):
        came = sorted(group, key=lambda one: one[1].path)
        tokens = sum(file.tokens - file.own_tokens for _, file in came)
        paths = tuple(file.path for _, file in came)
        first_step = came[0][0]
        yield Event(EventKind.CAME, commit, first_step.dated, paths, tokens=tokens, follows=first_step.follows)


@lru_cache(maxsize=1024)
def _words(content: bytes) -> frozenset[bytes]:
    return frozenset(_WORD.findall(content))


def _renamed(about: Event, ladder: Ladder, before: bytes, after: bytes) -> Iterator[Event]:
    if not ladder.renames or before == after:
        return
    old, new = _words(before), _words(after)
    changed = [
        (theirs, ours)
        for theirs, ours in ladder.renames
        if theirs in old and ours not in old and ours in new and theirs not in new
    ]
    if changed:
        names = tuple(f"{theirs.decode()} -> {ours.decode()}" for theirs, ours in changed[:NAMES_TOLD])
        yield replace(about, kind=EventKind.NAMES_CHANGED, names=names, more_names=len(changed) - len(names))


def with_restorations(files: Sequence[File], history: History) -> tuple[File, ...]:
    """The files whose notices had been taken away and are there again, with date and commit of their return.

    What came back after the deadline leaves the state as it was by then.
    """
    back = {
        (path, one.holder): one for one in history.events if one.kind is EventKind.NOTICE_RESTORED for path in one.paths
    }
    return tuple(_restored(file, back) for file in files) if back else tuple(files)


def _restored(file: File, back: dict[tuple[str, str], Event]) -> File:
    def state(one: HolderState) -> HolderState:
        event = back.get((file.path, one.holder))
        if event is None or not (one.later or one.state in KEPT):
            return one
        state = one.state if one.later else NoticeState.RESTORED_LATER
        return replace(one, state=state, restored=event.dated, restored_by=event.commit)

    fragments = (
        replace(one, match=replace(one.match, notices=tuple(map(state, one.match.notices)))) if one.match else one
        for one in file.fragments
    )
    return replace(file, fragments=tuple(fragments))
