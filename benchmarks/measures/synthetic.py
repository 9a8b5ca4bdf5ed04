# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Corpora of any size, from real ones: each copy is somewhat changed, as one more descendant of the same code."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from gyebo.model import U32, Entry

CHANGED = 0.15
"""Share of a copy's features that are its own."""


def grown(entries: Sequence[Entry], fragments: int, seed: int) -> list[Entry]:
    """So many fragments: the entries, cut to them or repeated with changes."""
    draw, found, count = np.random.default_rng(seed), list[Entry](), 0
    while True:
        for one in entries:
            if count >= fragments:
                return found
            found.append(one)
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
