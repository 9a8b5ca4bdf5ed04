# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Align two fragments token by token: the runs they share, on both sides, and the renames those rest on."""

from collections import Counter
from collections.abc import Sequence

import numpy as np
from rapidfuzz.distance import LCSseq

from gyebo.model import U16, U64, Candidate, Paired, Run, Tokens, Unit
from gyebo.report import Region, Rename, Span

SHORTEST_RUN = 8
"""Tokens. Plain LCS does not tell unrelated code apart (random pairs reach 0.87); runs of eight do (0.67 at most)."""
LARGEST_PRODUCT = 400_000_000
"""Tokens of one side times tokens of the other: 50 MB of bit rows; beyond it nothing is aligned."""


def fold(codes: U64) -> U16:
    """Token codes in 16 bits: a run of eight agrees by chance once in 2**128."""
    return ((codes >> np.uint64(48)) ^ (codes >> np.uint64(24))).astype(np.uint16)


def runs(submitted: U16, referenced: U16) -> tuple[Run, ...]:
    """Runs of a longest common subsequence that are long enough to mean something, in order on both sides."""
    if len(submitted) * len(referenced) > LARGEST_PRODUCT:
        return ()
    opcodes = LCSseq.opcodes(_letters(submitted), _letters(referenced))
    return tuple(
        Run(op.src_start, op.dest_start, op.src_end - op.src_start)
        for op in opcodes
        if op.tag == "equal" and op.src_end - op.src_start >= SHORTEST_RUN
    )


def _letters(codes: U16) -> str:
    """Codes as characters above the surrogates: rapidfuzz compares strings four times as fast as lists."""
    return (codes.astype("<u4") + np.uint32(0x10000)).tobytes().decode("utf-32-le")


def pair(submitted: U16, referenced: U16, candidate: Candidate) -> Paired:
    """How much of two fragments lies in common runs."""
    tokens = sum(run.length for run in runs(submitted, referenced))
    together = len(submitted) + len(referenced) - tokens
    return Paired(candidate, tokens, tokens / max(together, 1), tokens / max(len(submitted), 1))


def regions(found: Sequence[Run], submitted: "Side", referenced: "Side") -> tuple[Region, ...]:
    """Runs as stretches of text on both sides."""
    return tuple(
        Region(
            submitted.span(run.submitted, run.length),
            referenced.span(run.referenced, run.length),
            run.length,
        )
        for run in found
    )


def renames(found: Sequence[Run], submitted: "Side", referenced: "Side") -> tuple[Rename, ...]:
    """Names that stand in each other's place inside the runs, the most frequent first, one to one."""
    places: Counter[tuple[str, str]] = Counter()
    for run in found:
        theirs, ours = referenced.names(run.referenced, run.length), submitted.names(run.submitted, run.length)
        places.update((a, b) for a, b in zip(theirs, ours, strict=True) if a != b and a and b)
    ranked = sorted(places.items(), key=lambda item: (-item[1], item[0]))
    likeliest, reverse = dict[str, str](), dict[str, str]()
    for (a, b), _ in ranked:
        likeliest.setdefault(a, b)
        reverse.setdefault(b, a)
    return tuple(Rename(a, b, n) for (a, b), n in ranked if likeliest[a] == b and reverse[b] == a)


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

    def _line(self, offset: int) -> tuple[int, int]:
        """A byte's line, from 1, and the offset at which that line begins."""
        before = int(np.searchsorted(self.newlines, offset))
        return before + 1, int(self.newlines[before - 1]) + 1 if before else 0


class Side:
    """One side of an alignment: a unit's tokens with their places in the text."""

    def __init__(self, lines: Lines, tokens: Tokens, unit: Unit) -> None:
        self.lines, self.tokens, self.unit = lines, tokens, unit
        self.codes = fold(tokens.code[unit.first : unit.last])

    def span(self, first: int, length: int) -> Span:
        """Where a run of the unit's tokens stands."""
        start = int(self.tokens.start[self.unit.first + first])
        return self.lines.span(start, int(self.tokens.end[self.unit.first + first + length - 1]))

    def names(self, first: int, length: int) -> list[str]:
        """Names of a run's tokens, empty where a token has none that could change."""
        at = self.tokens.name[self.unit.first + first : self.unit.first + first + length]
        names = [self.tokens.names[int(i)] if i >= 0 else "" for i in at]
        return [name if name.isidentifier() else "" for name in names]
