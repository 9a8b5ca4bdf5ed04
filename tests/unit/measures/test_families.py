# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""What definitions declare of their descent, as ancestors and families."""

from pathlib import PurePosixPath

from gyebo.corpus.lineage import MODULAR, Descent
from measures.families import Families


def _descent(child: str, parent: str) -> Descent:
    path = PurePosixPath(f"models/{child}/modeling_{child}.py")
    return Descent(path, "Head", f"models.{parent}.modeling_{parent}", "Head", MODULAR, path, 1)


def _named(model: str) -> tuple[str, str]:
    return f"models/{model}/modeling_{model}.py", "Head"


FAMILIES = Families([_descent("birch", "aster"), _descent("cedar", "birch"), _descent("dogwood", "aster")])


def test_ancestors_are_parents_and_theirs_but_no_siblings() -> None:
    assert FAMILIES.ancestors(_named("cedar")) == {_named("birch"), _named("aster")}
    assert FAMILIES.ancestors(_named("aster")) == frozenset()


def test_a_family_is_all_that_links_connect() -> None:
    everybody = {_named(model) for model in ("aster", "birch", "cedar", "dogwood")}
    assert FAMILIES.family(_named("dogwood")) == everybody
    assert FAMILIES.family(_named("elder")) == {_named("elder")}


def test_a_circle_of_declarations_comes_to_an_end() -> None:
    circle = Families([_descent("birch", "aster"), _descent("aster", "birch")])
    assert circle.ancestors(_named("aster")) == {_named("birch")}
