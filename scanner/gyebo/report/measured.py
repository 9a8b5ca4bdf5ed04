# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""What was submitted, and what it was measured with."""

from dataclasses import dataclass

from gyebo.report.basics import Text


@dataclass(frozen=True, slots=True)
class Partner:
    """Another organisation of the team's, whose earlier publications are not held against it either."""

    id: str
    name: Text | None = None
    """Where the rules know it."""


@dataclass(frozen=True, slots=True)
class Submission:
    name: str
    """Of its folder, or as asked."""
    commit: str
    """Full commit id; empty where the working tree or a plain folder was scanned."""
    dated: str
    """Commit date, ISO 8601; empty where unknown."""
    organisation: str
    """Id of the team's own organisation, whose earlier publications are not held against it; empty if not given. Of a
    consortium the one named first.
    """
    digest: str
    """SHA-256 over paths and contents of what was analysed."""
    deadline: str = ""
    """By when declarations, references and notices had to be committed; empty where no deadline was set."""
    deadline_commit: str = ""
    """The last commit in time; empty where there is none."""
    deadline_set_aside: int = 0
    """Commits that carry a date in time and come after one that is late: what they brought does not count."""
    organisation_name: Text | None = None
    """Of that organisation, where the rules know it."""
    partners: tuple[Partner, ...] = ()
    """The others of a consortium, in the order in which they were named."""
    folder: str = ""
    """Of its repository, where a part of one was scanned: all paths are seen from there; empty for the top."""


@dataclass(frozen=True, slots=True)
class Source:
    """One pinned source of the corpus."""

    id: str
    host: str
    version: str
    licence: str
    released: str
    sha256: str
    fragments: int


@dataclass(frozen=True, slots=True)
class Yardstick:
    """What the submission was measured with; equal yardsticks make two reports comparable."""

    version: str
    """Of gyebo."""
    rules: str
    settings: str
    corpus: str
    """Digests, SHA-256."""
    corpus_name: str
    home: str
    """ISO 3166-1 alpha-2: whose works are domestic."""
    sources: tuple[Source, ...]
    for_evaluators: bool | None = None
    """Whether it was an evaluator's run, and no exception of the team's counts; None: not recorded."""
    texts: int | None = None
    """Of how many sources the texts were at hand; without them less is said of the same match, by the same digests.
    None: not recorded.
    """
