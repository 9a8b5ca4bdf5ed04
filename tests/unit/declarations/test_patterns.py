# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Which files a pattern means, and that no pattern takes long to say so."""

import time

import pytest

from gyebo.declarations.patterns import patterns


@pytest.mark.parametrize(
    ("pattern", "path", "is_covered"),
    [
        ("a.py", "a.py", True),
        ("a.py", "b/a.py", False),
        ("./a.py", "a.py", True),
        ("*.py", "a.py", True),
        ("*.py", "b/a.py", False),
        ("**/*.py", "a.py", True),
        ("**/*.py", "c/b/a.py", True),
        ("b/**", "b/c/a.py", True),
        ("b/", "b/c/a.py", True),
        ("b/", "bc/a.py", False),
        ("**", "c/b/a.py", True),
        ("b/**/c/*", "b/c/a.py", True),
        ("b/**/c/*", "b/d/c/d/c/a.py", True),
        ("b/**/c/*", "b/d/c/d/a.py", False),
        ("mod*_*.py", "modeling_north.py", True),
        ("mod*_*_.py", "modeling_north.py", False),
        ("a*a", "a", False),
        ("b**", "b/c/a.py", True),
        ("b**", "bc.py", True),
        ("b**", "c/b.py", False),
        ("**a.py", "c/ba.py", True),
        ("m**.py", "m/c/a.py", True),
        ("m**.py", "ma.py", True),
        (r"a\*.py", "a*.py", True),
        (r"a\*.py", "ab.py", False),
        ("[ab].py", "a.py", False),
        ("a?.py", "ab.py", False),
    ],
)
def test_stars_stay_within_a_name_and_double_stars_cross_folders(pattern: str, path: str, is_covered: bool) -> None:  # noqa: FBT001 - an expectation
    assert patterns([pattern]).cover(path) is is_covered


def test_the_patterns_of_a_folder_speak_of_what_lies_below_it() -> None:
    below = patterns(["*.py"], "vendor/one")
    assert below.cover("vendor/one/a.py")
    assert not below.cover("a.py")


@pytest.mark.parametrize(
    ("pattern", "path"),
    [("a" + "*a" * 240, "a" * 4000 + "b"), ("**/a/" * 100 + "b", "a/" * 1300 + "c")],
    ids=["in a name", "across folders"],
)
def test_a_pattern_made_of_stars_is_answered_at_once(pattern: str, path: str) -> None:
    began = time.perf_counter()
    assert not patterns([pattern]).cover(path)
    assert time.perf_counter() - began < 1
