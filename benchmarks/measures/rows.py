# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""A row of the table of accuracy: how many of how many are right, how sure that is, and the bar it is held to."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

Z = 1.959964
"""Of the normal distribution, for 95 %."""
WIDTH = 76
HEADING = f"{'what':{WIDTH}}{'right of n':>19}{'share':>9}{'95 % interval':>20}{'bar':>12}  met"


class Sense(StrEnum):
    AT_LEAST = ">="
    AT_MOST = "<="


@dataclass(frozen=True, slots=True)
class Bar:
    """What a share is held to."""

    share: float
    sense: Sense = Sense.AT_LEAST

    def is_met(self, share: float) -> bool:
        """Whether a share, as measured, is on the right side."""
        return share >= self.share if self.sense is Sense.AT_LEAST else share <= self.share

    def __str__(self) -> str:
        return f"{self.sense} {_percent(self.share)}"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table; a row without a bar informs and fails nothing.

    An F1 is a share too: twice the hits of twice the hits and all misses of either kind.
    """

    what: str
    right: int
    """Where the bar is an upper one, what counts is wrong."""
    of: int
    bar: Bar | None = None
    below: tuple[str, ...] = ()
    """Lines to print under the row: how it was counted, what went wrong, examples."""

    @property
    def share(self) -> float:
        """0 to 1; 0 where nothing was measured."""
        return self.right / self.of if self.of else 0.0

    @property
    def is_missed(self) -> bool:
        """Whether its bar is missed; so is one at which nothing was measured."""
        return self.bar is not None and not (self.of and self.bar.is_met(self.share))


def interval(right: int, of: int) -> tuple[float, float]:
    """The 95 % interval of a share (Wilson 1927); all of 0 to 1 where nothing was measured."""
    if not of:
        return 0.0, 1.0
    middle, reach = right + Z * Z / 2, Z * math.sqrt(right * (of - right) / of + Z * Z / 4)
    low, high = ((middle + sign * reach) / (of + Z * Z) for sign in (-1, 1))
    return max(low, 0.0), min(high, 1.0)


def lines(rows: Iterable[Row]) -> Iterator[str]:
    """Rows as lines of the table, under HEADING."""
    for row in rows:
        low, high = interval(row.right, row.of)
        met = "" if row.bar is None else "no" if row.is_missed else "yes"
        yield (
            f"{row.what:{WIDTH}}{f'{row.right:,} of {row.of:,}':>19}{_percent(row.share):>9}"
            f"{f'{_percent(low)} to {_percent(high)}':>20}{row.bar or ''!s:>12}  {met}"
        ).rstrip()
        yield from (f"    {line}" for line in row.below)


def _percent(share: float) -> str:
    """Two digits more where a share is very near to none or all."""
    return f"{share:.3%}" if 0 < min(share, 1 - share) < 0.001 else f"{share:.1%}"
