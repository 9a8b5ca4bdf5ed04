# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Colours of source text: the right words, in order, never past the end of a line."""

from hypothesis import given
from hypothesis import strategies as st

from gyebo.formats.html.colouring import colours


def told(lines: tuple[str, ...], language: str = "python") -> list[list[tuple[str, str]]]:
    found = colours(lines, language)
    return [[(line[one.start : one.stop], one.kind) for one in tints] for line, tints in zip(lines, found, strict=True)]


def test_words_texts_numbers_and_comments_are_told_apart() -> None:
    assert told(("def gate(x): # why", "    return 'a' + 12")) == [
        [("def", "k"), ("gate", "d"), ("# why", "c")],
        [("return", "k"), ("'a'", "s"), ("12", "m")],
    ]


def test_a_text_over_several_lines_is_one_on_each_of_them() -> None:
    assert told(("x = '''one", "two", "'''")) == [[("'''one", "s")], [("two", "s")], [("'''", "s")]]


def test_a_language_that_is_not_known_has_no_colours() -> None:
    assert told(("def gate(): pass",), "no such language") == [[]]


@given(st.lists(st.text(max_size=20), max_size=6).map(tuple))
def test_colours_never_overlap_or_leave_their_line(lines: tuple[str, ...]) -> None:
    for line, tints in zip(lines, colours(lines, "python"), strict=True):
        edges = [edge for one in tints for edge in (one.start, one.stop)]
        assert edges == sorted(edges)
        assert all(0 <= edge <= len(line) for edge in edges)
