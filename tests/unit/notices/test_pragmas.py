# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""An ignore is read to the letter: what is written otherwise is told as malformed."""

import time

import pytest

from gyebo.model import Pragma
from gyebo.notices.pragmas import pragmas


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('gyebo: ignore[dropped-notice] reason="ours since 2023"', [("dropped-notice", "ours since 2023")]),
        ('gyebo:ignore[a-b,c-d] reason="r"', [("a-b", "r"), ("c-d", "r")]),
        ("gyebo: ignore[dropped-notice]", [("dropped-notice", "")]),
        ('gyebo: ignore[dropped-notice] reason=" "', [("dropped-notice", "")]),
        ("gyebo: ignore", [("", "")]),
        ('gyebo: ignore reason="all of it"', [("", "")]),
        ("gyebo: ignore[*]", [("", "")]),
        ('gyebo: ignore[a] reason="x" and more', [("", "")]),
        ('GYEBO: Ignore[dropped-notice] reason="x"', [("", "")]),
        ('gyebo : ignore[dropped-notice] reason="x"', [("", "")]),
        ("Gyebo: the genealogy of code", []),
        ("gyebo reads this", []),
        ("see gyebo: ignore[a]", []),
    ],
)
def test_what_a_comment_asks_for(text: str, found: list[tuple[str, str]]) -> None:
    assert list(pragmas([(7, text)], "a.py")) == [Pragma("a.py", 7, rule, reason) for rule, reason in found]


@pytest.mark.parametrize(
    "text", ["gyebo: ignore[" + "a," * 50_000, "gyebo: ignore[" + "a-" * 50_000, "gyebo: " * 20_000]
)
def test_a_hostile_comment_costs_no_time(text: str) -> None:
    begun = time.perf_counter()
    list(pragmas([(1, text)], "a.py"))
    assert time.perf_counter() - begun < 0.5
