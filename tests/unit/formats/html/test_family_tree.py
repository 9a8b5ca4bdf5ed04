# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""The picture counts each token once and leaves nothing out in silence."""

from dataclasses import replace

from gyebo.formats.html.family_tree import MOST_FILES, MOST_WORKS, PAINTED, family_tree
from gyebo.report import Commonality, Portion, Report


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
    assert told["Tide-3"] == [("Brook-1", 0)]
    assert told["hangul-tools"] == []


def test_the_picture_has_the_numbers_of_the_table(example: Report) -> None:
    tree = family_tree(example)
    assert tree
    assert [node.tokens for node in tree.origins] == [origin.tokens for origin in example.lineage]
    exclusive = sum(band.commonality is Commonality.EXCLUSIVE for band in tree.bands)
    assert exclusive == sum(bool(origin.exclusive_tokens) for origin in example.lineage)


def test_the_models_that_cannot_be_told_apart_are_named_as_far_as_there_is_room(example: Report) -> None:
    works = example.lineage[2].works * 2
    crowded = replace(example.lineage[2], works=works)
    tree = family_tree(replace(example, lineage=(crowded,)))
    assert tree
    assert tree.origins[0].works == works[:MOST_WORKS]
    assert tree.origins[0].more_works == len(works) - MOST_WORKS


def test_what_the_picture_cannot_hold_is_counted(example: Report) -> None:
    crowd = tuple(replace(example.files[1], path=f"{n}.py") for n in range(MOST_FILES + 3))
    wide = replace(example.lineage[0], portions=tuple(Portion(file.path, Commonality.SHARED, 9) for file in crowd))
    tree = family_tree(replace(example, files=crowd, lineage=(wide,)))
    assert tree
    assert len(tree.files) == MOST_FILES
    assert tree.omitted_files == 3
    assert tree.share == MOST_FILES / (MOST_FILES + 3)


def test_without_origins_there_is_no_picture(example: Report) -> None:
    assert family_tree(replace(example, lineage=())) is None


def test_files_stand_as_high_as_their_origins_and_exclusive_bands_above_the_others(example: Report) -> None:
    hangul = next(file for file in example.files if file.path == "narae/text/hangul.py")
    rest = tuple(file for file in example.files if file is not hangul)
    tree = family_tree(replace(example, files=(hangul, *rest)))
    assert tree
    assert [node.label for node in tree.files] == ["narae/modeling_narae.py", "narae/text/hangul.py"]
    painted = [band.commonality for band in tree.bands]
    assert painted == sorted(painted, key=[*PAINTED].index)
    assert painted[-1] is Commonality.EXCLUSIVE


def test_models_are_said_to_stand_under_one_another_only_where_some_do(example: Report) -> None:
    alone = replace(example, lineage=tuple(replace(row, works=row.works[:1]) for row in example.lineage))
    told = [tree.is_stacked for tree in map(family_tree, (example, alone)) if tree]
    assert told == [True, False]
