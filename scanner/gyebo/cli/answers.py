# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""What a repository says that may answer a finding in some of its files, and what of it a commit would take in."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from gyebo import baseline
from gyebo.baseline import Accepted
from gyebo.cli.words import told
from gyebo.languages import SUFFIXES
from gyebo.model import Collected
from gyebo.report import Text
from gyebo.settings import Settings, configured, from_flags
from gyebo.staged import Staged, staged
from gyebo.stages.collect import answered, statements

SETTINGS = PurePosixPath("pyproject.toml")
BASELINE = PurePosixPath(baseline.NAME)
MOST = 300
"""Statements read in folders that are not above a file. A text of Apache-2.0 takes 24 ms, of MIT 2 ms: 7 s at most,
where a repository with 1,500 packages inside took 78."""
WORDS = {
    "waiting": Text(
        "not counted, since a commit would not take it in (`git add` does): {names}",
        "아직 git에 추가하지 않아 커밋에 들어가지 않으므로 반영하지 않음(`git add`로 추가): {names}",
    ),
    "unreadable": Text(
        "Git's index could not be read: what is not added to git counts as if it were.",
        "git의 색인을 읽지 못해, git에 추가하지 않은 것도 추가한 것으로 보았습니다.",
    ),
    "unread": Text(
        "not read, deeper in the repository: {count} more README, LICENSE and the like; `gyebo-all` reads them.",
        "저장소의 더 깊은 곳에 있는 README, LICENSE 등 {count}개는 읽지 않음. `gyebo-all`은 모두 읽습니다.",
    ),
}


@dataclass(frozen=True, slots=True)
class Answers:
    """Of a commit's files, with all that stands on disk to answer for them."""

    top: Path
    given: Collected
    is_staged: Staged
    unread: int = 0
    """Statements in other folders beyond those that are read."""

    def counted(self) -> Collected:
        """The files, with what is in the commit too."""
        statements = tuple(one for one in self.given.statements if self.is_staged(one.path))
        return replace(
            self.given,
            statements=statements,
            beside=tuple(one for one in self.given.beside if self.is_staged(one.path)),
        )

    def settings(self) -> Settings:
        """The team's, where a commit would take them in; UsageError says what is wrong with these."""
        return configured(self.top, {}) if self.is_staged(SETTINGS) else from_flags({})

    def accepted(self) -> tuple[Accepted, ...]:
        """The team's baseline, where a commit would take it in."""
        return baseline.read(self.top / BASELINE) if self.is_staged(BASELINE) else ()

    def uncounted(self, lang: str) -> Iterator[str]:
        """A line for what stands on disk and in no commit yet: a NOTICE that was written and not added."""
        own = [BASELINE] if (self.top / BASELINE).is_file() else []
        said = (one.path for one in (*self.given.statements, *self.given.beside))
        names = [str(path) for path in (*said, *own) if not self.is_staged(path)]
        if names:
            yield told(WORDS["waiting"], lang).format(names=", ".join(sorted(names)))
        if self.is_staged.is_unreadable:
            yield told(WORDS["unreadable"], lang)
        if self.unread:
            yield told(WORDS["unread"], lang).format(count=self.unread)


def answers(top: Path, given: Collected) -> Answers:
    """What speaks for files of a folder, wherever in it that stands; read from disk, and told by git's index."""
    is_staged = staged(top, os.environ.get("GIT_INDEX_FILE", ""))
    paths = tuple(is_staged.paths())
    known = statements(paths, frozenset(SUFFIXES))
    read = answered(top, given, known[:MOST], frozenset(SUFFIXES))
    others = tuple(sorted(str(path) for path in paths if path.suffix.lower() in SUFFIXES))
    return Answers(top, replace(read, others=others), is_staged, max(0, len(known) - MOST))
