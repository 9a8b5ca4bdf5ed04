# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""The corpus classes worth aligning are found for whole copies, for parts, and for what has copies in it."""

from collections.abc import Callable
from itertools import starmap

import pytest

from gyebo.corpus.index import Index
from gyebo.corpus.lookup import Lookup
from gyebo.model import Analysed, Candidate
from gyebo.stages.retrieve import retrieve

Analyse = Callable[[str], Analysed]
Ask = Callable[[str, str], list[tuple[str, Candidate]]]


@pytest.fixture
def ask(tiny_index: Index, analysed: Analyse, texts: dict[str, str]) -> Ask:
    """The names of the candidates for one unit of a text, with the candidates."""
    lookup = Lookup(tiny_index)

    def asked(text: str, name: str) -> list[tuple[str, Candidate]]:
        found = analysed(texts["header"] + text)
        unit = [one.name for one in found.syntax.units].index(name)
        (asked,) = retrieve(lookup, found.prints, [unit])
        columns = (asked.cls, asked.shared, asked.resemblance, asked.containment, asked.inclusion)
        each = starmap(Candidate, zip(*(one.tolist() for one in columns), strict=True))
        return [(lookup.place(lookup.places(c.cls)[0]).name, c) for c in each]

    return asked


def test_a_verbatim_copy_is_its_own_first_candidate(ask: Ask, texts: dict[str, str]) -> None:
    name, best = ask(texts["router"], "route")[0]
    assert name == "route"
    assert best.resemblance == pytest.approx(1.0)
    assert best.containment == pytest.approx(1.0)


def test_a_renamed_copy_is_found(ask: Ask, texts: dict[str, str]) -> None:
    renamed = texts["router"].replace("gates", "doors").replace("scores", "marks").replace("route", "send")
    assert ask(renamed, "send")[0][0] == "route"


def test_a_part_of_a_fragment_is_found_in_it(ask: Ask, texts: dict[str, str]) -> None:
    half = "\n".join(texts["router"].split("\n")[:8]) + "\n"
    found = dict(ask(half, "route"))
    assert found["route"].containment > found["route"].resemblance


def test_a_fragment_with_a_copy_in_it_is_found(ask: Ask, texts: dict[str, str]) -> None:
    wrapped = "class Own:\n" + texts["shift"].replace("\n", "\n    ") + "\n" + texts["stray"].replace("\n", "\n    ")
    assert {"shift", "blend"} <= {name for name, _ in ask(wrapped, "Own")}


def test_candidates_come_likest_first_and_each_once(ask: Ask, texts: dict[str, str]) -> None:
    found = [candidate for _, candidate in ask(texts["norm"], "RootNorm")]
    assert len({one.cls for one in found}) == len(found)
    assert [one.resemblance for one in found] == sorted((one.resemblance for one in found), reverse=True)


def test_what_is_too_small_has_no_candidates(ask: Ask) -> None:
    assert ask("def f(a):\n    return a\n", "f") == []
