# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""The fewest origins that explain what is shared."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from gyebo.model import Piece
from gyebo.report import Commonality
from gyebo.rulebook import Rulebook
from gyebo.stages.descend import descend

A, B, C, D = range(4)


def piece(unit: int, bits: dict[int, float], tokens: int = 100, file: str = "a.py") -> Piece:
    return Piece(
        file=file,
        unit=unit,
        tokens=tokens,
        bits=bits,
        commonality=Commonality.SHARED,
        is_domestic=False,
        is_innermost=True,
    )


def works(rulebook: Rulebook, *pieces: Piece) -> list[tuple[int, ...]]:
    return [origin.works for origin in descend(pieces, rulebook.matching)]


def test_an_origin_that_explains_everything_alone_is_the_only_one(tiny_rulebook: Rulebook) -> None:
    found = works(tiny_rulebook, piece(1, {A: 90, B: 90}), piece(2, {A: 80, C: 80}), piece(3, {A: 70}))
    assert found == [(A,)]


def test_common_heritage_adds_no_origin(tiny_rulebook: Rulebook) -> None:
    common = [piece(unit, {B: 5, C: 5, D: 5}) for unit in range(2, 5)]
    assert works(tiny_rulebook, piece(1, {A: 200, B: 5}), *(piece(u.unit, {**u.bits, A: 5}) for u in common)) == [(A,)]


def test_two_origins_are_named_where_each_explains_what_the_other_does_not(tiny_rulebook: Rulebook) -> None:
    assert works(tiny_rulebook, piece(1, {A: 90}, 300), piece(2, {B: 80}, 200)) == [(A,), (B,)]


def test_works_that_explain_as_much_are_named_together(tiny_rulebook: Rulebook) -> None:
    assert works(tiny_rulebook, piece(1, {B: 100, A: 99, C: 90})) == [(B, A)]


def test_an_origin_that_adds_next_to_nothing_is_not_named(tiny_rulebook: Rulebook) -> None:
    assert works(tiny_rulebook, piece(1, {A: 1000}), piece(2, {B: 20})) == [(A,)]


def test_pieces_are_told_of_the_origin_that_explains_most_of_them(tiny_rulebook: Rulebook) -> None:
    pieces = [piece(1, {A: 90}, 300), piece(2, {A: 30, B: 80}, 100), piece(3, {B: 5}, 50)]
    origins = descend(pieces, tiny_rulebook.matching)
    assert [(origin.works, [one.unit for one in origin.pieces]) for origin in origins] == [
        ((A,), [1]),
        ((B,), [2, 3]),
    ]


def test_wider_matches_are_told_but_weigh_nothing(tiny_rulebook: Rulebook) -> None:
    outer = replace(piece(1, {A: 500, B: 500}), is_innermost=False)
    origins = descend([outer, piece(2, {A: 50})], tiny_rulebook.matching)
    assert [origin.works for origin in origins] == [(A,)]
    assert [one.unit for one in origins[0].pieces] == [1, 2]


def test_nothing_shared_has_no_origin(tiny_rulebook: Rulebook) -> None:
    assert works(tiny_rulebook) == []
    assert works(tiny_rulebook, piece(1, {A: 0.0})) == []


PIECES = st.lists(
    st.builds(
        piece,
        st.integers(0, 5),
        st.dictionaries(st.integers(0, 5), st.floats(0, 100).map(lambda b: round(b, 2)), min_size=1, max_size=4),
        st.integers(1, 100),
        st.sampled_from(("a.py", "b.py")),
    ),
    max_size=8,
)


@given(PIECES)
def test_each_piece_is_told_at_most_once_and_the_order_is_by_tokens(
    tiny_rulebook: Rulebook, pieces: list[Piece]
) -> None:
    origins = descend(pieces, tiny_rulebook.matching)
    told = [id(one) for origin in origins for one in origin.pieces]
    assert len(told) == len(set(told)) <= len(pieces)
    sizes = [sum(one.tokens for one in origin.pieces) for origin in origins]
    assert sizes == sorted(sizes, reverse=True)
    assert all(origin.works and origin.pieces for origin in origins)


@given(PIECES)
def test_the_order_in_which_works_are_listed_does_not_matter(tiny_rulebook: Rulebook, pieces: list[Piece]) -> None:
    turned = [piece(p.unit, dict(reversed(p.bits.items())), p.tokens, p.file) for p in pieces]
    assert works(tiny_rulebook, *pieces) == works(tiny_rulebook, *turned)
