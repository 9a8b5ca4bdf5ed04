# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""`gyebo rules`: every rule with what is not a finding, in both languages."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from gyebo import resources, rulebook

Gyebo = Callable[..., subprocess.CompletedProcess[str]]
RULES = sorted(path.stem for path in Path(resources.folder("rules"), "findings").glob("*.toml"))


def test_the_list_has_a_line_for_every_rule(gyebo: Gyebo) -> None:
    lines = gyebo("rules", "list").stdout.splitlines()
    assert [line.split()[0] for line in lines] == RULES
    assert len({line.index(line.split()[1]) for line in lines}) == 1, "the columns stand below each other"


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("rule", RULES)
def test_a_rule_is_explained_in_full(rule: str, language: str, gyebo: Gyebo) -> None:
    said = gyebo("rules", "explain", rule, "--lang", language)
    assert said.returncode == 0
    known = rulebook.load(resources.folder("rules")).findings[rule]
    for text in (known.title, known.question, known.why, known.not_a_finding, known.remedy, known.example):
        assert getattr(text, language) in said.stdout


@pytest.mark.parametrize(("language", "heading"), [("en", "What is not a finding"), ("ko", "해당하지 않는 경우")])
def test_the_headings_are_in_the_language_asked_for(language: str, heading: str, gyebo: Gyebo) -> None:
    assert heading in gyebo("rules", "explain", "foreign-code", "--lang", language).stdout


def test_axis_grade_and_what_stands_behind_a_number_are_told_in_korean(gyebo: Gyebo) -> None:
    """In the words of the report; the measurement itself is told in English alone, and that is said."""
    told = gyebo("explain", "dropped-notice", "--lang", "ko").stdout
    assert told.split("\n\n")[1] == "축 정책(policy), 등급 미흡(flaw)"
    assert "resemblance = 0.8 (기준값. 다음은 이 값을 정한 측정으로, 영문입니다)\n" in told
    assert "\naxis policy, grade flaw\n" in gyebo("explain", "dropped-notice").stdout


def test_an_unknown_rule_is_answered_with_those_there_are(gyebo: Gyebo) -> None:
    refused = gyebo("rules", "explain", "plagiarism")
    assert refused.returncode == 2
    assert refused.stderr.startswith("gyebo: There is no rule 'plagiarism'; there are ")
    assert all(rule in refused.stderr for rule in RULES)
