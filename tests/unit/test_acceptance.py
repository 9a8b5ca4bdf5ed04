# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""What could be told of a fragment is known before anything is aligned, and never leaves out what would be told."""

from itertools import pairwise

import numpy as np
import pytest

from gyebo.acceptance import are_like, may_be_like
from gyebo.model import Candidates, Features, Rows
from gyebo.rulebook import Rulebook

NONE = Features(np.empty(0, np.int64), np.empty(0, np.int64))


def _candidates(draw: np.random.Generator, count: int) -> Candidates:
    cls = draw.permutation(10_000)[:count].astype(np.int64)
    return Candidates(NONE, cls, draw.uniform(0, 30, count), *draw.uniform(0, 0.4, (3, count)))


@pytest.mark.parametrize("seed", range(5))
def test_what_is_left_out_is_told_by_no_alignment(seed: int, tiny_rulebook: Rulebook) -> None:
    draw, matching = np.random.default_rng(seed), tiny_rulebook.matching
    counts = [0, 300, 1, 500]
    asked = [_candidates(draw, count) for count in counts]
    sizes, lengths = draw.integers(40, 400, len(counts)), draw.integers(1, 600, sum(counts))
    kept = may_be_like(asked, sizes, lengths, matching)
    submitted = np.repeat(sizes, counts)
    told, most = [set[int]() for _ in counts], np.minimum(submitted, lengths)
    for share in (0.2, 0.4, 0.6, 0.8, 1.0):
        tokens = (most * draw.uniform(share - 0.2, share, len(most))).astype(np.int64)
        like = are_like(Rows.sharing(asked, tokens, tokens, submitted, lengths), matching)
        for unit, (first, last) in enumerate(pairwise(np.cumsum([0, *counts]).tolist())):
            told[unit] |= set(asked[unit].cls[like[first:last]].tolist())
    assert sum(map(len, told))
    for few, tells, all_of_them in zip(kept, told, asked, strict=True):
        assert tells <= set(few.cls.tolist()) <= set(all_of_them.cls.tolist())
    assert sum(len(one.cls) for one in kept) < sum(counts)


def test_a_candidate_keeps_all_that_is_known_of_it(tiny_rulebook: Rulebook) -> None:
    values = np.array([10.0, 90.0, 50.0])
    asked = Candidates(NONE, np.array([7, 8, 9]), values, values / 100, values / 100, values / 100)
    (kept,) = may_be_like([asked], np.array([100]), np.array([100, 100, 20]), tiny_rulebook.matching)
    assert (kept.cls.tolist(), kept.shared.tolist(), kept.inclusion.tolist()) == ([8], [90.0], [0.9])
