# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""What a fragment and the classes of a corpus have in common, in bits of rarity."""

from dataclasses import dataclass

import numpy as np

from gyebo.model import F64, I64, U16, U32, Features

_PARTS = 1 << 32


@dataclass(frozen=True, slots=True, eq=False)
class Overlap:
    """Classes that share features with a fragment, and how much that is worth in bits."""

    cls: I64
    shared: F64
    whole: F64
    """Worth of all of the class's features."""
    own: float
    """Worth of all of the fragment's features."""
    features: Features
    near: I64
    """Classes that agree with the fragment's signature in a band, whether they share features or not."""


def bounds(stored: U32, at: I64) -> tuple[I64, I64]:
    """Where some stretches begin and end."""
    return stored[at].astype(np.int64), stored[at + 1].astype(np.int64)


def rarity(having: U16 | I64, works: int) -> F64:
    """Bits that a feature found in so many of so many works is worth; one found nowhere counts as found once.

    A multiple of 2**-32, so that a sum is exact and the order in which machines add does not show.
    """
    return np.round(np.log2((works + 1) / np.maximum(having, 1)) * _PARTS) / _PARTS
