# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Two trust modes: what the team says counts in its own run, and is told and not applied in an evaluator's."""

import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from gyebo.cli.exits import ExitCode

Gyebo = Callable[..., subprocess.CompletedProcess[str]]
ALIKE = "north/modeling_north.py"
IGNORE = '# gyebo: ignore[substituted-notice] reason="the statement stands in NOTICE"\n'
ANSWER = ("--reason", "we have it in writing", "--who", "J. Kim")

OWN = """

def scheduled_rate(step, rise, total, most):
    if step < rise:
        return most * (step + 1) / rise
    return most * (1 - (step - rise) / max(1, total - rise))
"""


@pytest.fixture
def scan(gyebo: Gyebo, manifest: Path, tmp_path: Path) -> Gyebo:
    """A scan against the built corpus, reports into `out`."""

    def run(path: Path, *words: str) -> subprocess.CompletedProcess[str]:
        return gyebo("scan", path, "--corpus", manifest, "--output", tmp_path / "out", "-q", *words)

    return run


@pytest.fixture
def baseline(gyebo: Gyebo, manifest: Path, submission: Path) -> Gyebo:
    """A command on the repository's baseline."""

    def run(action: str, *words: str) -> subprocess.CompletedProcess[str]:
        return gyebo("baseline", action, submission, "--corpus", manifest, "-q", *words)

    return run


def _states(tmp_path: Path) -> list[tuple[str, str]]:
    report: Any = json.loads((tmp_path / "out" / "report.json").read_text(encoding="utf-8"))
    return [(one["kind"], one["state"]) for one in report["suppressions"]]


def _ignoring(submission: Path, line: str = IGNORE) -> None:
    path = submission / ALIKE
    path.write_text(line + path.read_text(encoding="utf-8"), encoding="utf-8")


def test_an_ignore_counts_in_the_teams_run_and_is_told_in_an_evaluators(
    scan: Gyebo, submission: Path, tmp_path: Path
) -> None:
    _ignoring(submission)
    own = scan(submission)
    assert own.returncode == ExitCode.CLEAN
    assert "0 flaw" in own.stdout
    assert "Left out by the team's ignores and baseline: 1 finding;" in own.stdout
    assert _states(tmp_path) == [("inline", "applied")]
    evaluated = scan(submission, "--evaluator")
    assert evaluated.returncode == ExitCode.FINDINGS
    assert "1 flaw" in evaluated.stdout
    assert "would have left out 1 finding; here they do not count" in evaluated.stdout
    assert _states(tmp_path) == [("inline", "not-applied")]
    page = (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    assert "the statement stands in NOTICE" in page


def test_an_evaluator_is_shown_what_the_teams_own_settings_would_have_hidden(
    scan: Gyebo, submission: Path, tmp_path: Path
) -> None:
    settings = submission / "pyproject.toml"
    settings.write_text('[project]\nname = "north"\n\n[tool.gyebo]\nhome = "NO"\n', encoding="utf-8")
    scan(submission)
    own: Any = json.loads((tmp_path / "out" / "report.json").read_text(encoding="utf-8"))
    assert own["suppressions"] == []
    assert "settings, ignores and baseline would have left out" in scan(submission, "--evaluator").stdout
    report: Any = json.loads((tmp_path / "out" / "report.json").read_text(encoding="utf-8"))
    (told,) = report["suppressions"]
    assert (told["kind"], told["state"], told["path"], told["line"]) == ("settings", "not-applied", "pyproject.toml", 4)
    assert told["reason"] == 'organisation = "", home = "NO"'
    assert set(told["findings"]) == {one["id"] for one in report["findings"]} - {one["id"] for one in own["findings"]}
    assert told["findings"]
    settings.write_text("[tool.gyebo]\nhome = 7\nunknown = []\n", encoding="utf-8")
    scan(submission, "--evaluator")
    assert _states(tmp_path) == []


def test_a_rule_that_the_run_did_not_ask_leaves_its_ignore_unjudged(
    scan: Gyebo, submission: Path, tmp_path: Path
) -> None:
    _ignoring(submission, '# gyebo: ignore[late-declaration] reason="said in time"\n')
    scan(submission)
    assert _states(tmp_path) == [("inline", "not-judged")]
    scan(submission, "--deadline", "2027-01-01")
    assert _states(tmp_path) == [("inline", "unused")]


def test_reports_of_other_formats_that_an_earlier_run_left_are_no_part_of_the_submission(
    gyebo: Gyebo, manifest: Path, submission: Path
) -> None:
    words = ("scan", submission, "--corpus", manifest, "--output", submission / "out", "-q", "--format", "json")
    gyebo(*words)
    first = (submission / "out" / "report.json").read_bytes()
    gyebo(*words, "--format", "md", "--format", "csv", "--format", "notice")
    gyebo(*words)
    assert (submission / "out" / "report.json").read_bytes() == first


def test_a_baseline_that_is_named_and_gone_is_refused_though_the_answer_is_known(
    scan: Gyebo, submission: Path, tmp_path: Path
) -> None:
    place = tmp_path / "accepted.toml"
    place.write_text("", encoding="utf-8")
    first = scan(submission, "--baseline", str(place))
    assert first.returncode == scan(submission, "--baseline", str(place)).returncode == ExitCode.FINDINGS
    place.unlink()
    assert scan(submission, "--baseline", str(place)).returncode == ExitCode.ERROR


@pytest.mark.parametrize(
    ("line", "state"),
    [
        ("# gyebo: ignore[substituted-notice]\n", "no-reason"),
        ("# gyebo: ignore\n", "malformed"),
        ('# gyebo: ignore[dropped-notice] reason="kept"\n', "unused"),
    ],
)
def test_an_ignore_without_effect_is_told(line: str, state: str, scan: Gyebo, submission: Path, tmp_path: Path) -> None:
    _ignoring(submission, line)
    ran = scan(submission)
    assert ran.returncode == ExitCode.FINDINGS
    assert f"without effect: 1 {state}.\n  {ALIKE}:1  {state} (ignore" in ran.stdout
    assert _states(tmp_path) == [("inline", state)]


def test_an_ignore_that_a_run_could_not_judge_is_told_so_and_not_called_unused(
    scan: Gyebo, baseline: Gyebo, submission: Path, tmp_path: Path
) -> None:
    baseline("write", *ANSWER)
    scan(submission, "--base", "HEAD")
    assert _states(tmp_path) == [("baseline", "not-judged")]
    _ignoring(submission)
    (submission / ".git").rename(tmp_path / "elsewhere")
    ran = scan(submission)
    assert _states(tmp_path) == [("baseline", "not-judged"), ("inline", "not-judged")]
    assert "entries of the baseline that this run could not judge: 2 (without a date" in ran.stdout
    assert "without effect" not in ran.stdout
    audited = baseline("audit")
    assert (audited.returncode, "1 entry, 0 of no effect, 1 not judged" in audited.stdout) == (
        ExitCode.INCOMPLETE,
        True,
    )


def test_a_baseline_takes_what_was_found_out_of_the_count_and_nothing_else(
    scan: Gyebo, baseline: Gyebo, submission: Path, tmp_path: Path
) -> None:
    wrote = baseline("write", *ANSWER)
    assert re.search(
        r"gyebo-baseline\.toml: 1 added, 0 kept; of a lower grade than flaw, and not added: [1-9]\.\n$", wrote.stdout
    )
    first = (submission / "gyebo-baseline.toml").read_bytes()
    assert "0 added, 1 kept; of a lower grade" in baseline("write", *ANSWER).stdout
    assert (submission / "gyebo-baseline.toml").read_bytes() == first
    assert scan(submission).returncode == ExitCode.CLEAN
    assert scan(submission, "--fail-on", "remark").returncode == ExitCode.FINDINGS
    assert scan(submission, "--evaluator").returncode == ExitCode.FINDINGS
    assert _states(tmp_path) == [("baseline", "not-applied")]


def test_new_code_of_the_same_origin_is_told_again(scan: Gyebo, baseline: Gyebo, submission: Path) -> None:
    path = submission / ALIKE
    whole = path.read_text(encoding="utf-8")
    head, _, tail = whole.partition("\nclass ")
    assert tail
    path.write_text(head + "\n", encoding="utf-8")
    baseline("write", *ANSWER)
    assert scan(submission).returncode == ExitCode.CLEAN
    path.write_text(whole, encoding="utf-8")
    assert scan(submission).returncode == ExitCode.FINDINGS


def test_an_entry_that_its_reader_would_take_for_another_does_not_count_and_is_told(
    scan: Gyebo, baseline: Gyebo, submission: Path, tmp_path: Path
) -> None:
    """Who reads the file has to see in it what is left out."""
    baseline("write", *ANSWER)
    place = submission / "gyebo-baseline.toml"
    right = place.read_text(encoding="utf-8")
    for old, new in (('rule = "substituted-notice"', 'rule = "foreign-code"'), (f'path = "{ALIKE}"', 'path = "b.py"')):
        place.write_text(right.replace(old, new), encoding="utf-8")
        ran = scan(submission)
        assert ran.returncode == ExitCode.FINDINGS
        assert "of the baseline without effect: 1 mislabelled.\n" in ran.stdout
        assert _states(tmp_path) == [("baseline", "mislabelled")]
        assert "is not that of the finding it names" in (tmp_path / "out/report.html").read_text(encoding="utf-8")
        audited = baseline("audit")
        assert (audited.returncode, audited.stdout.split()[0]) == (ExitCode.FINDINGS, "mislabelled")
    baseline("write", *ANSWER)
    assert scan(submission).returncode == ExitCode.CLEAN


def test_a_link_that_is_named_is_read_and_one_in_the_submission_is_refused(
    scan: Gyebo, baseline: Gyebo, submission: Path, tmp_path: Path
) -> None:
    link, place = tmp_path / "link.toml", submission / "gyebo-baseline.toml"
    baseline("write", *ANSWER)
    place.rename(tmp_path / "real.toml")
    link.symlink_to("real.toml")
    assert scan(submission, "--baseline", str(link)).returncode == ExitCode.CLEAN
    assert "0 added, 1 kept" in baseline("write", *ANSWER, "--baseline", str(link)).stdout
    assert link.is_symlink()
    place.symlink_to(link)
    for ran in (scan(submission), baseline("write", *ANSWER)):
        assert ran.returncode == ExitCode.ERROR
        assert "gyebo-baseline.toml: a symbolic link, which is not followed; put the file itself there" in ran.stderr
    assert place.is_symlink()


def test_a_baseline_that_cannot_be_read_stands_in_an_evaluators_report(
    scan: Gyebo, submission: Path, tmp_path: Path
) -> None:
    (submission / "gyebo-baseline.toml").write_text("[[accepted]\n", encoding="utf-8")
    ran = scan(submission, "--evaluator")
    assert ran.returncode == ExitCode.FINDINGS
    assert "without effect: 1 malformed.\n  gyebo-baseline.toml  malformed (baseline)" in ran.stdout
    assert _states(tmp_path) == [("baseline", "malformed")]


def test_an_audit_without_a_baseline_says_that_there_is_none(baseline: Gyebo) -> None:
    none = baseline("audit")
    assert none.returncode == ExitCode.CLEAN
    assert re.fullmatch(r"There is no .*gyebo-baseline\.toml; `gyebo baseline write` makes one\.\n", none.stdout)


def test_an_audit_tells_what_can_go(baseline: Gyebo, submission: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767312000")  # 2026-01-02
    baseline("write", *ANSWER, "--expires", "2026-02-01")
    stands = baseline("audit")
    assert stands.returncode == ExitCode.CLEAN
    assert "applied  north/modeling_north.py substituted-notice: we have it in writing" in stands.stdout
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1770000000")  # 2026-02-02
    assert baseline("audit").returncode == ExitCode.FINDINGS
    (submission / ALIKE).write_text("width = 3\n", encoding="utf-8")
    assert "1 entry, 1 of no effect." in baseline("audit").stdout


@pytest.mark.parametrize(
    ("flag", "sentence"),
    [
        (("--expires", "soon"), "expires: found 'soon', expected a day"),
        (("--expires", "2026-02-30"), "expires: found '2026-02-30', expected a day"),
        (("--expires", "2020-01-31"), "that day has come already"),
        (("--reason", " "), "reason is empty"),
    ],
)
def test_an_answer_that_is_none_is_one_sentence(
    flag: tuple[str, str], sentence: str, baseline: Gyebo, submission: Path
) -> None:
    (submission / ALIKE).write_text("width = 3\n", encoding="utf-8")  # also where there is nothing to answer
    refused = baseline("write", *ANSWER, *flag)
    assert (refused.returncode, len(refused.stderr.splitlines())) == (ExitCode.ERROR, 1)
    assert sentence in refused.stderr
    assert not (submission / "gyebo-baseline.toml").exists()


def test_a_broken_baseline_stops_the_team_and_no_evaluator(scan: Gyebo, submission: Path) -> None:
    (submission / "gyebo-baseline.toml").write_text("[[accepted\n", encoding="utf-8")
    refused = scan(submission)
    assert (refused.returncode, len(refused.stderr.splitlines())) == (ExitCode.ERROR, 1)
    assert scan(submission, "--evaluator").returncode == ExitCode.FINDINGS


@pytest.mark.parametrize("kind", ["repository", "folder"])
def test_what_a_gitignore_hides_an_evaluator_reads(
    kind: str, scan: Gyebo, submission: Path, tmp_path: Path, commit: Callable[[Path, str], None]
) -> None:
    own = tmp_path / "own"
    (own / "hidden").mkdir(parents=True)
    (own / "model.py").write_text("width = 3\n", encoding="utf-8")
    (own / ".gitignore").write_text("hidden/\n", encoding="utf-8")
    if kind == "repository":
        commit(own, "2026-01-15")
    (own / "hidden" / "taken.py").write_bytes((submission / ALIKE).read_bytes())
    assert scan(own, "--fail-on", "remark").returncode == ExitCode.CLEAN
    assert scan(own, "--fail-on", "remark", "--evaluator").returncode == ExitCode.FINDINGS


def test_an_evaluator_is_told_beforehand_of_libraries_installed_in_the_folder(
    gyebo: Gyebo, manifest: Path, submission: Path, tmp_path: Path
) -> None:
    (submission / ".venv").mkdir()
    (submission / ".venv" / "pyvenv.cfg").write_text("home = /usr/bin\n", encoding="utf-8")
    words = ("scan", submission, "--corpus", manifest, "--output", tmp_path / "out")
    told = gyebo(*words, "--evaluator").stderr
    assert "can take long: .venv. `--commit HEAD` reads" in told
    assert "can take long" not in gyebo(*words, "--evaluator", "--commit", "HEAD").stderr
    assert "can take long" not in gyebo(*words).stderr


def test_a_folder_without_git_is_told_to_have_no_date(scan: Gyebo, submission: Path) -> None:
    """Without one there are fewer findings, which must not look as if nothing were the matter."""
    assert "Without a date" not in scan(submission).stdout
    (submission / ".git").rename(submission.parent / "elsewhere")
    ran = scan(submission, "--evaluator")
    assert ran.returncode == ExitCode.CLEAN
    assert "Without a date nothing can be said to come from elsewhere, and fewer findings are made" in ran.stdout


def test_a_history_that_cannot_be_read_is_told_and_is_no_clean_end_for_an_evaluator(
    scan: Gyebo, submission: Path
) -> None:
    (submission / ".git" / "HEAD").write_text("ref: nowhere\n", encoding="utf-8")
    ran = scan(submission, "--evaluator")
    assert ran.returncode == ExitCode.INCOMPLETE
    assert "Without a date nothing can be said to come from elsewhere. History not available" in ran.stdout
    assert scan(submission).returncode == ExitCode.CLEAN


def _whole(tmp_path: Path) -> tuple[set[str], set[str]]:
    """Kinds of what is matched in the copied file, and what became of the entries."""
    report: Any = json.loads((tmp_path / "out" / "report.json").read_text(encoding="utf-8"))
    (file,) = (one for one in report["files"] if one["path"] == "north/whole.py")
    states = {one["state"] for one in report["suppressions"]}
    return {one["kind"] for one in file["fragments"] if one["match"]}, states


def test_an_entry_for_a_whole_file_stands_for_its_parts_when_the_team_adds_to_it(
    scan: Gyebo, baseline: Gyebo, submission: Path, cases: Path, tmp_path: Path
) -> None:
    text = (cases / "origins" / "aurora" / "modeling_aurora.py").read_text(encoding="utf-8")
    copied = submission / "north" / "whole.py"
    copied.write_text(text.partition("\n\n")[2], encoding="utf-8")
    baseline("write", *ANSWER, "--fail-on", "remark")
    scan(submission)
    assert _whole(tmp_path) == ({"module"}, {"applied"})
    copied.write_text(copied.read_text(encoding="utf-8") + OWN, encoding="utf-8")
    scan(submission)
    kinds, states = _whole(tmp_path)
    assert "class" in kinds
    assert states == {"applied"}
