# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Trace a match to be reported through both texts: what is equal, what moved, what differs, what was renamed."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np

from gyebo.model import I32, I64, U64, Bits, Run, Tokens, Trace, Unit
from gyebo.report import Change, Region, Rename, Span

SHORTEST_RUN, SHORTEST_MOVED = 8, 20
"""Tokens; outside the common order shorter stretches, such as one assignment of a layer, are equal everywhere."""
EQUAL, JOINED, NAMED, NEVER = 8, 3, 2, -1000
"""What a pair of equal tokens is worth, what more if it follows another one, if its names are equal too; else."""
LARGEST_TABLE = 8_000_000
"""Cells, of eight bytes together; beyond it the first alignment stands as it is."""
MOST_PLACES = 16
"""Of one opening in the referenced text: a table of a thousand like lines would take their square."""


def trace(plain: Sequence[Run], submitted: "Side", referenced: "Side") -> Trace:
    """The alignment as it is shown; `plain` is any longest one, `referenced` the text it is compared with."""
    runs = _ordered(tuple(plain), submitted, referenced)
    moved = _moved(runs, submitted, referenced)
    changed = renames((*runs, *moved), submitted, referenced)
    return Trace(
        regions=tuple(
            Region(
                submitted.span(run.submitted, run.length),
                referenced.span(run.referenced, run.length),
                run.length,
                run in moved,
            )
            for run in sorted((*runs, *moved), key=_start)
        ),
        # a name that more often stands against another one was not renamed: two arguments happen to be aligned
        renames=tuple(one for one in changed if one.places > one.exceptions),
        changes=tuple(_changes(runs, submitted, referenced)),
    )


def _start(run: Run) -> int:
    return run.submitted


def _ordered(plain: tuple[Run, ...], submitted: "Side", referenced: "Side") -> tuple[Run, ...]:
    """Of equally long alignments one in which most names are equal, as they are or after the renaming it shows."""
    if np.array_equal(submitted.codes, referenced.codes) or not plain:
        return plain
    if (len(submitted.codes) + 1) * (len(referenced.codes) + 1) > LARGEST_TABLE:
        return plain
    best, likeliest = plain, dict[str, str]()
    for _ in range(2):
        found = _aligned(submitted, referenced, likeliest)
        if _length(found) < _length(best):
            break
        best = found
        likeliest = {one.referenced: one.submitted for one in renames(best, submitted, referenced)}
    return _settled(best, submitted, referenced)


def _settled(runs: Sequence[Run], submitted: "Side", referenced: "Side") -> tuple[Run, ...]:
    """Where one side has something more between two runs, let that begin with a line, if it can as well."""
    settled = list(runs[:1])
    for after in runs[1:]:
        before = settled.pop()
        more = _more(before, after, submitted, referenced)
        settled += [
            Run(before.submitted, before.referenced, before.length - more),
            Run(after.submitted - more, after.referenced - more, after.length + more),
        ]
    return tuple(settled)


def _more(before: Run, after: Run, submitted: "Side", referenced: "Side") -> int:
    """How many tokens of a run could as well stand in front of the next one (or, negative, the other way)."""
    ours, theirs = before.submitted + before.length, before.referenced + before.length
    if ours != after.submitted and theirs != after.referenced:
        return 0
    if theirs == after.referenced:
        side, first, last = submitted, ours, after.submitted
    else:
        side, first, last = referenced, theirs, after.referenced
    back = min(before.length - SHORTEST_RUN, last)
    on = min(after.length - SHORTEST_RUN, len(side.codes) - last - 1)
    return _shift(side, first, last, back) or -_shift(side, first, last, on, 1)


def _shift(side: "Side", first: int, last: int, most: int, step: int = -1) -> int:
    """How far a gap can be moved before, or behind, it begins with a line; 0 where it cannot."""
    for far in range(most + 1):
        if side.begins_a_line(first + step * far):
            return far
        beside = step * far - (step < 0)
        if not side.is_same(first + beside, last + beside):
            break
    return 0


def _length(runs: Sequence[Run]) -> int:
    return sum(run.length for run in runs)


def _aligned(submitted: "Side", referenced: "Side", likeliest: dict[str, str]) -> tuple[Run, ...]:
    ours, theirs = submitted.words(), [likeliest.get(word, word) for word in referenced.words()]
    number = {word: at for at, word in enumerate(dict.fromkeys((*ours, *theirs)))}
    tables = _tables(
        submitted.codes,
        referenced.codes,
        np.array([number[word] for word in ours]),
        np.array([number[word] for word in theirs]),
    )
    return tuple(_runs(_way(*tables)))


def _tables(ours: U64, theirs: U64, our_names: I64, their_names: I64) -> tuple[I32, I32]:
    """What the best alignment up to each pair of tokens is worth, and the best one that pairs these two (Gotoh)."""
    best = np.zeros((len(ours) + 1, len(theirs) + 1), np.int32)
    paired = np.full_like(best, NEVER)
    for row in range(len(ours)):
        worth = np.maximum(best[row, :-1], paired[row, :-1] + JOINED) + EQUAL + NAMED * (their_names == our_names[row])
        paired[row + 1, 1:] = np.where(theirs == ours[row], worth, NEVER)
        best[row + 1, 1:] = np.maximum.accumulate(np.maximum(best[row, 1:], paired[row + 1, 1:]))
    return best, paired


def _way(best: I32, paired: I32) -> list[tuple[int, int]]:
    """The pairs of the best alignment, in order."""
    row, column = best.shape[0] - 1, best.shape[1] - 1
    pairs: list[tuple[int, int]] = []
    while row and column:
        if best[row, column] == best[row - 1, column]:
            row -= 1
        elif best[row, column] == best[row, column - 1]:
            column -= 1
        else:
            is_joined = True
            while is_joined:
                row, column = row - 1, column - 1
                pairs.append((row, column))
                is_joined = paired[row, column] + JOINED >= best[row, column]
    return pairs[::-1]


def _runs(pairs: Sequence[tuple[int, int]]) -> Iterator[Run]:
    """Pairs that follow each other on both sides, where there are enough to mean something."""
    start = 0
    for end in range(1, len(pairs) + 1):
        if end == len(pairs) or pairs[end] != (pairs[end - 1][0] + 1, pairs[end - 1][1] + 1):
            if end - start >= SHORTEST_RUN:
                yield Run(*pairs[start], end - start)
            start = end


def _moved(runs: Sequence[Run], submitted: "Side", referenced: "Side") -> tuple[Run, ...]:
    """Equal stretches of what the runs leave over, in whatever order, the longest first (Wise 1993)."""
    ours, theirs = np.ones(len(submitted.codes), np.bool_), np.ones(len(referenced.codes), np.bool_)
    for run in runs:
        ours[_own(run)] = theirs[_other(run)] = False
    found: list[Run] = []
    while fitting := list(_stretches(submitted.codes, referenced.codes, ours, theirs)):
        for run in sorted(fitting, key=lambda one: -one.length):
            if ours[_own(run)].all() and theirs[_other(run)].all():
                ours[_own(run)] = theirs[_other(run)] = False
                found.append(run)
    return tuple(found)


def _own(run: Run) -> slice:
    return slice(run.submitted, run.submitted + run.length)


def _other(run: Run) -> slice:
    return slice(run.referenced, run.referenced + run.length)


def _stretches(ours: U64, theirs: U64, our_rest: Bits, their_rest: Bits) -> Iterator[Run]:
    """The widest equal stretches within the rests of both sides."""
    places: dict[bytes, list[int]] = {}
    for at in _openings(their_rest):
        places.setdefault(theirs[at : at + SHORTEST_MOVED].tobytes(), []).append(at)
    for at in _openings(our_rest) if places else ():
        for other in places.get(ours[at : at + SHORTEST_MOVED].tobytes(), ())[:MOST_PLACES]:
            is_inside = (
                at and other and our_rest[at - 1] and their_rest[other - 1] and ours[at - 1] == theirs[other - 1]
            )
            if not is_inside:
                yield Run(at, other, _common(ours[at:], theirs[other:], our_rest[at:], their_rest[other:]))


def _openings(rest: Bits) -> list[int]:
    """Where a stretch that is long enough can begin."""
    if len(rest) < SHORTEST_MOVED:
        return []
    held = np.concatenate(([0], np.cumsum(rest)))
    return np.flatnonzero(held[SHORTEST_MOVED:] - held[:-SHORTEST_MOVED] == SHORTEST_MOVED).tolist()


def _common(ours: U64, theirs: U64, our_rest: Bits, their_rest: Bits) -> int:
    length = min(len(ours), len(theirs))
    equal = (ours[:length] == theirs[:length]) & our_rest[:length] & their_rest[:length]
    return length if equal.all() else int(equal.argmin())


def _changes(runs: Sequence[Run], submitted: "Side", referenced: "Side") -> Iterator[Change]:
    """What stands between the runs, side by side."""
    ends = (Run(0, 0, 0), *runs, Run(len(submitted.codes), len(referenced.codes), 0))
    for before, after in pairwise(ends):
        ours, theirs = before.submitted + before.length, before.referenced + before.length
        if (ours, theirs) != (after.submitted, after.referenced):
            yield Change(_between(submitted, ours, after.submitted), _between(referenced, theirs, after.referenced))


def _between(side: "Side", first: int, last: int) -> Span | None:
    return side.span(first, last - first) if last > first else None


def renames(found: Sequence[Run], submitted: "Side", referenced: "Side") -> tuple[Rename, ...]:
    """Names that stand in each other's place inside the runs, the most frequent first, one to one."""
    places: Counter[tuple[str, str]] = Counter()
    for run in found:
        theirs, ours = referenced.names(run.referenced, run.length), submitted.names(run.submitted, run.length)
        places.update((a, b) for a, b in zip(theirs, ours, strict=True) if a and b)
    ranked = sorted(places.items(), key=lambda item: (-item[1], item[0]))
    likeliest, reverse = dict[str, str](), dict[str, str]()
    of, to = Counter[str](), Counter[str]()
    for (a, b), count in ranked:
        likeliest.setdefault(a, b)
        reverse.setdefault(b, a)
        of[a] += count
        to[b] += count
    return tuple(
        Rename(a, b, n, of[a] + to[b] - 2 * n)
        for (a, b), n in ranked
        if a != b and likeliest[a] == b and reverse[b] == a
    )


class Lines:
    """A file's text with the places of its line ends, found once for all its units."""

    def __init__(self, text: bytes) -> None:
        self.text = text
        self.newlines = np.flatnonzero(np.frombuffer(text, np.uint8) == ord("\n"))

    def span(self, start: int, end: int) -> Span:
        """Lines and columns, from 1, of the bytes from `start` up to, but not at, `end`; columns in characters."""
        first_line, begin = self._line(start)
        first_column = len(self.text[begin:start].decode("utf-8", "replace")) + 1
        line, begin = self._line(max(end - 1, start))
        return Span(first_line, first_column, line, len(self.text[begin:end].decode("utf-8", "replace")) or 1)

    def between(self, first: int, last: int) -> bytes:
        """The lines from one up to and including another, without the last line's end."""
        begin = int(self.newlines[first - 2]) + 1 if first > 1 else 0
        return self.text[begin : int(self.newlines[last - 1]) if last <= len(self.newlines) else None]

    def _line(self, offset: int) -> tuple[int, int]:
        """A byte's line, from 1, and the offset at which that line begins."""
        before = int(np.searchsorted(self.newlines, offset))
        return before + 1, int(self.newlines[before - 1]) + 1 if before else 0


class Side:
    """One side of an alignment: a unit's tokens with their places in the text."""

    def __init__(self, lines: Lines, tokens: Tokens, unit: Unit) -> None:
        self.lines, self.tokens, self.unit = lines, tokens, unit
        self.codes = tokens.code[unit.first : unit.last]

    def span(self, first: int, length: int) -> Span:
        """Where a run of the unit's tokens stands."""
        start = int(self.tokens.start[self.unit.first + first])
        return self.lines.span(start, int(self.tokens.end[self.unit.first + first + length - 1]))

    def whole(self) -> Span:
        """Where the unit stands."""
        return self.lines.span(self.unit.start, self.unit.end)

    def begins_a_line(self, token: int) -> bool:
        """Whether nothing of the file stands before a token of the unit in its line."""
        before, at = self.tokens.start[self.unit.first + token - 1 : self.unit.first + token + 1].tolist()
        return b"\n" in self.lines.text[before:at]

    def is_same(self, token: int, other: int) -> bool:
        """Whether two tokens of the unit are written alike."""
        raw = self.tokens.raw
        return bool(raw[self.unit.first + token] == raw[self.unit.first + other])

    def words(self) -> list[str]:
        """What renaming may change of each token, empty where there is none."""
        at = self.tokens.name[self.unit.first : self.unit.last]
        return [self.tokens.names[i] if i >= 0 else "" for i in at.tolist()]

    def names(self, first: int, length: int) -> list[str]:
        """Names of a run's tokens, empty where a token has none that could change."""
        return [word if word.isidentifier() else "" for word in self.words()[first : first + length]]
