# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""What of a match is shown: parts that have an origin of their own, rows, differences, holders of one line at once."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from gyebo.formats.html.side_by_side import Row
from gyebo.report import Change, File, Fragment, FragmentKind, HolderState, Match, Span

AROUND = 3
"""Lines of the other side shown before and after a part: the rest of its function is like something else."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Lines from first to last."""

    first: int
    last: int


def within(outer: Fragment, inner: Fragment) -> bool:
    """Whether a fragment lies in another one."""
    a, b = outer.span, inner.span
    begins = _first(a) <= _first(b)
    return outer.id != inner.id and begins and _last(b) <= _last(a)


def beside(outer: Fragment, inner: Fragment) -> bool:
    """Whether a fragment is a part of another one with nothing in common with that one's match."""
    if inner.kind is not FragmentKind.STRETCH or outer.match is None or not within(outer, inner):
        return False
    spans = [region.submitted for region in outer.match.regions]
    return all(_last(one) < _first(inner.span) or _last(inner.span) < _first(one) for one in spans)


def parts(file: File, outer: Fragment) -> tuple[tuple[Fragment, Match], ...]:
    """The parts of a fragment that are matched with something else."""
    return tuple((inner, inner.match) for inner in file.fragments if inner.match and beside(outer, inner))


def narrowed(fragment: Fragment, rows: Sequence[Row]) -> tuple[Row, ...]:
    """Of a part the rows where it stands, and a few around; of any other fragment all."""
    own = [place for place, row in enumerate(rows) if row.submitted]
    if fragment.kind is not FragmentKind.STRETCH or not own:
        return tuple(rows)
    return tuple(rows[max(own[0] - AROUND, 0) : own[-1] + 1 + AROUND])


def differences(fragment: Fragment, match: Match) -> tuple[Change, ...]:
    """What differs; of a part not what stands before and after it on the other side."""
    changes = list(match.changes)
    if fragment.kind is FragmentKind.STRETCH:
        for end in (0, -1):
            while changes and changes[end].submitted is None:
                changes.pop(end)
    return tuple(changes)


def changed(match: Match) -> tuple[Stretch, ...]:
    """The lines of the shown text that are not blank and lie outside every region, neighbours together."""
    spans = [region.submitted for region in match.regions]
    inside = {line for span in spans for line in range(span.first_line, span.last_line + 1)}
    stretches: list[Stretch] = []
    is_open = False
    for number, text in enumerate(match.submitted_text.lines, match.submitted_text.first_line):
        if text.strip() and number not in inside:
            first = stretches.pop().first if is_open else number
            stretches.append(Stretch(first, number))
            is_open = True
        elif text.strip():
            is_open = False
    return tuple(stretches)


def together(states: Sequence[HolderState]) -> tuple[HolderState, ...]:
    """The holders of one line of which the same became, as one."""
    alike: dict[HolderState, list[str]] = {}
    for one in states:
        alike.setdefault(replace(one, holder=""), []).append(one.holder)
    return tuple(replace(one, holder=", ".join(filter(None, holders))) for one, holders in alike.items())


def _first(span: Span) -> tuple[int, int]:
    return span.first_line, span.first_column


def _last(span: Span) -> tuple[int, int]:
    return span.last_line, span.last_column
