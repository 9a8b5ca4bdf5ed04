# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""What is asked again of a function, and what is not."""

from collections.abc import Callable

from gyebo.corpus.index import Index
from gyebo.corpus.lookup import Lookup
from gyebo.likening import likened
from gyebo.model import Analysed, Found
from gyebo.report import FragmentKind
from gyebo.rulebook import Rulebook

OWN = "".join(f"    basket_{at} = harvest(apples[{at}], pears) - {at}\n" for at in range(12))


def test_a_team_s_own_lines_in_a_copied_function_are_no_fragment(
    tiny_index: Index, tiny_rulebook: Rulebook, analysed: Callable[[str], Analysed], texts: dict[str, str]
) -> None:
    read = analysed(texts["header"] + texts["router"].rstrip() + "\n" + OWN)
    told, found = likened(Lookup(tiny_index), tiny_rulebook.matching, read)
    assert [told.syntax.units[at].kind for at in found] != []
    assert FragmentKind.STRETCH not in {unit.kind for unit in told.syntax.units}
    assert len(told.syntax.units) == len(told.prints.digests)


def _names(told: Analysed, found: dict[int, Found]) -> set[str]:
    return {told.syntax.units[at].name for at in found}


def test_of_an_equal_class_the_whole_is_told_and_its_methods_are_not_asked(
    tiny_index: Index, tiny_rulebook: Rulebook, analysed: Callable[[str], Analysed], texts: dict[str, str]
) -> None:
    renamed = texts["norm"].replace("RootNorm", "OwnNorm").replace("states", "inputs")
    read = analysed(texts["header"] + renamed)
    told = _names(*likened(Lookup(tiny_index), tiny_rulebook.matching, read))
    assert told == {"OwnNorm"}


def test_of_an_edited_class_its_methods_are_asked_too(
    tiny_index: Index, tiny_rulebook: Rulebook, analysed: Callable[[str], Analysed], texts: dict[str, str]
) -> None:
    edited = texts["norm"].replace("self.floor = eps", "self.floor = eps\n        self.register(width, eps + 1.0)")
    read = analysed(texts["header"] + edited)
    told = _names(*likened(Lookup(tiny_index), tiny_rulebook.matching, read))
    assert told == {"RootNorm", "RootNorm.forward"}
