# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Say whether a whole under one licence may hold a work under another, as far as rules/licences knows."""

from collections.abc import Sequence

from gyebo.licencebook import ANY, Licence, LicenceBook, LicenceKind
from gyebo.licences.expressions import alternatives

PASSED_ON = frozenset({LicenceKind.MODEL, LicenceKind.NON_COMMERCIAL})
"""Kinds whose terms go with the work, so that no other licence carries them."""
REACHING = frozenset({LicenceKind.COPYLEFT, LicenceKind.NETWORK_COPYLEFT})
"""Kinds that may ask the same licence of a program that imports the work."""


def carries(whole: str, part: str, book: LicenceBook) -> bool | None:
    """Whether one choice of the whole's licences keeps every condition of one choice of the part's; None: not known."""
    answers = [_all_carry(ours, theirs, book) for ours in alternatives(whole) for theirs in alternatives(part)]
    if any(answers):
        return True
    return None if not answers or None in answers else False


def goes_with(whole: str, package: str, book: LicenceBook) -> bool | None:
    """Whether a work under one licence may need a package under another, which it imports and does not hold."""
    answers = [_all_go([book.licences.get(one) for one in each], whole, book) for each in alternatives(package)]
    if any(answers):
        return True
    return None if not answers or None in answers else False


def _all_go(licences: Sequence[Licence | None], whole: str, book: LicenceBook) -> bool | None:
    """Only strong copyleft reaches over to what imports it; a maker's own terms are for people to read."""
    answers = [_goes(one, whole, book) for one in licences]
    if False in answers:
        return False
    return None if None in answers else True


def _goes(licence: Licence | None, whole: str, book: LicenceBook) -> bool | None:
    if licence is None or licence.kind in PASSED_ON:
        return None
    if licence.kind in REACHING:
        return carries(whole, licence.id, book) if whole else None
    return True


def _all_carry(whole: frozenset[str], part: frozenset[str], book: LicenceBook) -> bool | None:
    answers = [_carries(whole, one, book) for one in part]
    if False in answers:
        return False
    return None if None in answers else True


def _carries(whole: frozenset[str], part: str, book: LicenceBook) -> bool | None:
    """A whole that names the part's licence beside its own keeps it; a licence nobody knows is not judged."""
    if part in whole:
        return True
    known = book.licences.get(part)
    if known is None or not (known.carried_by or known.kind in PASSED_ON):
        return None
    if ANY in known.carried_by or whole & set(known.carried_by):
        return True
    return False if all(one in book.licences for one in whole) else None
