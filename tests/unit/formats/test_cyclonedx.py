# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""CycloneDX 1.6: valid by its project's strict schema, and an ancestor only where the report knows one."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from gyebo.formats import cyclonedx
from gyebo.report import Report


def _bill(report: Report) -> dict[str, Any]:
    bill: dict[str, Any] = json.loads(cyclonedx.render(report))
    return bill


def _complaint(report: Report) -> object:
    return JsonStrictValidator(SchemaVersion.V1_6).validate_str(cyclonedx.render(report).decode())


def test_the_strict_schema_finds_nothing_wrong(example: Report, scan_case: Callable[[str], Report]) -> None:
    assert _complaint(example) is None
    assert _complaint(scan_case("two-origins")) is None


def test_the_strict_schema_would_find_something(example: Report) -> None:
    assert _complaint(replace(example, files=(replace(example.files[0], sha256="no digest"),))) is not None


def test_hostile_texts_leave_it_valid(hostile: Callable[[str], Report]) -> None:
    report = hostile("<b>\"'\\\u202e\u2028\x00\n한글")
    assert _complaint(replace(report, files=tuple(replace(f, sha1="", sha256="0" * 64) for f in report.files))) is None


def test_a_file_s_pedigree_names_the_one_origin_and_leaves_ties_open(example: Report) -> None:
    pedigree = {one["name"]: one.get("pedigree", {}) for one in _bill(example)["components"]}
    model = pedigree["narae/modeling_narae.py"]
    assert [one["name"] for one in model["ancestors"]] == ["brookformers/models/brook2/modeling_brook2.py"]
    assert {one["group"] for one in model["variants"]} > {"Heath Works (invented)", "Tidemark (invented)"}
    assert "NaraeDeltaAttention" in model["notes"]
    assert pedigree["narae/configuration_narae.py"] == {}


def test_an_incomplete_scan_says_so(example: Report) -> None:
    def completeness(report: Report) -> str:
        return str(_bill(report)["compositions"][0]["aggregate"])

    assert completeness(example) == "incomplete"
    whole = replace(example, coverage=replace(example.coverage, incomplete=0))
    assert completeness(whole) == "unknown"
    assert completeness(replace(whole, coverage=replace(whole.coverage, files=0))) == "incomplete"


def test_a_licence_that_is_no_expression_is_named_as_it_stands(example: Report) -> None:
    match = next(u.match for f in example.files for u in f.fragments if u.match)
    odd = replace(match, ties=tuple(replace(tie, licence="Our own (c)") for tie in match.ties))
    files = tuple(
        replace(f, fragments=tuple(replace(u, match=odd if u.match is match else u.match) for u in f.fragments))
        for f in example.files
    )
    report = replace(example, files=files)
    assert b'"name": "Our own (c)"' in cyclonedx.render(report)
    assert _complaint(report) is None
