# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""What each commit changed, told from its trees alone: no blob is read, no difference of texts is made."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import PurePosixPath

from gyebo.gittree import Kind, TreeEntry
from gyebo.history import Ancestor, View

NOTHING = ""
Below = Callable[[str], dict[str, TreeEntry]]
Changes = dict[str, tuple[str, str]]
"""By path: the blob before and after, empty where there is none."""


@dataclass(frozen=True, slots=True)
class Commit:
    id: str
    dated: str
    follows: str
    """The latest date of those before it, where its own is earlier; else empty."""
    changes: Mapping[str, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Walked:
    """Commits, the newest first."""

    commits: tuple[Commit, ...]
    is_whole: bool


def commits(view: View, start: str, most: int, most_changes: int) -> Walked:
    """A commit and its ancestors with what each changed; what a merge only takes over is no change."""

    @lru_cache(maxsize=4096)
    def below(tree: str) -> dict[str, TreeEntry]:
        return {entry.path.name: entry for entry in view.below(tree)}

    walked: list[Commit] = []
    changes = 0
    known = view.ancestry(start, most + 1)
    trees = {one.id: one.tree for one in known}
    follows = _follows(known)
    for one in known[:most]:
        parents = [trees.get(parent, NOTHING) for parent in one.parents] or [NOTHING]
        if any(parent not in trees for parent in one.parents):
            continue
        different = [dict(_differences(below, parent, one.tree)) for parent in parents]
        walked.append(Commit(one.id, one.dated, follows[one.id], _in_all(different)))
        changes += len(walked[-1].changes)
        if changes > most_changes:
            return Walked(tuple(walked), is_whole=False)
    return Walked(tuple(walked), is_whole=len(walked) == len(known))


def _follows(known: Sequence[Ancestor]) -> dict[str, str]:
    """By commit, the latest date that one before it carries, where that is later than its own."""
    latest: dict[str, str] = {}
    follows: dict[str, str] = {}
    for one in reversed(known):
        before = max((latest[parent] for parent in one.parents if parent in latest), default="")
        latest[one.id] = max(before, one.dated)
        follows[one.id] = before if before > one.dated else ""
    return follows


def _in_all(different: Sequence[Changes]) -> Changes:
    first, *others = different
    return {path: change for path, change in first.items() if all(path in other for other in others)}


def _differences(below: Below, old: str, new: str) -> Iterator[tuple[str, tuple[str, str]]]:
    waiting = [(PurePosixPath(), old, new)]
    while waiting:
        folder, before, after = waiting.pop()
        left, right = below(before) if before else {}, below(after) if after else {}
        for name in sorted({**left, **right}):
            one, other = left.get(name), right.get(name)
            if one and other and (one.oid, one.kind) == (other.oid, other.kind):
                continue
            trees = tuple(entry.oid if entry and entry.kind is Kind.FOLDER else NOTHING for entry in (one, other))
            blobs = tuple(entry.oid if entry and entry.kind is Kind.BLOB else NOTHING for entry in (one, other))
            if any(trees):
                waiting.append((folder / name, trees[0], trees[1]))
            if any(blobs):
                yield str(folder / name), (blobs[0], blobs[1])
