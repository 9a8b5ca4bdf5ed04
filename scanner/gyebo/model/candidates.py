# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""What a fragment might be like: candidates, and how much of their tokens is in common."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import starmap

from gyebo.model.basics import F64, I64


@dataclass(frozen=True, slots=True)
class Candidate:
    """A corpus class that shares rare features with a fragment; shares are weighted by rarity."""

    cls: int
    shared: float
    """Bits."""
    resemblance: float
    containment: float
    inclusion: float
    """Of the corpus class."""


@dataclass(frozen=True, slots=True, eq=False)
class Features:
    """Those of one fragment that an index has."""

    group: I64
    times: I64
    """How many of them are of a group, whose features the same classes have."""


@dataclass(frozen=True, slots=True, eq=False)
class Candidates:
    """All that one fragment has, the likeliest first."""

    features: Features
    """Of the fragment."""
    cls: I64
    shared: F64
    resemblance: F64
    containment: F64
    inclusion: F64

    def each(self, at: I64) -> Iterator[Candidate]:
        """Some of them, by their numbers."""
        columns = (self.cls, self.shared, self.resemblance, self.containment, self.inclusion)
        return starmap(Candidate, zip(*(one[at].tolist() for one in columns), strict=True))


@dataclass(frozen=True, slots=True)
class Paired:
    """A candidate after token alignment."""

    candidate: Candidate
    tokens: int
    """Tokens inside runs of equal tokens."""
    varied: int
    """Those of them that are left when what repeats in the submitted fragment counts once."""
    resemblance: float
    containment: float
    """Of the submitted fragment."""
    inclusion: float
    """Of the corpus fragment."""

    @property
    def nearness(self) -> float:
        """Mean of the share of tokens in common and of the share of rarity in common."""
        return (self.resemblance + self.candidate.resemblance) / 2
