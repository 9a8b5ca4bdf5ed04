# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Lay a match's two sources beside each other, equal runs level with each other, marked, coloured, renames told."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import zip_longest

from gyebo.display import display_source
from gyebo.formats.html.colouring import Colour, colours
from gyebo.report import Excerpt, Match, Span

MOST_COMPARED = 40_000
"""Lines times lines of one run: above it (200 by 200) the search for a better alignment is not worth its time."""
LONGEST = 2_000
"""Characters of a line, some 30 lines of a screen: one of 200,000 would bury what stands around it."""
SPOKEN = frozenset({"c", "s"})
"""Comments and texts: a word in them is no name."""


@dataclass(frozen=True, slots=True)
class Run:
    """Text of one colour; the kind is a class of the stylesheet, empty for plain text and blank space."""

    text: str
    kind: str
    is_renamed: bool
    """A name that stands against another one on the other side."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of one line; region counts from 1, 0 is outside all regions."""

    runs: tuple[Run, ...]
    region: int
    opens: bool = False
    """The region begins with this piece."""

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Line:
    number: int
    pieces: tuple[Piece, ...]
    is_inside: bool
    """Some of the line, if only its blank end, lies in a region."""
    is_whole: bool
    """All of the line that is not blank lies in one region; a blank line counts where it lies inside."""
    cut: int = 0
    """Characters that are left out at its end."""


@dataclass(frozen=True, slots=True)
class Row:
    submitted: Line | None
    referenced: Line | None


@dataclass(frozen=True, slots=True)
class Side:
    """What the lines of one source are drawn with."""

    spans: tuple[Span, ...]
    """The regions, in the order of their numbers."""
    renamed: frozenset[str]
    language: str


def side_by_side(match: Match, language: str) -> tuple[Row, ...]:
    """The rows of both sources; those of the submission alone where the corpus's text is not at hand."""
    renamed = frozenset(one.submitted for one in match.renames)
    left = _lines(match.submitted_text, Side(tuple(one.submitted for one in match.regions), renamed, language))
    if match.referenced_text is None:
        return tuple(Row(line, None) for line in left)
    renamed = frozenset(one.referenced for one in match.renames)
    right = _lines(match.referenced_text, Side(tuple(one.referenced for one in match.regions), renamed, language))
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


def _lines(excerpt: Excerpt, side: Side) -> list[Line]:
    coloured = zip(excerpt.lines, colours(excerpt.lines, side.language), strict=True)
    return [
        replace(_line(number, text[:LONGEST], tints, side), cut=max(len(text) - LONGEST, 0))
        for number, (text, tints) in enumerate(coloured, excerpt.first_line)
    ]


def _line(number: int, text: str, tints: Sequence[Colour], side: Side) -> Line:
    spans = enumerate(side.spans, 1)
    covering = [(region, span) for region, span in spans if span.first_line <= number <= span.last_line]
    covering.sort(key=lambda pair: _start(pair[1], number, text))
    stretches: list[tuple[int, int, int, bool]] = []
    cursor = 0
    for region, span in covering:
        start, stop = max(cursor, _start(span, number, text)), max(cursor, _stop(span, number, text))
        stretches += [(cursor, start, 0, False), (start, stop, region, number == span.first_line)]
        cursor = stop
    stretches.append((cursor, len(text), 0, False))
    pieces = [
        Piece(tuple(_runs(text, start, stop, tints, side.renamed if region else frozenset())), region, opens)
        for start, stop, region, opens in stretches
        if stop > start
    ]
    solid = {piece.region for piece in pieces if piece.text.strip()}
    return Line(number, tuple(pieces), bool(covering), bool(covering) and len(solid) <= 1 and 0 not in solid)


def _runs(text: str, start: int, stop: int, tints: Sequence[Colour], renamed: frozenset[str]) -> Iterator[Run]:
    """The stretch in runs: coloured ones, names that were changed, and what lies between them."""
    cursor = start
    for tint in tints:
        begin, end = max(tint.start, cursor), min(tint.stop, stop)
        if begin < end:
            yield from _names(text[cursor:begin], "", renamed)
            told = frozenset[str]() if tint.kind in SPOKEN else renamed
            yield from _names(text[begin:end], tint.kind, told)
            cursor = end
    yield from _names(text[cursor:stop], "", renamed)


def _names(text: str, kind: str, renamed: frozenset[str]) -> Iterator[Run]:
    parts = re.split(r"(\w+)", text) if renamed else (text,)
    plain = ""
    for part in parts:
        if part in renamed:
            yield from _plain(plain, kind)
            yield Run(display_source(part), kind, is_renamed=True)
            plain = ""
        else:
            plain += part
    yield from _plain(plain, kind)


def _plain(text: str, kind: str) -> Iterator[Run]:
    if text:
        yield Run(display_source(text), kind if text.strip() else "", is_renamed=False)


def _start(span: Span, number: int, text: str) -> int:
    return min(span.first_column - 1, len(text)) if number == span.first_line else len(text) - len(text.lstrip())


def _stop(span: Span, number: int, text: str) -> int:
    return min(span.last_column if number == span.last_line else len(text.rstrip()), len(text))
