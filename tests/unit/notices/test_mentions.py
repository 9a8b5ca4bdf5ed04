# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""What a file says of its sources counts for the tied works anywhere, for an ancestor only where it is said."""

import pytest

from gyebo.notices.mentions import counts
from gyebo.notices.resolution import Origin
from gyebo.report import Reference

TIED = (Origin(("aurora", "Aurora"), ("Aurora Labs",), ()),)
ANCESTORS = (Origin(("t5", "T5"), (), ()),)
NORM = (50, 66)
"""Lines of the definition of which the references speak."""


def _said(target: str, lines: tuple[int, int] = NORM) -> Reference:
    return Reference("own.py", 57, f"GaramNorm is equivalent to {target}", target, 2, (), *lines)


@pytest.mark.parametrize("match", [(1, 900), NORM, (300, 420)])
def test_a_tied_work_may_be_named_anywhere_in_the_file(match: tuple[int, int]) -> None:
    assert counts(_said("AuroraNorm"), TIED, ANCESTORS, match)


@pytest.mark.parametrize(("match", "expected"), [((1, 900), False), (NORM, True), ((300, 420), False)])
def test_what_came_along_on_one_definition_says_nothing_of_the_rest(match: tuple[int, int], *, expected: bool) -> None:
    came_along = _said("github.com/someone/aurora-pytorch")
    assert counts(came_along, TIED, ANCESTORS, match, {came_along.target}) is expected
    assert counts(came_along, TIED, ANCESTORS, match, {"another"})


def test_what_came_along_for_the_whole_file_counts_for_all_of_it() -> None:
    assert counts(_said("AuroraNorm", (1, 900)), TIED, ANCESTORS, (300, 420), {"AuroraNorm"})


@pytest.mark.parametrize(
    ("match", "expected"), [((1, 900), False), (NORM, True), ((52, 60), True), ((300, 420), False)]
)
def test_an_ancestor_named_of_one_definition_says_nothing_of_another(match: tuple[int, int], *, expected: bool) -> None:
    assert counts(_said("T5LayerNorm"), TIED, ANCESTORS, match) is expected


@pytest.mark.parametrize("lines", [(1, 900), (0, 0)])
def test_an_ancestor_named_of_the_whole_file_counts_for_all_of_it(lines: tuple[int, int]) -> None:
    assert counts(_said("T5LayerNorm", lines), TIED, ANCESTORS, (300, 420))


def test_another_work_counts_for_nothing() -> None:
    assert not counts(_said("BorealisNorm"), TIED, ANCESTORS, NORM)
