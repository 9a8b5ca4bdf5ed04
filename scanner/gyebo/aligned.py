# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""What an aligned fragment says: which of its tokens who has, and which nobody."""

from dataclasses import dataclass

import numpy as np

from gyebo.grams import SHORTEST_RUN
from gyebo.model import I64, Bits, Candidates, Rows
from gyebo.ranges import ranges


@dataclass(frozen=True, slots=True, eq=False)
class Aligned:
    """One fragment and its candidates."""

    paired: Rows
    """Those of them that have enough in common."""
    candidates: Candidates
    """All of them."""
    bounds: I64
    """Which of `common` belong to each."""
    common: I64
    """Eights that the fragment and a candidate have in common, by where they first stand in the fragment's file."""
    own: I64
    """The eights of the fragment, likewise."""

    def alone(self, cls: int, others: Bits) -> tuple[int, float]:
        """Tokens in runs that one candidate has and none of the others, and the share of what it has that those are."""
        has = self._in_common(cls)
        is_alone = has.copy()
        is_alone[self._of(np.flatnonzero(others))] = False
        return _covered(np.flatnonzero(is_alone[self.own])), float(is_alone.sum() / max(has.sum(), 1))

    def having(self, cls: int, share: float) -> I64:
        """Candidates that have at least such a share of what the fragment and one candidate have in common."""
        has = self._in_common(cls)
        counted = np.add.reduceat(np.append(has[self.common], 0), self.bounds[:-1]) * (np.diff(self.bounds) > 0)
        return np.asarray(self.candidates.cls[counted >= max(share * has.sum(), 1)], np.int64)

    def rest(self, cls: int, least: int) -> list[tuple[int, int]]:
        """Stretches of so many tokens of the fragment of which none is in a run it has in common with a candidate."""
        has = np.flatnonzero(np.concatenate(([True], self._in_common(cls)[self.own], [True])))
        after, before = has[:-1] + SHORTEST_RUN - 1, has[1:] - 1
        after[0], before[-1] = 0, before[-1] + SHORTEST_RUN - 1
        wide = before - after >= least
        return list(zip(after[wide].tolist(), before[wide].tolist(), strict=True))

    def _in_common(self, cls: int) -> Bits:
        """Of the file's eights those that the fragment and a candidate have in common."""
        has = np.zeros(max(self.own.max(initial=0), self.common.max(initial=0)) + 1, np.bool_)
        has[self._of(np.flatnonzero(self.candidates.cls == cls))] = True
        return has

    def _of(self, at: I64) -> I64:
        """The eights of some candidates, given by their numbers."""
        return self.common[ranges(self.bounds[at], self.bounds[at + 1])]


def _covered(starts: I64) -> int:
    return int(np.minimum(np.diff(starts), SHORTEST_RUN).sum()) + SHORTEST_RUN if len(starts) else 0
