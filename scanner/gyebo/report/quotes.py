# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""What a match's two sides say alike outside their code."""

from dataclasses import dataclass

from gyebo.report.words import Wording


@dataclass(frozen=True, slots=True)
class Quote:
    """A line of a comment, or a message, that both sides have."""

    wording: Wording
    text: str
    """As the submission has it."""
    submitted_line: int
    referenced_line: int
    is_exact: bool
    """Word for word; else after the renaming of the match."""
    works: int
    """Works of the corpus that have it as the referenced side does."""


@dataclass(frozen=True, slots=True)
class Leftover:
    """A name of the origin in a comment or message of the submission."""

    wording: Wording
    name: str
    text: str
    line: int
    paragraph: int = 0
    """The line with which the comment begins in which it stands, up to an empty one; 0 for a message."""
