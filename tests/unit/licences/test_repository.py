# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""A repository's licences are told apart: of its code, of its weights, of its parts, and of each file."""

from pathlib import Path

import pytest

from gyebo import licencebook
from gyebo.licencebook import LicenceBook
from gyebo.licences.repository import licence_of, said_in
from gyebo.report import LicenceSource, LicenceStatement
from gyebo.rulebook import Rulebook

CARD = "---\nlicense: other\nlicense_name: gemma\nlanguage: ko\n---\n# Narae\n"
PYPROJECT = '[project]\nname = "narae"\nlicense = "MIT"\n'
CLASSIFIED = '[project]\nname = "narae"\nclassifiers = ["License :: OSI Approved :: MIT License"]\n'
GEMMA = "Gemma Terms of Use\nthe Gemma Services\nall Model Derivatives\n"


@pytest.fixture(scope="module")
def book(root: Path) -> LicenceBook:
    return licencebook.load(root / "rules")


@pytest.fixture
def apache(root: Path) -> str:
    return (root / "LICENSE").read_text(encoding="utf-8")


def test_code_and_weights_are_two_things(apache: str, tiny_rulebook: Rulebook) -> None:
    said = said_in([("LICENSE", apache), ("README.md", CARD)], tiny_rulebook.licences)
    assert [(one.path, one.expression, one.source) for one in said.code] == [
        ("LICENSE", "Apache-2.0", LicenceSource.TEXT)
    ]
    assert [(one.path, one.line, one.expression) for one in said.weights] == [("README.md", 3, "LicenseRef-gemma")]


def test_terms_for_weights_are_not_the_codes_licence(apache: str, tiny_rulebook: Rulebook) -> None:
    said = said_in([("LICENSE-MODEL", GEMMA), ("LICENSE-CODE", apache)], tiny_rulebook.licences)
    assert [one.expression for one in said.code] == ["Apache-2.0"]
    assert [one.expression for one in said.weights] == ["LicenseRef-gemma"]


def test_a_text_tells_more_than_a_field(apache: str, tiny_rulebook: Rulebook) -> None:
    said = said_in([("pyproject.toml", PYPROJECT), ("LICENSE", apache)], tiny_rulebook.licences)
    assert [(one.path, one.expression) for one in said.code] == [("LICENSE", "Apache-2.0"), ("pyproject.toml", "MIT")]
    assert said.texts == {"Apache-2.0"}


@pytest.mark.parametrize(
    ("path", "text", "expression"),
    [
        ("pyproject.toml", PYPROJECT, "MIT"),
        ("pyproject.toml", CLASSIFIED, "MIT"),
        ("setup.cfg", "[metadata]\nlicense = Apache-2.0\n", "Apache-2.0"),
        ("CITATION.cff", "title: x\nlicense: MIT\n", "MIT"),
        ("README.md", "# Narae\n\nReleased under the Apache License, Version 2.0.\n", "Apache-2.0"),
    ],
)
def test_a_project_files_own_field_is_read(path: str, text: str, expression: str, tiny_rulebook: Rulebook) -> None:
    assert [one.expression for one in said_in([(path, text)], tiny_rulebook.licences).code] == [expression]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("pyproject.toml", "not toml ["),
        ("pyproject.toml", "project = 3"),
        ("pyproject.toml", "a = " + "[" * 5000),
        ("pyproject.toml", "[project]\nlicense = {file = 'LICENSE'}\n"),
        ("README.md", "---\n" + "license: " * 100),
        ("LICENSE", ""),
    ],
)
def test_a_broken_project_file_says_nothing(path: str, text: str, tiny_rulebook: Rulebook) -> None:
    assert said_in([(path, text)], tiny_rulebook.licences).all == ()


def test_a_part_speaks_for_itself_alone(apache: str, tiny_rulebook: Rulebook) -> None:
    said = said_in(
        [("vendor/LICENSE", apache), ("REUSE.toml", '[[annotations]]\nSPDX-License-Identifier = "MIT"')],
        tiny_rulebook.licences,
    )
    assert said.code == ()
    assert {(one.path, one.expression) for one in said.others} == {
        ("vendor/LICENSE", "Apache-2.0"),
        ("REUSE.toml", "MIT"),
    }


def test_a_file_stands_under_its_own_licence_then_the_nearest_then_the_repositorys(
    apache: str, tiny_rulebook: Rulebook
) -> None:
    said = said_in([("vendor/LICENSE", apache), ("pyproject.toml", PYPROJECT)], tiny_rulebook.licences)
    tag = LicenceStatement("vendor/x.py", 1, "", "ISC", LicenceSource.TAG)
    assert licence_of("vendor/x.py", [tag], said) == "ISC"
    assert licence_of("vendor/deep/x.py", [], said) == "Apache-2.0"
    assert licence_of("own/x.py", [], said) == "MIT"
    assert licence_of("own/x.py", [], said_in([], tiny_rulebook.licences)) == ""


@pytest.mark.parametrize(
    ("text", "licence"),
    [
        ("# EXAONE AI MODEL LICENSE AGREEMENT 1.2-NC\nThis is between Licensor and you.", "LicenseRef-exaone-1.2-nc"),
        ("K-EXAONE AI Model License Agreement\nThis is between Licensor and you.", "LicenseRef-k-exaone"),
        ("Kanana License Agreement\nbetween you and KAKAO Corp.", "LicenseRef-kanana"),
        ("Qwen RESEARCH LICENSE AGREEMENT\nCopyright (c) Alibaba Cloud.", "LicenseRef-qwen-research"),
        ("\n=== EXAONE AI Model License Agreement 7.0 ===\nLicensor and you.", ""),
        ("Aurora Model License Agreement\nbetween you and the Aurora Lab.", ""),
    ],
)
def test_a_model_licence_is_known_by_its_name_or_told_as_unknown(book: LicenceBook, text: str, licence: str) -> None:
    (one,) = said_in((("LICENSE", text),), book).all
    assert one.expression == licence
    assert one.source is LicenceSource.TEXT
    assert one.text.strip("# ").startswith(text.strip("\n#= ").split(" ")[0])


def test_an_empty_licence_file_says_nothing(book: LicenceBook) -> None:
    assert said_in((("LICENSE", "\n  \n"),), book).all == ()
