# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Choose which of a file's matches are told and weighed, and cut them so that no token is counted twice."""

from collections.abc import Callable, Sequence

from gyebo.model import Evidence, Found, Piece, Searched, Worth
from gyebo.report import Commonality, FragmentKind


def reported(searched: Searched) -> tuple[Found, ...]:
    """The widest matches; inside a modified one also those whose tie set has nothing in common with it.

    A file that is told as a whole is more than its parts: those that are more common than it are told as such.
    """
    found = {one.pairing.unit: one for one in searched.found}
    told: dict[int, Found] = {}
    for unit in range(len(searched.units)):
        match, outer = found.get(unit), _nearest(searched, unit, told)
        if match and (outer is None or _tells_more(match, outer)):
            told[unit] = match
    return tuple(told.values())


def _nearest(searched: Searched, unit: int, among: dict[int, Found]) -> Found | None:
    """The innermost of these matches around a unit."""
    outer = searched.units[unit].parent
    while outer >= 0 and outer not in among:
        outer = searched.units[outer].parent
    return among.get(outer)


def _tells_more(inner: Found, outer: Found) -> bool:
    if outer.pairing.unit == 0:
        if _is_sum(outer) and not _tied(inner) & _tied(outer):
            return True
        return inner.is_older and inner.spread.commonality is not outer.spread.commonality
    if outer.pairing.is_same_class or (outer.is_older and not inner.is_older):
        return False
    return not _tied(inner) & _tied(outer)


def _is_sum(found: Found) -> bool:
    """Whether a module is matched for its definitions together: their tokens are counted, not its own once more."""
    return found.pairing.unit == 0 and not found.pairing.is_same_class


def _tied(found: Found) -> frozenset[int]:
    best = round(found.pairing.best.nearness, 4)
    return frozenset(one.work for one in found.pairing.likenesses if one.nearness >= best)


def pieces(searched: Searched, is_domestic: Callable[[Found], bool]) -> tuple[Piece, ...]:
    """Innermost matches whole, wider ones by what they add: the tokens of all pieces together are counted once.

    How common a piece is, is told by the reported match around it, so that a reader finds the same numbers everywhere;
    in a file that one maker alone has as a whole, by that, though the piece for itself may be anyone's.
    """
    found = {one.pairing.unit: one for one in searched.found if not _is_sum(one)}
    told = {one.pairing.unit: one for one in reported(searched)}
    counted = dict.fromkeys(range(-1, len(searched.units)), 0)
    cut: list[Piece] = []
    for unit in reversed(range(len(searched.units))):
        own = max(0, found[unit].pairing.best.tokens - counted[unit]) if unit in found else 0
        if own:
            whole = _of_whole(told.get(0), found[unit])
            teller = whole or told.get(unit) or _nearest(searched, unit, told) or found[unit]
            cut.append(
                Piece(
                    file=str(searched.path),
                    unit=unit,
                    tokens=own,
                    worth=_within(found[unit], whole),
                    commonality=teller.spread.commonality,
                    is_domestic=is_domestic(teller),
                    told=teller.pairing.unit,
                )
            )
        counted[unit] += own
        counted[_around(searched, unit)] += counted[unit]
    return tuple(reversed(cut))


def _of_whole(module: Found | None, piece: Found) -> Found | None:
    """The file's own match, where one maker alone has it and a piece is of it, not another maker's alone."""
    if module is None or module.spread.commonality is not Commonality.EXCLUSIVE:
        return None
    theirs, works = _tied(module), {one.work for one in piece.pairing.likenesses}
    is_anothers = piece.spread.commonality is Commonality.EXCLUSIVE and not _tied(piece) & theirs
    return module if works & theirs and not is_anothers else None


def _around(searched: Searched, unit: int) -> int:
    """The unit from whose match the tokens of a match inside are taken: a stretch is what its function leaves over."""
    outer = searched.units[unit].parent
    is_stretch = searched.units[unit].kind is FragmentKind.STRETCH
    return searched.units[outer].parent if is_stretch else outer


def _within(piece: Found, whole: Found | None) -> Worth:
    """What a piece weighs: in a file that one maker alone has as a whole, for that file's works alone."""
    worth = _worth(piece)
    return worth if whole is None else {work: own for work, own in worth.items() if work in _tied(whole)}


def weighed(searched: Searched) -> tuple[Evidence, ...]:
    """What the widest matches say: a class as a whole tells its origin better than its methods one by one.

    A stretch that is told has an origin of its own, and so has what a file that is told for its definitions together
    does not have from there.
    """
    found, told = {one.pairing.unit: one for one in searched.found if not _is_sum(one)}, reported(searched)
    sums = [one for one in searched.found if _is_sum(one)]
    outer = (one for unit, one in found.items() if _nearest(searched, unit, found) is None)
    widest = [*sums, *(one for one in outer if not any(_of_whole(whole, one) for whole in sums))]
    stretches = (one for one in told if searched.units[one.pairing.unit].kind is FragmentKind.STRETCH)
    return tuple(_evidence(one) for one in (*widest, *stretches))


def _evidence(found: Found) -> Evidence:
    return Evidence(
        worth=_worth(found),
        nearness={one.work: one.nearness for one in found.pairing.likenesses},
        is_equal=found.pairing.is_same_class,
        is_common=found.spread.commonality is Commonality.COMMON_HERITAGE,
    )


def _worth(found: Found) -> Worth:
    """Younger code explains nothing."""
    return {one.work: one.worth for one in found.pairing.likenesses} if found.is_older else {}


def tokens_in(cut: Sequence[Piece], searched: Searched, unit: int) -> int:
    """Borrowed tokens of a file's unit and all in it."""
    own = (piece for piece in cut if piece.file == str(searched.path))
    return sum(piece.tokens for piece in own if _is_inside(searched, piece.unit, unit))


def borrowed(cut: Sequence[Piece], searched: Searched) -> tuple[int, ...]:
    """The same of every unit; all of one inside an equal definition, where it is not asked what the unit is like."""
    same = {one.pairing.unit for one in searched.found if one.pairing.is_same_class}

    def is_whole(unit: int) -> bool:
        outer = searched.units[unit].parent
        while outer > 0 and outer not in same:
            outer = searched.units[outer].parent
        return outer > 0

    units = enumerate(searched.units)
    return tuple(one.tokens if is_whole(number) else tokens_in(cut, searched, number) for number, one in units)


def _is_inside(searched: Searched, unit: int, outer: int) -> bool:
    while unit not in (outer, -1):
        unit = searched.units[unit].parent
    return unit == outer
