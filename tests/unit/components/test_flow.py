# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Tables and lists that YAML writes on one line."""

import time

import pytest

from gyebo.components.flow import DEEPEST, flowing


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{path: a/b, n: 3} # {path: c/d}", [("path", "a/b"), ("n", "3")]),
        ("{ path: a/b }", [("path", "a/b")]),
        (
            '{"path": "a/b", name: \'c/d\', url: https://e/f}',
            [("path", "a/b"), ("name", "c/d"), ("url", "https://e/f")],
        ),
        ("{model: {name: a/b}, tokenizer: {name: c/d}}", [("model.name", "a/b"), ("tokenizer.name", "c/d")]),
        ('[a/b, "c/d"]', [("", "a/b"), ("", "c/d")]),
        ("{models: [a/b, c/d], last: e/f}", [("models", "a/b"), ("models", "c/d"), ("last", "e/f")]),
        ("{a: b", [("a", "b")]),
        ("{", []),
        ("a/b", []),
        ("} a/b", []),
        ("{" * (DEEPEST + 1) + "a: b", []),
    ],
)
def test_each_text_is_told_with_the_keys_above_it(line: str, told: list[tuple[str, str]]) -> None:
    assert [(".".join(one.keys), one.text) for one in flowing(line)] == told


def test_what_stands_in_one_table_has_its_number() -> None:
    tables = {one.text: one.table for one in flowing("{a: {b: one, c: two}, d: three}")}
    assert tables["one"] == tables["two"] != tables["three"]


def test_a_hostile_line_ends() -> None:
    began = time.perf_counter()
    for part in ("{", "[", "a:", '"', "{a: ", ",", "  "):
        assert len(list(flowing("{" + part * 100_000))) < 200_000
    assert time.perf_counter() - began < 5
