# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Lay a match's two sources beside each other, equal runs of tokens level with each other and marked."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import zip_longest

from gyebo.display import display_source
from gyebo.report import Excerpt, Match, Span

MOST_COMPARED = 40_000
"""Lines times lines of one run: above it (200 by 200) the search for a better alignment is not worth its time."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of one line; region counts from 1, 0 is outside all regions."""

    text: str
    region: int
    opens: bool = False
    """The region begins with this piece."""


@dataclass(frozen=True, slots=True)
class Line:
    number: int
    pieces: tuple[Piece, ...]
    is_inside: bool
    """Some of the line, if only its blank end, lies in a region."""


@dataclass(frozen=True, slots=True)
class Row:
    submitted: Line | None
    referenced: Line | None


def side_by_side(match: Match) -> tuple[Row, ...]:
    left = _lines(match.submitted_text, [region.submitted for region in match.regions])
    if match.referenced_text is None:
        return tuple(Row(line, None) for line in left)
    right = _lines(match.referenced_text, [region.referenced for region in match.regions])
    return tuple(_rows(left, right, _anchors(match, match.referenced_text)))


def _rows(left: Sequence[Line], right: Sequence[Line], anchors: Sequence[tuple[int, int]]) -> Iterator[Row]:
    """Lines up to an anchor run in parallel; the anchor's own two lines stand in one row."""
    i = j = 0
    for anchor_left, anchor_right in [*anchors, (_end(left), _end(right))]:
        stop_left, stop_right = _until(left, i, anchor_left), _until(right, j, anchor_right)
        yield from (Row(a, b) for a, b in zip_longest(left[i:stop_left], right[j:stop_right]))
        i, j = stop_left, stop_right


def _end(lines: Sequence[Line]) -> int:
    return lines[-1].number + 1 if lines else 0


def _until(lines: Sequence[Line], start: int, number: int) -> int:
    return min(max(start, number - lines[0].number), len(lines)) if lines else 0


def _anchors(match: Match, other: Excerpt) -> list[tuple[int, int]]:
    """Pairs of lines that can be level with each other; a run that moved stays where it is, and is marked only."""
    sides = ((_within(r.submitted, match.submitted_text), _within(r.referenced, other)) for r in match.regions)
    return _rising(sorted({pair for a, b in sides for pair in _pairs(a, b)}, key=lambda pair: (pair[0], -pair[1])))


def _rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest chain of pairs that rises on both sides; the pairs come in the order of the first."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for index, (_, right) in enumerate(pairs):
        place = bisect_left(tails, right)
        before.append(ends[place - 1] if place else -1)
        tails[place : place + 1], ends[place : place + 1] = [right], [index]
    chain: list[tuple[int, int]] = []
    index = ends[-1] if ends else -1
    while index >= 0:
        chain.append(pairs[index])
        index = before[index]
    return chain[::-1]


def _within(span: Span, excerpt: Excerpt) -> dict[int, str]:
    """The lines of the span, by number, with every word alike: so a renamed line is still the same line."""
    numbered = enumerate(excerpt.lines, excerpt.first_line)
    return {n: re.sub(r"\w+", "w", line.strip()) for n, line in numbered if span.first_line <= n <= span.last_line}


def _pairs(submitted: dict[int, str], referenced: dict[int, str]) -> list[tuple[int, int]]:
    """Line by line where both sides break alike; else, as with a comment put in, by the lines' shapes."""
    left, right = list(submitted), list(referenced)
    if len(left) == len(right) or len(left) * len(right) > MOST_COMPARED:
        return list(zip(left, right, strict=False))
    shapes = SequenceMatcher(None, list(submitted.values()), list(referenced.values()), autojunk=False)
    return [(left[a + k], right[b + k]) for a, b, size in shapes.get_matching_blocks() for k in range(size)]


def _lines(excerpt: Excerpt, spans: Sequence[Span]) -> list[Line]:
    return [_line(number, text, spans) for number, text in enumerate(excerpt.lines, excerpt.first_line)]


def _line(number: int, text: str, spans: Sequence[Span]) -> Line:
    covering = [(region, span) for region, span in enumerate(spans, 1) if span.first_line <= number <= span.last_line]
    covering.sort(key=lambda pair: _start(pair[1], number, text))
    pieces: list[Piece] = []
    cursor = 0
    for region, span in covering:
        start, stop = max(cursor, _start(span, number, text)), max(cursor, _stop(span, number, text))
        pieces += [Piece(text[cursor:start], 0), Piece(text[start:stop], region, number == span.first_line)]
        cursor = stop
    pieces.append(Piece(text[cursor:], 0))
    shown = (replace(piece, text=display_source(piece.text)) for piece in pieces if piece.text)
    return Line(number, tuple(shown), bool(covering))


def _start(span: Span, number: int, text: str) -> int:
    return span.first_column - 1 if number == span.first_line else len(text) - len(text.lstrip())


def _stop(span: Span, number: int, text: str) -> int:
    return min(span.last_column if number == span.last_line else len(text.rstrip()), len(text))
