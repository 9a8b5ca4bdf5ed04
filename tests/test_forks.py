# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Forks with a base, and libraries held as published: told once, and only what differs is judged."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from gyebo import codec
from gyebo.report import Coverage, DeclarationState, File, NoticeState, ObligationState, Report

Command = Callable[..., subprocess.CompletedProcess[str]]
Commit = Callable[[Path, str], None]
LAYER = "        return states + self.after(weight * attended + (1.0 - weight) * digested)"


@pytest.fixture
def base(tmp_path: Path, cases: Path) -> Path:
    """The public model that the team starts from."""
    folder = shutil.copytree(cases / "two-origins" / "reference" / "aurora", tmp_path / "aurora")
    (folder / "NOTICE").write_text("Aurora\nThis product has the work of the Aurora Laboratory in it.\n")
    shutil.copy(cases.parent.parent / "LICENSE", folder / "LICENSE")
    return folder


@pytest.fixture
def fork(tmp_path: Path, base: Path, cases: Path, commit: Commit) -> Path:
    """A repository that begins with the base; then the team changed a line and took a file from somebody else."""
    folder = tmp_path / "fork"
    shutil.copytree(base, folder)
    commit(folder, "2026-01-10")
    model = folder / "modeling_aurora.py"
    model.write_text(model.read_text().replace(LAYER, LAYER.replace("states +", "states.float() +")))
    shutil.copy(cases / "two-origins" / "submission" / "north" / "mixture.py", folder / "mixture.py")
    commit(folder, "2026-01-15")
    return folder


def _scanned(gyebo: Command, place: Path, *arguments: str | Path) -> Report:
    output = place.parent / "report"
    gyebo("scan", place, "--output", output, "--fail-on", "never", "-q", "--corpus", _MANIFEST[0], *arguments)
    return codec.from_json(Report, (output / "report.json").read_bytes(), "report.json")


_MANIFEST: list[Path] = []


@pytest.fixture(autouse=True)
def _corpus(manifest: Path) -> None:
    _MANIFEST[:] = [manifest]


def _judged(report: Report) -> set[str]:
    return {one.location.path for one in report.findings if one.rule == "foreign-code"}


def test_without_a_base_all_that_is_others_is_told(gyebo: Command, fork: Path) -> None:
    report = _scanned(gyebo, fork)
    assert _judged(report) == {"modeling_aurora.py", "mixture.py"}
    assert report.bases == ()


@pytest.mark.parametrize("kind", ["folder", "commit"])
def test_with_its_base_only_what_differs_is_judged(gyebo: Command, fork: Path, base: Path, kind: str) -> None:
    report = _scanned(gyebo, fork, "--base", base if kind == "folder" else "HEAD~1")
    (told,) = report.bases
    assert _judged(report) == {"mixture.py"}
    assert (told.unchanged, told.changed, told.others) == ((), ("modeling_aurora.py",), 1)
    assert (told.licence, told.copy, told.notice, told.lost) == (
        "Apache-2.0",
        ObligationState.MET,
        ObligationState.MET,
        (),
    )
    assert {one.path: one.base_tokens for one in report.files}["modeling_aurora.py"] > 900
    assert "missing-licence-copy" in {one.rule for one in report.findings}  # of the other file: MIT


def test_every_token_of_a_fork_is_counted_once(gyebo: Command, fork: Path, base: Path) -> None:
    report = _scanned(gyebo, fork, "--base", base)
    parts: list[Coverage | File] = [report.coverage, *report.files]
    for part in parts:
        counts = (part.own_tokens, part.exclusive_tokens, part.shared_tokens, part.common_tokens, part.base_tokens)
        assert sum(counts) == part.tokens
        assert min(counts) >= 0
    assert sum(one.tokens for one in report.lineage) <= report.coverage.judged_tokens


def test_a_line_of_notice_for_a_file_of_the_base_speaks_for_no_file_of_the_team(
    gyebo: Command, fork: Path, base: Path, cases: Path
) -> None:
    copied = (cases / "two-origins" / "submission" / "north" / "modeling_north.py").read_text(encoding="utf-8")
    (fork / "modeling_north.py").write_text(copied[copied.index("import math") :], encoding="utf-8")
    line = "background.py: adapted from modeling_aurora.py of Aurora, Copyright 2025 The Aurora Lab Authors\n"
    for folder in (base, fork):
        (folder / "background.py").write_text("width = 3\n", encoding="utf-8")
        (folder / "NOTICE").write_text(line, encoding="utf-8")
    report = _scanned(gyebo, fork, "--base", base)
    assert "background.py" in report.bases[0].unchanged
    told = {one.rule for one in report.findings if one.location.path == "modeling_north.py"}
    assert {"dropped-notice", "missing-reference"} <= told


def test_code_of_others_put_into_a_file_of_the_base_is_judged(gyebo: Command, fork: Path, base: Path) -> None:
    borrowed = (fork / "mixture.py").read_text()
    with (fork / "modeling_aurora.py").open("a") as model:
        model.write("\n\n" + borrowed[borrowed.index("class BorealisRouter") :])
    (fork / "mixture.py").unlink()
    report = _scanned(gyebo, fork, "--base", base)
    names = {fragment.name for file in report.files for fragment in file.fragments if fragment.match}
    assert names == {"BorealisRouter", "BorealisExpert", "BorealisMixture"}


@pytest.mark.parametrize(
    ("line", "rule"),
    [("# Copyright 2026 The North Team Authors. All rights reserved.\n", "substituted-notice"), ("", "dropped-notice")],
)
def test_a_notice_of_the_base_that_went_is_told(gyebo: Command, fork: Path, base: Path, line: str, rule: str) -> None:
    model = fork / "modeling_aurora.py"
    model.write_text(line + model.read_text().split("\n", 1)[1])
    report = _scanned(gyebo, fork, "--base", base)
    (finding,) = [one for one in report.findings if one.rule in ("dropped-notice", "substituted-notice")]
    assert (finding.rule, finding.location.path) == (rule, "modeling_aurora.py")
    assert any("Aurora Lab" in one.text.en for one in finding.supporting)


def test_licence_and_notice_of_the_base_that_did_not_come_along_are_told_once(
    gyebo: Command, fork: Path, base: Path
) -> None:
    (fork / "LICENSE").unlink()
    (fork / "NOTICE").unlink()
    report = _scanned(gyebo, fork, "--base", base)
    told = [(one.rule, one.location.path) for one in report.findings if one.location.path == "modeling_aurora.py"]
    assert told == [("missing-licence-copy", "modeling_aurora.py"), ("missing-notice-file", "modeling_aurora.py")]


def test_a_base_of_which_nothing_was_changed_is_one_entry(
    gyebo: Command, tmp_path: Path, base: Path, commit: Commit
) -> None:
    folder = shutil.copytree(base, tmp_path / "unchanged")
    commit(folder, "2026-01-15")
    done = gyebo("scan", folder, "--output", tmp_path / "r", "-q", "--corpus", _MANIFEST[0], "--base", base)
    assert done.returncode == 0
    assert "Stands on aurora (Apache-2.0, its text is there): 1 file unchanged, 0 changed." in done.stdout
    assert "Nothing was analysed" not in done.stdout


def test_what_the_team_declares_of_its_base_is_declared(gyebo: Command, fork: Path, base: Path) -> None:
    (fork / "gyebo.toml").write_text(
        '[[reuse]]\norigin = "https://host.example/aurora-lab/aurora"\nfiles = ["modeling_aurora.py"]\n'
    )
    report = _scanned(gyebo, fork, "--base", base)
    assert report.bases[0].is_declared
    assert [one.state for one in report.declarations] == [DeclarationState.DECLARED]


@pytest.mark.parametrize("named", ["file:///etc", "https://user:pass@host.example/x", "nothing-like-it", "-x"])
def test_a_base_that_cannot_be_had_ends_with_one_sentence(gyebo: Command, fork: Path, named: str) -> None:
    done = gyebo("scan", fork, "-q", "--corpus", _MANIFEST[0], f"--base={named}", "--output", fork.parent / "r")
    assert done.returncode == 2
    assert len(done.stderr.strip().splitlines()) == 1
    assert "pass@" not in done.stderr
    assert not (fork.parent / "r").exists()


def test_the_page_tells_a_base(gyebo: Command, fork: Path, base: Path) -> None:
    _scanned(gyebo, fork, "--base", base)
    gyebo("render", fork.parent / "report" / "report.json", "--output", fork.parent / "page")
    page = (fork.parent / "page" / "report.html").read_text()
    assert 'id="bases"' in page
    assert "제출물의 기반" in page


@pytest.mark.parametrize("is_there", [True, False])
def test_a_notice_that_stands_in_the_bases_own_copy_of_the_origin_is_not_gone(
    gyebo: Command, base: Path, cases: Path, tmp_path: Path, commit: Commit, *, is_there: bool
) -> None:
    borealis = cases / "two-origins" / "reference" / "borealis"
    shutil.copytree(borealis, base, dirs_exist_ok=True)
    header = "# Copyright 2024 The North Team Authors. All rights reserved.\n"
    (base / "parts.py").write_text(f"{header}def part(states):\n    return states.relu()\n")
    team = shutil.copytree(base, tmp_path / "team")
    taken = (cases / "two-origins" / "submission" / "north" / "mixture.py").read_text()
    (team / "parts.py").write_text(header + taken.split("\n", 3)[3])
    if not is_there:
        for file in borealis.glob("*.py"):
            (team / file.name).unlink()
    commit(team, "2026-01-15")
    report = _scanned(gyebo, team, "--base", base)
    asked = {one.rule for one in report.findings if one.location.path == "parts.py"}
    assert "foreign-code" in asked
    assert asked.isdisjoint({"substituted-notice", "dropped-notice"}) is is_there
    states = {each.state for file in report.files for one in file.fragments if one.match for each in one.match.notices}
    assert (NoticeState.MOVED in states) is is_there
