# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""A file beside the file of the corpus that has most of it: how many definitions, in which order, which names."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path, PurePosixPath

import pytest

from gyebo.corpus.index import Index
from gyebo.corpus.lookup import Lookup
from gyebo.model import Searched, SourceFile
from gyebo.report import Commonality, Counterpart, Kind, Rename, Renaming, Report
from gyebo.rulebook import Rulebook
from gyebo.search import Against, SearchJob, search
from gyebo.stages.survey import renamings, survey

Texts = dict[str, str]
Look = Callable[[str], Searched]


@pytest.fixture
def look(tiny_folder: Path, tiny_cache: Path, tiny_rules: Path) -> Look:
    """A text looked up in the tiny corpus."""

    def looked(text: str) -> Searched:
        file = SourceFile(PurePosixPath("own.py"), text.encode())
        found = search(SearchJob(file, Against(tiny_folder, tiny_cache, tiny_rules, (), "")))
        assert isinstance(found, Searched)
        return found

    return looked


@pytest.fixture
def surveyed(look: Look, tiny_index: Index, tiny_rulebook: Rulebook) -> Callable[[str], Counterpart | None]:
    return lambda text: survey(Lookup(tiny_index), look(text), (), tiny_rulebook.matching)


def test_the_file_with_most_of_the_definitions_is_told(
    surveyed: Callable[[str], Counterpart | None], texts: Texts
) -> None:
    found = surveyed(texts["header"] + texts["norm"] + texts["router"] + "\nbeside = 1\n")
    assert found
    assert (found.referenced.work.model, found.referenced.released, found.referenced.name) == (
        "aurora_one",
        "2024-01-01",
        "",
    )
    assert (found.definitions, found.matched, found.in_order, found.referenced_definitions) == (2, 2, 2, 2)
    assert (found.is_equal, found.runner_up) == (False, 1)
    assert found.runner_up_work
    assert found.runner_up_work.organisation != "aurora"


def test_definitions_in_another_order_are_not_in_order(
    surveyed: Callable[[str], Counterpart | None], texts: Texts
) -> None:
    found = surveyed(texts["header"] + texts["router"] + texts["norm"])
    assert found
    assert (found.matched, found.in_order, found.is_equal) == (2, 1, False)


def test_a_renamed_file_is_equal_as_a_whole(surveyed: Callable[[str], Counterpart | None], texts: Texts) -> None:
    found = surveyed(
        texts["header"] + texts["norm"].replace("RootNorm", "OwnNorm") + texts["router"].replace("gates", "doors")
    )
    assert found
    assert found.is_equal


def test_one_definition_makes_no_counterpart(surveyed: Callable[[str], Counterpart | None], texts: Texts) -> None:
    assert surveyed(texts["header"] + texts["router"]) is None
    assert surveyed("x = 1\n") is None


def test_a_whole_file_is_told_as_such_and_its_common_parts_beside_it(look: Look, texts: Texts) -> None:
    found = {one.pairing.unit: one for one in look(texts["header"] + texts["norm"] + texts["router"]).found}
    assert found[0].pairing.is_same_class
    assert found[0].spread.commonality is Commonality.EXCLUSIVE
    assert len(found) > 1


def test_code_that_all_have_is_nobodys_though_it_stands_alone_in_a_file(look: Look, texts: Texts) -> None:
    (found, *_) = look(texts["header"] + texts["norm"]).found
    assert found.spread.commonality is not Commonality.EXCLUSIVE


NAMES = [
    ("AuroraNorm", "NorthNorm", 4, 0),
    ("AuroraRouter", "NorthRouter", 3, 1),
    ("aurora_mask", "north_mask", 2, 0),
    ("make_aurora_mask", "make_north_mask", 1, 0),
    ("states", "x", 9, 0),
]


def test_what_the_names_of_a_file_have_in_common_is_told_once() -> None:
    assert renamings([Rename(*one) for one in NAMES]) == (
        Renaming("Aurora", "North", 2, 7, 1),
        Renaming("aurora", "north", 2, 3, 0),
    )


def test_names_without_anything_in_common_make_no_renaming() -> None:
    assert renamings([Rename("a", "b", 3), Rename("c", "d", 3)]) == ()
    assert renamings([Rename("Norm", "MyNorm", 3), Rename("Router", "MyRouter", 3)]) == ()


def test_the_report_tells_of_the_whole_file(scan_case: Callable[[str], Report]) -> None:
    file = scan_case("whole-file-renamed").files[0]
    assert file.counterpart
    assert file.counterpart.is_equal
    match = file.fragments[0].match
    assert match
    assert (match.kind, match.commonality) == (Kind.RENAMED, Commonality.EXCLUSIVE)
    assert {one.referenced for one in file.counterpart.renamings} == {"Aster"}
    assert replace(file.counterpart, renamings=()).matched == file.counterpart.definitions


def test_names_of_any_script_are_summed_up() -> None:
    renames = [Rename(f"Glm4Moe{part}", f"누리{part}", 3) for part in ("Attention", "Router", "MLP")]
    assert renamings(renames) == (Renaming("Glm4Moe", "누리", 3, 9, 0),)
