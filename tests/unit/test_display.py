# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""What hides shows, in one-line values, in source text and all through a value."""

import unicodedata
from dataclasses import dataclass
from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gyebo.display import display, display_all, display_source


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("모델/계보.py", "모델/계보.py"),
        ("a\u202egnp.py", "a\\u{202E}gnp.py"),
        ("x\x1b[31m", "x\\u{001B}[31m"),
        ("a\nb\tc\r", "a\\u{000A}b\\u{0009}c\\u{000D}"),
        ("\udcff.py", "\\u{DCFF}.py"),
        ("a\u2028b\u2029", "a\\u{2028}b\\u{2029}"),
        ("admin\u3164", "admin\\u{3164}"),
        ("\U000e0041\ufffe", "\\u{E0041}\\u{FFFE}"),
    ],
)
def test_a_hidden_character_shows_as_its_code_point(text: str, shown: str) -> None:
    assert display(text) == shown


def test_source_text_keeps_its_tabs_and_line_breaks_and_nothing_else_hidden() -> None:
    assert display_source("\tif 참:\n\x0c\u200bpass") == "\tif 참:\n\\u{000C}\\u{200B}pass"


@given(st.text())
def test_no_control_or_format_character_is_left(text: str) -> None:
    assert not {unicodedata.category(character) for character in display(text)} & {"Cc", "Cf", "Cs", "Zl", "Zp"}


@given(st.text())
def test_displaying_twice_changes_nothing_more(text: str) -> None:
    assert display(display(text)) == display(text)


class Colour(StrEnum):
    RED = "red"


@dataclass(frozen=True, slots=True)
class Prose:
    text: str


@dataclass(frozen=True, slots=True)
class Everything:
    name: str
    colour: Colour
    count: int
    prose: tuple[Prose, ...]


def test_all_strings_of_a_value_are_displayed_at_any_depth() -> None:
    value = Everything("a\n\u202e", Colour.RED, 3, (Prose("b\n\u202e"),))
    assert display_all(value, multiline=(Prose,), untouched=()) == Everything(
        "a\\u{000A}\\u{202E}", Colour.RED, 3, (Prose("b\n\\u{202E}"),)
    )


def test_what_is_to_stay_untouched_stays_untouched() -> None:
    value = Everything("", Colour.RED, 0, (Prose("\u202e"),))
    assert display_all(value, multiline=(), untouched=(Prose,)) == value
