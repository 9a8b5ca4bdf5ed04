# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Gather what a submission does well, of all its matches: lines kept, origins named, declarations that were found."""

from collections.abc import Iterator
from dataclasses import dataclass

from gyebo.report import (
    KEPT,
    Declaration,
    DeclarationState,
    Match,
    Notice,
    Obligation,
    ObligationState,
    Reference,
    Report,
    Taken,
)


@dataclass(frozen=True, slots=True)
class Kept:
    """A copyright line of the submission that names holders of the code shown beside some of its matches."""

    notice: Notice
    holders: tuple[str, ...]
    matches: int


@dataclass(frozen=True, slots=True)
class Named:
    """A line that says where code comes from, and for how many matches."""

    reference: Reference
    matches: int


@dataclass(frozen=True, slots=True)
class Credits:
    kept: tuple[Kept, ...]
    named: tuple[Named, ...]
    declared: tuple[Declaration, ...]
    """Those of which the code was found."""
    done: tuple[tuple[Taken, Obligation], ...]
    """What the licences of the code taken over ask, and the repository shows."""

    def __bool__(self) -> bool:
        return bool(self.kept or self.named or self.declared or self.done)


def credited(report: Report) -> Credits:
    """What came after the deadline is no part of it."""
    matches = [f.match for file in report.files for f in file.fragments if f.match]
    return Credits(
        kept=tuple(sorted(_kept(matches), key=lambda one: (-one.matches, one.notice.path, one.notice.line))),
        named=tuple(sorted(_named(matches), key=lambda one: (-one.matches, one.reference.path, one.reference.line))),
        declared=tuple(one for one in report.declarations if one.state is DeclarationState.DECLARED),
        done=tuple(
            (taken, one)
            for taken in report.licensing.taken
            for one in taken.obligations
            if one.state is ObligationState.MET
        ),
    )


def _kept(matches: list[Match]) -> Iterator[Kept]:
    told = [
        (one.submitted, one.holder, match.id)
        for match in matches
        for one in match.notices
        if one.state in KEPT and one.submitted
    ]
    for notice in dict.fromkeys(notice for notice, _, _ in told):
        own = [(_as_written(holder, notice), match) for line, holder, match in told if line == notice]
        yield Kept(notice, tuple(dict.fromkeys(holder for holder, _ in own)), len({match for _, match in own}))


def _as_written(holder: str, notice: Notice) -> str:
    """The holder as the submission's own line spells it, where origins spell it in several ways."""
    words = set(holder.casefold().split())
    shared = {one: len(words.intersection(one.casefold().split())) for one in notice.holders}
    return max(shared, key=lambda one: shared[one]) if any(shared.values()) else holder


def _named(matches: list[Match]) -> Iterator[Named]:
    told = {(match.id, one.path, one.line): one for match in matches for one in match.references if one.is_statement}
    lines = {(one.path, one.line): one for one in told.values()}
    for line, reference in lines.items():
        yield Named(reference, sum(line == (path, number) for _, path, number in told))
