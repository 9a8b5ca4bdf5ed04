# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""What speaks for a team keeps the question of code that several makers have from being asked."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from gyebo import resources, rulebook
from gyebo.report import (
    Commonality,
    DeclarationState,
    Direction,
    HolderState,
    Match,
    NoticeState,
    Reference,
    Report,
)
from gyebo.stages.assess import Survey
from gyebo.stages.assess.asking import Located
from gyebo.stages.assess.unnamed import unnamed_sources

Ask = Callable[..., list[Located]]
Scan = Callable[[str], Report]


@pytest.fixture
def ask(scan_case: Scan) -> Ask:
    """The answers about one file of a case, whose every match is changed in the same way."""

    def asked(
        changed: Callable[[Match], Match], case: str = "file-like-several-makers", **more: object
    ) -> list[Located]:
        file = next(one for one in scan_case(case).files if one.path in ("modeling_upland.py", "modeling_north.py"))
        fragments = tuple(replace(one, match=changed(one.match)) if one.match else one for one in file.fragments)
        survey = Survey((replace(file, fragments=fragments, **more),), "KR", 1, 9)  # type: ignore[arg-type]
        return list(unnamed_sources(rulebook.load(resources.folder("rules")).findings["unnamed-sources"], survey))

    return asked


REFERENCE = Reference("README.md", 3, "The layers are taken from Aster.", "aster", 1)


def as_it_is(match: Match) -> Match:
    return match


@pytest.mark.parametrize(
    "change",
    [
        {"declaration": DeclarationState.DECLARED},
        {"references": (REFERENCE,)},
        {"notices": (HolderState("Aster Ltd", NoticeState.RETAINED, None, None),)},
        {"direction": Direction.IN_COMMON},
        {"direction": Direction.UNDATED},
        {"commonality": Commonality.EXCLUSIVE},
        {"organisations": 1},
    ],
    ids=["declared", "named", "statement kept", "younger", "undated", "one maker's", "of one maker, in doubt"],
)
@pytest.mark.parametrize("case", ["file-like-several-makers", "shared-by-two"])
def test_what_is_answered_or_open_is_not_asked(ask: Ask, case: str, change: dict[str, object]) -> None:
    def changed(match: Match) -> Match:
        return replace(match, **change)  # type: ignore[arg-type]

    assert len(ask(as_it_is, case)) == 1
    assert ask(changed, case) == []


def test_a_source_out_of_the_corpus_that_is_named_for_these_lines_may_be_theirs_too(ask: Ask) -> None:
    said = Reference("modeling_upland.py", 1, "Adapted from some/place", "some/place", 3, first_line=1, last_line=99)
    assert ask(as_it_is, references=(said,)) == []
    assert len(ask(as_it_is, references=(replace(said, works=("birch",)),))) == 1
    assert len(ask(as_it_is, references=(replace(said, level=0),))) == 1


def test_a_maker_at_home_that_was_first_may_be_the_team(ask: Ask) -> None:
    def at_home(match: Match) -> Match:
        first = replace(match.ties[0], work=replace(match.ties[0].work, country="KR"))
        return replace(match, ties=(first, *match.ties[1:]))

    assert ask(at_home) == []


def test_all_but_one_in_five_definitions_are_in_the_same_order(ask: Ask, scan_case: Scan) -> None:
    files = scan_case("file-like-several-makers").files
    one = next(file.counterpart for file in files if file.path == "modeling_upland.py")
    assert one
    assert len(ask(as_it_is, counterpart=replace(one, definitions=10, matched=8, in_order=8))) == 1
    assert ask(as_it_is, counterpart=replace(one, definitions=10, matched=9, in_order=7)) == []
    assert ask(as_it_is, counterpart=replace(one, matched=4)) == []


def test_a_file_with_much_of_its_own_is_not_asked_about(ask: Ask) -> None:
    assert ask(as_it_is, tokens=10_000) == []


def test_the_makers_are_told_and_none_is_said_to_be_the_origin(ask: Ask) -> None:
    (told,) = ask(as_it_is)
    said = " ".join(one.text.en for one in told.answer.supporting)
    assert "aster_ltd" in said
    assert "dogwood_ltd" in said
    assert "so that no one maker is named" in said
    assert "does not show which of them" in told.answer.mitigating[0].text.en


def test_makers_that_are_not_known_are_not_listed(ask: Ask) -> None:
    def unknown(match: Match) -> Match:
        last = match.ties[-1]
        return replace(match, ties=(*match.ties[:-1], replace(last, work=replace(last.work, organisation="unknown"))))

    (told,) = ask(unknown)
    said = " ".join(one.text.en for one in told.answer.supporting)
    assert "aster_ltd; 1 in all" in said
