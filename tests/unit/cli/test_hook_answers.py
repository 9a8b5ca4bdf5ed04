# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""What answers a finding in the hook: all that a scan of the repository reads, as far as a commit would take it in."""

import io
import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from gyebo.cli.answers import MOST
from gyebo.cli.exits import ExitCode

Gyebo = Callable[..., subprocess.CompletedProcess[str]]
ALIKE = "north/modeling_north.py"
# REUSE-IgnoreStart
HOLDER = "2025 The Aurora Lab Authors"
ORIGIN = "modeling_aurora.py of Aurora models"
ANSWERS = {
    ".reuse/dep5": f"Files: {ALIKE}\nCopyright: {HOLDER}\nLicense: Apache-2.0\nComment: Adapted from {ORIGIN}\n",
    "debian/copyright": f"Files: {ALIKE}\nCopyright: {HOLDER}\nLicense: Apache-2.0\nComment: Adapted from {ORIGIN}\n",
    "LICENSES/LICENSE.Aurora": f"Copyright {HOLDER}. All rights reserved.\n{ALIKE} is adapted from {ORIGIN}.\n",
    "docs/legal/NOTICE": f"Copyright {HOLDER}. All rights reserved.\n{ALIKE} is adapted from {ORIGIN}.\n",
}
# REUSE-IgnoreEnd


@pytest.fixture
def hook(gyebo: Gyebo, manifest: Path, submission: Path, monkeypatch: pytest.MonkeyPatch) -> Gyebo:
    """The hook at the top of a repository that takes from two origins."""
    monkeypatch.chdir(submission)
    return lambda *words: gyebo("hook", "--corpus", manifest, *words)


def _written(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _added(path: Path, text: str) -> None:
    _written(path, text)
    subprocess.run(["git", "add", path], check=True)


@pytest.mark.parametrize("name", ANSWERS)
def test_what_speaks_for_a_file_is_read_wherever_it_stands(name: str, hook: Gyebo, submission: Path) -> None:
    assert hook(ALIKE).returncode == ExitCode.FINDINGS
    _added(submission / name, ANSWERS[name])
    told = hook(ALIKE)
    assert (told.returncode, told.stdout) == (ExitCode.CLEAN, "")
    subprocess.run(["git", "rm", "-q", "--cached", name], check=True)
    assert hook(ALIKE).returncode == ExitCode.FINDINGS


@pytest.mark.parametrize("name", ["LICENSES/LICENSE.Aurora", "docs/legal/NOTICE"])
def test_a_line_for_a_file_that_is_not_given_speaks_for_no_other(name: str, hook: Gyebo, submission: Path) -> None:
    _added(
        submission / name, "".join(f"{ALIKE}: {line}\n" for line in (f"Copyright {HOLDER}", f"adapted from {ORIGIN}"))
    )
    assert hook(ALIKE).returncode == ExitCode.CLEAN
    shutil.copy(submission / ALIKE, submission / "north" / "second.py")
    held = hook("north/second.py")
    assert held.returncode == ExitCode.FINDINGS
    assert "substituted-notice" in held.stdout


def test_a_statement_that_the_index_has_and_no_disk_is_passed_over(hook: Gyebo, submission: Path) -> None:
    _added(submission / "docs" / "NOTICE", "Made by the north team.\n")
    (submission / "docs" / "NOTICE").unlink()
    (submission / "docs" / "LICENSE").symlink_to("NOTICE")
    subprocess.run(["git", "add", "docs/LICENSE"], check=True)
    assert "not analysed" not in hook(ALIKE).stdout


def test_one_that_is_too_large_is_told(hook: Gyebo, submission: Path) -> None:
    _added(submission / "NOTICE", "n" * 600_000)
    assert hook(ALIKE).stdout.startswith("NOTICE: not analysed (too-large)")


def test_of_very_many_those_nearest_to_the_top_are_read_and_the_others_counted(hook: Gyebo, submission: Path) -> None:
    for number in range(MOST + 4):
        _written(submission / "packages" / f"p{number}" / "LICENSE", "Made by others.\n")
    subprocess.run(["git", "add", "packages"], check=True)
    assert "not read, deeper in the repository: 5 more README" in hook(ALIKE).stdout  # with the README at the top
    _added(submission / "docs" / "NOTICE", ANSWERS["docs/legal/NOTICE"])
    assert hook(ALIKE).returncode == ExitCode.CLEAN


@pytest.mark.parametrize("is_piped", [False, True])
def test_the_text_of_a_licence_that_stands_there_is_seen(
    is_piped: bool,  # noqa: FBT001 - a parameter of the test
    hook: Gyebo,
    gyebo: Gyebo,
    manifest: Path,
    submission: Path,
    root: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def told() -> str:
        if not is_piped:
            return hook("--fail-on", "remark", ALIKE).stdout
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO((submission / ALIKE).read_bytes())))
        gyebo("scan", "-", "--stdin-filename", ALIKE, "--corpus", manifest, "--output", tmp_path / "out", "-q")
        report = json.loads((tmp_path / "out" / "report.json").read_text(encoding="utf-8"))
        return " ".join(one["rule"] for one in report["findings"])

    assert "missing-licence-copy" in told()
    _added(submission / "LICENSES" / "Apache-2.0.txt", (root / "LICENSE").read_text(encoding="utf-8"))
    assert "missing-licence-copy" not in told()


def test_a_modular_file_beside_says_where_the_code_is_from_and_is_not_judged_itself(
    gyebo: Gyebo, cases: Path, tmp_path: Path, commit: Callable[[Path, str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    case, place = cases / "generated-from-a-modular-file", {"cache": tmp_path / "cache"}
    shutil.copytree(case / "submission", tmp_path / "own")
    commit(tmp_path / "own", "2026-01-15")
    monkeypatch.chdir(tmp_path / "own")
    manifest = case / "reference" / "corpus.toml"
    assert gyebo("corpus", "build", manifest, **place).returncode == ExitCode.CLEAN

    def told() -> str:
        return str(gyebo("hook", "--corpus", manifest, "--fail-on", "remark", ALIKE, **place).stdout)

    assert "missing-reference" not in told()
    subprocess.run(["git", "rm", "-q", "--cached", "north/modular_north.py"], check=True)
    assert "missing-reference" in told()
    assert told().endswith("(`git add` does): north/modular_north.py\n")


def test_settings_that_are_not_added_do_not_count_and_are_named(hook: Gyebo, submission: Path) -> None:
    settings = submission / "pyproject.toml"
    settings.write_text("[tool.gyebo]\norganisation = 'aurora_lab'\n", encoding="utf-8")
    held = hook(ALIKE)
    assert held.returncode == ExitCode.FINDINGS
    assert held.stdout.endswith("(`git add` does): pyproject.toml\n")
    subprocess.run(["git", "add", settings], check=True)
    assert hook(ALIKE).returncode == ExitCode.CLEAN


def test_settings_that_are_not_added_and_cannot_be_read_stop_nothing(hook: Gyebo, submission: Path) -> None:
    (submission / "pyproject.toml").write_text("[tool.gyebo\n", encoding="utf-8")
    (submission / "own.py").write_text("width = 3\n", encoding="utf-8")
    assert hook("own.py").returncode == ExitCode.CLEAN


def test_where_nothing_is_told_nothing_is_said_of_what_is_not_added(hook: Gyebo, submission: Path) -> None:
    _added(submission / "docs" / "legal" / "NOTICE", ANSWERS["docs/legal/NOTICE"])
    (submission / "CREDITS").write_text("Made by the north team.\n", encoding="utf-8")
    assert hook(ALIKE).stdout == ""


def test_an_index_that_cannot_be_read_is_told_beside_a_finding(hook: Gyebo, submission: Path) -> None:
    (submission / ".git" / "index").write_bytes(b"DIRC\0\0\0\x09" + bytes(40))
    held = hook(ALIKE, "--lang", "en")
    assert held.returncode == ExitCode.FINDINGS
    assert held.stdout.endswith("Git's index could not be read: what is not added to git counts as if it were.\n")
    assert "색인을 읽지 못해" in hook(ALIKE, "--lang", "ko").stdout
