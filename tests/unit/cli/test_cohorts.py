# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""`gyebo cohort`: teams side by side by one measure; one that could not be read is told and never looks clean."""

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest

from gyebo.cli import cohorts
from gyebo.cli.exits import ExitCode

Gyebo = Callable[..., subprocess.CompletedProcess[str]]
Assemble = Callable[..., Path]


@pytest.fixture
def listed(
    submission: Path, cases: Path, manifest: Path, commit: Callable[[Path, str], None], tmp_path: Path
) -> Assemble:
    """A list of teams: one that copies, one that has the same and one of its own; and whatever a test adds."""
    shutil.copytree(submission, tmp_path / "second")
    shutil.copytree(cases / "own-organisation" / "submission", tmp_path / "third")
    commit(tmp_path / "third", "2026-01-20")

    def write(more: str = "", corpus: Path = manifest) -> Path:
        teams = [("가람", "north"), ("second", "second"), ("third", "third")]
        text = "\n".join(f'[[teams]]\nname = "{name}"\npath = "{path}"' for name, path in teams)
        path = tmp_path / "teams.toml"
        path.write_text(f'title = "Round one"\ncorpus = {json.dumps(str(corpus))}\n{text}\n{more}', encoding="utf-8")
        return path

    return write


BROKEN = '[[teams]]\nname = "broken"\npath = "broken"\ncommit = "v1"\n'


@pytest.fixture
def broken(tmp_path: Path) -> None:
    """A submission whose .git leads elsewhere."""
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / ".git").write_text("gitdir: /elsewhere\n", encoding="utf-8")


def test_each_team_has_its_reports_and_the_page_leads_to_them(gyebo: Gyebo, listed: Assemble, tmp_path: Path) -> None:
    ran = gyebo("cohort", listed(), "--output", tmp_path / "out")
    assert (ran.returncode, ran.stderr) == (ExitCode.FINDINGS, "")
    cohort = json.loads((tmp_path / "out" / "cohort.json").read_bytes())
    page = (tmp_path / "out" / "index.html").read_text(encoding="utf-8")
    assert [(one["name"], one["folder"]) for one in cohort["members"]] == [
        ("가람", "01-가람"),
        ("second", "02-second"),
        ("third", "03-third"),
    ]
    for member in cohort["members"]:
        report = (tmp_path / "out" / member["folder"] / "report.html").read_text(encoding="utf-8")
        assert f'href="{quote(member["folder"])}/report.html"' in page
        for tally in member["tallies"]:
            assert f'id="F-{tally["findings"][0]}"' in report
            assert f"{quote(member['folder'])}/report.html#F-{tally['findings'][0]}" in page


@pytest.mark.parametrize(
    ("name", "folder"),
    [
        ("가람 연구소 B", "07-가람-연구소-b"),
        ("\u1100\u1161\u1105\u1161\u11b7", "07-가람"),
        ("../../etc/passwd", "07-etc-passwd"),
        ('..\\CON:|?*<>"', "07-con"),
        ("a_b\u202e\n\x00c\ud800", "07-a-b-c"),
        ("💣", "07"),
        ("가" * 300, "07-" + "가" * 57),
    ],
)
def test_the_folder_of_a_team_keeps_the_letters_of_its_name_and_nothing_else(name: str, folder: str) -> None:
    assert cohorts.folder_of(7, name) == folder
    assert len(folder.encode()) < 255


def test_code_of_several_teams_is_told_once_outermost_with_what_is_known_of_it(
    gyebo: Gyebo, listed: Assemble, tmp_path: Path
) -> None:
    gyebo("cohort", listed(), "--output", tmp_path / "out")
    cohort = json.loads((tmp_path / "out" / "cohort.json").read_bytes())
    of_two = [one for one in cohort["shared"] if {held["team"] for held in one["holdings"]} == {"가람", "second"}]
    assert {held["path"] for one in of_two for held in one["holdings"]} >= {"north/loading.py", "north/mixture.py"}
    whole = [one for one in of_two if one["kind"] == "module"]
    inside = [one for one in of_two if one["kind"] != "module"]
    files = {held["path"] for one in whole for held in one["holdings"]}
    assert not [held for one in inside for held in one["holdings"] if held["path"] in files]
    known = [one["known"] for one in cohort["shared"]]
    assert known == sorted(known)
    assert known[0] == 0
    assert min(one["tokens"] for one in cohort["shared"]) >= cohort["smallest"]


@pytest.mark.usefixtures("broken")
def test_a_team_that_cannot_be_read_is_told_everywhere_and_the_others_are_scanned(
    gyebo: Gyebo, listed: Assemble, tmp_path: Path
) -> None:
    ran = gyebo("cohort", listed(BROKEN), "--output", tmp_path / "out", "--fail-on", "never")
    assert ran.returncode == ExitCode.INCOMPLETE
    assert "broken: NOT SCANNED." in ran.stdout
    page = (tmp_path / "out" / "index.html").read_text(encoding="utf-8")
    tables = page.count('<h3 id="axis-') + page.count('<h3 id="criteria-')
    assert page.count("Not scanned; nothing is known of it.") == 2 + tables
    cohort = json.loads((tmp_path / "out" / "cohort.json").read_bytes())
    assert len(cohort["members"]) == 3
    assert [one["name"] for one in cohort["unscanned"]] == ["broken"]
    assert str(tmp_path) not in cohort["unscanned"][0]["reason"]
    assert cohort["unscanned"][0]["cause"] == "repository"
    assert "Its git repository could not be read, or leads elsewhere." in page
    assert "git 저장소를 읽을 수 없거나 다른 곳을 가리킵니다." in page


def test_a_fork_is_judged_by_its_own_base_and_one_whose_base_is_not_there_is_told(
    gyebo: Gyebo, listed: Assemble, submission: Path, tmp_path: Path
) -> None:
    shutil.copytree(submission, tmp_path / "upstream", ignore=shutil.ignore_patterns(".git"))
    forks = [("folder", "upstream"), ("commit", "HEAD"), ("astray", "no-such-commit")]
    forks += [("unreachable", "https://127.0.0.1:1/nobody/listens@v1")]
    more = "\n".join(f'[[teams]]\nname = "{n}"\npath = "north"\nbase = "{base}"' for n, base in forks)
    ran = gyebo("cohort", listed(more), "--output", tmp_path / "out")
    cohort = json.loads((tmp_path / "out" / "cohort.json").read_bytes())
    tallies = {one["name"]: len(one["tallies"]) for one in cohort["members"]}
    assert tallies["가람"] > 0
    assert (tallies["folder"], tallies["commit"]) == (0, 0)
    left = cohort["unscanned"]
    assert [(one["name"], one["cause"]) for one in left] == [("astray", "base"), ("unreachable", "base")]
    assert "no-such-commit" in left[0]["reason"]
    assert "--base: Nothing could be had from https://127.0.0.1:1/nobody/listens" in left[1]["reason"]
    assert "astray: NOT SCANNED." in ran.stdout


@pytest.mark.usefixtures("broken")
def test_where_no_team_can_be_read_nothing_is_written(gyebo: Gyebo, manifest: Path, tmp_path: Path) -> None:
    path = tmp_path / "teams.toml"
    path.write_text(f'title = "x"\ncorpus = {json.dumps(str(manifest))}\n{BROKEN}', encoding="utf-8")
    ran = gyebo("cohort", path, "--output", tmp_path / "out")
    assert (ran.returncode, ran.stdout) == (ExitCode.ERROR, "")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ('[[teams]]\nname = "second"\npath = "third"', "second: the name stands 2 times"),
        ('[[teams]]\nname = "lost"\npath = "nowhere"', "lost: there is no"),
        ('[[teams]]\nname = "odd"\npath = "third"\norganisation = "nobody_knows"', "'nobody_knows' is no id"),
        ('[[teams]]\nname = "odd"\npath = "third"\norganisation = ["upstage", "noone"]', "'noone' is no id"),
        ('[[teams]]\nname = " "\npath = "third"', "a name is empty"),
        ('[[teams]]\nname = "odd"\npath = "third"\nrank = 1', "unknown key teams[3].rank"),
        ('[[teams]]\nname = "odd"', "path"),
        ("[[teams", "not readable as TOML"),
    ],
)
def test_a_bad_list_is_refused_before_anything_is_scanned(
    more: str, said: str, gyebo: Gyebo, listed: Assemble, tmp_path: Path
) -> None:
    refused = gyebo("cohort", listed(more), "--output", tmp_path / "out")
    assert (refused.returncode, refused.stdout) == (ExitCode.ERROR, "")
    assert said in refused.stderr
    assert "teams.toml" in refused.stderr
    assert not (tmp_path / "out").exists()


def test_a_team_of_a_list_may_be_a_maker_that_only_the_corpus_names(
    gyebo: Gyebo, listed: Assemble, tmp_path: Path
) -> None:
    team = '[[teams]]\nname = "own"\npath = "second"\norganisation = "aurora_lab"\n'
    assert gyebo("cohort", listed(team), "--output", tmp_path / "out", "--quiet").returncode == ExitCode.FINDINGS
    told = json.loads((tmp_path / "out" / "04-own" / "report.json").read_bytes())
    assert told["submission"]["organisation"] == "aurora_lab"


def test_a_list_without_teams_is_refused(gyebo: Gyebo, tmp_path: Path) -> None:
    (tmp_path / "teams.toml").write_text('title = "x"\nteams = []\n', encoding="utf-8")
    refused = gyebo("cohort", tmp_path / "teams.toml", "--output", tmp_path / "out")
    assert refused.returncode == ExitCode.ERROR
    assert "no team is listed" in refused.stderr


def test_the_same_list_gives_the_same_bytes(gyebo: Gyebo, listed: Assemble, tmp_path: Path) -> None:
    for name in ("one", "other"):
        gyebo("cohort", listed(), "--output", tmp_path / name, "--quiet")
    files = sorted(path.relative_to(tmp_path / "one") for path in (tmp_path / "one").rglob("*.*"))
    assert len(files) == 8
    for file in files:
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "other" / file).read_bytes()
