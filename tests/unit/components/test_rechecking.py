# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""What of licensecheck's answers is believed: nothing that our own table does not bear out."""

from pathlib import Path

import pytest

from gyebo import licencebook
from gyebo.components.rechecking import DISAGREE, OTHER_VERSION, SEVERAL, Matrix, Raw, rechecked
from gyebo.licencebook import LicenceBook
from gyebo.report import Dependency, DependencyState


@pytest.fixture(scope="module")
def book(root: Path) -> LicenceBook:
    return licencebook.load(root / "rules")


def _raw(licence: str, matrix: Matrix | None = None, version: str = "1.0") -> Raw:
    return {"name": "thing", "licence": licence, "version": version, "status": 200, "matrix": matrix}


def _told(raw: Raw, book: LicenceBook, own: str = "Apache-2.0", version: str = "") -> Dependency:
    return rechecked(Dependency("thing", version, ()), raw, own, book)


def test_an_answer_that_both_give_is_told(book: LicenceBook) -> None:
    one = _told(_raw("MIT", {"own": "APACHE", "other": "MIT", "carries": True}), book)
    assert (one.licence, one.is_carried, one.remark) == ("MIT", True, None)


def test_where_both_disagree_neither_is_told(book: LicenceBook) -> None:
    one = _told(_raw("MPL-2.0", {"own": "APACHE", "other": "MPL", "carries": False}), book)
    assert (one.licence, one.is_carried, one.remark) == ("MPL-2.0", None, DISAGREE)


@pytest.mark.parametrize("taken_for", ["MIT", "PSFL", "GPL_X"])
def test_a_comparison_with_another_licence_than_the_one_named_does_not_count(book: LicenceBook, taken_for: str) -> None:
    one = _told(_raw("BSD-3-Clause", {"own": "APACHE", "other": taken_for, "carries": False}), book)
    assert (one.is_carried, one.remark) == (True, None)


def test_of_a_licence_that_we_do_not_know_nothing_is_said(book: LicenceBook) -> None:
    one = _told(_raw("Zlib", {"own": "APACHE", "other": "UNKNOWN", "carries": True}), book)
    assert (one.licence, one.is_carried) == ("Zlib", None)


@pytest.mark.parametrize(
    ("own", "licence", "goes"),
    [
        ("MIT", "Apache-2.0", True),
        ("Apache-2.0", "LGPL-3.0-or-later", True),
        ("Apache-2.0", "GPL-3.0-or-later", False),
        ("Apache-2.0", "GPL-3.0-or-later OR MIT", True),
        ("GPL-3.0-or-later", "GPL-3.0-only", True),
        ("", "GPL-3.0-only", None),
        ("", "MIT", True),
        ("MIT", "LicenseRef-llama-3", None),
    ],
)
def test_a_package_that_is_imported_asks_less_than_code_that_is_copied(
    book: LicenceBook, own: str, licence: str, *, goes: bool | None
) -> None:
    assert _told(_raw(licence), book, own).is_carried is goes


def test_several_classifiers_do_not_say_which_counts(book: LicenceBook) -> None:
    one = _told(_raw("Apache Software License AND MIT License"), book)
    assert (one.licence, one.is_carried, one.remark) == ("Apache-2.0 AND MIT", None, SEVERAL)


def test_a_text_in_the_place_of_a_name_is_read_as_a_text(book: LicenceBook, root: Path) -> None:
    assert _told(_raw((root / "LICENSE").read_text()), book).licence == "Apache-2.0"
    one = _told(_raw("You may look at this on Sundays.\n" * 20), book)
    assert (one.licence, one.state) == ("", DependencyState.NOT_FOUND)


def test_the_version_that_was_answered_for_is_told(book: LicenceBook) -> None:
    one = _told(_raw("MIT", version="2.0"), book, version="==1.0")
    assert one.remark is not None
    assert one.remark.en == OTHER_VERSION.en.format(found="2.0", asked="1.0")
    assert _told(_raw("MIT", version="2.0"), book, version=">=1.0").remark is None
