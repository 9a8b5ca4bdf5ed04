# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Debian's copyright file: what it says of some files it says of no other."""

import time
from pathlib import PurePosixPath

import pytest

from gyebo.declarations.read import MOST_STARRED, read
from gyebo.declarations.types import Declared
from gyebo.model import SourceFile

SHEET = """\
Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: north

Files: *
Copyright: 2026 North Lab
License: MIT

Files: north/taken.py
 vendor/*.py
Copyright: 2024 Aurora Lab
 2023 Borealis Institute
License: Apache-2.0
 As it stands elsewhere.

Files: vendor/own.py
Copyright: 2026 North Lab
License: ISC

License: GPL-3.0-only
 As it stands elsewhere.
"""
PATHS = [".reuse/dep5", "debian/copyright"]


def _declared(text: str = SHEET, path: str = PATHS[0]) -> Declared:
    return read([SourceFile(PurePosixPath(path), text.encode())])


def _holders(path: str, declared: Declared) -> list[str]:
    return [holder for one in declared.holding(path) for notice in one.notices for holder in notice.holders]


@pytest.mark.parametrize("sheet", PATHS)
@pytest.mark.parametrize("path", ["north/taken.py", "vendor/a.py", "vendor/deep/er/a.py"])
def test_what_is_said_of_named_files_speaks_for_these_also_in_deeper_folders(path: str, sheet: str) -> None:
    declared = _declared(path=sheet)
    assert _holders(path, declared) == ["Aurora Lab", "Borealis Institute"]
    assert declared.licences(path, ("its own header",)) == ("Apache-2.0",)


@pytest.mark.parametrize("path", ["north/own.py", "taken.py", "vendor/a.txt", "north/taken.py.bak"])
def test_it_speaks_for_no_other(path: str) -> None:
    assert _holders(path, _declared()) == ["North Lab"]
    assert _declared().licences(path) == ("MIT",)


def test_the_last_paragraph_that_covers_a_file_speaks() -> None:
    assert _declared().licences("vendor/own.py") == ("ISC",)
    assert _declared(SHEET + "\nFiles: *\nLicense: 0BSD\n").licences("vendor/own.py") == ("0BSD",)


def test_the_header_speaks_for_the_files_that_no_paragraph_names() -> None:
    declared = _declared("Format: 1.0\nCopyright: 2026 North Lab\nLicense: MIT\n\nFiles: a.py\nLicense: ISC\n")
    assert (declared.licences("b.py"), declared.licences("a.py")) == (("MIT",), ("ISC",))
    assert _holders("b.py", declared) == ["North Lab"]
    assert _declared("Format: 1.0\nLicense: MIT\n").licences("b.py") == ("MIT",)


def test_statements_stand_at_their_own_lines_and_paragraphs_at_their_first() -> None:
    told = _declared().annotations
    assert [(one.line, [notice.line for notice in one.notices]) for one in told] == [
        (4, [5]),
        (8, [10, 11]),
        (15, [16]),
    ]
    assert [one.line for one in _declared(SHEET.replace("\n", "\r\n")).annotations] == [4, 8, 15]
    assert _declared(SHEET.replace("\n", "\r\n")).licences("vendor/b.py") == ("Apache-2.0",)


def test_a_copyright_file_in_a_folder_speaks_of_what_lies_there() -> None:
    declared = _declared(path="vendor/one/debian/copyright")
    assert _holders("vendor/one/north/taken.py", declared) == ["Aurora Lab", "Borealis Institute"]
    assert _holders("north/taken.py", declared) == []


@pytest.mark.parametrize(
    ("pattern", "path", "is_covered"),
    [
        ("a[b].py", "a[b].py", True),
        ("a[b].py", "ab.py", False),
        ("*/a[b].py", "c/a[b].py", True),
        ("a?.py", "ab.py", True),
        ("a?.py", "a.py", False),
        (r"a\*.py", "a*.py", True),
        (r"a\*.py", "ab.py", False),
        (r"*a\?.py", "ba?.py", True),
        (r"*a\?.py", "bab.py", False),
        ("./a.py", "a.py", True),
        ("*a*" * 200, "a", False),
    ],
)
def test_stars_cross_folders_and_brackets_stand_for_themselves(pattern: str, path: str, is_covered: bool) -> None:  # noqa: FBT001 - an expectation
    assert bool(_holders(path, _declared(f"Files: {pattern}\nCopyright: 2024 Aurora Lab\n"))) is is_covered


def test_a_file_of_hostile_patterns_costs_no_time() -> None:
    began = time.perf_counter()
    declared = _declared("Files: " + "*a" * 140 + " " * 200_000 + "\nCopyright: 2024 Aurora Lab\n")
    assert _holders("a" * 4000 + "b", declared) == []
    (problem,) = _declared(f"Files: {' a*' * (MOST_STARRED + 1)}\nCopyright: 2024 Aurora Lab\n").problems
    assert "patterns with a star" in problem.text.en
    assert time.perf_counter() - began < 2


def test_a_file_called_copyright_anywhere_else_is_no_such_file() -> None:
    assert _declared(path="COPYRIGHT") == _declared(path="copyright") == Declared()
