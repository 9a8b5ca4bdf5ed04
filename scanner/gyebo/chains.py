# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""The most tokens that two sides have in common in one order: the heaviest chain of runs, for many pairs at once."""

from dataclasses import dataclass
from typing import Self

import numpy as np

from gyebo.grams import SHORTEST_RUN
from gyebo.model import I64, Bits

MOST_RUNS = 32
"""Of one pair, the longest: with more come ever smaller parts, and the work grows with their square."""
_BITS = 21
_MIDDLE = 1 << (_BITS - 1)
LARGEST = _MIDDLE - 1
"""Tokens of one side that a chain can be told of."""


@dataclass(frozen=True, slots=True, eq=False)
class Runs:
    """Stretches of equal tokens, sorted by pair and by where they begin on the one side."""

    pair: I64
    ours: I64
    theirs: I64
    length: I64

    @classmethod
    def of(cls, pair: I64, ours: I64, theirs: I64) -> Self:
        """Those whose every eight tokens in a row begin at these places of both sides, below LARGEST."""
        keys = np.sort(pair << 2 * _BITS | (theirs - ours + _MIDDLE) << _BITS | ours)
        heads = np.flatnonzero(np.diff(keys, prepend=-2) != 1)
        length = np.diff(np.append(heads, len(keys))) + SHORTEST_RUN - 1
        pair, ours = keys[heads] >> 2 * _BITS, keys[heads] & ((1 << _BITS) - 1)
        theirs = ours + ((keys[heads] >> _BITS) & ((1 << _BITS) - 1)) - _MIDDLE
        order = np.lexsort((-length, pair))
        order = order[_number(pair[order]) < MOST_RUNS]
        order = order[np.lexsort((theirs[order], ours[order], pair[order]))]
        return cls(pair[order], ours[order], theirs[order], length[order])


@dataclass(frozen=True, slots=True, eq=False)
class Chains:
    """For each pair the tokens in its heaviest chain, and the runs that make it, cut so that they do not overlap."""

    tokens: I64
    runs: Runs


def chains(runs: Runs, pairs: int) -> Chains:
    """The heaviest chain of each pair."""
    counts = np.bincount(runs.pair, minlength=pairs)
    tokens = np.zeros(pairs, np.int64)
    if not len(runs.pair):
        return Chains(tokens, runs)
    # Those of many runs first: then the pairs that still have a run at a column are a slice.
    row_of = np.empty(pairs, np.int64)
    row_of[np.argsort(-counts, kind="stable")] = np.arange(pairs)
    row, column = row_of[runs.pair], _number(runs.pair)
    shape = (int(np.count_nonzero(counts)), int(counts.max()))
    ours, theirs, length = (_table(shape, row, column, one) for one in (runs.ours, runs.theirs, runs.length))
    best, before, cut = _heaviest(ours, theirs, length, -np.sort(-counts)[: shape[0]])
    used = _used(best, before)
    tokens[np.argsort(-counts, kind="stable")[: shape[0]]] = best.max(axis=1)
    kept, off = used[row, column], cut[row, column]
    part = Runs(runs.pair[kept], (runs.ours + off)[kept], (runs.theirs + off)[kept], (runs.length - off)[kept])
    return Chains(tokens, part)


def _heaviest(ours: I64, theirs: I64, length: I64, counts: I64) -> tuple[I64, I64, I64]:
    """By pair and run: tokens of the best chain that ends there, the run before it, and what of this one is cut off."""
    best, before, cut = length.copy(), np.full(length.shape, -1), np.zeros(length.shape, np.int64)
    for at in range(1, length.shape[1]):
        rows = slice(0, int(np.searchsorted(-counts, -at, side="left")))
        a, b = ours[rows, at, None] - ours[rows, :at], theirs[rows, at, None] - theirs[rows, :at]
        over = np.maximum(length[rows, :at] - np.minimum(a, b), 0)
        left = length[rows, at, None] - over
        gain = np.where((a > 0) & (b > 0) & (left >= SHORTEST_RUN), best[rows, :at] + left, 0)
        last = gain.argmax(axis=1)
        here = np.arange(len(last))
        better = np.flatnonzero(gain[here, last] > best[rows, at])
        best[better, at], before[better, at] = gain[better, last[better]], last[better]
        cut[better, at] = over[better, last[better]]
    return best, before, cut


def _used(best: I64, before: I64) -> Bits:
    """Which runs the best chains are made of."""
    used = np.zeros(best.shape, np.bool_)
    rows, at = np.arange(len(best)), best.argmax(axis=1)
    while len(rows):
        used[rows, at] = True
        at = before[rows, at]
        rows, at = rows[at >= 0], at[at >= 0]
    return used


def _number(sorted_pairs: I64) -> I64:
    """How many of its pair stand before each."""
    first = np.flatnonzero(np.diff(sorted_pairs, prepend=-1))
    return np.arange(len(sorted_pairs)) - np.repeat(first, np.diff(np.append(first, len(sorted_pairs))))


def _table(shape: tuple[int, int], row: I64, column: I64, values: I64) -> I64:
    table = np.zeros(shape, np.int64)
    table[row, column] = values
    return table
