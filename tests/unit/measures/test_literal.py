# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""A search by words alone, that tells whether what is called one maker's stands elsewhere too."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from gyebo.corpus.index import Index
from gyebo.corpus.sources import SourceTexts
from measures.literal import ROW, Library


@pytest.fixture
def library(tiny_index: Index, tiny_cache: Path) -> Iterator[Library]:
    texts = SourceTexts(tiny_cache)
    yield Library(tiny_index, texts, "2025-01-01")
    texts.close()


def test_what_two_makers_have_is_found_with_the_other_one(library: Library, texts: dict[str, str]) -> None:
    found = library.elsewhere(texts["norm"], texts["norm"], "aurora")
    assert found is not None
    assert [one for one in found if one.startswith("borealis: ")]


def test_what_one_maker_alone_has_is_found_nowhere_else(library: Library, texts: dict[str, str]) -> None:
    assert library.elsewhere(texts["router"], texts["router"], "aurora") == []


@pytest.mark.parametrize(("before", "count"), [("2025-01-01", 0), ("2026-01-01", 1)])
def test_younger_code_is_not_asked(
    tiny_index: Index, tiny_cache: Path, texts: dict[str, str], before: str, count: int
) -> None:
    kept = SourceTexts(tiny_cache)
    copy = texts["shift"].replace("window", "span")
    found = Library(tiny_index, kept, before).elsewhere(copy, copy, "borealis")
    kept.close()
    assert found is not None
    assert [one.split(":")[0] for one in found] == ["hanul"] * count


def test_texts_with_next_to_nothing_in_common_cannot_tell(library: Library, texts: dict[str, str]) -> None:
    assert library.elsewhere(texts["norm"], texts["shift"], "aurora") is None


def test_comments_layout_and_names_of_classes_do_not_count(library: Library, texts: dict[str, str]) -> None:
    changed = texts["norm"].replace("RootNorm", "OtherNorm").replace("\n", "  # said\n").replace("    ", "\t")
    assert library.rows(changed).tolist() == library.rows(texts["norm"]).tolist()


def test_a_text_of_fewer_words_than_a_row_has_none(library: Library) -> None:
    assert not len(library.rows("one " * (ROW - 1)))
    assert len(library.rows("one " * ROW)) == 1
