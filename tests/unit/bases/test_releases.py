# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""A release that is not at hand changes a few lines of many files; who works on a copy changes few files, or much."""

from pathlib import PurePosixPath

import pytest

from gyebo import resources, rulebook
from gyebo.bases.comparing import Compared
from gyebo.bases.releases import nearest_of, release_of
from gyebo.matching import Matching
from gyebo.model import SourceFile

TEXT = "".join(f"line_{number} = {number}\n" for number in range(10)).encode()
LITTLE = TEXT.replace(b"line_3", b"other")
MUCH = b"".join(b"new_%d = 0\n" % number for number in range(6)) + TEXT[:40]


@pytest.fixture(scope="module")
def matching() -> Matching:
    return rulebook.load(resources.folder("rules")).matching


def _paths(count: int) -> list[PurePosixPath]:
    return [PurePosixPath(f"lib/{number}.py") for number in range(count)]


def _release(matching: Matching, equal: int, contents: list[bytes]) -> tuple[bool, int]:
    changed, unchanged = _paths(len(contents)), frozenset(PurePosixPath(f"same/{one}.py") for one in range(equal))
    files = [SourceFile(path, content) for path, content in zip(changed, contents, strict=True)]
    found = release_of(Compared(unchanged=unchanged, before=dict.fromkeys(changed, TEXT)), files, matching)
    return found.is_another, len(found.unlike)


@pytest.mark.parametrize(
    ("equal", "contents", "expected"),
    [
        (100, [LITTLE] * 40, (True, 0)),
        (100, [LITTLE] * 39 + [MUCH], (True, 1)),
        (100, [LITTLE] * 30 + [MUCH] * 10, (False, 10)),
        (100, [LITTLE] * 19, (False, 0)),
        (1000, [LITTLE] * 40, (False, 0)),
    ],
)
def test_many_files_with_little_changed_are_another_release(
    matching: Matching, equal: int, contents: list[bytes], expected: tuple[bool, int]
) -> None:
    assert _release(matching, equal, contents) == expected


def test_layout_alone_makes_no_line_another(matching: Matching) -> None:
    assert _release(matching, 100, [TEXT.replace(b"\n", b"\r\n\n    ")] * 30) == (True, 0)


def test_each_file_is_set_beside_the_release_that_is_nearest_to_it() -> None:
    one, two, new = _paths(3)
    files = [SourceFile(one, LITTLE), SourceFile(two, MUCH), SourceFile(new, TEXT)]
    held = {7: {one: TEXT, two: TEXT}, 9: {one: MUCH, two: MUCH}}
    named, nearest = nearest_of(files, held, {7: 5, 9: 5})
    assert (named, nearest) == (9, {one: TEXT, two: MUCH})
    assert nearest_of(files, held, {7: 7, 9: 5})[0] == 7
