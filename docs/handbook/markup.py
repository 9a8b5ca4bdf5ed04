# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Markdown out of values: tables, and text that stays text."""

import re
from collections.abc import Iterable, Sequence

_CODE = re.compile(r"`([^`]+)`")
_MARKS = str.maketrans({mark: f"\\{mark}" for mark in "\\`*_[]<>|"})


def plain(text: str) -> str:
    """Text as it stands, with nothing in it that Markdown would read."""
    return " ".join(text.split()).translate(_MARKS)


def prose(text: str) -> str:
    """Sentences as they stand, but what is between two backticks is code."""
    parts = _CODE.split(" ".join(text.split()))
    return "".join(code(part) if place % 2 else part.translate(_MARKS) for place, part in enumerate(parts))


def code(text: str) -> str:
    """A word of code inside a table or sentence."""
    return f"`{text.replace('|', chr(92) + '|')}`" if text else ""


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; the cells are Markdown."""
    lines = (heads, ["---"] * len(heads), *rows)
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)
