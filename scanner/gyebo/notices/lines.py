# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Comments and docstrings as numbered lines of bounded number and length."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

LINE_LIMIT = 1_000
"""Characters read of one line; what stands behind them is no header a person wrote."""


@dataclass(frozen=True, slots=True)
class Line:
    number: int
    text: str


def lines(comments: Sequence[tuple[int, str]], limit: int) -> tuple[Line, ...]:
    """The first `limit` characters of the comments, line by line, without comment markers at either end."""
    return tuple(_lines(comments, limit))


def _lines(comments: Sequence[tuple[int, str]], limit: int) -> Iterator[Line]:
    left = limit
    for first, text in comments:
        for offset, line in enumerate(text[: max(0, left)].split("\n")):
            yield Line(first + offset, line[:LINE_LIMIT].strip().lstrip("#").strip())
        left -= len(text) + 1
