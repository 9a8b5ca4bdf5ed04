# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""A library in a release that is not at hand: its changed files are asked about once, with nothing left out."""

from dataclasses import replace

import pytest

from gyebo import resources, rulebook
from gyebo.report import (
    Base,
    Component,
    ComponentKind,
    HolderState,
    Location,
    LostNotices,
    Notice,
    NoticeState,
    Statement,
    Text,
    same,
)
from gyebo.rulebook import Rulebook
from gyebo.stages.assess import Survey, assess

LINE = Notice("a.py", 1, "© Aurora Lab", ("Aurora Lab",))
LOST = LostNotices("lib/a.py", (HolderState("Aurora Lab", NoticeState.DROPPED, LINE, None),))
BASE = Base("Fjord", "1.2", "2025-03-01", is_given=False, folder="lib", unchanged=("lib/b.py",), changed=("lib/a.py",))
OTHER = replace(BASE, lost=(LOST,), is_other_release=True, unlike=("lib/a.py",))


@pytest.fixture(scope="module")
def book() -> Rulebook:
    return rulebook.load(resources.folder("rules"))


def _used(path: str) -> Component:
    place = Statement(same("from lib import AuroraModel"), Location(path, 1, 1))
    return Component(ComponentKind.MODEL_CLASS, "AuroraModel", "aurora", Text("Aurora", "오로라"), "NO", "", (place,))


def _found(book: Rulebook, base: Base, *components: Component) -> list[tuple[str, str]]:
    survey = Survey((), "KR", 0, 3, bases=(base,), components=components)
    return [(one.rule, one.location.path) for one in assess(survey, book.findings)]


def test_what_its_changed_files_use_and_lack_is_one_finding(book: Rulebook) -> None:
    assert _found(book, OTHER, _used("lib/a.py")) == [("unnamed-release", "lib/a.py")]
    survey = Survey((), "KR", 0, 3, bases=(OTHER,), components=(_used("lib/a.py"),))
    (finding,) = assess(survey, book.findings)
    told = " ".join(one.text.en for one in finding.supporting)
    assert "1 lack a copyright statement" in told
    assert "AuroraModel" in told
    assert "1 differ in most of their lines: lib/a.py" in told


def test_outside_its_changed_files_all_is_asked_as_before(book: Rulebook) -> None:
    rules = [rule for rule, _ in _found(book, OTHER, _used("own.py"))]
    assert rules == ["foreign-component", "unnamed-release"]


def test_a_library_that_is_the_release_it_is_named_for_is_judged_file_by_file(book: Rulebook) -> None:
    plain = replace(OTHER, is_other_release=False, unlike=())
    assert _found(book, plain, _used("lib/a.py")) == [("dropped-notice", "lib/a.py"), ("foreign-component", "lib/a.py")]


def test_a_declaration_is_told_and_does_not_answer_which_release_it_is(book: Rulebook) -> None:
    (finding,) = assess(Survey((), "KR", 0, 3, bases=(replace(OTHER, is_declared=True),)), book.findings)
    assert any("declarations name the library" in one.text.en for one in finding.mitigating)
