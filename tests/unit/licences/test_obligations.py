# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""What a repository shows of an origin's NOTICE and of the name that a licence asks for."""

from dataclasses import replace
from pathlib import Path

import pytest

from gyebo import licencebook
from gyebo.licencebook import LicenceBook
from gyebo.licences.obligations import Copied, Evidence, checked
from gyebo.licences.repository import said_in
from gyebo.report import (
    Commonality,
    Direction,
    Excerpt,
    File,
    Fragment,
    FragmentKind,
    Kind,
    Match,
    ObligationKind,
    ObligationState,
    Place,
    Reference,
    Span,
    Text,
    Work,
)

State = ObligationState
WORK = Work("one", "One", "one", "aurora", Text("Aurora", "오로라"), "NO", "invented")
PLACE = Place(WORK, "lib-1.0", "Lib", "Apache-2.0", "2024-01-01", "one.py", "Router", 5, 11)
MATCH = Match(
    "M-1", Kind.VERBATIM, 1.0, 1.0, 120, 90.0, 0.0, Commonality.EXCLUSIVE, 1, 1, Direction.FROM, (), (), PLACE,
    (PLACE,), (), (), (), Excerpt(3, ("x",)), None,
)  # fmt: skip
COPIED = (Copied(File("own.py", "", "python", 1000, 400, 600, 0, 0, 0, (), ()), (MATCH,)),)
NOTICE = (("NOTICE", "Lib\nPortions by the Aurora Laboratory, 2025.\n"),)


@pytest.fixture(scope="module")
def book(root: Path) -> LicenceBook:
    return licencebook.load(root / "rules")


def _state(book: LicenceBook, licence: str, kind: ObligationKind, shown: Evidence) -> ObligationState:
    told = checked(book.licences[licence], COPIED, shown, book)
    return next(one.state for one in told if one.kind is kind)


@pytest.mark.parametrize(
    ("papers", "own", "state"),
    [
        ({"lib-1.0": NOTICE}, "", State.NOT_SEEN),
        ({"lib-1.0": NOTICE}, "Ours, with portions of Lib", State.NOT_SEEN),
        ({"lib-1.0": NOTICE}, "Ours\n\nLib\nPortions by the Aurora Laboratory, 2025.", State.MET),
        ({"lib-1.0": (("LICENSE", "Apache License"),)}, "", State.NOT_ASKED),
        ({"lib-1.0": None}, "", State.NOT_CHECKABLE),
        ({}, "", State.NOT_CHECKABLE),
    ],
)
def test_an_origins_notice_is_asked_for_where_it_is_known_to_have_one(
    book: LicenceBook, papers: dict[str, tuple[tuple[str, str], ...] | None], own: str, state: ObligationState
) -> None:
    files = (("NOTICE", own),) if own else ()
    shown = Evidence(said_in(files, book), files, {}, papers)
    assert _state(book, "Apache-2.0", ObligationKind.NOTICE_FILE, shown) is state


NEOX = Reference("one.py", 4, "This code is based on EleutherAI's GPT-NeoX library", "EleutherAI's GPT-NeoX library", 2)


@pytest.mark.parametrize(
    ("theirs", "lines", "state"),
    [
        ((NEOX,), (10,), State.NOT_SEEN),
        ((NEOX,), (9, 12), State.NOT_SEEN),
        ((NEOX,), (10, 40), State.MET),
        ((), (10,), State.MET),
        ((NEOX,), (), State.NOT_SEEN),
    ],
)
def test_what_the_origin_says_of_its_own_changes_does_not_speak_for_the_teams(
    book: LicenceBook, theirs: tuple[Reference, ...], lines: tuple[int, ...], state: ObligationState
) -> None:
    match = replace(MATCH, kind=Kind.RENAMED, origin_references=theirs)
    fragment = Fragment("U-1", FragmentKind.CLASS, "Router", Span(20, 1, 60, 1), 150, 120, "", match)
    own = replace(COPIED[0].file, fragments=(fragment,), references=(replace(NEOX, path="own.py", line=9),))
    told = checked(
        book.licences["Apache-2.0"], (Copied(own, (match,)),), Evidence(said_in((), book), (), {"own.py": lines}), book
    )
    assert next(one.state for one in told if one.kind is ObligationKind.STATE_CHANGES) is state


@pytest.mark.parametrize(
    ("path", "text", "state"),
    [
        ("README.md", "# Llama-North 7B\n", State.MET),
        ("README.md", "---\nlicense: llama3.1\n---\n\n# North 7B, made with Llama\n", State.NOT_SEEN),
        ("README.md", "---\nmodel_name: llama north\n---\n# North\n", State.MET),
        ("pyproject.toml", '[project]\nname = "north"\n', State.NOT_SEEN),
        ("docs/README.md", "# Llama\n", State.NOT_CHECKABLE),
        ("README.md", "no title at all", State.NOT_CHECKABLE),
    ],
)
def test_the_name_that_a_licence_asks_for_is_read_from_the_top(
    book: LicenceBook, path: str, text: str, state: ObligationState
) -> None:
    files = ((path, text),)
    assert (
        _state(book, "LicenseRef-llama-3.1", ObligationKind.NAME_PREFIX, Evidence(said_in(files, book), files, {}))
        is state
    )


def test_a_copy_that_is_not_there_is_asked_for_with_where_it_can_be_had(book: LicenceBook) -> None:
    licence, text = book.licences["Apache-2.0"], (("LICENSE", "SPDX-License-Identifier: MIT"),)
    told = {one.kind: one for one in checked(licence, COPIED, Evidence(said_in(text, book), text, {}), book)}
    asked = told[ObligationKind.GIVE_COPY]
    assert asked.state is State.NOT_SEEN
    for words in (asked.asks.en, asked.asks.ko):
        assert "LICENSES/Apache-2.0.txt" in words
        assert words.endswith(licence.source)
    assert licence.source not in told[ObligationKind.KEEP_NOTICE].asks.en


def test_what_was_not_read_in_a_licences_own_text_is_told_as_such(book: LicenceBook) -> None:
    unread = {one.id for one in book.licences.values() if not one.is_read}
    assert unread == {one.id for one in book.licences.values() if one.known_from.startswith("not its own text")}
    for name, licence in book.licences.items():
        for one in checked(licence, COPIED, Evidence(said_in((), book), (), {}), book):
            told = (one.asks.en.endswith(licence.source), "own text was not at hand" in one.asks.en)
            assert told == ((True, True) if name in unread else (one.kind is ObligationKind.GIVE_COPY, False))
            assert (licence.source in one.asks.ko, "{" in one.asks.en + one.asks.ko) == (told[0], False)
