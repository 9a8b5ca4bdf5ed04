# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""The files of a submission, on disk or in a commit, and of every other path why it was left out."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path, PurePosixPath

from gyebo.errors import MissingSubmission, UnreadableSubmission
from gyebo.files import Root, named, size_in_words
from gyebo.gittree import Kind, TreeEntry
from gyebo.gitview import open_view
from gyebo.history import Commit, View
from gyebo.model import Collected, Trust
from gyebo.report import Skipped, SkipReason, Text, same
from gyebo.repository import HistoryUnavailable, find_top
from gyebo.stages.collect.limits import Limits
from gyebo.stages.collect.outside import outside, within
from gyebo.stages.collect.picking import above
from gyebo.stages.collect.sorting import Found, Heap, sort_out
from gyebo.stages.collect.walking import SUBMODULE, Tracked, Walk, tracked

_NO_COMMIT = Commit("", "")
_LONGEST_TARGET = 4096
"""Bytes of a link's target, Linux's own limit."""
_MISSING = Text(
    "The repository does not hold it (a partial clone, or damage).",
    "저장소에 들어 있지 않습니다(부분 복제본이거나 손상된 경우).",
)
_IMPROPER = Text("A name or a mode that git itself refuses.", "git이 허용하지 않는 이름 또는 모드입니다.")


@dataclass(frozen=True, slots=True)
class _Place:
    """The submission: a folder or file below `top`, which is its repository's top where it stands in one."""

    path: Path
    top: Path

    @property
    def start(self) -> PurePosixPath:
        return PurePosixPath(self.path.relative_to(self.top))

    @property
    def base(self) -> PurePosixPath:
        """The folder that paths are seen from."""
        return self.start if self.path.is_dir() else self.start.parent


def collect(path: Path, commit: str | None, suffixes: frozenset[str], limits: Limits | None, trust: Trust) -> Collected:
    """The submission at a path: as that commit holds it, or, where none is named, as it stands on disk."""
    place = _locate(path)
    if commit is None:
        return _from_disk(place, suffixes, limits or Limits(), trust)
    return _from_commit(place, commit, suffixes, limits or Limits())


def collect_by(path: Path, commit: str | None, until: int, suffixes: frozenset[str]) -> Collected:
    """The submission at the last commit up to a moment, in seconds since 1970; without files where there was none."""
    place = _locate(path)
    with open_view(place.path) as view:
        start = view.resolve(commit or "HEAD")
        last = view.last_by(until, start)
    if not last.id:
        return Collected(place.path.name, "", "", (), (), (), set_aside=last.set_aside)
    return replace(_from_commit(place, last.id, suffixes, Limits()), set_aside=last.set_aside)


def _locate(path: Path) -> _Place:
    try:
        if path.is_symlink() and not path.is_dir():
            raise UnreadableSubmission(f"{path} is a link to something that is no folder; name what it points to.")
        resolved = path.resolve(strict=True)
    except (OSError, RuntimeError, ValueError) as error:
        raise MissingSubmission(f"There is no {path}; name a folder, a git repository or a file.") from error
    if not resolved.is_dir() and not resolved.is_file():
        raise UnreadableSubmission(f"{path} is neither a folder nor a file; name one of these.")
    needed = os.R_OK | (os.X_OK if resolved.is_dir() else 0)
    if not os.access(resolved, needed, effective_ids=os.access in os.supports_effective_ids):
        raise UnreadableSubmission(f"{path} cannot be read; ask its owner for the permission to read it.")
    return _Place(resolved, find_top(resolved) or _own_top(resolved))


def _own_top(path: Path) -> Path:
    return path if path.is_dir() else path.parent


def _from_disk(place: _Place, suffixes: frozenset[str], limits: Limits, trust: Trust) -> Collected:
    history, whole = _history(place), place
    if not history.is_known:
        place = _Place(place.path, _own_top(place.path))
    with Root(place.top) as root:
        heap = sort_out(_on_disk(place, root, history.tracked, limits, trust), suffixes, limits)
        beyond = tuple(outside(place.start, place.base, above(root, (place.start,)), suffixes))
    found = _collected(place, history.commit, heap, (*history.problems, *beyond))
    return replace(found, within=within(whole.base))


def _on_disk(place: _Place, root: Root, known: Tracked, limits: Limits, trust: Trust) -> Iterator[Found | Skipped]:
    if not place.path.is_dir():
        yield Found(place.start, partial(root.read, place.start))
        return
    yield from Walk(root, place.start, known, limits, trust)


@dataclass(frozen=True, slots=True)
class _History:
    is_known: bool = False
    commit: Commit = _NO_COMMIT
    tracked: Tracked = field(default_factory=Tracked)
    problems: tuple[Skipped, ...] = ()


def _history(place: _Place) -> _History:
    """What git knows of the submission: nothing where it is in no repository, or in one that tracks none of it."""
    if find_top(place.path) is None:
        return _History()
    try:
        with open_view(place.path) as view:
            known = tracked(view.tracked(), view.submodules())
            if place.start.parts and place.start not in known.folders | known.files:
                return _History()
            return _History(is_known=True, commit=view.head() or _NO_COMMIT, tracked=known)
    except HistoryUnavailable as error:
        why = Text(f"History not available: {error.text.en}", f"이력을 확인할 수 없습니다. {error.text.ko}")
        return _History(problems=(Skipped(".git", SkipReason.HISTORY, why),))


def _from_commit(place: _Place, rev: str, suffixes: frozenset[str], limits: Limits) -> Collected:
    with open_view(place.path) as view:
        commit = view.resolve(rev)
        files = tuple(view.files(commit))
        entries = (entry for entry in files if _is_within(entry.path, place.start))
        heap = sort_out((_found(view, entry) for entry in entries), suffixes, limits)
        beyond = tuple(outside(place.start, place.base, (entry.path for entry in files), suffixes))
        found = _collected(place, Commit(commit, view.dated(commit)), heap, beyond)
        return replace(found, within=within(place.base))


def _is_within(path: PurePosixPath, start: PurePosixPath) -> bool:
    return path.parts[: len(start.parts)] == start.parts


def _found(view: View, entry: TreeEntry) -> Found | Skipped:
    path = str(entry.path)
    match entry.kind:
        case Kind.BLOB:
            return Found(entry.path, partial(_blob, view, entry))
        case Kind.LINK:
            return Skipped(
                path, SkipReason.LINK, same(named(view.read(entry)) if entry.size <= _LONGEST_TARGET else "")
            )
        case Kind.SUBMODULE:
            return Skipped(path, SkipReason.SUBMODULE, SUBMODULE)
        case Kind.MISSING:
            return Skipped(path, SkipReason.UNREADABLE, _MISSING)
        case Kind.IMPROPER | Kind.FOLDER:
            return Skipped(path, SkipReason.NOT_A_FILE, _IMPROPER)


def _blob(view: View, entry: TreeEntry, limit: int) -> bytes | Skipped:
    if entry.size > limit:
        return Skipped(str(entry.path), SkipReason.TOO_LARGE, size_in_words(entry.size))
    try:
        return view.read(entry)
    except HistoryUnavailable as error:
        return Skipped(str(entry.path), SkipReason.UNREADABLE, error.text)


def _collected(place: _Place, commit: Commit, heap: Heap, problems: tuple[Skipped, ...]) -> Collected:
    """Paths as seen from the submission itself, not from the top of the repository around it."""
    base = place.base
    return Collected(
        name=place.path.name,
        commit=commit.id,
        dated=commit.dated,
        files=tuple(replace(file, path=file.path.relative_to(base)) for file in heap.files),
        skipped=problems + tuple(replace(each, path=_moved(each.path, base)) for each in heap.skipped),
        statements=tuple(replace(file, path=file.path.relative_to(base)) for file in heap.statements),
        manifests=tuple(replace(file, path=file.path.relative_to(base)) for file in heap.manifests),
        weights=tuple(str(path.relative_to(base)) for path in heap.weights),
    )


def _moved(path: str, base: PurePosixPath) -> str:
    whole = PurePosixPath(path)
    return str(whole.relative_to(base)) if whole.is_relative_to(base) else path
