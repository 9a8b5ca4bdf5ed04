# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""The picture counts each token once and leaves nothing out in silence."""

from dataclasses import replace

from gyebo.formats.html.family_tree import MOST_FILES, family_tree
from gyebo.report import Report


def test_the_bands_hold_the_borrowed_tokens_of_the_files(example: Report) -> None:
    tree = family_tree(example)
    assert tree
    borrowed = [file.tokens - file.own_tokens for file in example.files]
    assert [node.tokens for node in tree.files] == [tokens for tokens in borrowed if tokens]
    assert sum(node.tokens for node in tree.origins) == sum(borrowed)


def test_an_origin_bears_the_date_of_the_model_that_is_named(example: Report) -> None:
    tree = family_tree(example)
    assert tree
    firsts = [origin.works[0].first_published for origin in example.lineage]
    assert [node.since for node in tree.origins] == [first.published if first else "" for first in firsts]
    assert "" in [node.since for node in tree.origins]


def test_an_origin_is_followed_by_what_it_descends_from_by_its_own_account(example: Report) -> None:
    tree = family_tree(example)
    assert tree
    told = {node.label: [(one.work.name, one.depth) for one in node.ancestors] for node in tree.origins}
    assert told["Tide-3 +1"] == [("Brook-1", 0)]
    assert told["hangul-tools"] == []


def test_a_match_inside_another_ones_fragment_is_not_counted_again(example: Report) -> None:
    file = example.files[1]
    outer = file.fragments[1]
    inner = replace(outer, id="inner", span=replace(outer.span, first_line=outer.span.first_line + 1))
    nested = replace(example, files=(replace(file, fragments=(*file.fragments, inner)),))
    before = family_tree(replace(example, files=(file,)))
    after = family_tree(nested)
    assert before
    assert after
    assert after.files == before.files


def test_what_the_picture_cannot_hold_is_counted(example: Report) -> None:
    crowd = tuple(replace(example.files[1], path=f"{n}.py") for n in range(MOST_FILES + 3))
    tree = family_tree(replace(example, files=crowd))
    assert tree
    assert len(tree.files) == MOST_FILES
    assert tree.omitted_files == 3


def test_without_origins_there_is_no_picture(example: Report) -> None:
    assert family_tree(replace(example, lineage=())) is None
