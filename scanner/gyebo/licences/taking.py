# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Gather what was taken from each organisation under each licence, with its obligations and conflicts."""

from collections.abc import Iterator, Sequence

from gyebo.licencebook import LicenceBook
from gyebo.licences.compatibility import carries
from gyebo.licences.expressions import alternatives
from gyebo.licences.obligations import Copied, Evidence, checked
from gyebo.licences.repository import said_in
from gyebo.report import (
    Commonality,
    Conflict,
    Direction,
    File,
    LicenceSource,
    LicenceStatement,
    Licensing,
    Match,
    Obligation,
    Taken,
)

UNKNOWN = "unknown"
Origin = tuple[str, str]
"""Organisation and licence."""


def licensing(
    files: Sequence[File], shown: Evidence, book: LicenceBook, now: Sequence[tuple[str, str]] = ()
) -> Licensing:
    """What the repository says of its licences, and what those of the taken code ask; `now`, after a deadline, too."""
    taken = tuple(_taken(origin, copied, shown, book) for origin, copied in sorted(_by_origin(files).items()))
    return Licensing(shown.said.code, shown.said.weights, shown.said.others, taken, _later(now, shown, book))


def _later(now: Sequence[tuple[str, str]], shown: Evidence, book: LicenceBook) -> tuple[LicenceStatement, ...]:
    """Licence texts that were not there by the deadline."""
    known = {(one.path, one.expression) for one in shown.said.all}
    texts = (one for one in said_in(now, book).all if one.source is LicenceSource.TEXT and one.expression)
    return tuple(one for one in texts if (one.path, one.expression) not in known)


def taken_from(files: Sequence[File]) -> frozenset[str]:
    """Ids of the sources of the corpus that code of one organisation alone is shown beside."""
    return frozenset(match.referenced.source for file in files for match in _exclusive(file))


def _by_origin(files: Sequence[File]) -> dict[Origin, list[Copied]]:
    """Code that one organisation alone has, and that is not known to be younger than the submission."""
    found: dict[Origin, list[Copied]] = {}
    for file in files:
        own: dict[Origin, list[Match]] = {}
        for match in _exclusive(file):
            own.setdefault((match.referenced.work.organisation, match.origin_licence), []).append(match)
        for origin, matches in own.items():
            found.setdefault(origin, []).append(Copied(file, tuple(matches)))
    return found


def _exclusive(file: File) -> Iterator[Match]:
    for fragment in file.fragments:
        match = fragment.match
        is_told = match and match.commonality is Commonality.EXCLUSIVE and match.direction is not Direction.IN_COMMON
        if match and is_told and match.referenced.work.organisation != UNKNOWN:
            yield match


def _taken(origin: Origin, copied: Sequence[Copied], shown: Evidence, book: LicenceBook) -> Taken:
    work = copied[0].matches[0].referenced.work
    licence = origin[1]
    return Taken(
        licence=licence,
        organisation=work.organisation,
        organisation_name=work.organisation_name,
        country=work.country,
        files=tuple(one.file.path for one in copied),
        matches=tuple(match.id for one in copied for match in one.matches),
        obligations=_obligations(licence, copied, shown, book),
        conflicts=tuple(_conflicts(licence, copied, shown, book)),
    )


def _obligations(licence: str, copied: Sequence[Copied], shown: Evidence, book: LicenceBook) -> tuple[Obligation, ...]:
    """Of the choice of licences that asks least; none for a licence that rules/licences does not know."""
    choices = [
        [book.licences[one] for one in sorted(each)] for each in alternatives(licence) if each <= set(book.licences)
    ]
    asked = [tuple(got for one in each for got in checked(one, copied, shown, book)) for each in choices]
    return min(asked, key=len, default=())


def _conflicts(licence: str, copied: Sequence[Copied], shown: Evidence, book: LicenceBook) -> Iterator[Conflict]:
    """Files whose licence does not carry that of what is in them, which nothing in the repository names beside it."""
    named = {one.expression for one in shown.said.of_no_file if one in shown.said.others}
    for one in copied:
        if one.file.licence and licence not in named and carries(one.file.licence, licence, book) is False:
            yield Conflict(one.file.path, one.file.licence)
