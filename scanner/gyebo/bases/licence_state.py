# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Say of a base how its licence stands: its text, its NOTICE, and the copyright statements of changed files."""

from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from gyebo.bases.comparing import Compared
from gyebo.licencebook import LicenceBook
from gyebo.licences.expressions import alternatives
from gyebo.licences.obligations import Evidence
from gyebo.licences.repository import said_in
from gyebo.model import SourceFile
from gyebo.notices.ladder import SameHolder, compare
from gyebo.notices.statements import statements
from gyebo.report import (
    LicenceSource,
    LicenceStatement,
    Location,
    LostNotices,
    NoticeState,
    ObligationKind,
    ObligationState,
    Statement,
    same,
)

State = ObligationState
LOST = frozenset({NoticeState.DROPPED, NoticeState.SUBSTITUTED})


def licence_of(papers: Sequence[tuple[str, str]], book: LicenceBook) -> str:
    """What a base says of its own licence."""
    return next((one.expression for one in said_in(papers, book).code if one.expression), "")


def licence_copy(
    licence: str, folder: PurePosixPath, shown: Evidence, book: LicenceBook
) -> tuple[ObligationState, tuple[Statement, ...]]:
    """Whether the text of one choice of the licences stands in the base's folder or above it, or in LICENSES."""
    choices = [each for each in alternatives(licence) if each <= set(book.licences)]
    if not choices:
        return State.NOT_CHECKABLE, ()
    asking = [{one for one in each if _asks_for_copy(one, book)} for each in choices]
    if not all(asking):
        return State.NOT_ASKED, ()
    texts = [one for one in shown.said.all if one.source is LicenceSource.TEXT and _is_about(one.path, folder)]
    for each in asking:
        having = [one for one in texts if one.expression in each]
        if {one.expression for one in having} == each:
            return State.MET, tuple(_quoted(one) for one in having[:3])
    return State.NOT_SEEN, ()


def _asks_for_copy(licence: str, book: LicenceBook) -> bool:
    kinds = {one.kind for one in book.licences[licence].obligations}
    return not kinds.isdisjoint({ObligationKind.GIVE_COPY, ObligationKind.KEEP_NOTICE})


def _is_about(path: str, folder: PurePosixPath) -> bool:
    place = PurePosixPath(path).parent
    return place.name == "LICENSES" or place.is_relative_to(folder) or folder.is_relative_to(place)


def _quoted(one: LicenceStatement) -> Statement:
    return Statement(same(one.text), Location(one.path, one.line, one.line))


def lost_notices(
    compared: Compared, files: Sequence[SourceFile], shown: Evidence, same_holder: SameHolder
) -> Iterator[LostNotices]:
    """The changed files that lack a holder whom the base names there, and whom no file for the whole names."""
    for file in files:
        before = compared.before.get(file.path)
        if before is None:
            continue
        path = str(file.path)
        theirs, ours = (statements([(1, _text(content))], path) for content in (before, file.content))
        gone = tuple(one for one in compare(theirs, ours, same_holder, shown.elsewhere(path)) if one.state in LOST)
        if gone:
            yield LostNotices(path, gone)


def _text(content: bytes) -> str:
    return content.decode("utf-8", "replace").replace("\r\n", "\n")
