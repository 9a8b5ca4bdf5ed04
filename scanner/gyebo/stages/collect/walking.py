# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Go through a working tree, folder by folder; links are listed, ignored folders counted, `.git` left alone."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import PurePosixPath
from typing import NamedTuple

from gyebo.errors import OversizedSubmission
from gyebo.files import Entry, EntryKind, Root, folders, raw
from gyebo.model import Trust
from gyebo.report import Skipped, SkipReason, Text, same
from gyebo.stages.collect import ignoring
from gyebo.stages.collect.limits import Limits
from gyebo.stages.collect.sorting import Found

_COUNTED = 1_000
"""Files of an ignored folder that are counted; more are `more than`."""
_IGNORE_FILE = ".gitignore"
SUBMODULE = Text("Another repository; it is scanned on its own.", "별도의 저장소이며 따로 분석합니다.")
_SPECIAL = Text("A FIFO, socket or device.", "FIFO, 소켓 또는 장치입니다.")
_GIT_FOLDER = Text(
    "Git's own data of a repository within; its files are read.",
    "안에 있는 저장소의 git 데이터이며, 그 저장소의 파일은 읽었습니다.",
)


@dataclass(frozen=True, slots=True)
class Tracked:
    """What git tracks, with the folders above; all paths from the top."""

    files: frozenset[PurePosixPath] = frozenset()
    folders: frozenset[PurePosixPath] = frozenset()
    submodules: frozenset[PurePosixPath] = frozenset()


class _Rules(NamedTuple):
    """The .gitignore of one folder; its rules are about paths relative to that folder."""

    folder: PurePosixPath
    rules: tuple[ignoring.Rule, ...]


class _Folder(NamedTuple):
    path: PurePosixPath
    chain: tuple[_Rules, ...]
    """Nearest folder first: what it says outweighs what is said above."""
    because: Text | None
    """Why it is ignored although tracked files lie in it; None where it is not."""


def tracked(files: frozenset[PurePosixPath], submodules: frozenset[PurePosixPath]) -> Tracked:
    above: set[PurePosixPath] = set()
    for path in files | submodules:
        for folder in folders(path):
            if folder in above:
                break
            above.add(folder)
    return Tracked(files, frozenset(above), submodules)


class Walk:
    """One pass through the folders below `start`; what .gitignore excludes is left out unless git tracks it."""

    def __init__(self, root: Root, start: PurePosixPath, tracked: Tracked, limits: Limits, trust: Trust) -> None:
        self._root = root
        self._start = start
        self._tracked = tracked
        self._limits = limits
        self._trust = trust
        self._until = time.monotonic() + limits.seconds
        self._met = 0

    def __iter__(self) -> Iterator[Found | Skipped]:
        waiting = [self._first()]
        while waiting:
            folder = waiting.pop()
            entries = self._root.entries(folder.path)
            if isinstance(entries, Skipped):
                yield entries
                continue
            folder = self._ruled(folder, entries)
            for entry in entries:
                match self._judged(folder, entry):
                    case None:
                        pass
                    case _Folder() as below:
                        waiting.append(below)
                    case found:
                        yield found

    def _first(self) -> _Folder:
        """The start, under the rules of the folders above it up to the repository's top."""
        folder = _Folder(PurePosixPath(), (), None)
        for name in self._start.parts:
            entry = Entry(name, EntryKind.FOLDER)
            entries = self._root.entries(folder.path)
            above = folder if isinstance(entries, Skipped) else self._ruled(folder, entries)
            folder = _Folder(above.path / name, above.chain, above.because or self._ignored(above, entry))
        return folder

    def _ruled(self, folder: _Folder, entries: tuple[Entry, ...]) -> _Folder:
        self._met += len(entries)
        if self._met > self._limits.entries:
            raise OversizedSubmission(
                f"The submission has more than {self._limits.entries:,} files; give a part of it."
            )
        if self._trust is Trust.EVALUATOR or folder.because or Entry(_IGNORE_FILE, EntryKind.FILE) not in entries:
            return folder
        content = self._root.read(folder.path / _IGNORE_FILE, ignoring.LARGEST)
        rules = None if isinstance(content, Skipped) else ignoring.read(content)
        # Where a .gitignore cannot be honoured, its exceptions cannot be either: the rules above end here too.
        return folder._replace(chain=() if rules is None else (_Rules(folder.path, rules), *folder.chain))

    def _judged(self, folder: _Folder, entry: Entry) -> Found | Skipped | _Folder | None:
        path = folder.path / entry.name
        if entry.name == ".git":
            return self._git_folder(path)
        if path in self._tracked.submodules:
            return Skipped(str(path), SkipReason.SUBMODULE, SUBMODULE)
        because = None if path in self._tracked.files else folder.because or self._ignored(folder, entry)
        if entry.kind is EntryKind.FOLDER:
            return self._below(path, folder, because)
        return self._leaf(path, entry.kind, because)

    def _below(self, path: PurePosixPath, above: _Folder, because: Text | None) -> Skipped | _Folder:
        if because and path not in self._tracked.folders:
            count = self._count(path)
            detail = Text(f"{because.en}; {count.en}.", f"{because.ko}; {count.ko}.")
            return Skipped(str(path), SkipReason.IGNORED, detail)
        return _Folder(path, above.chain, because)

    def _leaf(self, path: PurePosixPath, kind: EntryKind, because: Text | None) -> Found | Skipped:
        if kind is EntryKind.LINK:
            return Skipped(str(path), SkipReason.LINK, same(self._root.target(path)))
        if because:
            return Skipped(str(path), SkipReason.IGNORED, Text(f"{because.en}.", f"{because.ko}."))
        if kind is EntryKind.OTHER:
            return Skipped(str(path), SkipReason.NOT_A_FILE, _SPECIAL)
        return Found(path, partial(self._root.read, path))

    def _git_folder(self, path: PurePosixPath) -> Skipped | None:
        if path.parent == PurePosixPath():
            return None
        return Skipped(str(path), SkipReason.IGNORED, _GIT_FOLDER)

    def _ignored(self, folder: _Folder, entry: Entry) -> Text | None:
        """The rule that ignores an entry, and where it stands; None when none does."""
        # The user's own exclude files (.git/info/exclude, core.excludesFile) are no part of the submission and are not
        # asked: the same commit must give the same answer on every machine.
        path, is_folder = folder.path / entry.name, entry.kind is EntryKind.FOLDER
        for rules in folder.chain:
            if time.monotonic() > self._until:
                raise OversizedSubmission(
                    "Going through the submission's folders took too long; look at its .gitignore files."
                )
            relative = raw(path.relative_to(rules.folder))
            rule = ignoring.decide(rules.rules, relative, is_folder=is_folder)
            if rule is not None:
                return _named(rule.text, rules.folder / _IGNORE_FILE) if rule.ignores else None
        return None

    def _count(self, folder: PurePosixPath) -> Text:
        """How many files lie below an ignored folder, as far as counting is cheap."""
        files, waiting = 0, [folder]
        while waiting and files <= _COUNTED:
            path = waiting.pop()
            entries = self._root.entries(path)
            if isinstance(entries, Skipped):
                continue
            waiting.extend(path / entry.name for entry in entries if entry.kind is EntryKind.FOLDER)
            files += sum(entry.kind is not EntryKind.FOLDER for entry in entries)
        if files > _COUNTED:
            return Text(f"more than {_COUNTED:,} files", f"파일 {_COUNTED:,}개 초과")
        return Text(f"{files:,} file{'' if files == 1 else 's'}", f"파일 {files:,}개")


def _named(rule: str, file: PurePosixPath) -> Text:
    return Text(f"{rule} in {file}", f"{file}의 규칙 {rule}")
