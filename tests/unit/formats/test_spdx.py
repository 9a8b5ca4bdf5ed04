# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""SPDX 2.3: valid by the SPDX project's own tools, and no relationship says more than the report does."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from spdx_tools.spdx.parser.parse_anything import parse_file
from spdx_tools.spdx.validation.document_validator import validate_full_spdx_document

from gyebo.formats import spdx
from gyebo.report import Direction, Match, Partner, Report

HOSTILE = "<b>\"'&;#\\ \u202e\u2028\x00\n한글\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16")


def _document(report: Report) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(spdx.render(report))
    return document


def _complaints(report: Report, folder: Path) -> list[str]:
    path = folder / "report.spdx.json"
    path.write_bytes(spdx.render(report))
    return [message.validation_message for message in validate_full_spdx_document(parse_file(str(path)))]


def _related(report: Report) -> set[str]:
    return {one["relationshipType"] for one in _document(report)["relationships"]} - {"DESCRIBES", "CONTAINS"}


def _with(report: Report, change: Callable[[Match], Match]) -> Report:
    return replace(
        report,
        files=tuple(
            replace(f, fragments=tuple(replace(u, match=u.match and change(u.match)) for u in f.fragments))
            for f in report.files
        ),
    )


def test_the_spdx_project_s_tools_find_nothing_wrong(example: Report, tmp_path: Path) -> None:
    assert _complaints(example, tmp_path) == []


def test_a_scan_s_own_report_is_valid_too(scan_case: Callable[[str], Report], tmp_path: Path) -> None:
    assert _complaints(scan_case("two-origins"), tmp_path) == []


def test_hostile_texts_leave_it_valid(hostile: Callable[[str], Report], tmp_path: Path) -> None:
    report = hostile(HOSTILE)
    submission = replace(report.submission, dated="2026-02-11", commit="")
    files = tuple(replace(f, sha1="0" * 40, sha256="0" * 64) for f in report.files)
    assert _complaints(replace(report, submission=submission, files=files), tmp_path) == []


def test_an_older_report_without_sha_1_and_byte_ranges_is_valid_too(example: Report, tmp_path: Path) -> None:
    files = tuple(
        replace(f, sha1="", fragments=tuple(replace(u, bytes=None) for u in f.fragments)) for f in example.files
    )
    assert _complaints(replace(example, files=files), tmp_path) == []
    assert _related(replace(example, files=files)) == _related(example)


def test_a_fragment_without_byte_range_speaks_through_its_file(example: Report, tmp_path: Path) -> None:
    files = tuple(replace(f, fragments=tuple(replace(u, bytes=None) for u in f.fragments)) for f in example.files)
    report = replace(example, files=files)
    assert _document(report)["snippets"] == []
    assert _related(report) == _related(example)
    assert _complaints(report, tmp_path) == []


def test_each_match_is_a_snippet_with_bytes_and_lines(example: Report) -> None:
    matched = [u for f in example.files for u in f.fragments if u.match]
    snippets = _document(example)["snippets"]
    assert [one["name"] for one in snippets] == [u.name for u in matched]
    for snippet, unit in zip(snippets, matched, strict=True):
        assert unit.bytes
        in_bytes, in_lines = snippet["ranges"]
        assert (in_bytes["startPointer"]["offset"], in_bytes["endPointer"]["offset"]) == (
            unit.bytes.first,
            unit.bytes.last,
        )
        assert in_lines["startPointer"]["lineNumber"] == unit.span.first_line


def test_only_one_older_exclusive_origin_is_an_ancestor(example: Report) -> None:
    assert _related(example) == {"COPY_OF", "DESCENDANT_OF", "VARIANT_OF"}
    assert _related(_with(example, lambda match: replace(match, direction=Direction.IN_COMMON))) == {"VARIANT_OF"}
    assert _related(_with(example, lambda match: replace(match, ties=match.ties * 2))) == {"VARIANT_OF"}


def test_a_licence_that_is_on_no_list_is_described(example: Report, tmp_path: Path) -> None:
    def unlisted(match: Match) -> Match:
        return replace(match, ties=tuple(replace(tie, licence="The licence of our lab") for tie in match.ties))

    report = _with(example, unlisted)
    assert [one["name"] for one in _document(report)["hasExtractedLicensingInfos"]] == ["The licence of our lab"]
    assert _complaints(report, tmp_path) == []


@pytest.mark.parametrize(("dated", "created"), [("2026-02-11", "2026-02-11T00:00:00Z"), ("", "1970-01-01T00:00:00Z")])
def test_the_clock_has_no_part_in_it(dated: str, created: str, example: Report) -> None:
    report = replace(example, submission=replace(example.submission, dated=dated))
    assert _document(report)["creationInfo"]["created"] == created
    assert spdx.render(report) == spdx.render(report)


def test_the_partners_of_a_consortium_stand_beside_the_supplier(example: Report, tmp_path: Path) -> None:
    sent = replace(example.submission, organisation="narae", partners=(Partner("garam"), Partner("maru")))
    report = replace(example, submission=sent)
    package = _document(report)["packages"][0]
    assert package["supplier"] == "Organization: narae"
    assert package["comment"].endswith(" Submitted together with garam, maru.")
    assert _complaints(report, tmp_path) == []


def test_two_reports_are_two_documents(example: Report) -> None:
    other = replace(example, submission=replace(example.submission, name="another"))
    assert _document(example)["documentNamespace"] != _document(other)["documentNamespace"]
