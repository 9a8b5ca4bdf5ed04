# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""SARIF: both sides with their places, within the limits of code scanning, and an incomplete scan never succeeds.

Microsoft's validators are no packages of Python: `make formats` runs them.
"""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from gyebo.formats import sarif
from gyebo.report import Grade, Report

RELATIVE = re.compile(r"[A-Za-z0-9._~%-]+(/[A-Za-z0-9._~%-]+)*")


def _run(report: Report) -> dict[str, Any]:
    log: dict[str, Any] = json.loads(sarif.render(report))
    assert log["version"] == "2.1.0"
    assert len(log["runs"]) == 1
    run: dict[str, Any] = log["runs"][0]
    return run


def _many(example: Report, count: int) -> Report:
    findings = tuple(
        replace(example.findings[0], id=f"F-{n}", grade=Grade.CONCERN if n >= count // 2 else Grade.REMARK)
        for n in range(count)
    )
    return replace(example, findings=findings)


def _locations(run: dict[str, Any]) -> list[dict[str, Any]]:
    told = [
        one for notice in run["invocations"][0]["toolExecutionNotifications"] for one in notice.get("locations", [])
    ]
    return told + [one for r in run["results"] for one in (*r["locations"], *r["relatedLocations"])]


def test_each_finding_but_those_met_is_a_result_with_its_stable_id(example: Report) -> None:
    expected = [one.id for one in example.findings if one.grade is not Grade.MET]
    run = _run(example)
    assert [one["partialFingerprints"]["gyebo/v1"] for one in run["results"]] == expected
    assert run["properties"]["met"] == len(example.findings) - len(expected) > 0


def test_a_result_names_its_rule_by_id_and_by_place_in_the_list(example: Report) -> None:
    run = _run(example)
    rules = run["tool"]["driver"]["rules"]
    assert [rules[one["ruleIndex"]]["id"] for one in run["results"]] == [one["ruleId"] for one in run["results"]]


def test_both_sides_are_locations_and_the_source_of_the_other_is_described(example: Report) -> None:
    run = _run(example)
    result = run["results"][0]
    here = result["locations"][0]["physicalLocation"]
    there = result["relatedLocations"][0]["physicalLocation"]
    assert (here["artifactLocation"]["uri"], here["region"]) == (
        example.findings[0].location.path,
        {"startLine": 21, "endLine": 43},
    )
    assert there["artifactLocation"]["uri"] == "brookformers/models/brook2/modeling_brook2.py"
    assert there["artifactLocation"]["uriBaseId"] in run["originalUriBaseIds"]


def test_a_message_says_what_is_for_and_what_against_in_both_languages(example: Report) -> None:
    message = _run(example)["results"][0]["message"]["text"]
    for statement in (*example.findings[0].supporting, *example.findings[0].mitigating):
        assert statement.text.ko in message
        assert statement.text.en in message


def test_a_part_of_a_repository_is_told_by_paths_from_its_top_and_apart_from_other_parts(example: Report) -> None:
    def uris(run: dict[str, Any]) -> list[str]:
        of_ours = (one["physicalLocation"]["artifactLocation"] for one in _locations(run))
        return [str(one["uri"]) for one in of_ours if one["uriBaseId"] == "%SRCROOT%"]

    whole = _run(example)
    part = _run(replace(example, submission=replace(example.submission, folder="models/north 1")))
    assert uris(part) == [f"models/north%201/{one}" for one in uris(whole)]
    ids = [str(run["automationDetails"]["id"]) for run in (whole, part)]
    assert ids[1] == f"{ids[0]}models/north%201/"


def test_no_level_is_error(example: Report) -> None:
    assert {one["level"] for one in _run(example)["results"]} <= {"warning", "note"}


def test_an_incomplete_scan_has_not_succeeded_and_says_what_was_not_read(example: Report) -> None:
    invocation = _run(example)["invocations"][0]
    assert not invocation["executionSuccessful"]
    told = {
        one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        for one in invocation["toolExecutionNotifications"]
    }
    assert told == {one.path for one in example.skipped}


def test_a_whole_scan_has_succeeded_and_one_of_nothing_has_not(example: Report) -> None:
    whole = replace(example, coverage=replace(example.coverage, incomplete=0))
    assert _run(whole)["invocations"][0]["executionSuccessful"]
    nothing = replace(whole, coverage=replace(whole.coverage, files=0))
    assert not _run(nothing)["invocations"][0]["executionSuccessful"]


def test_beyond_what_code_scanning_shows_the_least_serious_are_left_out_and_counted(example: Report) -> None:
    run = _run(_many(example, 6_000))
    assert len(run["results"]) == 5_000
    assert sum(one["properties"]["grade"] == "concern" for one in run["results"]) == 3_000
    assert run["properties"]["leftOut"] == 1_000
    assert "1,000 findings are left out" in run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"]


def test_no_more_locations_than_are_shown(example: Report) -> None:
    finding = example.findings[0]
    many = replace(finding, supporting=finding.supporting[:1] * 300)
    assert len(_run(replace(example, findings=(many,)))["results"][0]["relatedLocations"]) == 100


def test_hostile_paths_are_plain_relative_references(hostile: Callable[[str], Report]) -> None:
    run = _run(hostile(" #?%\\\u202e\r\n::error::<b>|\"'{}한글:"))
    for location in _locations(run):
        assert RELATIVE.fullmatch(location["physicalLocation"]["artifactLocation"]["uri"])
    assert "\u202e" not in sarif.render(hostile("\u202e\r")).decode()
