# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""What a submission stands on: a base it was forked from, or a library it holds as published; one entry each."""

from dataclasses import dataclass

from gyebo.report.basics import Text
from gyebo.report.evidence import Statement
from gyebo.report.licences import ObligationState
from gyebo.report.matches import HolderState


@dataclass(frozen=True, slots=True)
class LostNotices:
    """Copyright statements that a changed file had in the base."""

    path: str
    holders: tuple[HolderState, ...]


@dataclass(frozen=True, slots=True)
class Base:
    """Code that is not judged file by file: what is unchanged of it is told here, and what differs is judged."""

    name: str
    """Address, folder or commit as the user gave it; else the host project that the corpus knows."""
    version: str
    """Commit or version; empty where there is none."""
    dated: str
    """ISO 8601; empty where it is not known."""
    is_given: bool
    """Named by the user with --base; else found in the corpus."""
    folder: str = ""
    """Of the submission; empty for the top."""
    unchanged: tuple[str, ...] = ()
    """Paths of the submission that are the base's byte for byte; they were not compared with the corpus."""
    changed: tuple[str, ...] = ()
    """Paths that the base has with other contents: compared definition by definition, where they differ."""
    reopened: tuple[str, ...] = ()
    """Of an earlier commit, unchanged paths that are judged all the same, since what it said of them is gone; findings
    that were open in it already are not told.
    """
    is_other_release: bool = False
    """It looks like a release that is not at hand: whose changes those are is not told, and they are one finding."""
    unlike: tuple[str, ...] = ()
    """Of such a release the changed files that differ in most of their lines."""
    later: tuple[str, ...] = ()
    """Of such a release the files that this one lacks and that are taken for the library's: a later release at hand has
    them in the same place, or they bear the name of the model in whose folder they stand. None that stands with code of
    the team's own, of a maker at home, or of an unknown one."""
    others: int = 0
    """Files of code in that folder that the base is not known to have."""
    makers: tuple[Text, ...] = ()
    """Organisations whose models are among the unchanged files, as far as the corpus knows."""
    licence: str = ""
    """SPDX expression; empty where none is known."""
    copy: ObligationState = ObligationState.NOT_CHECKABLE
    """Whether the submission holds the licence's text, where the licence asks for it."""
    copies: tuple[Statement, ...] = ()
    notice: ObligationState = ObligationState.NOT_CHECKABLE
    """Whether what the base's NOTICE says stands in the submission."""
    lost: tuple[LostNotices, ...] = ()
    is_declared: bool = False
    """Whether the team's own declarations name it."""
