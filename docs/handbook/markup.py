# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Markdown out of values: tables, and text that stays text."""

from collections.abc import Iterable, Sequence

_MARKS = str.maketrans({mark: f"\\{mark}" for mark in "\\`*_[]<>|"})


def plain(text: str) -> str:
    """Text as it stands, with nothing in it that Markdown would read."""
    return " ".join(text.split()).translate(_MARKS)


def code(text: str) -> str:
    """A word of code inside a table or sentence."""
    return f"`{text.replace('|', chr(92) + '|')}`" if text else ""


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; the cells are Markdown."""
    lines = (heads, ["---"] * len(heads), *rows)
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)
