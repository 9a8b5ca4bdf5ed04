# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""What a draft says was changed."""

from collections.abc import Callable
from dataclasses import replace

from gyebo.declarations.borrowing import borrowed
from gyebo.report import Fragment, Report

Scan = Callable[[str], Report]


def _without_text(fragment: Fragment) -> Fragment:
    """As where the corpus's text is not at hand."""
    match = fragment.match and replace(fragment.match, renames=(), regions=(), changes=(), referenced_text=None)
    return replace(fragment, match=match)


def test_names_that_were_changed_are_said_to_be_also_where_the_other_text_is_not_at_hand(scan_case: Scan) -> None:
    report = scan_case("renamed-copy-holder-replaced")
    assert borrowed(report)[0].changes.startswith("Names changed: ")
    files = tuple(replace(file, fragments=tuple(map(_without_text, file.fragments))) for file in report.files)
    assert borrowed(replace(report, files=files))[0].changes == "Names changed."


def test_what_was_not_changed_is_said_not_to_be(scan_case: Scan) -> None:
    assert {one.changes for one in borrowed(scan_case("copy-notice-dropped"))} == {"Code unchanged."}
