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


@dataclass(frozen=True, slots=True)
class Marks:
    """Words, in lower case, of which one stands in everything that is looked for; `others` are not ASCII."""

    latin: tuple[str, ...]
    others: tuple[str, ...]

    def are_in(self, text: str) -> bool:
        """Whether one of them stands there, whatever the case."""
        lowered = text.lower()
        if any(map(lowered.__contains__, self.latin)):
            return True
        return not text.isascii() and any(map(lowered.__contains__, self.others))


def around(comments: Sequence[tuple[int, str]], marks: Marks, behind: int) -> Sequence[tuple[int, str]]:
    """The comments that hold one of the marks, and so many behind each.

    A pattern that has several ways to begin is 20 times slower than this on the comments it has nothing to find in.
    """
    kept, left = list[tuple[int, str]](), 0
    for comment in comments:
        left = behind + 1 if marks.are_in(comment[1]) else left - 1
        if left > 0:
            kept.append(comment)
    return kept


def lines(comments: Sequence[tuple[int, str]], limit: int) -> tuple[Line, ...]:
    """The first `limit` characters of the comments, line by line, without comment markers at either end."""
    return tuple(_lines(comments, limit))


def _lines(comments: Sequence[tuple[int, str]], limit: int) -> Iterator[Line]:
    left = limit
    for first, text in comments:
        for offset, line in enumerate(text[: max(0, left)].split("\n")):
            yield Line(first + offset, line[:LINE_LIMIT].strip().lstrip("#").strip())
        left -= len(text) + 1
