# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""A request that takes away what answered for a file: the file did not change, and its question is the request's."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from gyebo import codec
from gyebo.cli.exits import ExitCode
from gyebo.report import Report

Gyebo = Callable[..., subprocess.CompletedProcess[str]]
Commit = Callable[[Path, str], None]
Requested = Callable[..., tuple[int, Report]]
ALIKE, OTHER = "north/modeling_north.py", "north/mixture.py"
# REUSE-IgnoreStart
LINES = (
    "Copyright 2025 The Aurora Lab Authors. All rights reserved.\n"
    "It is adapted from modeling_aurora.py of Aurora models.\n"
)
# REUSE-IgnoreEnd


@pytest.fixture
def requested(gyebo: Gyebo, manifest: Path, submission: Path, commit: Commit) -> Requested:
    """What a request is told that changes files of a repository (None: takes them away), against where it began."""

    def run(before: dict[str, str], after: dict[str, str | None], base: str = "HEAD~1") -> tuple[int, Report]:
        for day, texts in (("2026-01-16", before), ("2026-01-17", after)):
            for name, text in texts.items():
                if text is None:
                    (submission / name).unlink()
                else:
                    (submission / name).parent.mkdir(parents=True, exist_ok=True)
                    (submission / name).write_text(text, encoding="utf-8")
            commit(submission, day)
        output = submission.parent / "out"
        ran = gyebo("scan", submission, "--base", base, "--corpus", manifest, "--output", output)
        return ran.returncode, codec.from_json(Report, (output / "report.json").read_bytes(), "report.json")

    return run


def test_a_notice_that_is_taken_away_reopens_what_it_answered(requested: Requested) -> None:
    code, report = requested({"NOTICE": LINES}, {"NOTICE": None})
    assert code == ExitCode.FINDINGS
    assert ALIKE in report.bases[0].reopened
    told = {(one.rule, one.location.path) for one in report.findings}
    assert {("substituted-notice", ALIKE), ("missing-reference", ALIKE)} <= told
    assert not {path for _, path in told} & {OTHER}  # what was open in the base is not the request's
    assert report.bases[0].others == 0


def test_what_was_open_before_is_not_the_request_s(requested: Requested) -> None:
    code, report = requested({"NOTICE": "Copyright 2025 Somebody Else\n"}, {"NOTICE": None})
    assert code == ExitCode.CLEAN
    assert ALIKE in report.bases[0].reopened
    assert not [one for one in report.findings if one.location.path == ALIKE]


@pytest.mark.parametrize(
    "after", [{"NOTICE": f"North\n\n{LINES}"}, {"NOTICE": None, "docs/NOTICE": LINES}, {"notes.md": "more\n"}]
)
def test_what_is_said_elsewhere_or_in_other_words_is_not_gone(
    after: dict[str, str | None], requested: Requested
) -> None:
    code, report = requested({"NOTICE": LINES}, after)
    assert (code, report.bases[0].reopened) == (ExitCode.CLEAN, ())


@pytest.mark.parametrize("name", ["gyebo.toml", "REUSE.toml", "NOTICE"])
def test_what_spoke_for_one_file_reopens_that_one(name: str, requested: Requested) -> None:
    said = {
        "gyebo.toml": f'[[reuse]]\norigin = "modeling_aurora.py"\nversion = "1"\nfiles = ["{ALIKE}"]\n',
        "REUSE.toml": f'version = 1\n[[annotations]]\npath = "{ALIKE}"\n'
        'SPDX-FileCopyrightText = "2025 The Aurora Lab Authors"\n',
        "NOTICE": f"{ALIKE}: adapted from modeling_aurora.py of Aurora models\n",
    }
    _, report = requested({name: said[name]}, {name: None})
    assert report.bases[0].reopened == (ALIKE,)


def test_a_licence_s_text_that_is_taken_away_is_told(requested: Requested, root: Path) -> None:
    text = (root / "LICENSE").read_text(encoding="utf-8")
    _, report = requested({"LICENSES/Apache-2.0.txt": text}, {"LICENSES/Apache-2.0.txt": None})
    assert {"missing-licence-copy"} <= {one.rule for one in report.findings}
    assert not {"substituted-notice"} & {one.rule for one in report.findings}


def test_a_modular_file_that_is_taken_away_reopens_what_is_generated_from_it(
    gyebo: Gyebo, cases: Path, tmp_path: Path, commit: Commit
) -> None:
    case, own = cases / "generated-from-a-modular-file", tmp_path / "own"
    shutil.copytree(case / "submission", own)
    commit(own, "2026-01-15")
    (own / "north" / "modular_north.py").unlink()
    commit(own, "2026-01-16")
    manifest, output = case / "reference" / "corpus.toml", tmp_path / "out"
    words = ("--corpus", manifest, "--output", output, "-q")
    assert gyebo("scan", own, "--base", "HEAD~1", *words, cache=tmp_path / "cache").returncode == ExitCode.FINDINGS
    report = codec.from_json(Report, (output / "report.json").read_bytes(), "report.json")
    assert report.bases[0].reopened == (ALIKE,)
    assert "missing-reference" in {one.rule for one in report.findings}


def test_another_s_repository_that_is_the_base_reopens_nothing(
    requested: Requested, submission: Path, tmp_path: Path
) -> None:
    """What upstream said of its own files is asked of the base as a whole."""
    upstream = shutil.copytree(submission, tmp_path / "upstream")
    (upstream / "NOTICE").write_text(LINES, encoding="utf-8")
    _, report = requested({"own.py": "width = 2\n"}, {"own.py": "width = 3\n"}, str(upstream))
    assert report.bases[0].reopened == ()


def test_the_terminal_and_the_pages_say_which_files_are_judged_again(
    requested: Requested, gyebo: Gyebo, manifest: Path, submission: Path
) -> None:
    requested({"NOTICE": LINES}, {"NOTICE": None})
    words = ("--base", "HEAD~1", "--corpus", manifest, "--output", submission.parent / "out")
    printed = gyebo("scan", submission, *words, "--format", "html", "--format", "markdown").stdout
    assert "Judged all the same, since what was said of them there is gone: 3 files." in printed
    assert "사라져 함께 판단함" in gyebo("scan", submission, *words, "--lang", "ko").stdout
    page = (submission.parent / "out" / "report.html").read_text(encoding="utf-8")
    assert "바뀌지 않았으나 함께 판단한 파일" in page
    assert ALIKE in page
    assert "Unchanged, and judged all the same 3" in (submission.parent / "out" / "report.md").read_text("utf-8")
