# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Why a declared parent is not named, as the matches of an invented file tell it."""

from pathlib import PurePosixPath

import pytest

from gyebo.model import Candidate, Found, Likeness, Paired, Pairing, Searched, Spread
from gyebo.report import Commonality
from gyebo.rulebook import Rulebook
from measures.naming import AS_NEAR, COMMON, FARTHER, TOO_LITTLE, UNSEEN, why_not

PARENT, NAMED, THIRD = 10, 11, 12
"""Classes; the work of each has the same number."""


def file(commonality: Commonality, **nearness: float) -> Searched:
    numbers = {"parent": PARENT, "named": NAMED, "third": THIRD}
    likenesses = tuple(Likeness(numbers[one], numbers[one], own, own, 50.0, 45.0) for one, own in nearness.items())
    best = Paired(Candidate(0, 50.0, 0.9, 0.9, 0.9), 90, 90, 0.9, 0.9, 0.9)
    found = Found(Pairing(1, best, False, likenesses, (), False, 0.0), Spread(commonality, 1, 1))
    return Searched(PurePosixPath("a.py"), "", "python", (), (), (found,), (), ())


@pytest.mark.parametrize(
    ("searched", "why"),
    [
        (file(Commonality.SHARED, named=0.9), UNSEEN),
        (file(Commonality.SHARED, named=0.9, parent=0.9), AS_NEAR),
        (file(Commonality.SHARED, third=0.9, parent=0.7), FARTHER),
        (file(Commonality.COMMON_HERITAGE, parent=0.9, third=0.9), COMMON),
        (file(Commonality.SHARED, parent=0.9, named=0.7), TOO_LITTLE),
    ],
)
def test_what_speaks_against_naming_a_parent_is_told(tiny_rulebook: Rulebook, searched: Searched, why: str) -> None:
    assert why_not(searched, frozenset({PARENT}), frozenset({NAMED}), tiny_rulebook.matching) == why
