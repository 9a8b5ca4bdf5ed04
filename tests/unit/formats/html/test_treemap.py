# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""The map of the repository shows every token once, and what was not analysed as something of its own."""

from dataclasses import replace

import pytest

from gyebo.formats.html.treemap import HEIGHT, KINDS, MOST_FILES, WIDTH, Treemap, treemap
from gyebo.report import DECLARED, Commonality, Fragment, Reference, Report, Skipped, SkipReason, Text, same


def drawn(report: Report) -> Treemap:
    found = treemap(report)
    assert found
    return found


def test_every_token_is_on_the_map_once(example: Report) -> None:
    found = drawn(example)
    assert found.total.total == example.coverage.tokens
    assert found.total.tokens["own"] == example.coverage.own_tokens
    assert found.total.tokens["declared"] == sum(file.declared_tokens for file in example.files)
    assert list(found.total.tokens) == list(KINDS)


def test_a_box_is_as_large_as_its_file_and_lies_on_the_map(example: Report) -> None:
    found = drawn(example)
    sizes = {file.path: file.total for file in found.files}
    for plot in found.plots:
        area = (plot.frame.width + 1) * (plot.frame.height + 1)
        assert area == pytest.approx(WIDTH * HEIGHT * sizes[plot.path] / found.total.total, rel=0.01)
        assert plot.frame.x + plot.frame.width <= WIDTH
        assert plot.frame.y + plot.frame.height <= HEIGHT
        assert sum(part.width for part in plot.parts) == pytest.approx(plot.frame.width)


def test_declared_heritage_counts_as_declared_and_not_again_as_heritage(example: Report) -> None:
    file = replace(
        example.files[0],
        tokens=100,
        own_tokens=10,
        exclusive_tokens=20,
        shared_tokens=0,
        common_tokens=70,
        declared_tokens=50,
        declared_exclusive_tokens=20,
        declared_common_tokens=30,
    )
    assert dict(drawn(replace(example, files=(file,))).total.tokens) == {
        "own": 10,
        "declared": 50,
        "undeclared": 0,
        "heritage": 40,
        "base": 0,
    }


def test_many_files_share_the_last_box_and_the_table_names_them_all(example: Report) -> None:
    crowd = tuple(replace(example.files[0], path=f"{n}.py") for n in range(MOST_FILES + 5))
    found = drawn(replace(example, files=crowd))
    assert len(found.plots) == MOST_FILES
    assert found.merged == 6
    assert len(found.files) == len(crowd)


def test_of_many_small_files_each_folder_has_a_box_with_its_name(example: Report) -> None:
    folders = [f"north/part_{at}" for at in range(9)]
    crowd = tuple(replace(example.files[0], path=f"{folder}/{n}.py") for folder in folders for n in range(30))
    found = drawn(replace(example, files=crowd))
    assert sorted(plot.path for plot in found.plots) == [f"{folder}/…" for folder in folders]
    assert all("part_" in plot.label for plot in found.plots)
    assert (found.merged, len(found.files)) == (len(crowd), len(crowd))


def test_what_was_not_analysed_has_boxes_of_its_own_unless_it_holds_no_code(example: Report) -> None:
    skipped = (
        Skipped("a.cu", SkipReason.OTHER_LANGUAGE, same(""), paths=3),
        Skipped("b.md", SkipReason.UNKNOWN_LANGUAGE, same("")),
    )
    found = drawn(replace(example, skipped=skipped))
    assert found.unread_paths == len(found.unread) == 3
    assert min(cell.y for cell in found.unread) > HEIGHT


def test_what_a_known_project_has_just_so_is_told_apart(example: Report) -> None:
    file = replace(example.files[0], tokens=50, own_tokens=20, common_tokens=0, base_tokens=30)
    coverage = replace(example.coverage, base_files=2)
    found = drawn(replace(example, files=(file,), coverage=coverage))
    assert (found.total.tokens["own"], found.total.tokens["base"]) == (20, 30)
    assert found.held_files == len(found.held) == 2


def test_there_is_no_map_of_nothing(example: Report) -> None:
    assert treemap(replace(example, files=(), skipped=())) is None


def test_the_map_tells_how_many_undeclared_matches_name_their_origin(example: Report) -> None:
    matches = [one.match for file in example.files for one in file.fragments if one.match]
    rare = [one for one in matches if one.commonality is not Commonality.COMMON_HERITAGE]
    undeclared = [one for one in rare if one.declaration not in DECLARED]
    found = drawn(example)
    assert (found.undeclared, found.mentioned) == (
        len(undeclared),
        sum(any(said.level for said in one.references) for one in undeclared),
    )
    assert found.undeclared < len(matches)
    silent = drawn(_referring(example, ()))
    assert silent.mentioned == 0
    spoken = drawn(_referring(example, (Reference("model/a.py", 1, "adapted from North", "north", 2),)))
    assert spoken.mentioned == spoken.undeclared == len(undeclared)


def _referring(report: Report, references: tuple[Reference, ...]) -> Report:
    def referring(fragment: Fragment) -> Fragment:
        match = fragment.match
        return replace(fragment, match=replace(match, references=references)) if match else fragment

    files = (replace(file, fragments=tuple(map(referring, file.fragments))) for file in report.files)
    return replace(report, files=tuple(files))


def test_without_an_analysed_file_the_map_is_as_high_as_what_was_not_read(example: Report) -> None:
    unread = drawn(replace(example, files=(), skipped=(Skipped("a.py", SkipReason.BINARY, Text("", "")),)))
    assert len(unread.unread) == 1
    assert unread.height < HEIGHT / 4
