# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""How borrowed code came into a submission, and what became of its notices there, commit by commit."""

from dataclasses import dataclass

from gyebo.report.matches import Notice
from gyebo.report.words import EventKind


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that one commit did."""

    kind: EventKind
    commit: str
    dated: str
    """Date of the commit by its committer, ISO 8601, in UTC: the team's own statement."""
    paths: tuple[str, ...]
    """As they are called today; of files that came together, all of them."""
    names: tuple[str, ...] = ()
    """The file's former and its new name; or the changed names, each as old and new."""
    holder: str = ""
    before: Notice | None = None
    after: Notice | None = None
    """The line that went, and the line that came."""
    tokens: int = 0
    """Borrowed tokens that the files which came hold today."""
    had_code: bool = False
    """Whether borrowed code of today stood in the file before the commit, equal but for names."""
    follows: str = ""
    """The latest date that a commit before it carries, where its own is earlier, and so cannot be right; else empty."""
    more_names: int = 0
    """Changed names beside those that are told."""

    @property
    def since(self) -> str:
        """The day on which it can have been done at the earliest: none is older than those before it."""
        return self.follows or self.dated


@dataclass(frozen=True, slots=True)
class History:
    """The files that hold code of one organisation alone, followed back; the oldest event first."""

    commits: int
    first: str
    last: str
    """Dates of the oldest and of the newest commit read, ISO 8601; empty where there is none."""
    is_whole: bool
    """False for a shallow or damaged repository, or one longer than what is read."""
    events: tuple[Event, ...]
    backdated: int = 0
    """Commits that carry an earlier date than one before them."""
