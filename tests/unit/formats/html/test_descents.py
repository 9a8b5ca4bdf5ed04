# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""What models say of their descent stands below the model that says it, and every statement once."""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest

from gyebo.formats.html.descents import DEEPEST, Descent, Step, descents
from gyebo.report import Link, Match, Report, Work


@pytest.fixture
def match(example: Report) -> Match:
    return next(one.match for file in example.files for one in file.fragments if one.match)


def _work(match: Match, model: str) -> Work:
    return replace(match.referenced.work, model=model, name=model)


def _chained(match: Match, ties: str, links: Sequence[str]) -> Match:
    """With one letter a model: its ties, the first of which is shown, and links as child and parent."""
    places = tuple(replace(match.referenced, work=_work(match, one)) for one in ties)
    chain = tuple(Link(_work(match, one[0]), _work(match, one[1]), "modular", "x.py", 1) for one in links)
    return replace(match, referenced=places[0], ties=places, chain=chain)


def _told(steps: Sequence[Step]) -> str:
    return "".join(one.link.parent.model + (f"({_told(one.before)})" if one.before else "") for one in steps)


def _links(descent: Descent | None) -> Iterator[Link]:
    waiting = list(descent.steps) if descent else []
    while waiting:
        one = waiting.pop()
        yield one.link
        waiting += one.before


def test_a_model_is_followed_by_its_parents_and_each_of_these_by_its_own(match: Match) -> None:
    found = descents(_chained(match, "a", ["ab", "ac", "cd", "de", "be"]))
    assert found.shown
    assert (found.shown.work.model, _told(found.shown.steps)) == ("a", "b(e)c(d(e))")
    assert found.others == ()


def test_what_another_model_of_equal_fit_descends_from_is_not_told_of_the_one_shown(match: Match) -> None:
    found = descents(_chained(match, "abc", ["bd", "ce"]))
    assert found.shown is None
    assert [(one.work.model, _told(one.steps)) for one in found.others] == [("b", "d"), ("c", "e")]


def test_every_statement_is_told_once_also_where_models_descend_from_one_another(match: Match) -> None:
    given = _chained(match, "ab", ["ab", "ba", "ac", "bc", "xy"])
    found = descents(given)
    told = [link for one in (found.shown, *found.others) for link in _links(one)]
    assert sorted(map(repr, told)) == sorted(map(repr, given.chain))


def test_a_stored_report_with_an_endless_descent_is_told_in_stretches(match: Match) -> None:
    names = [chr(0x4E00 + number) for number in range(5000)]
    given = _chained(match, names[0], [a + b for a, b in itertools.pairwise(names)])
    found = descents(given)
    assert len(list(_links(found.shown))) == DEEPEST
    assert sum(len(list(_links(one))) for one in found.others) == len(given.chain) - DEEPEST
