# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Find the files of a submission, and say of every other path why it was left out; no other stage reads the disk."""

from pathlib import Path

from gyebo.model import Collected, Trust
from gyebo.stages.collect.limits import Limits
from gyebo.stages.collect.picking import answered, below, picked, piped, statements

__all__ = ["Limits", "answered", "below", "collect", "collect_by", "picked", "piped", "statements"]


def collect(
    path: Path, commit: str | None, suffixes: frozenset[str], limits: Limits | None = None, trust: Trust = Trust.TEAM
) -> Collected:
    """The submission at a path: as that commit holds it, or, where none is named, as it stands on disk.

    On disk an evaluator reads what .gitignore excludes too: a team could hide code behind it.
    """
    from gyebo.stages.collect import submission  # git's view and the ignore rules: a hook on named files needs neither

    return submission.collect(path, commit, suffixes, limits, trust)


def collect_by(path: Path, commit: str | None, until: int, suffixes: frozenset[str]) -> Collected:
    """The submission at the last commit up to a moment, in seconds since 1970; without files where there was none."""
    from gyebo.stages.collect import submission

    return submission.collect_by(path, commit, until, suffixes)
