# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Debian's copyright file: what it says of some files it says of no other."""

import pytest

from gyebo.notices.paragraphs import is_parted, parted, speaking

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

Files: vendor/own.py
Copyright: 2026 North Lab
License: MIT

License: MIT
 As it stands elsewhere.
"""
PATH = ".reuse/dep5"


def _holders(path: str) -> list[str]:
    _, paragraphs = parted(SHEET, PATH)
    return [holder for one in speaking(paragraphs, path) for holder in one.holders]


@pytest.mark.parametrize("path", ["north/taken.py", "vendor/a.py", "vendor/deep/er/a.py"])
def test_holders_of_named_files_speak_for_these_also_in_deeper_folders(path: str) -> None:
    assert _holders(path) == ["Aurora Lab", "Borealis Institute"]


@pytest.mark.parametrize("path", ["north/own.py", "taken.py", "vendor/a.txt", "north/taken.py.bak"])
def test_they_speak_for_no_other(path: str) -> None:
    assert _holders(path) == []


def test_the_last_paragraph_that_covers_a_file_speaks() -> None:
    assert _holders("vendor/own.py") == ["North Lab"]


def test_a_paragraph_for_all_files_speaks_for_the_whole() -> None:
    whole, paragraphs = parted(SHEET, PATH)
    assert [(one.holders, one.line) for one in whole] == [(("North Lab",), 5)]
    assert [[one.line for one in each.notices] for each in paragraphs] == [[10, 11], [15]]


def test_brackets_stand_for_themselves_and_a_long_line_costs_no_time() -> None:
    _, paragraphs = parted("Files: a[b].py " + "*a" * 20_000 + " " * 200_000 + "\nCopyright: 2024 Aurora Lab\n", PATH)
    assert [one.files for one in paragraphs] == [("a[[]b[]].py",)]
    assert paragraphs[0].covers("a[b].py")
    assert not paragraphs[0].covers("ab.py")


def test_only_that_format_is_parted() -> None:
    assert is_parted("debian/copyright")
    assert not is_parted("LICENSE")
