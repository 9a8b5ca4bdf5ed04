# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Which matches of a file are told, and that no token is counted twice."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from hypothesis import given
from hypothesis import strategies as st

from gyebo.model import Candidate, Found, Likeness, Paired, Pairing, Searched, SearchedUnit, Spread
from gyebo.report import Commonality, FragmentKind, Span
from gyebo.stages.gather import borrowed, pieces, reported, tokens_in, weighed

SPAN = Span(1, 1, 1, 1)


@dataclass(frozen=True)
class Shape:
    """A unit: its own tokens beside those of the units in it, its match if any, and the units in it."""

    own: int
    matched: float
    is_same: bool
    works: tuple[int, ...]
    inner: tuple["Shape", ...] = ()

    @property
    def tokens(self) -> int:
        return self.own + sum(one.tokens for one in self.inner)


def found(unit: int, tokens: int, *works: int, is_same: bool = False) -> Found:
    likenesses = tuple(Likeness(work, 0, 0.9, 0.9, 50.0, 45.0) for work in works)
    best = Paired(Candidate(0, 50.0, 0.9, 0.9, 0.9), tokens, tokens, 0.9, 0.9, 0.9)
    pairing = Pairing(unit, best, is_same, likenesses, works, False, 0.0)
    return Found(pairing, Spread(Commonality.SHARED, len(works), len(works)))


def searched(*shapes: Shape) -> Searched:
    units: list[SearchedUnit] = []
    matches: list[Found] = []

    def add(shape: Shape, parent: int) -> None:
        number = len(units)
        units.append(SearchedUnit(FragmentKind.CLASS, "", SPAN, shape.tokens, "", parent))
        if tokens := round(shape.tokens * shape.matched):
            matches.append(found(number, tokens, *shape.works, is_same=shape.is_same))
        for one in shape.inner:
            add(one, number)

    add(Shape(3, 0.0, False, (), tuple(shapes)), -1)
    return Searched(PurePosixPath("a.py"), "", "python", (), tuple(units), tuple(matches), (), ())


def shape(inner: st.SearchStrategy[Shape] | None = None) -> st.SearchStrategy[Shape]:
    works = st.lists(st.integers(0, 3), min_size=1, max_size=3, unique=True).map(tuple)
    own, matched = st.integers(0, 50), st.sampled_from((0.0, 0.3, 0.9, 1.0))
    below = st.just(()) if inner is None else st.lists(inner, max_size=3).map(tuple)
    return st.builds(Shape, own, matched, st.booleans(), works, below)


TREES = st.lists(st.recursive(shape(), shape, max_leaves=8), max_size=3).map(lambda shapes: searched(*shapes))


@given(TREES)
def test_no_token_is_counted_twice(file: Searched) -> None:
    cut = pieces(file, lambda _: False)
    for number, unit in enumerate(file.units):
        assert tokens_in(cut, file, number) <= unit.tokens
    assert tokens_in(cut, file, 0) == sum(piece.tokens for piece in cut)


@given(TREES)
def test_a_match_counts_no_less_than_its_own_tokens(file: Searched) -> None:
    cut = pieces(file, lambda _: False)
    for one in file.found:
        assert tokens_in(cut, file, one.pairing.unit) >= one.pairing.best.tokens


def test_all_of_what_lies_inside_an_equal_definition_is_borrowed() -> None:
    inner = Shape(30, 0.0, False, ())
    for is_same, counted in ((True, 30), (False, 0)):
        file = searched(Shape(20, 1.0, is_same, (1,), (inner,)))
        cut = pieces(file, lambda _: False)
        assert borrowed(cut, file)[1:] == (50, counted)


@given(TREES)
def test_pieces_stand_in_the_order_of_their_units(file: Searched) -> None:
    cut = pieces(file, lambda _: False)
    assert [piece.unit for piece in cut] == sorted({piece.unit for piece in cut})


@given(TREES)
def test_of_matches_inside_each_other_the_widest_alone_is_weighed(file: Searched) -> None:
    matched = {one.pairing.unit: one for one in file.found}
    inside = [one for unit, one in matched.items() if any(at in matched for at in around(file, unit))]
    assert len(weighed(file)) + len(inside) == len(matched)


def around(file: Searched, unit: int) -> Iterator[int]:
    while (unit := file.units[unit].parent) >= 0:
        yield unit


def test_younger_code_weighs_nothing() -> None:
    file = searched(Shape(50, 1.0, True, (1, 2)))
    (told,) = weighed(file)
    assert (told.worth, told.nearness) == ({1: 45.0, 2: 45.0}, {1: 0.9, 2: 0.9})
    (younger,) = weighed(replace(file, found=(replace(file.found[0], is_older=False),)))
    assert younger.worth == {}


@given(TREES)
def test_every_match_lies_in_one_that_is_told(file: Searched) -> None:
    told = {one.pairing.unit for one in reported(file)}
    for one in file.found:
        at = one.pairing.unit
        while at not in told:
            at = file.units[at].parent
            assert at >= 0


def units_told(file: Searched) -> list[int]:
    return [one.pairing.unit for one in reported(file)]


def test_an_equal_match_tells_all_that_is_in_it() -> None:
    outer = Shape(10, 1.0, True, (1,), (Shape(50, 1.0, True, (2,)),))
    assert units_told(searched(outer)) == [1]


def test_inside_a_modified_match_another_origin_is_told() -> None:
    outer = Shape(10, 0.9, False, (1, 2), (Shape(50, 1.0, True, (2, 3)), Shape(50, 1.0, True, (3,))))
    assert units_told(searched(outer)) == [1, 3]


def test_what_is_told_is_measured_against_the_nearest_match_around_it() -> None:
    innermost = Shape(50, 1.0, True, (1,))
    outer = Shape(10, 0.9, False, (1,), (Shape(5, 0.9, False, (2,), (innermost,)),))
    assert units_told(searched(outer)) == [1, 2, 3]


def test_only_the_likest_works_of_a_match_count_as_its_tie_set() -> None:
    file = searched(Shape(10, 0.9, False, (1,), (Shape(50, 1.0, False, (2,)),)))
    inner = file.found[1]
    likenesses = (*inner.pairing.likenesses, Likeness(1, 0, 0.5, 0.5, 9.0, 4.5))
    other = replace(inner, pairing=replace(inner.pairing, likenesses=likenesses))
    assert units_told(replace(file, found=(file.found[0], other))) == [1, 2]


def test_whose_work_a_piece_is_is_asked_of_its_match() -> None:
    file = searched(Shape(50, 1.0, True, (1,)), Shape(50, 1.0, True, (2,)))
    domestic = [piece.is_domestic for piece in pieces(file, lambda one: one.pairing.ties == (2,))]
    assert domestic == [False, True]


def test_a_file_told_for_its_definitions_together_counts_as_these_do_and_weighs_for_its_maker() -> None:
    file = searched(Shape(50, 1.0, True, (1, 2)), Shape(40, 0.9, False, (1, 3)), Shape(30, 1.0, True, (3,)))
    sole = Spread(Commonality.EXCLUSIVE, 1, 1)
    both = replace(file, found=(replace(found(0, 120, 1), spread=sole), *file.found))
    told = pieces(both, lambda _: False)
    assert [(one.unit, one.tokens) for one in told] == [(one.unit, one.tokens) for one in pieces(file, lambda _: False)]
    assert [sorted(one.worth) for one in told] == [[1], [1], [3]]
    assert [one.commonality for one in told] == [Commonality.EXCLUSIVE, Commonality.EXCLUSIVE, Commonality.SHARED]
    assert [sorted(one.worth) for one in weighed(both)] == [[1], [3]]


def test_beside_a_file_told_for_its_definitions_together_stands_what_others_have_of_it() -> None:
    file = searched(Shape(50, 1.0, True, (1,)), Shape(40, 1.0, True, (2,)))
    assert units_told(replace(file, found=(found(0, 90, 1), *file.found))) == [0, 2]
    younger = replace(file.found[1], is_older=False)
    assert units_told(replace(file, found=(found(0, 90, 1), file.found[0], younger))) == [0, 2]
