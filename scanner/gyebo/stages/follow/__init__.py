# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Follow files back through the history of their repository, over renames; each content is read once."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from gyebo.gitview import open_view
from gyebo.history import View
from gyebo.model import Past, Step
from gyebo.repository import HistoryUnavailable
from gyebo.stages.follow.walking import Commit, commits

__all__ = ["Limits", "follow"]

SIMILAR = 0.5
"""Share of lines in common from which a file that came with another's going is that file; git's own measure."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of a history is read; what lies beyond is said to be unread."""

    commits: int = 20_000
    changes: int = 500_000
    blob_bytes: int = 2_000_000
    total_bytes: int = 200_000_000


@dataclass(slots=True)
class _Contents:
    """Contents by the id of their blob; None for what is missing or too large."""

    view: View
    limits: Limits
    read: dict[str, bytes | None] = field(default_factory=dict[str, "bytes | None"])
    total: int = 0

    def of(self, oid: str) -> bytes | None:
        if oid not in self.read:
            content = self.view.content(oid, self.limits.blob_bytes) if self.total < self.limits.total_bytes else None
            self.total += len(content or b"")
            self.read[oid] = content
        return self.read[oid]


def follow(path: Path, commit: str, wanted: Sequence[str], limits: Limits | None = None) -> Past:
    """What became of each wanted file, up to a commit; HistoryUnavailable where there is no history to read."""
    limits = limits or Limits()
    start = path.resolve()
    if not commit:
        raise HistoryUnavailable(f"{path} has no commit.", f"{path}: 커밋이 없습니다.")
    with open_view(start) as view:
        inside = PurePosixPath((start if start.is_dir() else start.parent).relative_to(view.top).as_posix())
        found = commits(view, commit, limits.commits, limits.changes)
        is_shallow = view.is_shallow()
        contents = _Contents(view, limits)
        steps = {name: tuple(_steps(str(inside / name), found.commits, contents)) for name in wanted}
    return Past(
        commits=len(found.commits),
        first=found.commits[-1].dated if found.commits else "",
        last=found.commits[0].dated if found.commits else "",
        is_whole=found.is_whole and not is_shallow and contents.total < limits.total_bytes,
        steps=steps,
        backdated=sum(bool(one.follows) for one in found.commits),
    )


def _steps(path: str, known: Sequence[Commit], contents: _Contents) -> list[Step]:
    """The changes of a file, the newest first; the last one is where it first appears."""
    steps: list[Step] = []
    for at, commit in enumerate(known):
        change = commit.changes.get(path)
        if change is None:
            continue
        before, after = change
        source = path if before else _source(path, after, commit, contents)
        old = before or (commit.changes[source][0] if source else "")
        steps.append(
            Step(
                at,
                commit.id,
                commit.dated,
                commit.follows,
                source,
                path,
                contents.of(old) if old else None,
                contents.of(after) if after else None,
            )
        )
        path = source or path
    return steps


def _source(path: str, after: str, commit: Commit, contents: _Contents) -> str:
    """The path a file had before, among those that went in the same commit; empty where it is new."""
    gone = [
        (name, old)
        for name, (old, new) in commit.changes.items()
        if old and not new and PurePosixPath(name).suffix == PurePosixPath(path).suffix
    ]
    same = next((name for name, old in gone if old == after), "")
    return same or _likest(contents.of(after), [(name, contents.of(old)) for name, old in gone[:MOST_COMPARED]])


MOST_COMPARED = 200
"""Files that went in one commit and are compared with one that came."""


def _likest(content: bytes | None, gone: Sequence[tuple[str, bytes | None]]) -> str:
    lines = _lines(content)
    likeness = {name: _share(lines, _lines(other)) for name, other in gone if other}
    best = max(likeness, key=lambda name: likeness[name], default="")
    return best if best and likeness[best] >= SIMILAR else ""


def _lines(content: bytes | None) -> frozenset[bytes]:
    return frozenset(line.strip() for line in (content or b"").split(b"\n") if line.strip())


def _share(one: frozenset[bytes], other: frozenset[bytes]) -> float:
    return len(one & other) / max(len(one), len(other), 1)
