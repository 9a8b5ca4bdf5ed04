# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Where a base's licence and NOTICE must stand, and when nothing can be said of them."""

from pathlib import Path, PurePosixPath

import pytest

from gyebo import licencebook
from gyebo.bases.licence_state import licence_copy
from gyebo.licencebook import LicenceBook
from gyebo.licences.obligations import Evidence, notice_kept
from gyebo.licences.repository import said_in
from gyebo.report import ObligationState

State = ObligationState
NOTICE = (("NOTICE", "Aurora\nPortions by the Aurora Laboratory, 2025.\n"),)
FOLDER = PurePosixPath("third_party/lib")


@pytest.fixture(scope="module")
def book(root: Path) -> LicenceBook:
    return licencebook.load(root / "rules")


def _shown(book: LicenceBook, **texts: str) -> Evidence:
    files = tuple(texts.items())
    return Evidence(said_in(files, book), files, {})


@pytest.mark.parametrize(
    ("path", "state"),
    [
        ("LICENSE", State.MET),
        ("third_party/LICENSE", State.MET),
        ("third_party/lib/LICENSE", State.MET),
        ("third_party/lib/docs/LICENSE", State.MET),
        ("LICENSES/Apache-2.0.txt", State.MET),
        ("third_party/other/LICENSE", State.NOT_SEEN),
    ],
)
def test_a_copy_stands_in_the_folder_above_it_or_among_the_licences(
    book: LicenceBook, root: Path, path: str, state: ObligationState
) -> None:
    shown = _shown(book, **{path: (root / "LICENSE").read_text()})
    assert licence_copy("Apache-2.0", FOLDER, shown, book)[0] is state


@pytest.mark.parametrize(
    ("licence", "state"),
    [
        ("", State.NOT_CHECKABLE),
        ("LicenseRef-nobody-knows", State.NOT_CHECKABLE),
        ("CC0-1.0", State.NOT_ASKED),
        ("MIT", State.NOT_SEEN),
        ("MIT OR Apache-2.0", State.MET),
        ("MIT AND Apache-2.0", State.NOT_SEEN),
    ],
)
def test_it_is_asked_for_only_where_the_licence_is_known_to_ask(
    book: LicenceBook, root: Path, licence: str, state: ObligationState
) -> None:
    shown = _shown(book, LICENSE=(root / "LICENSE").read_text())
    assert licence_copy(licence, FOLDER, shown, book)[0] is state


def test_a_notice_counts_wherever_and_however_it_is_laid_out(book: LicenceBook) -> None:
    assert (
        notice_kept(NOTICE, _shown(book, NOTICE="Ours\n\naurora -- portions by the Aurora Laboratory 2025").statements)
        is State.MET
    )
    assert notice_kept(NOTICE, _shown(book, NOTICE="Ours").statements) is State.NOT_SEEN


def test_without_a_notice_nothing_is_asked_and_without_the_base_nothing_known(book: LicenceBook) -> None:
    assert notice_kept((("LICENSE", "Apache License"),), _shown(book).statements) is State.NOT_ASKED
    assert notice_kept((("NOTICE", "Aurora"),), _shown(book).statements) is State.NOT_ASKED
    assert notice_kept(None, _shown(book).statements) is State.NOT_CHECKABLE
