# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""A licence's text is recognised, a changed one as changed, and a maker's own as its own."""

from pathlib import Path, PurePosixPath

import pytest

from gyebo.licences.texts import is_licence_file, of_text
from gyebo.rulebook import Rulebook

OWN_TAIL = (
    "\nIf the software is used commercially, you must show the words Made with Aurora on every page of the product.\n"
)
PREAMBLE = "This package holds a decoder that grew out of a course. Its authors thank their students for many hints.\n"


@pytest.fixture
def apache(root: Path) -> str:
    return (root / "LICENSE").read_text(encoding="utf-8")


def _told(text: str, rulebook: Rulebook) -> list[tuple[str, bool]]:
    return [(one.expression, one.is_modified) for one in of_text(text, "LICENSE", rulebook.licences)]


def test_a_plain_text_is_what_it_is(apache: str, tiny_rulebook: Rulebook) -> None:
    assert _told(apache, tiny_rulebook) == [("Apache-2.0", False)]


def test_a_preamble_and_a_copyright_line_change_nothing(apache: str, tiny_rulebook: Rulebook) -> None:
    text = f"Copyright 2026 The A team. All rights reserved.\n{PREAMBLE}{apache}"
    assert _told(text, tiny_rulebook) == [("Apache-2.0", False)]


def test_a_condition_behind_the_text_makes_it_another_licence(apache: str, tiny_rulebook: Rulebook) -> None:
    assert _told(apache + OWN_TAIL, tiny_rulebook) == [("LicenseRef-modified-Apache-2.0", True)]


def test_other_words_inside_make_it_another_licence(apache: str, tiny_rulebook: Rulebook) -> None:
    cut = apache.replace("perpetual, worldwide, non-exclusive", "yearly and for research alone")
    cut = cut.replace("You may reproduce and distribute copies", "Nobody may reproduce and distribute copies")
    assert _told(cut[: len(cut) // 2], tiny_rulebook) == [("LicenseRef-modified-Apache-2.0", True)]


@pytest.mark.parametrize(
    ("text", "licence"),
    [
        (
            "LLAMA 3.1 COMMUNITY LICENSE AGREEMENT\nLlama 3.1 Version Release Date: July 23, 2024",
            "LicenseRef-llama-3.1",
        ),
        ("Tongyi Qianwen LICENSE AGREEMENT\n\nTongyi Qianwen Release Date: August 3", "LicenseRef-tongyi-qianwen"),
        ("DEEPSEEK LICENSE AGREEMENT\nVersion 1.0\n Derivatives of the Model", "LicenseRef-deepseek"),
        ("EXAONE AI Model License Agreement 1.1 - NC\nLG (“Licensor”)", "LicenseRef-exaone-1.1-nc"),
        ("K-EXAONE AI Model License Agreement\nLG (“Licensor”)", "LicenseRef-k-exaone"),
        ("# Upstage Solar License\n a Derivative AI Model", "LicenseRef-upstage-solar"),
    ],
)
def test_a_makers_licence_is_known_by_its_own_words(text: str, licence: str, tiny_rulebook: Rulebook) -> None:
    assert _told(text, tiny_rulebook) == [(licence, False)]


@pytest.mark.parametrize(
    ("opening", "licence"),
    [
        ("GNU LESSER GENERAL PUBLIC LICENSE\nVersion 3, 29 June 2007", "LGPL-3.0-only"),
        ("Mozilla Public License Version 2.0", "MPL-2.0"),
        ("Creative Commons Attribution-NonCommercial 4.0 International Public License", "CC-BY-NC-4.0"),
    ],
)
def test_a_text_that_opens_like_a_known_one_and_goes_on_otherwise_is_a_changed_one(
    opening: str, licence: str, tiny_rulebook: Rulebook
) -> None:
    assert _told(f"{opening}\n\nOur own words follow here.\n", tiny_rulebook) == [
        (f"LicenseRef-modified-{licence}", True)
    ]


def test_words_that_are_no_licence_are_none(tiny_rulebook: Rulebook) -> None:
    assert _told("All rights belong to the team. Ask us before you use this.", tiny_rulebook) == []


@pytest.mark.parametrize(
    ("path", "is_one"),
    [
        ("LICENSE", True),
        ("sub/COPYING.txt", True),
        ("LICENSES/MIT.txt", True),
        ("LICENSE-MODEL", True),
        ("README.md", False),
    ],
)
def test_a_licence_file_is_known_by_its_name(path: str, is_one: bool) -> None:  # noqa: FBT001
    assert is_licence_file(PurePosixPath(path)) is is_one
