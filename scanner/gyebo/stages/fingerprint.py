# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Turn one file's syntax into what it is compared by: digests, subtree hashes, winnowed k-grams, MinHash signatures."""

from dataclasses import dataclass
from functools import cache as memo

import numpy as np

from gyebo.hashing import Ranges, mix, text_hash
from gyebo.model import I64, U32, U64, Fingerprints, Syntax, Tokens, Unit
from gyebo.signatures import permutations, signatures

GRAM, WINDOW = 5, 8
"""Winnowing (Schleimer, Wilkerson, Aiken 2003): any 12 equal tokens in a row share a fingerprint."""
SMALLEST_UNIT = 20
"""Tokens; shorter units are compared by digest alone."""
_GRAM_SALT = np.uint64(text_hash(b"winnowed k-gram of raw tokens"))


@dataclass(frozen=True, slots=True, eq=False)
class Winnowed:
    """Chosen k-gram hashes and the index of each one's first token."""

    hash: U64
    position: U32


def digests(syntax: Syntax) -> U64:
    """One a unit: equal where two units are equal after a one-to-one renaming; all that a first glance needs."""
    return np.array([_digest(syntax.tokens, unit) for unit in syntax.units], np.uint64)


def fingerprint(syntax: Syntax) -> Fingerprints:
    """The fingerprints of every unit of a file."""
    tokens, units = syntax.tokens, syntax.units
    raw = Ranges.of(mix(tokens.raw))
    first, last = np.array([u.first for u in units], np.int32), np.array([u.last for u in units], np.int32)
    shapes = [_shapes(syntax, unit) for unit in units]
    chosen = winnow(tokens.raw)
    features = [_features(shape, chosen, unit) for shape, unit in zip(shapes, units, strict=True)]
    return Fingerprints(
        digests=digests(syntax),
        exact=raw(first, last),
        features=_joined(features),
        bounds=_bounds(features),
        signatures=signatures(_joined(shapes), _bounds(shapes), _maps()),
    )


@memo
def _maps() -> tuple[U32, U32]:
    return permutations()


def winnow(raw: U64) -> Winnowed:
    """The smallest hash of every window of eight k-grams, the rightmost where several are smallest."""
    if len(raw) < GRAM:
        return Winnowed(np.empty(0, np.uint64), np.empty(0, np.uint32))
    at = np.arange(len(raw) - GRAM + 1, dtype=np.int32)
    grams = mix(Ranges.of(mix(raw))(at, at + GRAM) ^ _GRAM_SALT)
    windows = np.lib.stride_tricks.sliding_window_view(grams, min(WINDOW, len(grams)))
    width = windows.shape[1]
    smallest = np.arange(len(windows)) + width - 1 - windows[:, ::-1].argmin(axis=1)
    position = np.unique(smallest).astype(np.uint32)
    return Winnowed(grams[position], position)


def _shapes(syntax: Syntax, unit: Unit) -> U64:
    if unit.parent < 0 or unit.last - unit.first < SMALLEST_UNIT:
        return np.empty(0, np.uint64)
    trees = syntax.subtrees
    low, high = np.searchsorted(trees.first, (unit.first, unit.last))
    return np.unique(trees.hash[low:high][trees.last[low:high] <= unit.last])


def _features(shapes: U64, chosen: Winnowed, unit: Unit) -> U64:
    if not len(shapes):
        return shapes
    low, high = np.searchsorted(chosen.position, (unit.first, unit.last - GRAM + 1))
    return np.union1d(shapes, chosen.hash[low : max(low, high)])


def _digest(tokens: Tokens, unit: Unit) -> int:
    """XXH3 of the codes with every name replaced by its rank of first appearance (Baker's parameterised match)."""
    codes = tokens.code[unit.first : unit.last].copy()
    name = tokens.name[unit.first : unit.last]
    named = name >= 0
    _, at, which = np.unique(name[named], return_index=True, return_inverse=True)
    rank = np.empty(len(at), np.uint64)
    rank[np.argsort(at)] = np.arange(1, len(at) + 1)
    codes[named] += mix(rank)[which]
    return text_hash(codes.astype("<u8").tobytes())


def _joined(parts: list[U64]) -> U64:
    return np.concatenate(parts) if parts else np.empty(0, np.uint64)


def _bounds(parts: list[U64]) -> I64:
    return np.concatenate(([0], np.cumsum([len(part) for part in parts]))).astype(np.int64)
