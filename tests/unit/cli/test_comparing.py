# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""`gyebo diff`: what became of each finding, and never "gone" where nothing is known."""

import json
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from gyebo import codec
from gyebo.cli.exits import ExitCode
from gyebo.report import Finding, Grade, HolderState, Location, NoticeState, Report, Skipped, SkipReason, Text, same
from gyebo.report.comparison import Change, compare
from gyebo.resources import folder

Gyebo = Callable[..., subprocess.CompletedProcess[str]]
Differ = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def old() -> Report:
    example = codec.from_json(Report, (folder("reports") / "example.json").read_bytes(), "example.json")
    return replace(example, skipped=(), coverage=replace(example.coverage, incomplete=0))


@pytest.fixture
def differ(gyebo: Gyebo, old: Report, tmp_path: Path) -> Differ:
    """The command on the old report and a changed one."""

    def run(new: Report, *words: str) -> subprocess.CompletedProcess[str]:
        paths = tmp_path / "old.json", tmp_path / "new.json"
        for path, report in zip(paths, (old, new), strict=True):
            path.write_bytes(codec.to_json(report))
        return gyebo("diff", *paths, *words)

    return run


def _changes(old: Report, new: Report) -> dict[str, Change]:
    return {one.shown.id: one.change for one in compare(old, new).findings}


def _with(report: Report, *findings: Finding) -> Report:
    return replace(report, findings=findings)


def test_a_report_beside_itself_is_unchanged(old: Report, differ: Differ) -> None:
    assert set(_changes(old, old).values()) == {Change.UNCHANGED}
    ran = differ(old)
    assert (ran.returncode, ran.stderr) == (ExitCode.CLEAN, "")
    assert "New: 0" in ran.stdout
    assert "not measured alike" not in ran.stdout


def test_reports_made_with_and_without_the_texts_of_the_corpus_were_not_measured_alike(
    old: Report, differ: Differ
) -> None:
    """Their digests are equal; of one that an earlier version wrote nothing is known."""
    count = len(old.yardstick.sources)
    assert old.yardstick.texts == count
    told = differ(replace(old, yardstick=replace(old.yardstick, texts=0))).stdout
    assert "not measured alike" in told
    assert f"Source texts at hand: {count}/{count} → 0/{count}" in told
    assert "not measured alike" not in differ(replace(old, yardstick=replace(old.yardstick, texts=None))).stdout


def test_each_finding_is_new_gone_changed_or_unchanged_by_its_id(old: Report) -> None:
    first, second, third, _ = old.findings
    milder = replace(second, grade=Grade.REMARK)
    new = _with(old, first, milder, replace(third, id="F-new"))
    assert _changes(old, new) == {
        "F-new": Change.NEW,
        milder.id: Change.CHANGED,
        third.id: Change.GONE,
        old.findings[3].id: Change.GONE,
        first.id: Change.UNCHANGED,
    }


def test_a_finding_that_only_moved_is_unchanged(old: Report) -> None:
    first = old.findings[0]
    told = tuple(replace(one, location=Location("elsewhere.py", 7, 8)) for one in first.supporting)
    moved = replace(first, location=replace(first.location, first_line=90, last_line=99), supporting=told)
    assert _changes(_with(old, first), _with(old, moved)) == {first.id: Change.UNCHANGED}


def test_other_evidence_is_a_change(old: Report) -> None:
    first = old.findings[0]
    other = replace(first, mitigating=(replace(first.mitigating[0], text=Text("The team says so.", "팀의 설명.")),))
    assert _changes(_with(old, first), _with(old, other)) == {first.id: Change.CHANGED}


def test_of_a_changed_finding_what_both_say_is_counted_and_what_is_new_is_told(old: Report, differ: Differ) -> None:
    first = old.findings[0]
    other = replace(first.mitigating[0], text=Text("Another reason.", "다른 이유."))
    new = replace(first, mitigating=(other, *first.mitigating))
    told = differ(_with(old, new, *old.findings[1:])).stdout
    part = told[told.index("before:") : told.index("Unchanged", told.index("before:"))]
    assert "Another reason." in part
    assert first.supporting[0].text.en not in part
    assert f"in both: {len(first.supporting) + len(first.mitigating)} statements" in part


@pytest.mark.parametrize("path", ["narae/modeling_narae.py", "narae", "narae/"])
def test_a_finding_whose_file_was_not_analysed_is_not_gone(path: str, old: Report, differ: Differ) -> None:
    new = replace(_with(old), skipped=(Skipped(path, SkipReason.TIMEOUT, same("")),))
    assert _changes(old, new)[old.findings[0].id] is Change.UNREAD
    assert differ(new).returncode == ExitCode.INCOMPLETE


def test_a_path_that_only_begins_alike_was_analysed(old: Report) -> None:
    new = replace(_with(old), skipped=(Skipped("narae/model", SkipReason.TIMEOUT, same("")),))
    assert _changes(old, new)[old.findings[0].id] is Change.GONE


def test_a_new_scan_of_nothing_is_not_clean(old: Report, differ: Differ) -> None:
    assert differ(replace(_with(old), coverage=replace(old.coverage, files=0))).returncode == ExitCode.INCOMPLETE


def test_the_exit_code_says_what_is_new_or_has_come_to_a_higher_grade(old: Report, differ: Differ) -> None:
    first = old.findings[0]
    graver = _with(old, *old.findings[:2], replace(old.findings[2], grade=Grade.FLAW), old.findings[3])
    assert differ(graver).returncode == ExitCode.FINDINGS
    assert differ(graver, "--fail-on", "concern").returncode == ExitCode.CLEAN
    assert differ(_with(old, *old.findings, replace(first, id="F-new"))).returncode == ExitCode.FINDINGS
    assert differ(_with(old, *old.findings, replace(first, id="F-new")), "--fail-on", "never").returncode == 0
    assert differ(_with(old, replace(first, grade=Grade.FLAW), *old.findings[1:])).returncode == ExitCode.CLEAN


def test_other_yardsticks_are_said_before_anything_else(old: Report, differ: Differ) -> None:
    new = replace(old, yardstick=replace(old.yardstick, corpus="c" * 64, rules="d" * 64))
    for language, said in (("en", "not measured alike"), ("ko", "측정 기준이 다릅니다")):
        lines = differ(new, "--lang", language).stdout.splitlines()
        assert said in lines[2]
        assert "cccccccccccc" in lines[3]
        assert "dddddddddddd" in lines[4]


def test_that_only_one_of_two_scans_had_a_deadline_or_read_the_commits_is_said(old: Report, differ: Differ) -> None:
    """What the commits show is then new in one of them and was there before."""
    assert old.history
    new = replace(old, history=None, submission=replace(old.submission, deadline=""))
    lines = differ(new).stdout.splitlines()
    assert "not measured alike" in lines[2]
    assert {line.strip() for line in lines[3:5]} == {"Deadline: 2026-01-10 → none", "Commits read: yes → no"}
    assert "커밋 이력을 살핌: 예 → 아니요" in differ(new, "--lang", "ko").stdout


def test_that_one_run_was_a_team_s_and_the_other_an_evaluator_s_is_said(old: Report, differ: Differ) -> None:
    """Exceptions of the team's count in one of them alone."""
    assert old.yardstick.for_evaluators
    new = replace(old, yardstick=replace(old.yardstick, for_evaluators=False))
    assert "Kind of run: an evaluator's; " in differ(new).stdout.splitlines()[3]
    assert "→ the team's own; " in differ(new).stdout.splitlines()[3]
    assert "검사의 종류: 평가위원의 검사" in differ(new, "--lang", "ko").stdout


def test_as_json_it_is_the_published_type(old: Report, differ: Differ) -> None:
    new = _with(old, *old.findings[1:])
    told = json.loads(differ(new, "--format", "json").stdout)
    assert told["format"] == "gyebo-comparison/1"
    assert [one["change"] for one in told["findings"]] == ["gone", "unchanged", "unchanged", "unchanged"]


def test_both_languages_say_it_all(old: Report, differ: Differ) -> None:
    new = _with(old, *old.findings[1:])
    english, korean = differ(new).stdout, differ(new, "--lang", "ko").stdout
    for statement in (*old.findings[0].supporting, *old.findings[0].mitigating):
        assert statement.text.en in english
        assert statement.text.ko in korean
    assert len(english.splitlines()) == len(korean.splitlines())


def test_hostile_texts_start_no_line_of_their_own(old: Report, differ: Differ) -> None:
    hostile = "\r\n::error::x\x1b[2J\u202e"
    first = old.findings[0]
    evil = replace(first, id=hostile, location=Location(hostile, 1, 1), rule=hostile)
    plain = replace(first, id="x", location=Location("x", 1, 1), rule="x")
    told = differ(_with(old, evil)).stdout
    assert len(told.splitlines()) == len(differ(_with(old, plain)).stdout.splitlines())
    assert "\x1b" not in told


def test_what_is_no_report_is_refused(gyebo: Gyebo, tmp_path: Path) -> None:
    (tmp_path / "no.json").write_text("{}", encoding="utf-8")
    refused = gyebo("diff", tmp_path / "no.json", tmp_path / "no.json")
    assert (refused.returncode, refused.stdout) == (ExitCode.ERROR, "")
    assert "no.json" in refused.stderr


def test_a_finding_whose_question_the_new_run_could_not_ask_is_not_gone(old: Report) -> None:
    """Without the corpus's texts nobody knows what became of a notice; without commits, what one took away."""
    match = next(part.match for file in old.files for part in file.fragments if part.match)
    first = replace(old.findings[0], matches=(match.id,))
    lost, other = replace(first, id="F-lost", rule="dropped-notice"), replace(first, id="F-other")
    past, late = replace(first, id="F-past", rule="history-notice-removed"), replace(first, id="F-late")
    asked = _with(old, lost, other, past, replace(late, rule="late-declaration"))
    unexamined = replace(match, notices=(HolderState("", NoticeState.NOT_EXAMINED, None, None),))
    blind = replace(
        _with(old),
        files=tuple(
            replace(
                file,
                fragments=tuple(
                    replace(part, match=unexamined) if part.match and part.match.id == match.id else part
                    for part in file.fragments
                ),
            )
            for file in old.files
        ),
        submission=replace(old.submission, deadline=""),
        history=None,
    )
    known = Change.UNREAD
    assert _changes(asked, blind) == {"F-lost": known, "F-other": Change.GONE, "F-past": known, "F-late": known}
    assert old.history
    assert _changes(_with(old, lost, past), _with(old)) == {"F-lost": Change.GONE, "F-past": Change.GONE}
