# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""What one function of two is made of."""

from measures.merged import merged

FIRST = "def first(a, b):\n    c = a + b\n    return c"
SECOND = "def second(b, *, d):\n    print(b)\n    return d"


def test_a_merged_function_takes_what_both_take_and_returns_what_the_second_does() -> None:
    text = merged(FIRST, SECOND)
    assert "def first(a, b, *, d):\n    c = a + b\n    print(b)\n    return d\n" in text
    compile(text, "merged", "exec")
