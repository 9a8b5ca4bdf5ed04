# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Tell the words in which one line differs from another."""

from dataclasses import dataclass
from difflib import SequenceMatcher


@dataclass(frozen=True, slots=True)
class Words:
    text: str
    is_other: bool
    """The other line has something else in its place, or nothing."""


def differing(line: str, other: str) -> tuple[Words, ...]:
    """The line in pieces of whole words; all of it as one piece where the lines are equal."""
    own, others = line.split(" "), other.split(" ")
    blocks = SequenceMatcher(None, own, others, autojunk=False).get_opcodes()
    told = [Words(" ".join(own[start:stop]), kind != "equal") for kind, start, stop, _, _ in blocks if start < stop]
    return tuple(told)
