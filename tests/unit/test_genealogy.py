# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""An origin's tokens are told by file, by how common they are, and by the matches in which they stand."""

from collections.abc import Callable

import pytest

from gyebo.genealogy import portions
from gyebo.model import Piece
from gyebo.report import Commonality, Portion, Report, Stake

SHARED, EXCLUSIVE = Commonality.SHARED, Commonality.EXCLUSIVE


def piece(path: str, unit: int, tokens: int, commonality: Commonality, told: int) -> Piece:
    return Piece(path, unit, tokens, {}, commonality, is_domestic=False, told=told)


def test_pieces_are_summed_up_by_the_match_that_tells_of_them() -> None:
    pieces = [
        piece("b.py", 1, 40, SHARED, 1),
        piece("a.py", 3, 10, EXCLUSIVE, 2),
        piece("a.py", 4, 20, EXCLUSIVE, 2),
        piece("a.py", 5, 30, EXCLUSIVE, 5),
    ]
    matches = {"a.py": ["", "", "M-2", "", "", "M-5"], "b.py": ["", "M-1"]}
    assert portions(pieces, matches) == (
        Portion("a.py", EXCLUSIVE, 60, (Stake("M-2", 30), Stake("M-5", 30))),
        Portion("b.py", SHARED, 40, (Stake("M-1", 40),)),
    )


@pytest.mark.parametrize("case", ["two-origins", "renamed-copy-holder-replaced"])
def test_the_matches_of_a_row_hold_all_its_tokens(scan_case: Callable[[str], Report], case: str) -> None:
    report = scan_case(case)
    assert report.lineage
    for portion in (one for row in report.lineage for one in row.portions):
        assert sum(stake.tokens for stake in portion.matches) == portion.tokens
