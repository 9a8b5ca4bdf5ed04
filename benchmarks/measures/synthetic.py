# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Corpora of any size, from real ones: each copy is somewhat changed, as one more descendant of the same code."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import numpy as np

from gyebo.model import U32, Entry

CHANGED = 0.15
"""Share of a copy's features that are its own."""


@dataclass(frozen=True, slots=True, eq=False)
class Grown:
    """So many fragments: the entries, cut to them or repeated with changes; the same ones each time.

    Each file's line of descent comes as a whole, so that of all that is made one file is in memory at a time.
    """

    entries: Iterable[Entry]
    """Gone through anew each time."""
    fragments: int
    seed: int

    def __iter__(self) -> Iterator[Entry]:
        copies = -(-self.fragments // max(sum(len(one.digests) for one in self.entries), 1))
        count = 0
        for number, one in enumerate(self.entries):
            draw, copy = np.random.default_rng((self.seed, number)), one
            for _ in range(copies):
                if count >= self.fragments:
                    return
                yield copy
                count += len(copy.digests)
                copy = _changed(copy, draw)


def _changed(one: Entry, draw: np.random.Generator) -> Entry:
    """A copy whose fragments are equal to no other's."""
    features = one.features.copy()
    new = draw.random(len(features)) < CHANGED
    features[new] = draw.integers(0, 2**64, int(new.sum()), np.uint64)
    return replace(
        one,
        features=features,
        digests=draw.integers(0, 2**64, len(one.digests), np.uint64),
        bands=_redrawn(one.bands, draw),
    )


def _redrawn(bands: U32, draw: np.random.Generator) -> U32:
    """A band of three values is lost where one of them changes."""
    lost = draw.random(bands.shape) < 1 - (1 - CHANGED) ** 3
    return np.where(lost, draw.integers(0, 2**32, bands.shape, np.uint32), bands)
