# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""A notebook's lines are told by cell in every format: no other line of it is one that its reader could find."""

import csv
import io
import json
import re
from dataclasses import replace
from typing import Any

import pytest

from gyebo.formats import FORMATS, comparison, notice
from gyebo.formats.html import cohort as page
from gyebo.report import Cell, File, FragmentKind, Report
from gyebo.report.cells import Notebooks
from gyebo.report.cohort import Scanned, assemble
from gyebo.report.comparison import compare

PATH = "narae/modeling_narae.py"
CELLS = (Cell(1, 2, 18), Cell(2, 20, 30), Cell(3, 32, 500))
"""Of a file whose class stands on lines 21 to 43."""


@pytest.fixture
def notebook(example: Report) -> Report:
    return replace(example, files=tuple(replace(f, cells=CELLS if f.path == PATH else ()) for f in example.files))


@pytest.mark.parametrize(
    ("first", "last", "en", "ko"),
    [
        (2, 2, "cell 1, line 1", "셀 1, 1번째 줄"),
        (21, 30, "cell 2, lines 2–11", "셀 2, 2–11번째 줄"),
        (21, 43, "cell 2, line 2 – cell 3, line 12", "셀 2, 2번째 줄 – 셀 3, 12번째 줄"),
        (1, 31, "cell 1, line 1 – cell 2, line 11", "셀 1, 1번째 줄 – 셀 2, 11번째 줄"),
        (19, 19, "cell 2, line 1", "셀 2, 1번째 줄"),
    ],
)
def test_lines_are_told_as_a_reader_counts_them(first: int, last: int, en: str, ko: str) -> None:
    told = Notebooks({PATH: CELLS}).told(PATH, first, last)
    assert told
    assert (told.en, told.ko) == (en, ko)


def test_other_files_and_places_without_a_line_have_no_cell() -> None:
    notebooks = Notebooks({PATH: CELLS})
    assert notebooks.told("other.py", 3, 4) is None
    assert notebooks.told(PATH, 0, 0) is None
    assert notebooks.told(PATH, 501, 501) is None
    assert notebooks.number("other.py", 3) == 3
    assert [notebooks.number(PATH, line) for line in (18, 19, 20)] == [17, 0, 1]


def test_cells_that_contradict_each_other_break_nothing() -> None:
    told = Notebooks({PATH: (Cell(3, 50, 60), Cell(1, 9, 5))}).told(PATH, 10, 20)
    assert told
    assert told.en == "cell 3, line 1"


@pytest.mark.parametrize("name", ["html", "markdown", "notice", "spdx", "cyclonedx"])
def test_no_format_tells_a_line_that_is_in_no_cell(name: str, notebook: Report, example: Report) -> None:
    counted = re.compile(r"modeling_narae(?:<wbr>)?\.py(?:</code>|`)?(?::| |, lines? )\d+")
    assert counted.search(FORMATS[name].render(example).decode().replace("_<wbr>", "_")) or name == "cyclonedx"
    told = FORMATS[name].render(notebook).decode()
    assert not counted.search(told.replace("_<wbr>", "_"))
    assert "cell 2, line 2 – cell 3, line 12" in told


def test_the_page_and_the_markdown_say_it_in_korean(notebook: Report) -> None:
    for name in ("html", "markdown"):
        assert "셀 2, 2번째 줄 – 셀 3, 12번째 줄" in FORMATS[name].render(notebook).decode()


def test_the_page_says_how_a_notebooks_lines_are_told_there(notebook: Report, example: Report) -> None:
    said = "On this page a place in it is told by code cell"
    assert FORMATS["html"].render(notebook).decode().count(said) == 1
    assert said not in FORMATS["html"].render(example).decode()


def test_the_lines_beside_the_code_are_those_of_the_cell(notebook: Report) -> None:
    told = FORMATS["html"].render(notebook).decode()
    assert 'data-n="    2"' in told
    assert 'data-n="     "' in told, "the line that heads cell 3"


def test_the_table_has_the_lines_of_the_cell_and_its_number_in_the_last_column(notebook: Report) -> None:
    written = FORMATS["csv"].render(notebook).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(written, newline=""), strict=True))
    assert list(rows[0])[-1] == "노트북의 셀 / Cell of a notebook"
    told = {tuple(list(row.values())[place] for place in (6, 7, 8, -1)) for row in rows}
    assert (PATH, "2", "12", "2–3") in told
    assert all(not cell for path, *_, cell in told if path != PATH)


def test_sarif_points_at_the_file_and_says_the_cell(notebook: Report) -> None:
    log: Any = json.loads(FORMATS["sarif"].render(notebook))
    seen = 0
    for result in log["runs"][0]["results"]:
        for place in (*result["locations"], *result["relatedLocations"]):
            if place["physicalLocation"]["artifactLocation"] == {"uri": PATH, "uriBaseId": "%SRCROOT%"}:
                seen += 1
                assert place["physicalLocation"]["region"] == {"startLine": 1, "endLine": 1}
                assert re.search(r"cell \d+, lines? \d+.* / .*셀 \d+, \d+", place["message"]["text"])
                assert result["message"]["text"].startswith(f"{PATH}: cell ")
    assert seen


def test_a_comparison_tells_cells_of_either_report(notebook: Report, example: Report) -> None:
    gone = compare(notebook, replace(example, findings=()))
    assert f"{PATH} (cell 2" in comparison.text(gone, "en", notebook.notebooks, Notebooks({}))
    new = compare(replace(example, findings=()), notebook)
    assert f"{PATH} (셀 2" in comparison.text(new, "ko", Notebooks({}), notebook.notebooks)


def test_a_cohort_tells_each_team_s_cells(notebook: Report, example: Report) -> None:
    both = (Scanned("one", "one", notebook), Scanned("two", "two", example))
    cohort = assemble("", both, (), 1)
    held = {(h.team, h.cells is None) for shared in cohort.shared for h in shared.holdings if h.path == PATH}
    assert held == {("one", False), ("two", True)}
    assert '(<span lang="ko">셀 2, ' in page.render(cohort).decode()


def test_a_draft_of_a_notice_names_cells(notebook: Report) -> None:
    assert f"{PATH}, cell 2, line 2 – cell 3, line 12: NaraeDeltaAttention" in notice.render(notebook).decode()


@pytest.mark.parametrize("cells", [(), CELLS], ids=["lines", "cells"])
def test_a_part_of_a_function_is_told_by_its_lines_wherever_its_match_is_named(
    cells: tuple[Cell, ...], example: Report
) -> None:
    def cut(file: File) -> File:
        parts = (replace(f, kind=FragmentKind.STRETCH) if f.match else f for f in file.fragments)
        return replace(file, fragments=tuple(parts), cells=cells if file.path == PATH else ())

    told = FORMATS["html"].render(replace(example, files=tuple(map(cut, example.files)))).decode()
    beside = re.findall(r"NaraeDeltaAttention</code> <span class=\"note\">(.*?)</span> ⇄", told)
    assert beside
    expected = "cell 2, line 2 – cell 3, line 12" if cells else "lines 21–43"
    assert all(expected in one for one in re.findall(r"NaraeDeltaAttention</code> <span class=\"note\">.*? ⇄", told))
