# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""The draft of a NOTICE file: sources with their copyright lines, nothing that nobody could name."""

from collections.abc import Callable
from dataclasses import replace

from gyebo.formats import notice
from gyebo.report import Commonality, Direction, Match, Report


def _draft(report: Report) -> str:
    return notice.render(report).decode()


def _with(report: Report, change: Callable[[Match], Match]) -> Report:
    return replace(
        report,
        files=tuple(
            replace(f, fragments=tuple(replace(u, match=u.match and change(u.match)) for u in f.fragments))
            for f in report.files
        ),
    )


def test_an_exclusive_origin_is_named_with_place_licence_and_copyright_line(example: Report) -> None:
    draft = _draft(example)
    assert "Brook-2 (Brook Laboratory (invented)): brookformers/models/brook2/modeling_brook2.py" in draft
    assert "Apache-2.0" in draft
    assert "Copyright 2025 Brook Laboratory (invented)" in draft
    assert "narae/modeling_narae.py, lines 21-43: NaraeDeltaAttention (modified)" in draft


def test_shared_code_leaves_the_choice_to_the_team(example: Report) -> None:
    draft = _draft(example)
    assert "name the one you took it from" in draft
    assert "code from one of:\n  - Tide-3" in draft


def test_common_heritage_and_younger_code_are_counted_and_not_named(example: Report) -> None:
    heritage = _draft(_with(example, lambda match: replace(match, commonality=Commonality.COMMON_HERITAGE)))
    younger = _draft(_with(example, lambda match: replace(match, direction=Direction.IN_COMMON)))
    matches = sum(u.match is not None for f in example.files for u in f.fragments)
    assert f"Common heritage is not listed; pieces of the submission: {matches}." in heritage
    assert f"published only later is not listed; pieces of the submission: {matches}." in younger
    assert "Brook" not in heritage + younger


def test_nothing_found_and_an_incomplete_scan_are_said_in_both_languages(example: Report) -> None:
    empty = _draft(replace(example, files=()))
    assert "# Nothing was found that this draft could name." in empty
    assert "# 이 초안에 적을 만한 것을 찾지 못했습니다." in empty
    assert "# The scan was incomplete, so more may have to be named." in empty


def test_foreign_text_cannot_begin_a_line_of_its_own(hostile: Callable[[str], Report], example: Report) -> None:
    draft = _draft(hostile("\r\n# x\u2028y\x1b[2J"))
    assert len(draft.splitlines()) == len(_draft(example).splitlines())
    assert "\x1b" not in draft
