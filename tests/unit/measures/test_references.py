# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""The labelled lines: drawn by rule, held against what is read of them."""

from collections import Counter
from pathlib import PurePosixPath

import pytest

from gyebo.model import SourceFile
from gyebo.report import Reference
from measures.references import DRAWS, Label, Read, is_right, is_same, labels
from measures.spoken import SOURCES, Stratum, digest, draw

TEXT = """# Copied from transformers.models.a.b.C
x = 1  # a plain remark
def f():
    \"\"\"Adapted from
    https://github.com/a/b\"\"\"
    return f"copied from {x}", "based on a string of code"
# https://github.com/c/d/issues/1
# the original sizes of each image
"""
FILES = (SourceFile(PurePosixPath("a.py"), TEXT.encode()),)


def _label(level: int, *targets: str, line: int = 3) -> Label:
    return Label("first", "vllm-0.33.0", "a.py", line, "0" * 12, "linked", level, frozenset(targets))


def test_what_is_drawn_is_comments_and_documentation_sorted_by_crude_words() -> None:
    drawn = {one.text: (one.line, one.stratum) for one in draw("vllm-0.33.0", FILES, 1)}
    assert drawn == {
        "Copied from transformers.models.a.b.C": (1, Stratum.DOTTED),
        "a plain remark": (2, Stratum.PLAIN),
        "Adapted from": (4, Stratum.LINKED),
        "https://github.com/a/b": (5, Stratum.PLAIN),
        "https://github.com/c/d/issues/1": (7, Stratum.POINTED),
        "the original sizes of each image": (8, Stratum.NAMED),
    }


def test_a_seed_draws_the_same_lines_again_and_another_others() -> None:
    many = tuple(
        SourceFile(PurePosixPath(f"{number}.py"), f"# remark {number}\n# again {number}\n".encode())
        for number in range(50)
    )
    first = [one.text for one in draw("vllm-0.33.0", many, 1)]
    assert first == [one.text for one in draw("vllm-0.33.0", many[::-1], 1)]
    assert set(first) != {one.text for one in draw("vllm-0.33.0", many, 2)}
    assert [one.text for one in draw("vllm-0.33.0", many, 1, 2)] == first[:3]


def test_more_than_three_hundred_lines_of_four_packages_are_labelled_once_each() -> None:
    found = labels()
    assert Counter(one.draw for one in found)["first"] > 300
    assert {one.draw for one in found} == set(DRAWS)
    assert {one.source for one in found} == set(SOURCES)
    assert len({(one.source, one.digest) for one in found}) == len(found)
    assert all(len(one.digest) == 12 and one.line > 0 and Stratum(one.stratum) for one in found)


def test_who_labels_a_place_says_which() -> None:
    assert all(bool(one.targets) == (one.level >= 2) for one in labels())
    assert {one.level for one in labels()} == {0, 1, 2, 3, 4}


def test_a_digest_tells_a_line_without_keeping_it() -> None:
    assert digest("a line") == digest("a line") != digest("a line.")


@pytest.mark.parametrize(
    ("told", "labelled"),
    [
        ("github.com/a/b/c.py", "github.com/a/b/c.py"),
        ("vLLM's GLM-4.5", "GLM-4.5"),
        ("EleutherAI's GPT-NeoX", "GPT-NeoX"),
    ],
)
def test_a_place_is_the_same_in_full_and_a_name_in_part(told: str, labelled: str) -> None:
    assert is_same(told, frozenset({labelled}))
    assert not is_same(f"{told}/other", frozenset({"github.com/a/b/c.py", "Llama"}))


def test_a_told_place_is_right_where_the_line_names_it() -> None:
    place = Reference("a.py", 3, "Adapted from", "github.com/a/b", 3)
    assert is_right(_label(3, "github.com/a/b"), place)
    assert not is_right(_label(3, "github.com/a/c"), place)
    assert not is_right(_label(0), place)
    assert Read(_label(3, "github.com/a/b"), (place,)).is_found(3)
    assert not Read(_label(4, "github.com/a/b"), ()).is_found(3)
