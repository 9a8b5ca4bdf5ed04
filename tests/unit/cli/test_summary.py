# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""What a scan says on a terminal: as much in Korean as in English."""

import re
import string
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from gyebo import codec
from gyebo.cli import annotating, baselines, cohorts, hook, rules, summary, unasked, words
from gyebo.cli.exits import ExitCode
from gyebo.cli.scanning import exit_code
from gyebo.cli.words import STATES, column, told
from gyebo.report import Base, Report, SuppressionState, Text

Gyebo = Callable[..., subprocess.CompletedProcess[str]]
TOLD = [
    *summary.WORDS.items(),
    *unasked.WORDS.items(),
    *((name, each) for name, noun in words.NOUNS.items() for each in noun),
    *baselines.WORDS.items(),
    *cohorts.WORDS.items(),
    *hook.WORDS.items(),
    *STATES.items(),
    ("more", annotating.MORE),
    ("graded", rules.GRADED),
]


@pytest.mark.parametrize(("name", "text"), TOLD)
def test_both_languages_say_the_same_numbers_and_names(name: str, text: Text) -> None:
    english, korean = (
        sorted(field for _, field, _, _ in string.Formatter().parse(one) if field is not None)
        for one in (text.en, text.ko)
    )
    assert english == korean
    assert re.search("[가-힣]", text.ko), name


def test_a_scan_speaks_korean_and_tells_the_same_numbers(
    gyebo: Gyebo, manifest: Path, submission: Path, tmp_path: Path
) -> None:
    words = ("scan", submission, "--corpus", manifest, "--output", tmp_path / "out", "--quiet")
    english, korean = (gyebo(*words, *more).stdout.splitlines() for more in ((), ("--lang", "ko")))
    assert korean[0].startswith("파일 3개 분석")
    counts = re.compile(
        r"확인 사항: 충족\(met\) \d건, 참고\(remark\) \d건, 미흡\(flaw\) 1건, 우선 확인\(concern\) 0건\."
    )
    assert any(map(counts.fullmatch, korean))
    assert any(line.startswith("  미흡(flaw)         north/") for line in korean)
    numbers = [[sorted(re.findall(r"\d+", line)) for line in lines] for lines in (english, korean)]
    assert numbers[0] == numbers[1]
    assert not re.search("analysed|organisation|heritage|Findings", "".join(korean))


@pytest.mark.parametrize(("lang", "seat"), [("en", "country not known"), ("ko", "국가 미상")])
def test_a_country_that_is_not_known_is_said_to_be(lang: str, seat: str, scan_case: Callable[[str], Report]) -> None:
    (line,) = (one for one in summary.lines(scan_case("maker-of-no-known-country"), lang) if one.startswith("1. "))
    assert f", {seat})" in line


def test_a_cohort_and_a_baseline_speak_korean(
    gyebo: Gyebo, manifest: Path, submission: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    teams = tmp_path / "teams.toml"
    teams.write_text(f'title = "둘"\n[[teams]]\nname = "가람"\npath = "{submission}"\n', encoding="utf-8")
    told = gyebo("cohort", teams, "--corpus", manifest, "--output", tmp_path / "all", "--lang", "ko", "-q")
    assert told.stdout.startswith("가람: 파일 3개 분석")
    assert "여러 팀에 똑같이 있는" in told.stdout
    monkeypatch.chdir(submission)
    given = ("--corpus", manifest, "--lang", "ko", "-q")
    assert "추가, 0개 유지" in gyebo("baseline", "write", ".", "--reason", "답", "--who", "가람", *given).stdout
    audited = gyebo("baseline", "audit", ".", *given).stdout
    assert "효과 없음 0개" in audited
    assert audited.startswith("적용됨  north/")


def test_every_state_of_an_ignore_has_its_words() -> None:
    assert {state.value: STATES[state].en for state in SuppressionState} == {state: state for state in STATES}


def test_a_column_is_as_wide_on_a_terminal_in_every_line() -> None:
    assert column(["기한이 지남", "unused", ""]) == ["기한이 지남", "unused     ", "           "]


def test_a_scan_of_nothing_but_its_base_says_why_it_is_no_answer(root: Path) -> None:
    example = codec.from_json(Report, (root / "reports/example.json").read_bytes(), "example")
    nothing = replace(example.coverage, files=0, tokens=0, base_files=3)
    base = Base("Fjord", "1.2", "2025-03-01", is_given=False, unchanged=("lib/b.py",))
    report = replace(example, coverage=nothing, files=(), findings=(), bases=(base,))
    for lang in ("en", "ko"):
        assert told(summary.WORDS["unchanged"], lang) in summary.lines(report, lang)
        given = replace(report, bases=(replace(base, is_given=True),))
        assert told(summary.WORDS["unchanged"], lang) not in summary.lines(given, lang)
        assert told(summary.WORDS["unchanged"], lang) not in summary.lines(example, lang)
    assert exit_code(report, "flaw", is_evaluator=False) is ExitCode.INCOMPLETE


def test_findings_come_before_what_was_not_analysed(root: Path) -> None:
    example = codec.from_json(Report, (root / "reports/example.json").read_bytes(), "example")
    partial = replace(example, coverage=replace(example.coverage, incomplete=1))
    assert exit_code(partial, "flaw", is_evaluator=True) is ExitCode.FINDINGS
    assert exit_code(replace(partial, findings=()), "flaw", is_evaluator=True) is ExitCode.INCOMPLETE
