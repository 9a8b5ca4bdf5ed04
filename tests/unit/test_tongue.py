# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""The catalogues hold what the templates say, in both languages, and are compiled."""

import gettext
from collections.abc import Iterator
from io import BytesIO

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from gyebo.errors import ReportError
from gyebo.resources import folder
from gyebo.tongue import tongue

LOCALE = folder("reports") / "locale"
KEYWORDS = {"say": None, "says": (1, 2), "label": None, "labels": (1, 2)}


def catalogue(language: str) -> Catalog:
    with (LOCALE / language / "LC_MESSAGES" / "gyebo.po").open("rb") as stored:
        return read_po(stored, locale=language)


def said() -> Iterator[object]:
    """Every sentence of the templates."""
    found = extract_from_dir(folder("reports"), [("templates/**.j2", "jinja2")], keywords=KEYWORDS)
    return (sentence for _, _, sentence, _, _ in found)


def ids(stored: Catalog) -> list[str]:
    return sorted({repr(message.id) for message in stored if message.id})


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_catalogue_holds_the_sentences_of_the_templates_and_no_others(language: str) -> None:
    assert ids(catalogue(language)) == sorted({repr(sentence) for sentence in said()})


def test_the_korean_catalogue_is_complete() -> None:
    assert [m.id for m in catalogue("ko") if m.id and (m.fuzzy or m.string in ("", ("",)))] == []


@pytest.mark.parametrize("language", ["ko", "en"])
def test_placeholders_are_those_of_the_sentence(language: str) -> None:
    assert [error for message in catalogue(language) for error in message.check(catalogue(language))] == []


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_compiled_catalogue_is_the_catalogue(language: str) -> None:
    compiled = BytesIO()
    write_mo(compiled, catalogue(language))
    assert (LOCALE / language / "LC_MESSAGES" / "gyebo.mo").read_bytes() == compiled.getvalue()


def test_counts_follow_the_language() -> None:
    assert tongue("en").count("%(n)s file", "%(n)s files", 1, {}) == "1 file"
    assert tongue("en").count("%(n)s file", "%(n)s files", 1200, {}) == "1,200 files"
    assert tongue("ko").count("%(n)s file", "%(n)s files", 2, {}) == "파일 2개"


def test_a_missing_catalogue_is_an_error_with_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(*_: object) -> gettext.NullTranslations:
        raise FileNotFoundError

    monkeypatch.setattr(gettext, "translation", missing)
    with pytest.raises(ReportError, match="install gyebo again"):
        tongue("ko")
