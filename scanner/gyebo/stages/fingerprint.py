# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Turn one file's syntax into what it is compared by: digests, subtree hashes, winnowed k-grams, MinHash signatures.

All units of a file at once: the work on arrays this small is in the calls, not in the numbers.
"""

from dataclasses import dataclass
from functools import cache as memo

import numpy as np

from gyebo.hashing import Ranges, mix, text_hash
from gyebo.model import I64, U32, U64, Fingerprints, Subtrees, Syntax, Unit
from gyebo.ranges import ranges
from gyebo.signatures import BANDS, ROWS, permutations, signatures

GRAM, WINDOW = 5, 8
"""Winnowing (Schleimer, Wilkerson, Aiken 2003): any 12 equal tokens in a row share a fingerprint."""
SMALLEST_UNIT = 20
"""Tokens; shorter units are compared by digest alone."""
_GRAM_SALT = np.uint64(text_hash(b"winnowed k-gram of raw tokens"))


@dataclass(frozen=True, slots=True, eq=False)
class Winnowed:
    """Chosen k-gram hashes and the index of each one's first token."""

    hash: U64
    position: I64


@dataclass(frozen=True, slots=True, eq=False)
class _Rows:
    """Which values each unit has: 32 bits of the unit, 32 of the value's rank, sorted and distinct."""

    keys: I64

    @classmethod
    def of(cls, keys: I64) -> "_Rows":
        keys = np.sort(keys)
        return cls(keys[np.diff(keys, prepend=-1) > 0])

    def bounds(self, units: int) -> I64:
        return np.searchsorted(self.keys, np.arange(units + 1) << 32)

    def values(self, ranked: U64) -> U64:
        found: U64 = ranked[self.keys & 0xFFFFFFFF]
        return found


def fingerprint(syntax: Syntax) -> Fingerprints:
    """The fingerprints of every unit of a file."""
    first, last = _ends(syntax.units)
    trees, chosen, count = syntax.subtrees, winnow(syntax.tokens.raw), len(first)
    ranked, rank = np.unique(np.concatenate([trees.hash, chosen.hash]), return_inverse=True)
    shapes = _shapes(trees, rank[: len(trees.hash)], first, last)
    features = _features(shapes, chosen.position, rank[len(trees.hash) :], first, last)
    return Fingerprints(
        digests=digests(syntax),
        exact=Ranges.of(mix(syntax.tokens.raw))(first, last),
        features=features.values(ranked),
        bounds=features.bounds(count),
        signatures=signatures(shapes.values(ranked), shapes.bounds(count), _maps()),
    )


@memo
def _maps() -> tuple[U32, U32]:
    factor, shift = permutations()
    return factor[: BANDS * ROWS], shift[: BANDS * ROWS]


def digests(syntax: Syntax) -> U64:
    """One a unit: equal where two units are equal after a one-to-one renaming; all that a first glance needs.

    XXH3 of the codes with every name replaced by its rank of first appearance (Baker's parameterised match).
    """
    code, name = syntax.tokens.code, syntax.tokens.name
    before = _before(name)
    ranks = mix(np.arange(1, len(name) + 1, dtype=np.uint64))
    rank = np.zeros(len(syntax.tokens.names) + 1, np.uint64)
    """Of each name in the unit at hand; the last is that of no name."""
    found = np.empty(len(syntax.units), np.uint64)
    for at, unit in enumerate(syntax.units):
        here = slice(unit.first, unit.last)
        new = name[here][before[here] < unit.first]
        rank[new] = ranks[: len(new)]
        found[at] = text_hash((code[here] + rank[name[here]]).astype("<u8", copy=False).tobytes())
    return found


def _before(name: I64) -> I64:
    """For every token the last one before it that has its name, -1 for none; for one without a name, itself."""
    order = np.argsort(name, kind="stable")
    same = name[order][1:] == name[order][:-1]
    found = np.full(len(name), -1)
    found[order[1:][same]] = order[:-1][same]
    return np.where(name < 0, np.arange(len(name)), found)


def winnow(raw: U64) -> Winnowed:
    """The smallest hash of every window of eight k-grams, the rightmost where several are smallest."""
    if len(raw) < GRAM:
        return Winnowed(np.empty(0, np.uint64), np.empty(0, np.int64))
    at = np.arange(len(raw) - GRAM + 1)
    grams = mix(Ranges.of(mix(raw))(at, at + GRAM) ^ _GRAM_SALT)
    width = min(WINDOW, len(grams))
    smallest, covered = at, 1
    while covered < width:  # of two windows that together cover a wider one, the smaller, and the right of equal ones
        step = min(covered, width - covered)
        left, right = smallest[:-step], smallest[step:]
        smallest, covered = np.where(grams[right] <= grams[left], right, left), covered + step
    position = smallest[np.flatnonzero(np.diff(smallest, prepend=-1))]
    return Winnowed(grams[position], position)


def _shapes(trees: Subtrees, rank: I64, first: I64, last: I64) -> _Rows:
    """The subtrees of every unit of some size; the module is compared as a whole, by its digest alone."""
    unit = np.flatnonzero(last - first >= SMALLEST_UNIT)
    unit = unit[unit > 0]
    low, high = np.searchsorted(trees.first, first[unit]), np.searchsorted(trees.first, last[unit])
    at, unit = ranges(low, high), np.repeat(unit, high - low)
    within = trees.last[at] <= last[unit]
    return _Rows.of(unit[within] << 32 | rank[at[within]])


def _features(shapes: _Rows, position: I64, rank: I64, first: I64, last: I64) -> _Rows:
    """Beside its subtrees the k-grams of each unit that has subtrees."""
    unit = np.flatnonzero(np.diff(shapes.bounds(len(first))))
    low = np.searchsorted(position, first[unit])
    high = np.maximum(np.searchsorted(position, last[unit] - GRAM + 1), low)
    grams = np.repeat(unit << 32, high - low) | rank[ranges(low, high)]
    return _Rows.of(np.concatenate([shapes.keys, grams]))


def _ends(units: tuple[Unit, ...]) -> tuple[I64, I64]:
    first, last = np.array([(unit.first, unit.last) for unit in units]).T
    return first, last
