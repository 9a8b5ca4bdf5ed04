# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Two copyright lines: which words are not the other's."""

from gyebo.formats.html.differing import Words, differing


def test_the_words_that_differ_are_told_on_either_side() -> None:
    kept, own = "Copyright 2025 The Brook team", "Copyright 2026 The Narae team"
    assert [one.text for one in differing(kept, own) if one.is_other] == ["2025", "Brook"]
    assert [one.text for one in differing(own, kept) if one.is_other] == ["2026", "Narae"]


def test_equal_lines_are_one_piece() -> None:
    assert differing("Copyright 2025", "Copyright 2025") == (Words("Copyright 2025", is_other=False),)
