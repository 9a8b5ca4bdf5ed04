# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""The flags of the commands that read a submission."""

import argparse

from gyebo.cli import pages
from gyebo.cli.flags.shared import (
    GRADES,
    Parsers,
    against,
    based,
    baselined,
    fail_on,
    language,
    organised,
    piped,
    quiet,
)


def scan(add: Parsers) -> None:
    from gyebo.formats import FORMATS  # a hook writes none

    scan = add("scan", "scan a repository, folder or file and write a report", pages.SCAN)
    scan.add_argument("path", metavar="PATH", help="a git repository, a folder, a file, or - for standard input")
    piped(scan)
    _measured(scan)
    _tabled(scan)
    scan.add_argument(
        "--output", default="gyebo-report", metavar="DIR", help="where the reports are written (default: ./%(default)s)"
    )
    scan.add_argument(
        "--format",
        action="append",
        choices=sorted(FORMATS),
        dest="formats",
        help="may be given several times (default: html and json)",
    )
    scan.add_argument("--name", help="what the report calls the submission (default: the name of its folder)")
    baselined(scan)
    _bounded(scan)
    fail_on(scan)
    language(scan)
    scan.add_argument(
        "--dependencies",
        action="store_true",
        help="look the licences of declared packages up at the package index, by name; needs gyebo[dependencies]",
    )
    quiet(scan)
    scan.add_argument("-v", "--verbose", action="store_true", help="print what was not analysed, path by path")


def _tabled(scan: argparse.ArgumentParser) -> None:
    """For corpora beyond one index."""
    scan.add_argument(
        "--index",
        default="",
        metavar="DIR|ADDRESS",
        help="instead of --corpus, the Parquet tables that `corpus build --parquet` wrote, or the Redis database that "
        "`corpus share` filled; needs gyebo[parquet] or gyebo[redis]",
    )
    scan.add_argument(
        "--engine", choices=("duckdb", "spark"), default="duckdb", help="with --index: who asks (default: %(default)s)"
    )
    scan.add_argument(
        "--master", default="local[*]", metavar="URL", help="with --engine spark: its master (default: %(default)s)"
    )


def _bounded(scan: argparse.ArgumentParser) -> None:
    """Which state of the submission is read, and whose word counts."""
    scan.add_argument("--commit", metavar="REV", help="scan this commit instead of the files on disk")
    scan.add_argument(
        "--deadline",
        metavar="DATE",
        help="count only what was declared, referenced and kept in commits up to then; show what came later apart",
    )
    scan.add_argument(
        "--history",
        action="store_true",
        help="follow the borrowed files back through the commits: when they came, when a notice went or came back",
    )
    scan.add_argument(
        "--evaluator",
        action="store_true",
        help="nothing the submission says about itself counts: settings, .gitignore, ignores, baseline; "
        "exit with 3 when anything was not analysed",
    )


def hook(add: Parsers) -> None:
    hook = add("hook", "say in a few lines what a commit would take in", pages.HOOK)
    hook.add_argument(
        "files", nargs="*", metavar="FILE", help="what is committed, or - (default: the whole repository)"
    )
    piped(hook)
    against(hook)
    hook.add_argument(
        "--fail-on",
        default="flaw",
        choices=GRADES,
        help="lowest grade that is told and, of high confidence, holds the commit up (default: %(default)s)",
    )
    language(hook)


def declare(add: Parsers) -> None:
    declare = add("declare", "draft the declarations that would answer each finding, as a patch", pages.DECLARE)
    declare.add_argument("path", nargs="?", default=".", metavar="PATH", help="a repository or folder (default: .)")
    _measured(declare)
    declare.add_argument("--output", metavar="FILE", help="write the patch there (default: standard output)")
    quiet(declare)


def _measured(command: argparse.ArgumentParser) -> None:
    """What a submission is measured with."""
    against(command)
    based(command)
    organised(command)


def cohort(add: Parsers) -> None:
    from gyebo.formats import FORMATS

    cohort = add("cohort", "scan several submissions alike and set them side by side", pages.COHORT)
    cohort.add_argument("teams", metavar="TEAMS.toml")
    cohort.add_argument("--corpus", metavar="NAME|FILE|DIR", help="instead of the one that the list names")
    cohort.add_argument(
        "--output", default="gyebo-cohort", metavar="DIR", help="where all is written (default: ./%(default)s)"
    )
    cohort.add_argument(
        "--format",
        action="append",
        choices=sorted(FORMATS),
        dest="formats",
        help="of each team's report, beside html; may be given several times (default: json)",
    )
    fail_on(cohort)
    language(cohort)
    quiet(cohort)


def baseline(add: Parsers) -> None:
    baseline = add("baseline", "write or audit the list of findings a team has an answer to", pages.BASELINE)
    actions = baseline.add_subparsers(dest="action", required=True, metavar="ACTION")
    write = actions.add_parser("write", help="add what a scan finds now", description="Add what a scan finds now.")
    write.add_argument("--reason", required=True, help="the team's answer, for whoever reads the report")
    write.add_argument("--who", required=True, help="who answers for it")
    write.add_argument("--expires", default="", metavar="YYYY-MM-DD", help="day on which it counts no more")
    write.add_argument("--fail-on", default="flaw", choices=GRADES, help="lowest grade added (default: %(default)s)")
    audit = actions.add_parser(
        "audit",
        help="tell which entries still stand; exit with 1 where one is expired or of no use",
        description="Tell which entries still stand; exit with 1 where one is expired or of no use.",
    )
    for action in (write, audit):
        action.add_argument("path", nargs="?", default=".", metavar="PATH", help="the submission (default: .)")
        against(action)
        based(action)
        organised(action)
        baselined(action)
        language(action)
        quiet(action)
        action.set_defaults(commit=None, name="", evaluator=False, deadline=None, history=False, dependencies=False)
