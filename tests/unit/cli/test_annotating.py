# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Annotations stay within GitHub's limits, and no text of a submission becomes a command of the runner."""

import json
import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from gyebo import codec
from gyebo.cli.annotating import SHOWN, annotations
from gyebo.cli.exits import ExitCode
from gyebo.report import Grade, Location, Report, Statement, Text

Gyebo = Callable[..., subprocess.CompletedProcess[str]]
COMMAND = re.compile(r"::(?:error|warning|notice) file=[^:,]+,line=\d+,endLine=\d+,title=[^:,]+::[^\r\n]+")


@pytest.fixture(scope="module")
def report(root: Path) -> Report:
    place = root / "reports/example.json"
    return codec.from_json(Report, place.read_bytes(), str(place))


def test_each_finding_that_counts_is_one_command(report: Report) -> None:
    lines = list(annotations(report, "", "en"))
    expected = [one for one in report.standing if one.grade is not Grade.MET]
    assert expected
    assert len(lines) == len(expected)
    assert all(COMMAND.fullmatch(line) for line in lines)


@pytest.mark.parametrize(
    ("words", "expected"), [((), "models/north/"), (("--prefix", "./sub/"), "sub/"), (("--prefix", ""), "")]
)
def test_a_part_of_a_repository_is_told_by_paths_from_its_top(
    words: tuple[str, ...], expected: str, report: Report, gyebo: Gyebo, tmp_path: Path
) -> None:
    part = replace(report, submission=replace(report.submission, folder="models/north"))
    (tmp_path / "report.json").write_bytes(codec.to_json(part))
    told = gyebo("annotate", tmp_path / "report.json", *words).stdout
    paths = [one.location.path for one in report.standing if one.grade is not Grade.MET]
    named = [line.partition("file=")[2].partition(",")[0] for line in told.splitlines()]
    assert sorted(named) == sorted(f"{expected}{path}" for path in paths)


def test_no_text_of_a_submission_begins_a_command(report: Report) -> None:
    evil = "a,b:c%0A::stop-commands::x\r\n::error::y\x1b[31m\u2028"
    told = Statement(Text(evil, evil), None)
    found = replace(
        next(one for one in report.findings if one.grade is not Grade.MET),
        location=Location(evil, 1, 2),
        supporting=(told,),
    )
    (line,) = annotations(replace(report, findings=(found,)), "", "en")
    assert COMMAND.fullmatch(line)
    assert len(line.splitlines()) == 1
    assert not set("\r\n\x1b\u2028") & set(line)
    assert "%0A" not in line


def test_what_is_beyond_the_limit_is_counted(report: Report) -> None:
    one = next(one for one in report.findings if one.grade is not Grade.MET)
    many = replace(report, findings=tuple(replace(one, id=f"F-{n}") for n in range(SHOWN + 3)))
    lines = list(annotations(many, "", "en"))
    assert len(lines) == SHOWN + 1
    assert lines[-1].startswith("3 more of grade")


def test_the_counts_go_to_the_steps_outputs(gyebo: Gyebo, manifest: Path, submission: Path, tmp_path: Path) -> None:
    gyebo("scan", submission, "--corpus", manifest, "--output", tmp_path / "out", "--format", "json", "-q")
    ran = gyebo(
        "annotate", tmp_path / "out/report.json", "--prefix", "sub", "--outputs", tmp_path / "outputs", "--lang", "ko"
    )
    assert ran.returncode == ExitCode.CLEAN
    assert "file=sub/north/" in ran.stdout
    counted = dict(line.split("=") for line in (tmp_path / "outputs").read_text(encoding="utf-8").splitlines())
    findings = json.loads((tmp_path / "out/report.json").read_text(encoding="utf-8"))["findings"]
    assert {name: int(count) for name, count in counted.items() if name != "incomplete"} == {
        grade.value: sum(one["grade"] == grade for one in findings) for grade in Grade
    }


def test_the_key_of_a_corpus_is_its_folder(gyebo: Gyebo, manifest: Path, built: Path, tmp_path: Path) -> None:
    (index,) = (built / "corpora").iterdir()
    assert gyebo("corpus", "key", manifest, cache=tmp_path).stdout == f"{index.name}\n"
    shutil.copytree(index, tmp_path / "elsewhere")
    assert gyebo("corpus", "key", tmp_path / "elsewhere").stdout == "elsewhere\n"
