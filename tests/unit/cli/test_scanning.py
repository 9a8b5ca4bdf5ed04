# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""`gyebo scan` as a user has it: settings, exit codes, what is printed and what is written."""

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from gyebo import codec
from gyebo.cli.exits import ExitCode
from gyebo.formats import FORMATS, Format
from gyebo.report import Report

Gyebo = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def scan(gyebo: Gyebo, manifest: Path, tmp_path: Path) -> Gyebo:
    """A scan against the built corpus, reports into `out`."""

    def run(path: Path, *options: str | Path) -> subprocess.CompletedProcess[str]:
        return gyebo("scan", path, "--corpus", manifest, "--output", tmp_path / "out", "--quiet", *options)

    return run


def _report(tmp_path: Path) -> Any:
    return json.loads((tmp_path / "out" / "report.json").read_text(encoding="utf-8"))


def test_a_scan_writes_both_reports_and_says_where_and_what(scan: Gyebo, submission: Path, tmp_path: Path) -> None:
    ran = scan(submission)
    assert ran.stderr == ""
    lines = ran.stdout.splitlines()
    assert lines[0].startswith("3 files analysed")
    assert [line.split(":")[0] for line in lines[2:4]] == [
        "1. aurora (aurora_lab, NO)",
        "2. borealis (borealis_institute, CA)",
    ]
    assert lines[4] == "Findings: 1 met, 6 remark, 1 flaw, 0 concern."
    assert lines[5].startswith("  flaw    ")
    assert all(line.startswith("  remark  ") for line in lines[6:12])
    assert lines[12:] == [str(tmp_path / "out" / "report.html"), str(tmp_path / "out" / "report.json")]
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["report.html", "report.json"]


def test_copies_of_a_submission_give_the_same_bytes_under_the_same_name(
    scan: Gyebo, submission: Path, tmp_path: Path
) -> None:
    shutil.copytree(submission, tmp_path / "elsewhere")
    reports: list[bytes] = []
    for folder in (submission, tmp_path / "elsewhere"):
        assert scan(folder, "--name", "north").returncode == ExitCode.FINDINGS
        reports.append((tmp_path / "out" / "report.json").read_bytes())
    assert reports[0] == reports[1]
    assert _report(tmp_path)["submission"]["name"] == "north"


@pytest.mark.parametrize(
    ("lowest", "code"),
    [
        ("remark", ExitCode.FINDINGS),
        ("flaw", ExitCode.FINDINGS),
        ("concern", ExitCode.CLEAN),
        ("never", ExitCode.CLEAN),
    ],
)
def test_fail_on_decides_from_which_grade_the_exit_code_is_1(
    lowest: str, code: ExitCode, scan: Gyebo, submission: Path
) -> None:
    assert scan(submission, "--fail-on", lowest).returncode == code


def test_a_flaw_makes_the_exit_code_1_unless_told_otherwise(scan: Gyebo, submission: Path) -> None:
    assert scan(submission).returncode == ExitCode.FINDINGS


def test_only_the_formats_asked_for_are_written(scan: Gyebo, submission: Path, tmp_path: Path) -> None:
    scan(submission, "--format", "json", "--format", "json")
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["report.json"]


def test_one_file_can_be_scanned(scan: Gyebo, submission: Path, tmp_path: Path) -> None:
    assert scan(submission / "north" / "loading.py").returncode == ExitCode.CLEAN
    assert [file["path"] for file in _report(tmp_path)["files"]] == ["loading.py"]


def test_a_plain_folder_is_scanned_without_a_date(scan: Gyebo, cases: Path, tmp_path: Path) -> None:
    assert scan(cases / "undated-folder" / "submission").returncode in (ExitCode.CLEAN, ExitCode.FINDINGS)
    assert len(_report(tmp_path)["files"]) == 1


def test_a_commit_is_scanned_as_it_was(scan: Gyebo, submission: Path, tmp_path: Path) -> None:
    (submission / "north" / "modeling_north.py").write_text("raise SystemExit\n", encoding="utf-8")
    assert scan(submission, "--commit", "HEAD").returncode == ExitCode.FINDINGS
    assert len(_report(tmp_path)["submission"]["commit"]) == 40


def test_a_commit_there_is_not_is_one_sentence(scan: Gyebo, submission: Path, tmp_path: Path) -> None:
    refused = scan(submission, "--commit", "v9.9")
    assert refused.returncode == ExitCode.ERROR
    assert "v9.9" in refused.stderr
    assert len(refused.stderr.splitlines()) == 1
    assert not (tmp_path / "out").exists()


def test_a_shallow_clone_says_what_it_lacks_and_how_to_get_it(
    scan: Gyebo, submission: Path, commit: Callable[[Path, str], None], tmp_path: Path
) -> None:
    """Forgotten in a workflow: each flag that asks for the history says it, none judges by what was left out."""
    (submission / "north" / "own.py").write_text("width = 3\n", encoding="utf-8")
    commit(submission, "2026-01-20")
    git = ["git", "clone", "--quiet", "--depth=1", submission.as_uri(), str(tmp_path / "shallow")]
    subprocess.run(git, check=True)
    for flags in (("--base", "HEAD~1"), ("--commit", "HEAD~1"), ("--deadline", "2026-01-16")):
        assert scan(submission, *flags).returncode in (ExitCode.CLEAN, ExitCode.FINDINGS)
        refused = scan(tmp_path / "shallow", *flags)
        assert refused.returncode == ExitCode.ERROR, flags
        assert len(refused.stderr.splitlines()) == 1
        assert "`git fetch --unshallow`" in refused.stderr
    assert "fetch-depth" not in scan(submission, "--history").stdout
    assert "1 commit, from 2026-01-20" in (told := scan(tmp_path / "shallow", "--history").stdout)
    assert "`fetch-depth: 0`" in told


def test_a_report_says_of_how_many_sources_the_texts_were_at_hand(
    gyebo: Gyebo, manifest: Path, submission: Path, built: Path, tmp_path: Path
) -> None:
    """By the same digests less is said without them: a reader who compares the two must see why."""
    shutil.copytree(built / "corpora", tmp_path / "bare" / "corpora")
    words = ("scan", submission, "--corpus", manifest, "--quiet", "--format", "json", "--format", "html")
    pages, made = list[str](), list[Any]()
    for cache in (built, tmp_path / "bare"):
        gyebo(*words, "--format", "markdown", "--output", tmp_path / "out", cache=cache)
        made.append(_report(tmp_path)["yardstick"])
        pages += [(tmp_path / "out" / f"report.{end}").read_text(encoding="utf-8") for end in ("html", "md")]
    count = len(made[0]["sources"])
    assert [one.pop("texts") for one in made] == [count, 0]
    assert made[0] == made[1]
    less = "without the others less is said of the same match"
    assert [f"0/{count}" in page and less in page for page in pages] == [False, False, True, True]
    assert f"{count}/{count}" in pages[0]


def test_a_commit_of_a_plain_folder_is_one_sentence(scan: Gyebo, tmp_path: Path) -> None:
    (tmp_path / "plain").mkdir()
    refused = scan(tmp_path / "plain", "--commit", "HEAD")
    assert refused.returncode == ExitCode.ERROR
    assert len(refused.stderr.splitlines()) == 1


def test_a_team_may_be_a_maker_that_only_the_corpus_names(scan: Gyebo, submission: Path, tmp_path: Path) -> None:
    """Its own earlier release is a source of its manifest, and is not held against it."""
    assert scan(submission, "--home", "US", "--fail-on", "flaw").returncode == ExitCode.FINDINGS
    assert scan(submission, "--home", "US", "--organisation", "aurora_lab").returncode == ExitCode.CLEAN
    told = _report(tmp_path)
    assert told["submission"]["organisation"] == "aurora_lab"
    assert {one["grade"] for one in told["findings"]} <= {"met", "remark"}
    (submission / "pyproject.toml").write_text("[tool.gyebo]\norganisation = 'aurora_lab'\n", encoding="utf-8")
    assert scan(submission, "--home", "US").returncode == ExitCode.CLEAN
    refused = scan(submission, "--organisation", "aurora_lap")
    assert refused.returncode == ExitCode.ERROR
    assert "the corpus adds (aurora_lab, borealis_institute" in refused.stderr
    assert "did you mean aurora_lab?" in refused.stderr


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ("[tool.gyebo]\norganization = 'x'\n", "unknown key organization; known here: organisation, home"),
        ("[tool.gyebo]\nhome = 'Korea'\n", "expected two capital letters"),
        ("[tool.gyebo]\nhome = 82\n", "home"),
        ("[tool.gyebo]\norganisation = 'nobody_knows'\n", "is no id of rules/organisations"),
        ("[tool\n", "not readable as TOML"),
        ("tool = 3\n", "[tool] is no table"),
        ("[tool]\ngyebo = 3\n", "tool.gyebo"),
        ("a = " + "[" * 100_000, "not readable as TOML"),
        ("\xff", "not readable as TOML"),
    ],
    ids=["unknown key", "country", "number", "organisation", "toml", "tool", "no table", "deep", "bytes"],
)
def test_settings_that_cannot_be_are_one_sentence_and_an_evaluator_is_not_stopped_by_them(
    settings: str, said: str, scan: Gyebo, tmp_path: Path
) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "pyproject.toml").write_bytes(settings.encode("latin-1"))
    refused = scan(tmp_path / "own")
    assert refused.returncode == ExitCode.ERROR
    assert said in refused.stderr
    assert len(refused.stderr.splitlines()) == 1
    assert not (tmp_path / "out").exists()
    assert scan(tmp_path / "own", "--evaluator").returncode == ExitCode.INCOMPLETE


def test_a_clean_working_tree_is_measured_as_its_commit_is(
    scan: Gyebo, cases: Path, tmp_path: Path, commit: Callable[[Path, str], None]
) -> None:
    folder = tmp_path / "old"
    shutil.copytree(cases / "older-than-the-reference" / "submission", folder)
    commit(folder, "2024-11-02")
    told: list[Any] = []
    for how in ((), ("--commit", "HEAD"), ("--evaluator",)):
        scan(folder, *how)
        told.append({key: _report(tmp_path)[key] for key in ("files", "lineage", "coverage")})
    assert told[0]["coverage"]["shared_tokens"] > 0
    assert told[0] == told[1] == told[2]


def _of_foreign_code(report: dict[str, Any]) -> set[str]:
    return {one["location"]["path"] for one in report["findings"] if one["rule"] == "foreign-code"}


def test_a_teams_own_settings_count_unless_an_evaluator_scans(scan: Gyebo, submission: Path, tmp_path: Path) -> None:
    (submission / "pyproject.toml").write_text(
        "[tool.gyebo]\nhome = 'NO'\norganisation = 'upstage'\n", encoding="utf-8"
    )
    scan(submission)
    own = _report(tmp_path)
    scan(submission, "--evaluator")
    evaluated = _report(tmp_path)
    assert (own["yardstick"]["home"], own["submission"]["organisation"]) == ("NO", "upstage")
    assert (evaluated["yardstick"]["home"], evaluated["submission"]["organisation"]) == ("KR", "")
    assert _of_foreign_code(own) == {"north/mixture.py"}
    assert _of_foreign_code(evaluated) > _of_foreign_code(own)
    assert own["yardstick"]["settings"] != evaluated["yardstick"]["settings"]


def test_the_partners_of_a_consortium_are_named_in_a_list_or_by_several_flags(
    scan: Gyebo, submission: Path, tmp_path: Path
) -> None:
    (submission / "pyproject.toml").write_text(
        "[tool.gyebo]\norganisation = ['upstage', 'lg_ai_research']\n", encoding="utf-8"
    )
    scan(submission)
    stated = _report(tmp_path)
    ran = scan(submission, "--organisation", "upstage", "--organisation", "lg_ai_research", "--evaluator")
    flagged = _report(tmp_path)
    for report in (stated, flagged):
        sent = report["submission"]
        assert (sent["organisation"], [one["id"] for one in sent["partners"]]) == ("upstage", ["lg_ai_research"])
    assert stated["yardstick"]["settings"] == flagged["yardstick"]["settings"]
    assert not any(one["kind"] == "settings" for one in flagged["suppressions"])
    assert ran.returncode in {ExitCode.CLEAN, ExitCode.FINDINGS}


def test_every_partner_that_nobody_knows_is_told(scan: Gyebo, submission: Path) -> None:
    refused = scan(submission, "--organisation", "nobody", "--organisation", "upstage", "--organisation", "noone")
    assert refused.returncode == ExitCode.ERROR
    assert [line.split("'")[1] for line in refused.stderr.splitlines()] == ["nobody", "noone"]


def test_a_flag_outweighs_the_teams_settings(scan: Gyebo, submission: Path, tmp_path: Path) -> None:
    (submission / "pyproject.toml").write_text("[tool.gyebo]\nhome = 'NO'\n", encoding="utf-8")
    scan(submission, "--home", "CA")
    assert _report(tmp_path)["yardstick"]["home"] == "CA"


@pytest.mark.parametrize("flag", [("--organisation", "nobody_knows"), ("--home", "korea"), ("--corpus", "no-such")])
def test_a_flag_that_names_nothing_known_is_one_sentence(
    flag: tuple[str, str], scan: Gyebo, submission: Path, tmp_path: Path
) -> None:
    refused = scan(submission, *flag)
    assert (refused.returncode, refused.stdout) == (ExitCode.ERROR, "")
    assert flag[1] in refused.stderr
    assert len(refused.stderr.splitlines()) == 1
    assert not (tmp_path / "out").exists()


def test_what_was_not_analysed_makes_an_evaluators_scan_incomplete(scan: Gyebo, tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "model.py").write_text("width = 3\n", encoding="utf-8")
    (tmp_path / "own" / "noise.py").write_bytes(bytes(range(256)))
    assert scan(tmp_path / "own").returncode == ExitCode.CLEAN
    assert scan(tmp_path / "own", "--evaluator").returncode == ExitCode.INCOMPLETE


@pytest.mark.parametrize("name", ["z.jl", "m.pyx", "x.cu", "train"])
def test_code_in_another_language_makes_an_evaluators_scan_incomplete(name: str, scan: Gyebo, tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "model.py").write_text("width = 3\n", encoding="utf-8")
    (tmp_path / "own" / name).write_text("#!/usr/bin/env python3\n", encoding="utf-8")
    told = scan(tmp_path / "own", "--evaluator")
    assert told.returncode == ExitCode.INCOMPLETE
    assert told.stdout.startswith("1 file analysed, 1 path not (1 of them may hold code).")


def test_a_folder_without_an_index_is_refused_with_what_to_do(scan: Gyebo, submission: Path, tmp_path: Path) -> None:
    (tmp_path / "plain").mkdir()
    refused = scan(submission, "--corpus", tmp_path / "plain")
    assert refused.returncode == ExitCode.ERROR
    assert "the folder holds no corpus index; give the folder" in refused.stderr


def test_the_corpus_may_be_the_folder_of_an_index(scan: Gyebo, built: Path, submission: Path) -> None:
    (index,) = (built / "corpora").iterdir()
    assert scan(submission, "--corpus", index).returncode == ExitCode.FINDINGS


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[Report]:
    """The reports that were rendered, and not passed through as bytes."""
    made = list[Report]()
    render = FORMATS["json"].render

    def counted(report: Report) -> bytes:
        made.append(report)
        return render(report)

    monkeypatch.setitem(FORMATS, "json", Format(counted, ".json"))
    return made


def test_the_same_scan_of_the_same_submission_tells_the_same_and_makes_no_report_again(
    scan: Gyebo, submission: Path, tmp_path: Path, told: list[Report]
) -> None:
    runs = [scan(submission) for _ in range(2)]
    written = (tmp_path / "out" / "report.json").read_bytes()
    (tmp_path / "out" / "report.json").write_bytes(b"x" * len(written))
    runs.append(scan(submission))
    assert len({(one.returncode, one.stdout, one.stderr) for one in runs}) == 1
    assert (tmp_path / "out" / "report.json").read_bytes() == written
    assert len(told) == 1


@pytest.mark.parametrize("options", [("--home", "US"), ("--name", "other"), ("--fail-on", "never"), ("--evaluator",)])
def test_the_same_submission_asked_otherwise_is_told_anew(
    options: tuple[str, ...], scan: Gyebo, submission: Path, told: list[Report]
) -> None:
    scan(submission)
    scan(submission, *options)
    assert len(told) == 2


def test_what_changed_in_a_submission_its_settings_or_its_baseline_is_told_anew(
    scan: Gyebo, submission: Path, told: list[Report]
) -> None:
    scan(submission)
    for number, name in enumerate(("own.py", "pyproject.toml", "gyebo-baseline.toml"), 2):
        with (submission / name).open("a", encoding="utf-8") as stream:
            stream.write("\n# more\n")
        scan(submission)
        assert len(told) == number
    scan(submission)
    assert len(told) == 4


def test_a_line_that_names_another_model_of_the_maker_is_shown_and_counts_for_nothing(
    gyebo: Gyebo, cases: Path, commit: Callable[[Path, str], None], tmp_path: Path
) -> None:
    case = shutil.copytree(cases / "one-model-of-a-maker-named", tmp_path / "case")
    for shared in ("background", "origins"):
        shutil.copytree(cases / shared, tmp_path / shared)
    manifest, module = case / "reference" / "corpus.toml", case / "submission" / "modeling_north.py"
    told = manifest.read_text(encoding="utf-8").replace("aurora_lab", "minimax")
    told = told.replace('model = "aurora"', 'model = "minimax_m2"').replace('model = "borealis"', 'model = "minimax"')
    manifest.write_text(told, encoding="utf-8")
    first, _, rest = module.read_text(encoding="utf-8").split("\n", 2)
    told_of_one = "class BorealisRouter(nn.Module):\n    # Equivalent to MiniMaxM3Router in MiniMax-M3.\n"
    assert "class BorealisRouter(nn.Module):\n" in rest
    rest = rest.replace("class BorealisRouter(nn.Module):\n", told_of_one)
    module.write_text(f"{first}\n# Adapted from MiniMax-Text-01.\n{rest}", encoding="utf-8")
    commit(case / "submission", "2026-01-15")
    cache = tmp_path / "cache"
    assert gyebo("corpus", "build", manifest, cache=cache).returncode == 0
    gyebo("scan", case / "submission", "--corpus", manifest, "--output", tmp_path, "--format", "json", cache=cache)
    report = codec.from_json(Report, (tmp_path / "report.json").read_bytes(), "report.json")
    found = {one.name: one.match for file in report.files for one in file.fragments if one.match}
    assert [(one.level, one.line, one.works) for one in found["NorthLocalAttention"].references] == [
        (0, 2, ("MiniMax-Text-01",))
    ]
    assert {(one.level, one.works) for one in found["BorealisRouter"].references} == {(2, ())}
    for rule in ("missing-reference", "substituted-notice"):
        (finding,) = [one for one in report.findings if one.rule == rule]
        assert any("another model of the same maker" in one.text.en for one in finding.mitigating)
