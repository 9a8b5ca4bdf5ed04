# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""The help pages: what a newcomer needs is on the page of the command."""

import subprocess
from collections.abc import Callable

import pytest

from gyebo.cli.exits import ExitCode

Gyebo = Callable[..., subprocess.CompletedProcess[str]]
PAGES: dict[tuple[str, ...], tuple[str, ...]] = {
    (): ("scan", "cohort", "corpus", "render", "diff", "rules", "schema", "people decide", "exit codes", "130"),
    ("scan",): (
        "PATH",
        "--corpus",
        "default",
        "--evaluator",
        "--organisation",
        "--home",
        "--commit",
        "--fail-on",
        "--format",
        "--output",
        "gyebo-report",
        "GYEBO_CACHE",
        "nothing in it is run",
        "gyebo scan .",
        "exit codes",
    ),
    ("corpus",): ("build", "list", "show", "verify", "extended", "none of their code is run"),
    ("corpus", "build"): ("NAME|FILE", "default"),
    ("corpus", "list"): ("which of them are built",),
    ("corpus", "show"): ("NAME|FILE", "holds"),
    ("corpus", "verify"): ("NAME|FILE", "digests"),
    ("render",): ("REPORT.json", "--format", "--output", "gyebo render gyebo-report/report.json"),
    ("cohort",): ("TEAMS.toml", "[[teams]]", "--output", "--format", "--fail-on", "side by side", "exit codes"),
    ("diff",): (
        "OLD.json",
        "NEW.json",
        "--format",
        "--lang",
        "--fail-on",
        "gyebo diff first/report.json",
        "exit codes",
    ),
    ("rules",): ("list", "explain", "not a finding"),
    ("rules", "list"): ("a line each",),
    ("rules", "explain"): ("RULE", "--lang", "ko"),
    ("schema",): ("report", "comparison", "cohort", "finding", "licence", "organisation", "matching", "chronology"),
}


@pytest.mark.parametrize("words", PAGES, ids=lambda words: " ".join(words) or "gyebo")
def test_the_help_of_a_command_says_what_a_newcomer_needs(words: tuple[str, ...], gyebo: Gyebo) -> None:
    shown = gyebo(*words, "--help")
    assert (shown.returncode, shown.stderr) == (ExitCode.CLEAN, "")
    assert [needed for needed in PAGES[words] if needed not in shown.stdout] == []


def test_the_help_lists_every_exit_code_there_is(gyebo: Gyebo) -> None:
    epilog = gyebo("--help").stdout.partition("exit codes:")[2]
    assert [int(line.split()[0]) for line in epilog.strip().splitlines()] == [int(code) for code in ExitCode]


@pytest.mark.parametrize("words", [(), ("scan",)], ids=["gyebo", "scan"])
def test_the_help_says_when_the_exit_code_is_3(words: tuple[str, ...], gyebo: Gyebo) -> None:
    said = "nothing could be analysed, or, with --evaluator, something was not"
    assert f"{int(ExitCode.INCOMPLETE)}    {said}" in gyebo(*words, "--help").stdout


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("scna", "."),
        ("scan",),
        ("scan", ".", "--fail-on", "met"),
        ("scan", ".", "--format", "pdf"),
        ("corpus",),
        ("corpus", "destroy"),
        ("rules", "explain"),
        ("schema", "yaml"),
    ],
    ids=" ".join,
)
def test_a_wrong_command_line_is_wrong_use(words: tuple[str, ...], gyebo: Gyebo) -> None:
    refused = gyebo(*words)
    assert (refused.returncode, refused.stdout) == (ExitCode.ERROR, "")
    assert refused.stderr.startswith("usage: gyebo")


def test_the_version_is_told(gyebo: Gyebo) -> None:
    assert gyebo("--version").stdout.startswith("gyebo ")
