# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Align fragments token by token: the runs they share, on both sides, and how much those are.

All fragments of a file and all their candidates at once: one by one the work is in the calls, not in the tokens.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Self

import numpy as np
from rapidfuzz.distance import LCSseq

from gyebo.aligned import Aligned
from gyebo.chains import Runs, chains
from gyebo.grams import SHORTEST_RUN, Eights
from gyebo.model import I64, U16, Bits, Candidates, Rows, Run
from gyebo.ranges import ranges

MOVED_RARITY = 0.4
"""Share of either side's rarity; from it on, runs count in whatever order they stand, since shuffled statements and
methods leave as little as a tenth of the tokens in one order (found: 98 instead of 75 in 100)."""
LARGEST_PRODUCT = 400_000_000
"""Tokens of one side times tokens of the other: 50 MB of bit rows; beyond it nothing is aligned."""
MOST_PLACES = 16
"""At which eight tokens that repeat in a fragment are looked for in order: a table of numbers has thousands."""
_AT_ONCE = 1 << 19
"""Tokens of candidates, and places in a table of a file's eights, that are worked on at once."""
_KEPT = 2048
"""Fragments of which more than the codes is kept: a file's definitions have many of their candidates in common."""


def runs(submitted: U16, referenced: U16) -> tuple[Run, ...]:
    """Runs of a longest common subsequence that are long enough to mean something, in order on both sides."""
    if len(submitted) * len(referenced) > LARGEST_PRODUCT:
        return ()
    blocks = LCSseq.opcodes(_letters(submitted.tobytes()), _letters(referenced.tobytes())).as_matching_blocks()
    return tuple(Run(one.a, one.b, one.size) for one in blocks if one.size >= SHORTEST_RUN)


@lru_cache(maxsize=_KEPT)
def _letters(codes: bytes) -> str:
    """Codes as characters above the surrogates: rapidfuzz compares strings four times as fast as lists."""
    return (np.frombuffer(codes, np.uint16).astype("<u4") + np.uint32(0x10000)).tobytes().decode("utf-32-le")


@dataclass(frozen=True, slots=True, eq=False)
class Stored:
    """Where token codes of the corpus's classes stand."""

    codes: U16
    ends: Callable[[I64], tuple[I64, I64]]
    """Of classes: where the codes of each begin and end."""


@dataclass(frozen=True, slots=True)
class Least:
    """Shares of tokens in common below which no candidate has a say, in whatever order they stand."""

    containment: float
    inclusion: float
    resemblance: float
    """Of a candidate inside the fragment."""

    @classmethod
    def nothing(cls) -> Self:
        """Every candidate has its say: what measurements ask."""
        return cls(0.0, 0.0, 0.0)


def align(
    file: Eights, spans: Sequence[tuple[int, int]], candidates: Sequence[Candidates], stored: Stored, least: Least
) -> Iterator[Aligned]:
    """Each fragment of a file, given as first and last token, aligned with its candidates."""
    most = max(_AT_ONCE // max(len(file.own), 1), 1)
    at = 0
    while at < len(spans):
        lengths = [int(np.subtract(*stored.ends(one.cls)[::-1]).sum()) for one in candidates[at : at + most]]
        count = max(int(np.searchsorted(np.cumsum(lengths), _AT_ONCE, "right")), 1)
        part = slice(at, at + count)
        yield from _aligned(file, spans[part], candidates[part], stored, least)
        at += count


@dataclass(frozen=True, slots=True, eq=False)
class _Slots:
    """The distinct eights of each of some fragments, in the order of fragments and of where they first stand."""

    table: I64
    """By fragment and eight: the slot, counted from one; 0 where the fragment does not have it."""
    eight: I64
    bounds: I64
    """Which of `positions` are of each slot."""
    positions: I64

    @classmethod
    def of(cls, file: Eights, first: I64, last: I64) -> "_Slots":
        count = np.maximum(last - first - SHORTEST_RUN + 1, 0)
        positions, unit = ranges(first, first + count), np.repeat(np.arange(len(first)), count)
        width = len(file.own)
        key = unit * width + file.own[positions]
        order = np.argsort(key, kind="stable")
        key, positions = key[order], positions[order]
        heads = np.flatnonzero(np.diff(key, prepend=-1))
        table = np.zeros(len(first) * width, np.int64)
        table[key[heads]] = np.arange(1, len(heads) + 1)
        return cls(table, key[heads] % max(width, 1), np.append(heads, len(key)), positions)

    def places(self, pair: I64, slot: I64, most: int) -> tuple[I64, I64]:
        """Which of some pairs' slots stands at which place of the file: the number of each, and the first places."""
        low, high = self.bounds[slot], np.minimum(self.bounds[slot + 1], self.bounds[slot] + most)
        if (high - low == 1).all():
            return pair, self.positions[low]
        return np.repeat(pair, high - low), self.positions[ranges(low, high)]


@dataclass(frozen=True, slots=True, eq=False)
class _Pairs:
    """Some fragments and all of their candidates, one after the other."""

    unit: I64
    first: I64
    """Where the fragment begins in its file."""
    size: I64
    """Tokens of the fragment, and of the candidate."""
    length: I64
    is_moved: Bits
    """Whether what they have in common counts in whatever order it stands."""

    @classmethod
    def of(cls, spans: Sequence[tuple[int, int]], candidates: Sequence[Candidates], length: I64) -> "_Pairs":
        first, last = np.array(spans, np.int64).reshape(-1, 2).T
        unit = np.repeat(np.arange(len(spans)), [len(one.cls) for one in candidates])
        shares = [np.maximum(one.containment, one.inclusion) for one in candidates]
        return cls(unit, first[unit], (last - first)[unit], length, np.concatenate(shares) >= MOVED_RARITY)

    def __len__(self) -> int:
        return len(self.unit)

    def are_like(self, tokens: I64, least: Least) -> Bits:
        """Which have so many tokens in common that they may have a say."""
        is_part = (tokens >= least.inclusion * self.length) & (
            tokens >= least.resemblance * (self.size + self.length - tokens)
        )
        return (tokens >= least.containment * self.size) | is_part


@dataclass(frozen=True, slots=True, eq=False)
class _Shared:
    """The eights that pairs have in common: every place of the candidate at which one begins, in order."""

    pair: I64
    slot: I64
    at: I64


def _aligned(
    file: Eights, spans: Sequence[tuple[int, int]], candidates: Sequence[Candidates], stored: Stored, least: Least
) -> Iterator[Aligned]:
    cls, which = np.unique(np.concatenate([one.cls for one in candidates]), return_inverse=True)
    begins, ends = stored.ends(cls)
    pairs = _Pairs.of(spans, candidates, (ends - begins)[which])
    slots = _Slots.of(file, *np.array(spans, np.int64).reshape(-1, 2).T)
    shared = _shared(file, slots, pairs, which, _found(file, stored.codes, begins, ends))
    keys = np.sort(shared.pair << 32 | shared.slot)
    keys = keys[np.diff(keys, prepend=-1) != 0]
    pair, slot = keys >> 32, keys & 0xFFFFFFFF
    counted = np.bincount(pair, minlength=len(pairs))
    tokens = np.minimum(_under(*slots.places(pair, slot, len(file.own)), pairs), _under(shared.pair, shared.at, pairs))
    varied = counted + (counted > 0) * (SHORTEST_RUN - 1)
    is_like = pairs.are_like(tokens, least)
    _put_in_order(tokens, varied, is_like & ~pairs.is_moved, pairs, shared, slots, file)
    told = _rows(np.flatnonzero(is_like | (pairs.length == pairs.size)), candidates, pairs, tokens, varied)
    bounds, low = np.concatenate(([0], np.cumsum(counted))), 0
    for (first, last), one, paired in zip(spans, candidates, told, strict=True):
        high = low + len(one.cls)
        within = bounds[low : high + 1]
        yield Aligned(
            paired=paired,
            candidates=one,
            bounds=within - within[0],
            common=slots.eight[slot[within[0] : within[-1]]],
            own=file.own[first : max(last - SHORTEST_RUN + 1, first)],
        )
        low = high


def _found(file: Eights, codes: U16, begins: I64, ends: I64) -> tuple[I64, I64, I64, I64]:
    """Where each class's eights begin and end in all of theirs joined, where in those the file's are, and which."""
    order = np.argsort(begins)
    reach = np.maximum.accumulate(ends[order])
    heads = np.flatnonzero(np.concatenate(([True], begins[order][1:] >= reach[:-1])))[: len(order)]
    starts = begins[order][heads]
    stops = np.append(reach[heads[1:] - 1], reach[-1:])
    joined = np.concatenate([*(codes[a:b] for a, b in zip(starts.tolist(), stops.tolist(), strict=True)), codes[:0]])
    base = (np.cumsum(stops - starts) - (stops - starts)).astype(np.int64)
    stretch = np.searchsorted(starts, begins, side="right") - 1
    low = base[stretch] + begins - starts[stretch] if len(begins) else begins
    return low, low + np.maximum(ends - begins - SHORTEST_RUN + 1, 0), *file.among(joined)


def _shared(file: Eights, slots: _Slots, pairs: _Pairs, which: I64, found: tuple[I64, I64, I64, I64]) -> _Shared:
    base, end, at, stands = found
    low, high = np.searchsorted(at, base)[which], np.searchsorted(at, end)[which]
    pair, rows = np.repeat(np.arange(len(pairs)), high - low), ranges(low, high)
    slot = slots.table[np.repeat(pairs.unit * len(file.own), high - low) + stands[rows]]
    kept = np.flatnonzero(slot)
    pair = pair[kept]
    return _Shared(pair, slot[kept] - 1, at[rows[kept]] - base[which[pair]])


def _put_in_order(
    tokens: I64, varied: I64, is_ordered: Bits, pairs: _Pairs, shared: _Shared, slots: _Slots, file: Eights
) -> None:
    """Count anew, for pairs of which only what stands in one order counts."""
    here = np.flatnonzero(is_ordered[shared.pair])
    number, ours = slots.places(here, shared.slot[here], MOST_PLACES)
    pair = shared.pair[number]
    chained = chains(Runs.of(pair, ours - pairs.first[pair], shared.at[number]), len(pairs))
    tokens[is_ordered] = chained.tokens[is_ordered]
    starts, length = chained.runs.ours + pairs.first[chained.runs.pair], chained.runs.length - SHORTEST_RUN + 1
    eights = np.repeat(chained.runs.pair << 32, length) | file.own[ranges(starts, starts + length)]
    distinct = np.sort(eights)
    counted = np.bincount(distinct[np.diff(distinct, prepend=-1) != 0] >> 32, minlength=len(pairs))
    varied[is_ordered] = (counted + (counted > 0) * (SHORTEST_RUN - 1))[is_ordered]


def _under(pair: I64, starts: I64, pairs: _Pairs) -> I64:
    """Tokens under runs that start at these, for each pair."""
    keys = pair << 32 | starts
    if (keys[1:] < keys[:-1]).any():
        keys = np.sort(keys)
    step = np.minimum(np.diff(keys, append=keys[-1:] + SHORTEST_RUN), SHORTEST_RUN)
    return np.bincount(keys >> 32, step, minlength=len(pairs)).astype(np.int64)


def _rows(at: I64, candidates: Sequence[Candidates], pairs: _Pairs, tokens: I64, varied: I64) -> Iterator[Rows]:
    """Of each fragment those of its candidates that may have a say; `at` are their numbers among all pairs."""
    rows = Rows.sharing(candidates, tokens, varied, pairs.size, pairs.length).at(at)
    ends = np.searchsorted(at, np.cumsum([0, *(len(one.cls) for one in candidates)])).tolist()
    return (rows.between(first, last) for first, last in pairwise(ends))
