# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""What a fragment might be like: candidates, and how much of their tokens is in common."""

from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass, fields, replace
from typing import Self

import numpy as np

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

    def at(self, rows: I64) -> Self:
        """Some of them, by their positions."""
        return type(self)(self.features, *(getattr(self, field.name)[rows] for field in fields(self)[1:]))


@dataclass(frozen=True, slots=True)
class Company:
    """Who else has what a fragment and its nearest candidate have in common."""

    works: frozenset[int]
    """Numbers of those that have nearly all of it, each in one fragment."""
    alone: int = 0
    """Tokens of it in runs that nobody has but the one maker that is tied; 0 where several are."""
    share: float = 0.0
    """The share of it that all others have not, taken together."""
    nearest: float = 0.0
    """How near the nearest candidate of the others is."""


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


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """Candidates of one fragment after alignment in columns, one object only for what is asked: few of 50 are told."""

    cls: I64
    shared: F64
    alike: F64
    """Resemblance, containment and inclusion by rarity."""
    held: F64
    part: F64
    tokens: I64
    varied: I64
    resemblance: F64
    """These three by tokens."""
    containment: F64
    inclusion: F64

    @staticmethod
    def of(paired: "Sequence[Paired] | Rows") -> "Rows":
        """The same in columns."""
        if isinstance(paired, Rows):
            return paired
        counts = [(one.candidate.cls, one.tokens, one.varied) for one in paired]
        rarity = [astuple(one.candidate)[1:] for one in paired]
        rates = [(one.resemblance, one.containment, one.inclusion) for one in paired]
        numbers: I64 = np.array(counts, np.int64).reshape(-1, 3).T
        by_rarity: F64 = np.array(rarity, np.float64).reshape(-1, 4).T
        by_tokens: F64 = np.array(rates, np.float64).reshape(-1, 3).T
        return Rows(
            cls=numbers[0],
            shared=by_rarity[0],
            alike=by_rarity[1],
            held=by_rarity[2],
            part=by_rarity[3],
            tokens=numbers[1],
            varied=numbers[2],
            resemblance=by_tokens[0],
            containment=by_tokens[1],
            inclusion=by_tokens[2],
        )

    @classmethod
    def sharing(
        cls, candidates: Sequence[Candidates], tokens: I64, varied: I64, submitted: I64, referenced: I64
    ) -> Self:
        """Candidates of several fragments, one after the other, with so many tokens in common and on either side."""
        return cls(
            cls=np.concatenate([one.cls for one in candidates]),
            shared=np.concatenate([one.shared for one in candidates]),
            alike=np.concatenate([one.resemblance for one in candidates]),
            held=np.concatenate([one.containment for one in candidates]),
            part=np.concatenate([one.inclusion for one in candidates]),
            tokens=tokens,
            varied=varied,
            resemblance=tokens / np.maximum(submitted + referenced - tokens, 1),
            containment=tokens / np.maximum(submitted, 1),
            inclusion=tokens / np.maximum(referenced, 1),
        )

    @classmethod
    def joined(cls, parts: Sequence[Self]) -> Self:
        """Those of several fragments, one after the other."""
        return cls(*(np.concatenate([getattr(one, field.name) for one in parts]) for field in fields(cls)))

    def at(self, rows: I64) -> Self:
        """Some of them, by their positions."""
        return type(self)(*(getattr(self, field.name)[rows] for field in fields(self)))

    def between(self, first: int, last: int) -> Self:
        """A stretch of them."""
        return type(self)(*(getattr(self, field.name)[first:last] for field in fields(self)))

    @property
    def nearness(self) -> F64:
        """As of one."""
        return (self.resemblance + self.alike) / 2

    def __len__(self) -> int:
        return len(self.cls)

    def __getitem__(self, at: int) -> Paired:
        numbers = (self.cls, self.shared, self.alike, self.held, self.part)
        found = Candidate(*(one[at].item() for one in numbers))
        shares = (self.resemblance, self.containment, self.inclusion)
        return Paired(found, int(self.tokens[at]), int(self.varied[at]), *(one[at].item() for one in shares))

    def __iter__(self) -> Iterator[Paired]:
        return (self[at] for at in range(len(self)))

    def equal_at(self, at: I64, tokens: I64) -> "Rows":
        """The same with some of them equal to fragments of so many tokens."""
        counted = self.tokens.copy()
        counted[at] = tokens
        shares = [one.copy() for one in (self.alike, self.resemblance, self.containment, self.inclusion)]
        for one in shares:
            one[at] = 1.0
        alike, resemblance, containment, inclusion = shares
        return replace(
            self, alike=alike, tokens=counted, resemblance=resemblance, containment=containment, inclusion=inclusion
        )
