# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Corpora of any size, from real ones: each copy is somewhat changed, as one more descendant of the same code."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from gyebo.model import U32, Entry

CHANGED = 0.15
"""Share of a copy's features that are its own."""


@dataclass(frozen=True, slots=True, eq=False)
class Grown:
    """So many fragments: the entries, cut to them or repeated with changes; the same ones each time, a copy at once."""

    entries: Sequence[Entry]
    fragments: int
    seed: int

    def __iter__(self) -> Iterator[Entry]:
        draw, entries, count = np.random.default_rng(self.seed), self.entries, 0
        while entries:
            for one in entries:
                if count >= self.fragments:
                    return
                yield one
                count += len(one.digests)
            entries = [_changed(one, draw) for one in entries]


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
