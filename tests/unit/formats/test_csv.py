# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""The table of findings: whole in both languages, never a formula, and never clean where something was not read."""

import csv
import io
from collections.abc import Callable
from dataclasses import replace

import pytest

from gyebo.formats import csv as table
from gyebo.report import Location, Report, same


def _rows(report: Report) -> list[dict[str, str]]:
    written = table.render(report).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(written, newline=""), strict=True))


def test_a_spreadsheet_on_windows_is_told_that_it_is_utf_8(example: Report) -> None:
    assert table.render(example).startswith(b"\xef\xbb\xbf")


def test_each_finding_has_a_row_in_both_languages(example: Report) -> None:
    rows = _rows(example)[: len(example.findings)]
    for row, finding in zip(rows, example.findings, strict=True):
        values = " ".join(row.values())
        assert finding.id in values
        for match in (f.match for file in example.files for f in file.fragments if f.match):
            if match.id in finding.matches:
                assert match.referenced.work.organisation_name.ko in values
                assert match.referenced.work.organisation_name.en in values
        for statement in (*finding.supporting, *finding.mitigating):
            assert statement.text.ko in values
            assert statement.text.en in values


def test_what_was_not_analysed_has_rows_of_its_own(example: Report) -> None:
    rows = _rows(example)[len(example.findings) :]
    assert [row["파일 / File"] for row in rows] == [one.path for one in example.skipped]
    assert sum("incomplete" in row["확인 사항 / Finding"] for row in rows) == example.coverage.incomplete


def test_a_scan_of_nothing_says_so(example: Report) -> None:
    nothing = replace(example, findings=(), skipped=(), coverage=replace(example.coverage, files=0))
    assert len(_rows(nothing)) == 1
    assert "No file was analysed." in table.render(nothing).decode()


@pytest.mark.parametrize("start", ["=cmd|'/c calc'!A1", "+1", "-1", "@SUM(1)", " =1", "＝1", "\t=1", "\r=1"])
def test_no_cell_is_a_formula(start: str, example: Report) -> None:
    finding = replace(example.findings[0], rule=start, location=Location(start, 1, 1))
    told = replace(finding.supporting[0], text=same(start))
    for row in _rows(replace(example, findings=(replace(finding, supporting=(told,)),), rules=())):
        assert not [cell for cell in row.values() if cell.lstrip().startswith(table.FORMULA)]


def test_hostile_text_adds_no_row_and_no_column(hostile: Callable[[str], Report], example: Report) -> None:
    rows = _rows(hostile('",;\r\n"x\u2028=1\x00'))
    assert [list(row) for row in rows] == [list(row) for row in _rows(example)]


def test_a_cell_holds_no_more_than_a_spreadsheet_does(hostile: Callable[[str], Report]) -> None:
    assert max(len(cell) for row in _rows(hostile("long " * 10_000)) for cell in row.values()) < 32_767
