# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""What can be asked of a repository's history: commits, index, trees, contents. Nothing is written or fetched."""

import re
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from subprocess import Popen
from typing import NamedTuple, Protocol

from gyebo import gittree
from gyebo.errors import MissingCommit, OversizedSubmission, ShallowClone
from gyebo.files import named
from gyebo.gitobjects import Batch
from gyebo.gittree import Kind, TreeEntry
from gyebo.repository import HistoryUnavailable

SECONDS = 600.0
"""For all reading of one repository; the 2,860 files of transformers 5.23.0 take half a second."""
MOST_ENTRIES = 1_000_000
"""Ten small trees that name each other ten times each stand for more files than any disk holds."""
LATEST = 99_999_999_999
"""Seconds since 1970, in the year 5138; a commit may carry any number."""
SHALLOW = (
    "it is a shallow clone, without its older commits. Fetch them: `git fetch --unshallow`, or in a workflow "
    "`fetch-depth: 0` for actions/checkout."
)
"""What ends the sentence about something older than what was cloned."""
_COMMIT = re.compile(r"[0-9a-f]{40}")
_COMMITTER = re.compile(rb"^committer [^\n]* (\d{1,11}) [+-]\d{4}$", re.MULTILINE)


class Runner(Protocol):
    """Runs git in one repository, hardened."""

    def run(self, *arguments: str, seconds: float) -> tuple[int, bytes, str]:
        """Exit status, output and complaints; killed after its time."""
        ...

    def start(self, mode: str) -> Popen[bytes]:
        """A `git cat-file` in the given mode, to converse with."""
        ...


class Commit(NamedTuple):
    id: str
    dated: str
    """Day of the commit by its committer, in UTC, ISO 8601; empty where the commit gives none."""


class Ancestor(NamedTuple):
    id: str
    tree: str
    dated: str
    """As in Commit."""
    parents: tuple[str, ...]


class InTime(NamedTuple):
    id: str
    """The last commit that was there by a moment; empty where there is none."""
    set_aside: int
    """Commits that carry a date in time and come after one that does not: their dates cannot be right."""


class View:
    """Read calls on one repository, all of them together within a time limit."""

    def __init__(self, runner: Runner, top: Path, seconds: float = SECONDS) -> None:
        self.top = top
        """The top folder of the foreign repository."""
        self._runner = runner
        self._until = time.monotonic() + seconds
        self._headers = Batch(lambda: runner.start("--batch-check"))
        self._contents = Batch(lambda: runner.start("--batch"))
        self._watch = threading.Timer(seconds, self._stop)
        self._watch.daemon = True
        self._watch.start()

    def close(self) -> None:
        self._watch.cancel()
        self._headers.close()
        self._contents.close()

    def head(self) -> Commit | None:
        """The commit that is checked out; None when there is none yet, HistoryUnavailable when it is damaged."""
        found = self._resolved("HEAD^{commit}")
        if not found and self._resolved("HEAD"):
            raise HistoryUnavailable(
                f"The commit that is checked out in {self.top} is missing or damaged.",
                f"{self.top}: 현재 체크아웃된 커밋이 없거나 손상되어 있습니다.",
            )
        return Commit(found, self.dated(found)) if found else None

    def resolve(self, rev: str) -> str:
        """The full id of a commit named by id, branch, tag or any other way git knows."""
        if rev.startswith("-") or not rev.isprintable():
            raise MissingCommit(f"{rev!a} cannot name a commit; give a commit id, a branch or a tag.")
        found = self._resolved(f"{rev}^{{commit}}")
        if not found and self.is_shallow():
            raise ShallowClone(f"The repository {self.top} has no commit {rev}: {SHALLOW}")
        if not found:
            raise MissingCommit(f"The repository {self.top} has no commit {rev}; name one that `git log` shows.")
        return found

    def dated(self, commit: str) -> str:
        """The day of a commit by its committer, in UTC."""
        stamp = _COMMITTER.search(self._object(commit, b"commit").partition(b"\n\n")[0])
        return _day(int(stamp[1])) if stamp else ""

    def last_by(self, until: int, start: str) -> InTime:
        """The last commit up to a moment among a commit and its ancestors: it was there then, and all before it.

        A commit holds the ids of those before it, so that none is older than they are, whatever date it carries.
        ShallowClone where all that were cloned are younger: an older one may have been left out.
        """
        status, listed = self._run(
            "rev-list", "--topo-order", "--reverse", "--parents", "--timestamp", "--end-of-options", start
        )
        if status:
            raise HistoryUnavailable(
                f"The history of the repository {self.top} cannot be read to its end.",
                f"{self.top}: 저장소의 이력을 끝까지 읽을 수 없습니다.",
            )
        late: set[str] = set()
        last, newest, set_aside = "", -1, 0
        for stamp, commit, *parents in (line.split() for line in listed.decode("ascii", "replace").splitlines()):
            dated = int(stamp)
            if dated > until or not late.isdisjoint(parents):
                late.add(commit)
                set_aside += dated <= until
            elif last in parents or dated >= newest:
                last, newest = commit, dated
        if not last and self.is_shallow():
            raise ShallowClone(f"The repository {self.top} has no commit by the deadline: {SHALLOW}")
        return InTime(last, set_aside)

    def ancestry(self, start: str, most: int) -> tuple[Ancestor, ...]:
        """A commit and its ancestors, none before its children; the newest, where there are more than `most`."""
        form = "--format=%H %T %ct %P"
        status, listed = self._run("log", "--topo-order", f"--max-count={most}", form, "--end-of-options", start)
        if status:
            raise HistoryUnavailable(
                f"The history of the repository {self.top} cannot be read to its end.",
                f"{self.top}: 저장소의 이력을 끝까지 읽을 수 없습니다.",
            )
        fields = (line.split() for line in listed.decode("ascii", "replace").splitlines() if line)
        return tuple(Ancestor(one[0], one[1], _day(int(one[2])), tuple(one[3:])) for one in fields)

    def commits(self, most: int) -> tuple[str, ...]:
        """Ids of all commits that some branch or tag leads to, the newest first."""
        listed = self._run("rev-list", "--all", f"--max-count={most}")[1]
        return tuple(listed.decode("ascii", "replace").split())

    def tips(self, most: int) -> tuple[str, ...]:
        """The commits that branches and tags name, the newest first."""
        form = "--format=%(if)%(*objectname)%(then)%(*objectname)%(else)%(objectname)%(end)"
        listed = self._run("for-each-ref", "--sort=-creatordate", f"--count={most}", form)[1]
        named = (self._resolved(f"{one}^{{commit}}") for one in listed.decode("ascii", "replace").split())
        return tuple(dict.fromkeys(one for one in named if one))

    def resolve_copied(self, rev: str) -> str:
        """The full id of what a copied repository calls so: a tag, a branch, else as resolve()."""
        for place in ("tags", "heads"):
            if rev.isprintable() and (found := self._resolved(f"refs/copied/{place}/{rev}^{{commit}}")):
                return found
        return self.resolve(rev)

    def is_shallow(self) -> bool:
        """Whether the repository was cloned without its older commits."""
        return self._run("rev-parse", "--is-shallow-repository")[1].strip() == b"true"

    def below(self, tree: str) -> list[TreeEntry]:
        """The entries of one tree, by their names; HistoryUnavailable when it is missing or damaged."""
        try:
            return gittree.entries(self._object(tree, b"tree"), PurePosixPath())
        except ValueError as error:
            raise HistoryUnavailable(
                f"The tree {tree} of the repository {self.top} is damaged.",
                f"{self.top}: 저장소의 트리 객체({tree})가 손상되어 있습니다.",
            ) from error

    def content(self, oid: str, limit: int) -> bytes | None:
        """A blob's content; None when it is missing, or larger than the limit."""
        size = self._headers.sizes([oid]).get(oid)
        self._check()
        return self._object(oid, b"blob") if size is not None and size <= limit else None

    def tracked(self) -> frozenset[PurePosixPath]:
        """Paths in the index: tracked, whatever .gitignore says."""
        return frozenset(path for path, mode in self._index() if mode != b"160000")

    def submodules(self) -> frozenset[PurePosixPath]:
        """Paths in the index that stand for other repositories."""
        return frozenset(path for path, mode in self._index() if mode == b"160000")

    def files(self, commit: str, most: int = MOST_ENTRIES) -> Iterator[TreeEntry]:
        """Everything a commit names but folders, sorted by the bytes of the path; nothing missing is fetched."""
        tree = self._object(commit, b"commit").partition(b"\n")[0].removeprefix(b"tree ").decode("ascii", "replace")
        waiting = [TreeEntry(PurePosixPath(), Kind.FOLDER, 0, tree)]
        met = 0
        while waiting:
            entry = waiting.pop()
            if entry.kind is not Kind.FOLDER:
                yield entry
                continue
            below = self._below(entry)
            met += len(below)
            if met > most:
                raise OversizedSubmission(f"The commit {commit} names more than {most:,} paths and is not read.")
            waiting.extend(reversed(below))

    def read(self, entry: TreeEntry) -> bytes:
        """Content of a blob or link; HistoryUnavailable when it is missing or damaged."""
        return self._object(entry.oid, b"blob")

    def _below(self, folder: TreeEntry) -> list[TreeEntry]:
        try:
            found = gittree.entries(self._object(folder.oid, b"tree"), folder.path)
        except (HistoryUnavailable, ValueError):
            self._check()
            return [replace(folder, kind=Kind.MISSING)]
        sizes = self._headers.sizes([entry.oid for entry in found if entry.kind in (Kind.BLOB, Kind.LINK)])
        self._check()
        return [_sized(entry, sizes) for entry in found]

    def _object(self, oid: str, kind: bytes) -> bytes:
        content = self._contents.content(oid, kind)
        self._check()
        if content is None:
            raise HistoryUnavailable(
                f"The {kind.decode()} {oid} is missing from the repository {self.top} or damaged.",
                f"{self.top}: 저장소에 객체({kind.decode()} {oid})가 없거나 손상되어 있습니다.",
            )
        return content

    def _resolved(self, rev: str) -> str:
        found = self._run("rev-parse", "--verify", "--quiet", "--end-of-options", rev)[1]
        commit = found.decode("ascii", "replace").strip()
        return commit if _COMMIT.fullmatch(commit) else ""

    def _index(self) -> list[tuple[PurePosixPath, bytes]]:
        status, listed = self._run("ls-files", "--stage", "-z")
        if status:
            raise HistoryUnavailable(
                f"The index of the repository {self.top} cannot be read.",
                f"{self.top}: 저장소의 인덱스를 읽을 수 없습니다.",
            )
        lines = (line.partition(b"\t") for line in listed.split(b"\0") if line)
        return [(PurePosixPath(named(path)), about[:6]) for about, _, path in lines]

    def _run(self, *arguments: str) -> tuple[int, bytes]:
        self._check()
        return self._runner.run(*arguments, seconds=max(self._until - time.monotonic(), 1.0))[:2]

    def _check(self) -> None:
        if time.monotonic() > self._until:
            raise HistoryUnavailable(
                f"Reading the history of {self.top} took too long and was stopped.",
                f"{self.top}: 이력을 읽는 데 시간이 너무 오래 걸려 중단했습니다.",
            )

    def _stop(self) -> None:
        self._headers.stop()
        self._contents.stop()


def _day(seconds: int) -> str:
    return datetime.fromtimestamp(min(max(seconds, 0), LATEST), UTC).date().isoformat()


def _sized(entry: TreeEntry, sizes: dict[str, int]) -> TreeEntry:
    if entry.kind not in (Kind.BLOB, Kind.LINK):
        return entry
    return replace(entry, size=sizes[entry.oid]) if entry.oid in sizes else replace(entry, kind=Kind.MISSING)
