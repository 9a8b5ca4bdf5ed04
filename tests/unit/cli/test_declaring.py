# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""`gyebo declare`: its patch applies, a scan afterwards has nothing left to ask, and nothing is edited on the way."""

import json
import shutil
import subprocess
import tomllib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from gyebo import codec
from gyebo.declarations.draft import draft
from gyebo.report import Report

Gyebo = Callable[..., subprocess.CompletedProcess[str]]
# REUSE-IgnoreStart
AURORA = "Copyright 2025 The Aurora Lab Authors. All rights reserved."
OLDER = "Copyright 2023 The Aurora Lab Authors."
OTHER = "Copyright 2024 Borealis Institute and The Aurora Lab Authors."
TEAM = """[[annotations]]
path = "**"
SPDX-FileCopyrightText = "2026 The North Team"
SPDX-License-Identifier = "MIT"
"""
# REUSE-IgnoreEnd
ANSWERED = {"missing-reference", "substituted-notice", "dropped-notice", "undeclared-reuse", "unmatched-declaration"}


@pytest.fixture
def scanned(gyebo: Gyebo, manifest: Path, tmp_path: Path) -> Callable[[Path], dict[str, Any]]:
    def scan(folder: Path) -> dict[str, Any]:
        gyebo("scan", folder, "--corpus", manifest, "--output", tmp_path / "out", "--format", "json")
        return json.loads((tmp_path / "out" / "report.json").read_bytes())  # type: ignore[no-any-return]

    return scan


def _rules(report: dict[str, Any]) -> set[str]:
    return {finding["rule"] for finding in report["findings"]}


def _state(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file() and ".git" not in path.parts}


def _applied(folder: Path, patch: Path) -> None:
    subprocess.run(["git", "apply", "--whitespace=nowarn", patch], cwd=folder, check=True)


def _drafted(gyebo: Gyebo, manifest: Path, folder: Path, patch: Path, **where: Path) -> str:
    done = gyebo("declare", folder, "--corpus", manifest, "--output", patch, **where)
    assert (done.returncode, done.stdout) == (0, f"{patch}\n")
    return patch.read_text(encoding="utf-8")


@pytest.mark.parametrize("declared", ["", "undeclared", "another origin", "nothing", "nothing, marked"])
def test_what_declare_drafts_applies_and_answers_every_finding_that_words_can_answer(
    declared: str,
    gyebo: Gyebo,
    manifest: Path,
    submission: Path,
    scanned: Callable[[Path], dict[str, Any]],
    tmp_path: Path,
) -> None:
    entry = '[[reuse]]\norigin = "Borealis"\nfiles = ["{}"]'
    said = {
        "undeclared": entry.format("north/mixture.py"),
        "another origin": entry.format("north/modeling_north.py"),
        "nothing": "reuse = []\n",
        "nothing, marked": "\ufeffreuse = []\n",
    }
    if declared:
        (submission / "gyebo.toml").write_text(said[declared], encoding="utf-8")
    before, files = scanned(submission), _state(submission)
    assert _rules(before) & ANSWERED
    _drafted(gyebo, manifest, submission, tmp_path / "declarations.patch")
    assert _state(submission) == files
    _applied(submission, tmp_path / "declarations.patch")
    after = scanned(submission)
    assert not _rules(after) & ANSWERED
    assert {one["state"] for one in after["declarations"]} == {"declared"}
    assert after["coverage"]["declared_tokens"] == after["coverage"]["tokens"] - after["coverage"]["own_tokens"] > 0
    assert after["coverage"]["tokens"] == before["coverage"]["tokens"]


def test_a_notebook_stays_one_and_its_findings_are_answered_beside_it(
    gyebo: Gyebo,
    manifest: Path,
    submission: Path,
    scanned: Callable[[Path], dict[str, Any]],
    tmp_path: Path,
) -> None:
    module = submission / "north/modeling_north.py"
    cell: dict[str, Any] = {
        "cell_type": "code",
        "metadata": {},
        "source": module.read_text(encoding="utf-8"),
        "outputs": [],
    }
    notebook = submission / "north/모델 링.ipynb"
    notebook.write_text(json.dumps({"cells": [cell], "metadata": {}, "nbformat": 4}), encoding="utf-8")
    module.unlink()
    patch = tmp_path / "declarations.patch"
    before, kept = scanned(submission), notebook.read_bytes()
    assert "substituted-notice" in _rules(before)
    _drafted(gyebo, manifest, submission, patch)
    _applied(submission, patch)
    assert notebook.read_bytes() == kept
    assert not _rules(scanned(submission)) & ANSWERED


def test_the_draft_puts_the_origins_line_above_the_teams_own_and_names_the_changes(
    gyebo: Gyebo, manifest: Path, submission: Path, tmp_path: Path
) -> None:
    _drafted(gyebo, manifest, submission, tmp_path / "declarations.patch")
    _applied(submission, tmp_path / "declarations.patch")
    head = (submission / "north/modeling_north.py").read_text(encoding="utf-8").split("\n")
    assert head[0] == "# Copyright 2025 The Aurora Lab Authors. All rights reserved."
    assert head[1].startswith("# Adapted from modeling_aurora.py of Aurora models")
    assert "# Copyright 2026 The North Team Authors. All rights reserved." in head[:6]
    sheet = (submission / "gyebo.toml").read_text(encoding="utf-8")
    assert 'changes = "Names changed: ' in sheet
    assert 'SPDX-License-Identifier = "Apache-2.0"' in (submission / "REUSE.toml").read_text(encoding="utf-8")
    assert "north/modeling_north.py: adapted from" in (submission / "NOTICE").read_text(encoding="utf-8")


@pytest.fixture
def layered(gyebo: Gyebo, cases: Path, tmp_path: Path) -> Path:
    """The same corpus, whose origin has three lines of two holders."""
    reference = tmp_path / "layered" / "reference"
    shutil.copytree(cases / "two-origins" / "reference", reference)
    shutil.copytree(cases / "background", tmp_path / "background")
    module = reference / "aurora" / "modeling_aurora.py"
    text = module.read_text(encoding="utf-8")
    first, rest = text.split("\n", 1)
    assert AURORA in first
    module.write_text("\n".join([first, f"# {OLDER}", f"# {OTHER}", rest]), encoding="utf-8")
    assert gyebo("corpus", "build", reference / "corpus.toml", cache=tmp_path / "cache").returncode == 0
    return reference / "corpus.toml"


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_every_line_of_the_origins_header_is_restored_and_lines_end_as_the_files_do(
    end: str, gyebo: Gyebo, layered: Path, submission: Path, tmp_path: Path
) -> None:
    (submission / "NOTICE").write_text("Ours.\n", encoding="utf-8")
    (submission / "REUSE.toml").write_text(f"version = 1\n\n{TEAM}", encoding="utf-8")
    (submission / "gyebo.toml").write_text("reuse = []\n", encoding="utf-8")
    names = ("north/modeling_north.py", "NOTICE", "REUSE.toml", "gyebo.toml")
    for name in names:
        (submission / name).write_text((submission / name).read_text(encoding="utf-8"), encoding="utf-8", newline=end)
    _drafted(gyebo, layered, submission, tmp_path / "declarations.patch", cache=tmp_path / "cache")
    _applied(submission, tmp_path / "declarations.patch")
    for name in names:
        content = (submission / name).read_bytes()
        assert (name, content.count(b"\r\n")) == (name, content.count(b"\n") if end == "\r\n" else 0)
    head = (submission / names[0]).read_text(encoding="utf-8").split("\n")
    assert head[:3] == [f"# {AURORA}", f"# {OLDER}", f"# {OTHER}"]


@pytest.mark.parametrize("precedence", ["closest", "aggregate", "override"])
def test_the_drafted_table_says_again_what_the_teams_own_said_of_the_file(
    precedence: str, gyebo: Gyebo, manifest: Path, submission: Path, tmp_path: Path
) -> None:
    (submission / "REUSE.toml").write_text(f'{TEAM}precedence = "{precedence}"\n', encoding="utf-8")
    _drafted(gyebo, manifest, submission, tmp_path / "declarations.patch")
    _applied(submission, tmp_path / "declarations.patch")
    told = tomllib.loads((submission / "REUSE.toml").read_text(encoding="utf-8"))["annotations"]
    (table,) = [one for one in told if one["path"] == "north/modeling_north.py"]
    is_closest = precedence == "closest"
    assert table["precedence"] == ("aggregate" if is_closest else precedence)
    assert table["SPDX-FileCopyrightText"] == [*([] if is_closest else ["2026 The North Team"]), AURORA]
    assert table["SPDX-License-Identifier"] == ["MIT", "Apache-2.0"]


def test_where_a_dep5_stands_the_draft_adds_a_paragraph_to_it_and_no_second_convention(
    gyebo: Gyebo, manifest: Path, submission: Path, scanned: Callable[[Path], dict[str, Any]], tmp_path: Path
) -> None:
    (submission / ".reuse").mkdir()
    sheet = submission / ".reuse" / "dep5"
    sheet.write_text("Format: 1.0\n\nFiles: *\nCopyright: 2026 The North Team\nLicense: MIT\n", encoding="utf-8")
    _drafted(gyebo, manifest, submission, tmp_path / "declarations.patch")
    _applied(submission, tmp_path / "declarations.patch")
    assert not (submission / "REUSE.toml").exists()
    told = f"Files: north/modeling_north.py\nCopyright: 2026 The North Team\n {AURORA}\nLicense: MIT AND Apache-2.0\n"
    assert sheet.read_text(encoding="utf-8").endswith(f"\n\n{told}")
    assert not _rules(scanned(submission)) & ANSWERED


def test_a_version_is_written_where_one_is_known_and_the_host_is_none(
    gyebo: Gyebo, manifest: Path, submission: Path, tmp_path: Path
) -> None:
    of_folders = _drafted(gyebo, manifest, submission, tmp_path / "first.patch")
    assert '+version = "' not in of_folders
    assert "+# Published by Aurora models; which version it was is not known here." in of_folders
    contents = {Path(name).relative_to(submission).as_posix(): text for name, text in _state(submission).items()}
    report = codec.from_json(Report, _report(gyebo, manifest, submission, tmp_path), "report.json")
    for pinned, line in (("4.57.1", 'version = "Aurora models 4.57.1"'), ("ab" * 20, f'commit = "{"ab" * 20}"')):
        sources = tuple(replace(one, version=pinned) for one in report.yardstick.sources)
        known = replace(report, yardstick=replace(report.yardstick, sources=sources))
        (sheet,) = (one for one in draft(known, contents) if one.path == "gyebo.toml")
        assert line in sheet.after.decode()
        assert "Published by" not in sheet.after.decode()


def _report(gyebo: Gyebo, manifest: Path, submission: Path, tmp_path: Path) -> bytes:
    gyebo("scan", submission, "--corpus", manifest, "--output", tmp_path / "out", "--format", "json")
    return (tmp_path / "out" / "report.json").read_bytes()


@pytest.mark.parametrize("start", [".", "parts/north model"])
def test_a_draft_for_a_folder_of_a_repository_applies_at_its_top_and_in_the_folder(
    start: str, gyebo: Gyebo, manifest: Path, submission: Path, tmp_path: Path
) -> None:
    repository = tmp_path / "repository"
    folder = repository / "parts" / "north model"
    shutil.copytree(submission, folder, ignore=shutil.ignore_patterns(".git"))
    subprocess.run(["git", "init", "-q", repository], check=True)
    _drafted(gyebo, manifest, folder, tmp_path / "declarations.patch")
    before = _state(folder)
    _applied(repository / start, tmp_path / "declarations.patch")
    assert (folder / "gyebo.toml").read_text(encoding="utf-8").count("[[reuse]]") > 0
    own = str(folder / "north" / "modeling_north.py")
    assert _state(folder)[own] != before[own]
    assert not (repository / "gyebo.toml").exists()


def test_a_repository_without_findings_gets_no_draft(gyebo: Gyebo, manifest: Path, tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "main.py").write_text("width = 3\n", encoding="utf-8")
    done = gyebo("declare", tmp_path / "own", "--corpus", manifest)
    assert (done.returncode, done.stdout) == (0, "")
    assert "Nothing was drafted" in done.stderr
    assert "`gyebo scan` lists the findings" in done.stderr


def test_a_draft_goes_to_standard_output_and_over_an_earlier_draft_but_over_no_other_file(
    gyebo: Gyebo, manifest: Path, submission: Path, tmp_path: Path
) -> None:
    patch = tmp_path / "declarations.patch"
    first = _drafted(gyebo, manifest, submission, patch)
    assert gyebo("declare", submission, "--corpus", manifest).stdout == first
    assert _drafted(gyebo, manifest, submission, patch) == first
    readme = (submission / "README.md").read_bytes()
    refused = gyebo("declare", submission, "--corpus", manifest, "--output", submission / "README.md")
    assert refused.returncode == 2
    assert "there is another file" in refused.stderr
    assert (submission / "README.md").read_bytes() == readme


def test_only_a_folder_can_be_declared_for(gyebo: Gyebo, submission: Path) -> None:
    refused = gyebo("declare", submission / "README.md")
    assert (refused.returncode, "name the folder" in refused.stderr) == (2, True)


def test_where_tables_cannot_be_added_the_file_is_named(gyebo: Gyebo, manifest: Path, submission: Path) -> None:
    (submission / "gyebo.toml").write_text("reuse = [{origin = 'x', files = ['a.py']}]\n", encoding="utf-8")
    refused = gyebo("declare", submission, "--corpus", manifest)
    assert refused.returncode == 2
    assert "gyebo.toml: tables cannot be added" in refused.stderr
