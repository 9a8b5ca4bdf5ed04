# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""The fewest origins that explain what is shared."""

from collections import defaultdict
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from gyebo.model import Evidence, Origin, Piece, Worth
from gyebo.report import Commonality
from gyebo.rulebook import Rulebook
from gyebo.stages.descend import Ancestors, descend, explain

A, B, C, D = range(4)


def piece(unit: int, worth: Worth, tokens: int = 100, file: str = "a.py") -> Piece:
    return Piece(file, unit, tokens, worth, Commonality.SHARED, is_domestic=False, told=unit)


def unrelated(_work: int) -> frozenset[int]:
    return frozenset()


def heirs_of_a(work: int) -> frozenset[int]:
    """B descends from A, and C from B."""
    return {B: frozenset({A}), C: frozenset({A, B})}.get(work, frozenset[int]())


def evidence(worth: Worth, *, is_equal: bool = True, is_common: bool = False) -> Evidence:
    """What is worth most is nearest."""
    most = max(worth.values(), default=0.0) or 1.0
    return Evidence(worth, {work: own / most for work, own in worth.items()}, is_equal, is_common)


def origins(rulebook: Rulebook, pieces: Sequence[Piece], ancestors: Ancestors = unrelated) -> tuple[Origin, ...]:
    weighed: dict[str, list[Evidence]] = defaultdict(list)
    for one in pieces:
        weighed[one.file].append(evidence(one.worth))
    return descend(pieces, weighed, ancestors, rulebook.matching)


def works(rulebook: Rulebook, *pieces: Piece, ancestors: Ancestors = unrelated) -> list[tuple[int, ...]]:
    return [origin.works for origin in origins(rulebook, pieces, ancestors)]


def test_an_origin_that_explains_everything_alone_is_the_only_one(tiny_rulebook: Rulebook) -> None:
    found = works(tiny_rulebook, piece(1, {A: 90, B: 90}), piece(2, {A: 80, C: 80}), piece(3, {A: 70}))
    assert found == [(A,)]


def test_common_heritage_adds_no_origin(tiny_rulebook: Rulebook) -> None:
    common = [piece(unit, {B: 5, C: 5, D: 5}) for unit in range(2, 5)]
    assert works(tiny_rulebook, piece(1, {A: 200, B: 5}), *(piece(u.unit, {**u.worth, A: 5}) for u in common)) == [(A,)]


def test_two_origins_are_named_where_each_explains_what_the_other_does_not(tiny_rulebook: Rulebook) -> None:
    assert works(tiny_rulebook, piece(1, {A: 90}, 300), piece(2, {B: 80}, 200)) == [(A,), (B,)]


def test_works_that_explain_as_much_are_named_together(tiny_rulebook: Rulebook) -> None:
    assert works(tiny_rulebook, piece(1, {B: 100, A: 99, C: 90})) == [(B, A)]


def test_an_origin_that_adds_next_to_nothing_is_not_named(tiny_rulebook: Rulebook) -> None:
    assert works(tiny_rulebook, piece(1, {A: 1000}), piece(2, {B: 20})) == [(A,)]


LARGE = {A: 1000.0}
SMALL = {B: 70.0}
"""Less than lineage_share of both, and more than lineage_bits."""


def named(rulebook: Rulebook, *weighed: Evidence) -> tuple[int, ...]:
    return explain(weighed, unrelated, rulebook.matching)


def test_a_small_part_names_its_origin_where_few_have_the_like(tiny_rulebook: Rulebook) -> None:
    assert named(tiny_rulebook, evidence(LARGE), evidence(SMALL)) == (A, B)
    assert named(tiny_rulebook, evidence(LARGE), evidence(SMALL, is_common=True)) == (A,)


def test_a_small_part_that_the_first_origin_has_nearly_as_near_names_nobody(tiny_rulebook: Rulebook) -> None:
    for near, told in ((0.97, (A,)), (0.9, (A, B))):
        part = Evidence({**SMALL, A: 1.0}, {A: near, B: 1.0}, is_equal=False, is_common=False)
        assert named(tiny_rulebook, evidence(LARGE), part) == told


def test_more_of_a_file_must_be_explained_where_no_definition_is_equal(tiny_rulebook: Rulebook) -> None:
    own = {B: 50.0}
    assert tiny_rulebook.matching.lineage_bits.value > 50
    assert named(tiny_rulebook, evidence({A: 300.0}), evidence(own)) == (A, B)
    assert named(tiny_rulebook, evidence({A: 300.0}), evidence(own, is_equal=False)) == (A,)
    assert named(tiny_rulebook, evidence(LARGE), evidence({B: 300.0}, is_equal=False)) == (A, B)


def test_edited_common_heritage_names_nobody_beside_an_origin(tiny_rulebook: Rulebook) -> None:
    for is_equal, told in ((False, (A,)), (True, (A, B))):
        heritage = evidence({B: 450.0, C: 400.0}, is_equal=is_equal, is_common=True)
        assert named(tiny_rulebook, evidence(LARGE), heritage, heritage) == told
    heritage = evidence({B: 450.0, C: 400.0}, is_equal=False, is_common=True)
    assert named(tiny_rulebook, evidence(LARGE), heritage, evidence({B: 90.0})) == (A, B)


def test_one_edited_match_that_is_common_heritage_names_nobody_and_a_file_of_it_the_nearest(
    tiny_rulebook: Rulebook,
) -> None:
    heritage = evidence({B: 300.0, C: 280.0}, is_equal=False, is_common=True)
    assert named(tiny_rulebook, heritage) == ()
    assert named(tiny_rulebook, heritage, heritage) == (B,)


def test_pieces_are_told_of_the_origin_that_explains_most_of_them(tiny_rulebook: Rulebook) -> None:
    pieces = [piece(1, {A: 90}, 300), piece(2, {A: 30, B: 80}, 100), piece(3, {B: 5}, 50)]
    found = origins(tiny_rulebook, pieces)
    assert [(origin.works, [one.unit for one in origin.pieces]) for origin in found] == [((A,), [1]), ((B,), [2, 3])]


def test_what_lies_inside_a_weighed_match_is_told_but_weighs_nothing(tiny_rulebook: Rulebook) -> None:
    pieces = [piece(1, {A: 50}), piece(2, {B: 500, A: 1})]
    found = descend(pieces, {"a.py": [evidence({A: 50})]}, unrelated, tiny_rulebook.matching)
    assert [(origin.works, [one.unit for one in origin.pieces]) for origin in found] == [((A,), [1, 2])]


def test_an_ancestor_that_explains_nearly_as_much_is_named_and_its_heirs_are_told_with_it(
    tiny_rulebook: Rulebook,
) -> None:
    pieces = [piece(1, {A: 98, B: 100, C: 100}), piece(2, {A: 97, B: 100, C: 100})]
    assert works(tiny_rulebook, *pieces, ancestors=heirs_of_a) == [(A, B, C)]
    assert works(tiny_rulebook, *pieces) == [(B, C, A)]


def test_an_heir_with_code_that_nobody_else_has_is_named_itself(tiny_rulebook: Rulebook) -> None:
    pieces = [piece(1, {A: 75, B: 100, C: 100}), piece(2, {A: 100, B: 100})]
    assert works(tiny_rulebook, *pieces, ancestors=heirs_of_a) == [(B,)]


def test_an_ancestor_that_explains_much_less_is_not_named(tiny_rulebook: Rulebook) -> None:
    pieces = [piece(1, {A: 70, B: 100, D: 99}), piece(2, {A: 70, B: 100, D: 99})]
    assert works(tiny_rulebook, *pieces, ancestors=heirs_of_a) == [(B, D)]


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
    found = origins(tiny_rulebook, pieces)
    told = [id(one) for origin in found for one in origin.pieces]
    assert len(told) == len(set(told)) <= len(pieces)
    sizes = [sum(one.tokens for one in origin.pieces) for origin in found]
    assert sizes == sorted(sizes, reverse=True)
    assert all(origin.works and origin.pieces for origin in found)


@given(PIECES)
def test_the_order_in_which_works_are_listed_does_not_matter(tiny_rulebook: Rulebook, pieces: list[Piece]) -> None:
    turned = [piece(p.unit, dict(reversed(p.worth.items())), p.tokens, p.file) for p in pieces]
    assert works(tiny_rulebook, *pieces) == works(tiny_rulebook, *turned)
