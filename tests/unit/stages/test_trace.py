# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""A match traced through both texts: regions, moved blocks, differing lines, and which names changed."""

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gyebo.hashing import fold
from gyebo.model import Syntax, Trace
from gyebo.report import Change, Region, Rename, Span
from gyebo.stages import trace as stage
from gyebo.stages.align import runs
from gyebo.stages.trace import SHORTEST_MOVED, Lines, Side, renames, trace

Read = Callable[[str], Syntax]
Traced = Callable[[str, str], Trace]


def side(syntax: Syntax, unit: int = 0) -> Side:
    return Side(Lines(syntax.text), syntax.tokens, syntax.units[unit])


@pytest.fixture(scope="session")
def traced(read: Read) -> Traced:
    """A submitted text traced beside a referenced one."""

    def found(submitted: str, referenced: str) -> Trace:
        ours, theirs = side(read(submitted)), side(read(referenced))
        return trace(runs(fold(ours.codes), fold(theirs.codes)), ours, theirs)

    return found


ONE = "def 계산(값, 폭):\n\treturn [값 * 폭, '글자', 폭 + 1, max(값, 폭)]\n"
OTHER = "# nine\ndef area(x, w):\n    return [x * w, 'text', w + 1, max(x, w)]\n"


def test_columns_count_characters_not_bytes(traced: Traced, read: Read) -> None:
    found = traced(ONE, OTHER)
    assert found.regions == (Region(Span(1, 1, 2, 39), Span(2, 1, 3, 44), len(read(ONE).tokens.code)),)
    assert found.changes == ()
    assert len(ONE.split("\n")[1]) == 39


def test_names_that_stand_in_each_others_place_are_counted(traced: Traced) -> None:
    found = [one for one in traced(ONE, OTHER).renames if one.referenced != "text"]
    assert found == [Rename("w", "폭", 4), Rename("x", "값", 3), Rename("area", "계산", 1)]


def test_places_at_which_a_renaming_does_not_hold_are_told(traced: Traced) -> None:
    referenced = "def f(one, two, other):\n    return [one * two, one + two, one - two, one / two, one % two]\n"
    submitted = referenced.replace("one", "first").replace("first % two", "other % two")
    (found,) = (one for one in traced(submitted, referenced).renames if one.referenced == "one")
    assert (found.submitted, found.places, found.exceptions) == ("first", 5, 1)


def test_names_that_did_not_change_are_no_renames(read: Read) -> None:
    both = side(read(OTHER))
    assert renames(runs(fold(both.codes), fold(both.codes)), both, both) == ()


def test_a_name_that_stands_elsewhere_as_often_is_told_as_no_rename(traced: Traced) -> None:
    head = "def f(self, left, right, scale):\n    held = self.mix(left, right, scale, self.width, self.depth)\n"
    tail = "    return self.join(held, {}, self.width, self.depth, {})\n"
    found = traced(head + tail.format("left", "scale"), head + tail.format("right", "scale"))
    assert found.regions
    assert found.renames == ()


def test_spans_of_a_unit_count_from_its_own_first_token(read: Read) -> None:
    syntax = read("x = 1\n\n\ndef f(a, b):\n    return a + b\n")
    assert side(syntax, 1).span(0, 1) == Span(4, 1, 4, 3)


LAYERS = "".join(
    f"    self.{name} = nn.Linear(width, {name}_width, bias=False)\n" for name in ("q", "k", "v", "o", "g")
)
BUILT = f"def build(self, width, q_width, k_width, v_width, o_width, g_width):\n{LAYERS}"


@pytest.mark.parametrize("left_out", ["q", "k", "v", "o", "g"])
def test_of_lines_that_are_all_alike_those_of_one_name_are_paired(traced: Traced, left_out: str) -> None:
    line = next(line for line in LAYERS.splitlines(keepends=True) if f"self.{left_out} " in line)
    found = traced(BUILT.replace(line, ""), BUILT)
    assert found.renames == ()
    number = BUILT[: BUILT.index(line)].count("\n") + 1
    assert found.changes == (Change(None, Span(number, 5, number, 50)),)


def test_the_same_holds_after_a_renaming(traced: Traced) -> None:
    whole = (
        BUILT + "    return [self.q, self.k, self.v, self.o, self.g, q_width * k_width * v_width * o_width * g_width]\n"
    )
    line = next(line for line in LAYERS.splitlines(keepends=True) if "self.v " in line)
    other = whole.replace(line, "")
    for name in ("q", "k", "v", "o", "g"):
        other = other.replace(f"{name}_width", f"size_of_{name}").replace(f"self.{name}", f"self.to_{name}")
    found = traced(other, whole)
    told = {one.referenced: one.submitted for one in found.renames}
    assert told == {f"{n}_width": f"size_of_{n}" for n in "qkvog"} | {n: f"to_{n}" for n in "qkvog"}
    assert not any(one.exceptions for one in found.renames)
    assert found.changes[0] == Change(None, Span(4, 5, 4, 50))


FIRST = (
    "def f(a):\n    b = a.view(-1, 3).transpose(0, 1).contiguous()\n    return torch.softmax(b, dim=-1).to(a.dtype)\n"
)
SECOND = (
    "def g(c):\n    for d in c.children():\n        d.requires_grad_(False)\n        d.eval()\n    return c.half()\n"
)


def test_blocks_that_changed_places_are_both_found(traced: Traced, read: Read) -> None:
    found = traced(FIRST + SECOND, SECOND + FIRST)
    lengths = sorted(len(read(text).tokens.code) for text in (FIRST, SECOND))
    assert [(region.tokens, region.is_moved) for region in sorted(found.regions, key=lambda one: one.tokens)] == [
        (lengths[0], True),
        (lengths[1], False),
    ]
    assert {(region.submitted.first_line, region.referenced.first_line) for region in found.regions} == {(1, 6), (4, 1)}


def test_what_differs_is_told_by_its_lines_on_both_sides(traced: Traced) -> None:
    edited = FIRST.replace("    return", "    b = b.clamp(min=0.5)\n    return")
    assert traced(edited + SECOND, FIRST + SECOND).changes == (Change(Span(3, 5, 3, 24), None),)
    replaced = FIRST.replace("torch.softmax(b, dim=-1)", "torch.sigmoid(b)")
    (change,) = traced(replaced + SECOND, FIRST + SECOND).changes
    assert change.submitted
    assert change.referenced
    assert (change.submitted.first_line, change.referenced.first_line) == (3, 3)


def test_what_is_too_large_keeps_the_first_alignment(traced: Traced, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stage, "LARGEST_TABLE", 1)
    assert traced(FIRST + SECOND, FIRST + "x = 1\n" + SECOND).regions


LINES = st.lists(st.sampled_from(BUILT.splitlines() + FIRST.splitlines() + SECOND.splitlines()), max_size=12)


@given(LINES, LINES)
def test_regions_lie_apart_and_changes_between_them(
    traced: Traced, submitted: list[str], referenced: list[str]
) -> None:
    found = traced("\n".join(submitted), "\n".join(referenced))
    assert all(region.tokens >= SHORTEST_MOVED for region in found.regions if region.is_moved)
    for of in ("submitted", "referenced"):
        spans = sorted(
            (span.first_line, span.first_column, span.last_line, span.last_column)
            for span in (getattr(region, of) for region in found.regions)
        )
        assert all(one[2:] < other[:2] for one, other in pairwise(spans))
    in_order = [region.referenced.first_line for region in found.regions if not region.is_moved]
    assert in_order == sorted(in_order)


@given(st.text(alphabet="a한\t\n ", min_size=1, max_size=30), st.data())
def test_lines_and_columns_lead_back_to_the_text(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    shown = Lines(text.encode()).span(len(text[:start].encode()), len(text[:end].encode()))
    before, upto = text[:start].split("\n"), text[: end - 1].split("\n")
    assert (shown.first_line, shown.first_column) == (len(before), len(before[-1]) + 1)
    assert (shown.last_line, shown.last_column) == (len(upto), len(upto[-1]) + 1)
