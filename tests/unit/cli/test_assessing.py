# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""`gyebo assess` and `gyebo render --decisions`: a committee's own rubric and its own decisions."""

import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from gyebo import codec
from gyebo.decisions import Minutes
from gyebo.report import Grade, Ruling

Gyebo = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def report(gyebo: Gyebo, manifest: Path, submission: Path, tmp_path: Path) -> Path:
    gyebo("scan", submission, "--corpus", manifest, "--output", tmp_path / "out", "--format", "json")
    return tmp_path / "out" / "report.json"


@pytest.fixture
def rubric(root: Path, tmp_path: Path) -> Path:
    """The house's own, to be changed."""
    path = tmp_path / "committee.toml"
    path.write_bytes((root / "rules" / "rubric.toml").read_bytes())
    return path


def _replaced(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def _finding(report: Path) -> dict[str, Any]:
    found: list[dict[str, Any]] = json.loads(report.read_bytes())["findings"]
    return found[-1]


def test_under_the_same_rubric_nothing_differs(gyebo: Gyebo, report: Path) -> None:
    done = gyebo("assess", report)
    assert done.returncode == 0
    assert "in the report" not in done.stdout
    assert [line.split(":")[0] for line in done.stdout.splitlines() if line[0] != " "][:3] == [
        "Technical",
        "Policy",
        "Ethical",
    ]
    assert done.stdout.endswith("The axes are not added up.\n")


def test_a_changed_step_shows_the_grade_before_and_after(gyebo: Gyebo, report: Path, rubric: Path) -> None:
    _replaced(rubric, "at_least = 0.5\n", "at_least = 0.26\n")
    done = gyebo("assess", report, "--rubric", rubric, "--lang", "ko")
    (line,) = [one for one in done.stdout.splitlines() if one.strip().startswith("largest-origin")]
    assert "우선 확인 · 2/10" in line
    assert "다른 한 출처에만 있는 코드의 비중" in line
    (before,) = [one for one in done.stdout.splitlines() if "보고서에서는" in one]
    assert "미흡 · 5/10" in before
    rest = re.sub(r"(?m)^ *[a-z-]+ |gyebo[.]toml|NOTICE", "", done.stdout)
    assert not re.search("[A-Za-z]{4}", rest), rest


def test_what_the_evaluators_rejected_or_graded_counts_as_they_decided(
    gyebo: Gyebo, report: Path, tmp_path: Path
) -> None:
    found = [one for one in json.loads(report.read_bytes())["findings"] if one["rule"] == "substituted-notice"]
    said = {"finding": found[0]["id"], "reason": "Heard.", "role": "chair"}
    assert len(found) == 1
    for told, reached in (
        ({"ruling": "reject"}, "0 · Met · 10/10"),
        ({"ruling": "override", "grade": "concern"}, "1 · To examine first · 1/10"),
        ({"ruling": "accept"}, "1 · Falls short · 6/10"),
    ):
        decisions = _decisions(tmp_path / "decisions.toml", **said, **told)
        lines = gyebo("assess", report, "--decisions", decisions).stdout.splitlines()
        (line,) = [one for one in lines if one.startswith("  notices ")]
        assert reached in line


def test_criteria_that_come_or_go_are_told(gyebo: Gyebo, report: Path, rubric: Path) -> None:
    _replaced(rubric, 'id = "notices"', 'id = "our-notices"')
    said = gyebo("assess", report, "--rubric", rubric).stdout
    assert "new in this rubric" in said
    assert "not asked by this rubric: notices" in said


def test_a_rubric_that_cannot_be_read_is_named(gyebo: Gyebo, report: Path, tmp_path: Path) -> None:
    done = gyebo("assess", report, "--rubric", tmp_path / "none.toml")
    assert (done.returncode, "none.toml" in done.stderr) == (2, True)


def _decisions(path: Path, **said: str) -> Path:
    told = {key: value if key == "dated" else json.dumps(value, ensure_ascii=False) for key, value in said.items()}
    lines = [f"{key} = {value}" for key, value in told.items()]
    path.write_text("\n".join(["[[decisions]]", *lines, ""]), encoding="utf-8")
    return path


def test_a_decision_stands_beside_its_finding_and_changes_nothing_else(
    gyebo: Gyebo, report: Path, tmp_path: Path
) -> None:
    finding = _finding(report)
    decisions = _decisions(
        tmp_path / "decisions.toml",
        finding=finding["id"],
        ruling="override",
        grade="remark",
        reason="팀이 <b>허락</b>을 보였습니다.",
        role="committee's chair",
        dated="2026-02-01",
    )
    done = gyebo(
        "render", report, "--decisions", decisions, "--format", "html", "--format", "json", "--output", tmp_path
    )
    assert done.returncode == 0
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert "팀이 &lt;b&gt;허락&lt;/b&gt;을 보였습니다." in page
    assert "committee&#39;s chair, 2026-02-01" in page
    before, after = json.loads(report.read_bytes()), json.loads((tmp_path / "report.json").read_bytes())
    assert after.pop("decisions") == [
        {
            "finding": finding["id"],
            "ruling": "override",
            "grade": "remark",
            "reason": "팀이 <b>허락</b>을 보였습니다.",
            "role": "committee's chair",
            "dated": "2026-02-01",
        }
    ]
    assert before.pop("decisions") == []
    assert after == before


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"finding": "F-none"}, "decisions[0].finding: found 'F-none'"),
        ({"ruling": "forgive"}, "decisions[0].ruling"),
        ({"reason": "  "}, "decisions[0].reason: found nothing"),
        ({"role": ""}, "decisions[0].role: found nothing"),
        ({"ruling": "override"}, "decisions[0].grade: expected a grade"),
        ({"grade": "remark"}, "decisions[0].grade: expected a grade"),
        ({"name": "A person"}, "unknown key decisions[0].name"),
    ],
)
def test_a_decision_that_fits_no_finding_or_gives_no_reason_is_refused(
    gyebo: Gyebo, report: Path, tmp_path: Path, changed: dict[str, str], said: str
) -> None:
    whole = {"finding": _finding(report)["id"], "ruling": "accept", "reason": "as it is", "role": "expert"} | changed
    done = gyebo(
        "render", report, "--decisions", _decisions(tmp_path / "decisions.toml", **whole), "--output", tmp_path
    )
    assert done.returncode == 2
    assert said in done.stderr
    assert not (tmp_path / "report.html").exists()


def test_all_that_is_amiss_in_the_decisions_is_told_in_one_run(gyebo: Gyebo, report: Path, tmp_path: Path) -> None:
    finding = _finding(report)["id"]
    path = tmp_path / "decisions.toml"
    lines = ["[[decisions]]", f'finding = "{finding}"', 'ruling = "override"', "dated = 7", "[[decisions]]", "x = 1"]
    path.write_text("\n".join(lines), encoding="utf-8")
    done = gyebo("render", report, "--decisions", path, "--output", tmp_path)
    assert done.returncode == 2
    lines = [line.removeprefix("gyebo: ") for line in done.stderr.splitlines()]
    told = [line.strip().partition(": ")[0] for line in lines if line.startswith("  ")]
    assert told == [
        *(f"{finding}, decisions[0].{key}" for key in ("grade", "reason", "role", "dated")),
        *(f"decisions[1].{key}" for key in ("finding", "ruling", "reason", "role")),
        "unknown key decisions[1].x; known here",
    ]


def test_formats_without_findings_say_that_they_hold_no_decision(gyebo: Gyebo, report: Path, tmp_path: Path) -> None:
    decisions = _decisions(
        tmp_path / "d.toml", finding=_finding(report)["id"], ruling="accept", reason="Heard\ntwice.", role="chair"
    )
    asked = [word for name in ("markdown", "csv", "sarif", "spdx", "notice") for word in ("--format", name)]
    done = gyebo("render", report, "--decisions", decisions, "--output", tmp_path, *asked)
    assert "notice, spdx: this tells of no finding, and so of no decision" in done.stderr
    for name in ("report.md", "report.csv", "report.sarif"):
        assert "Heard twice." in (tmp_path / name).read_text(encoding="utf-8"), name


@pytest.mark.parametrize("name", ["README.md", "README.ko.md"])
def test_the_decisions_of_the_readme_can_be_read(name: str, root: Path, tmp_path: Path) -> None:
    text = (root / name).read_text(encoding="utf-8")
    (block,) = re.findall(r"```toml\n(\[\[decisions]].*?)```", text, re.DOTALL)
    (tmp_path / "decisions.toml").write_text(block, encoding="utf-8")
    (one,) = codec.from_toml(Minutes, tmp_path / "decisions.toml").decisions
    assert (one.ruling, one.grade, bool(one.reason)) == (Ruling.OVERRIDE, Grade.REMARK, True)
