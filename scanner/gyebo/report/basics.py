# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""What a report says of anything: a sentence in both languages, a notebook's cell, a path that was not analysed."""

from dataclasses import dataclass

from gyebo.report.words import SkipReason


@dataclass(frozen=True, slots=True)
class Text:
    """One sentence a reader sees, in both languages."""

    en: str
    ko: str


def same(text: str) -> Text:
    """What is no sentence of ours and reads alike in both languages: a link's target, an operating system's message."""
    return Text(text, text)


@dataclass(frozen=True, slots=True)
class Cell:
    """The lines of a notebook's code cell in the text that is made of all of them."""

    number: int
    """Counted over the code cells, from 1."""
    first_line: int
    last_line: int


@dataclass(frozen=True, slots=True)
class Skipped:
    """A path that was not analysed, and why; never the same as clean."""

    path: str
    reason: SkipReason
    detail: Text
    paths: int = 1
    """How many paths this stands for: more for a folder."""
