# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Files that are nobody's definition by definition, and one maker's with nearly all of them together."""

from collections.abc import Callable

from gyebo.report import Commonality, Kind, Match, Report

NORTH, SOUTH = "modeling_north.py", "modeling_south.py"


def _whole(report: Report, path: str) -> Match | None:
    (file,) = (one for one in report.files if one.path == path)
    return file.fragments[0].match


def test_a_file_with_more_around_a_copy_is_told_as_a_whole(scan_case: Callable[[str], Report]) -> None:
    match = _whole(scan_case("file-put-together"), NORTH)
    assert match
    assert (match.kind, match.commonality) == (Kind.MODIFIED, Commonality.EXCLUSIVE)
    assert (match.referenced.path, match.referenced.name) == ("modeling_aster.py", "")
    assert 0 < match.runner_up < match.resemblance < 1


def test_its_tokens_are_those_of_its_definitions_and_one_maker_s_in_every_figure(
    scan_case: Callable[[str], Report],
) -> None:
    report = scan_case("file-put-together")
    (file,) = (one for one in report.files if one.path == NORTH)
    match, inside = file.fragments[0].match, [one.match.tokens for one in file.fragments[1:] if one.match]
    assert match
    assert match.tokens == sum(inside)
    assert (file.exclusive_tokens, file.shared_tokens) == (match.tokens, 0)
    assert max(one.exclusive_tokens for one in report.lineage) == match.tokens


def test_some_definitions_of_several_makers_make_no_whole(scan_case: Callable[[str], Report]) -> None:
    assert _whole(scan_case("file-put-together"), SOUTH) is None


def test_a_finding_says_that_its_parts_are_others_too(scan_case: Callable[[str], Report]) -> None:
    told = [one for one in scan_case("file-put-together").findings if one.rule == "dropped-notice"]
    assert any("one by one, 6 of" in one.text.en for finding in told for one in finding.mitigating)
