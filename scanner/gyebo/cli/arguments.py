# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""The command line: every command with a help page a newcomer can work from."""

import argparse
from collections.abc import Callable

from gyebo.formats import FORMATS
from gyebo.report import Grade

Parsers = Callable[[str, str, str], argparse.ArgumentParser]

EXITS = """exit codes:
  0    nothing at or above --fail-on
  1    findings at or above --fail-on
  2    wrong use, or something failed; the text says which and what to do
  3    nothing could be analysed, or, with --evaluator, something was not
  130  interrupted"""

SCAN = f"""Reads the code at PATH, looks every fragment of it up in a corpus of published model code, and
writes a report for each format asked for. The submission is data: nothing in it is run or imported.

On first use the corpus is built from the package index that pip is configured to use; its size and
duration are announced. It stays in the cache (environment variable GYEBO_CACHE chooses another place).

examples:
  gyebo scan .                                     your own repository, as it stands on disk
  gyebo scan . --organisation upstage              your earlier publications are not held against you
  gyebo scan ../team-a --commit v1.0 --evaluator   a submission at a tag; its own settings do not count
  gyebo scan ../team-a --deadline 2025-12-31       what was declared later is shown, and does not count
  gyebo scan . --corpus my-corpus.toml             against a manifest of your own

{EXITS}"""

DECLARE = """Scans the repository at PATH and drafts what would answer each finding: entries of gyebo.toml (origin,
version, files, what was changed), annotations of REUSE.toml (copyright, licence), lines of NOTICE, header lines.
Nothing is edited: the draft is a patch, to be read, completed (say why in `reason`) and applied by you.

examples:
  gyebo declare > declarations.patch
  git apply declarations.patch
  gyebo scan ."""

CORPUS = """A corpus is built from a manifest of pinned sources; the manifests of gyebo are `default` and `extended`.
Sources are downloaded, checked against their digests and unpacked in memory; none of their code is run."""

RENDER = """Writes another format of a stored JSON report, from that file alone.

example:
  gyebo render gyebo-report/report.json --format html --output committee/"""


def parser(version: str) -> argparse.ArgumentParser:
    """The whole command line."""
    top = argparse.ArgumentParser(
        prog="gyebo",
        description="Tells, for the code of a model submission, what its team wrote, what came from elsewhere,\n"
        "from where, and whether the submission says so. It grades evidence; people decide.",
        epilog=EXITS,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    top.add_argument("--version", action="version", version=version)
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def add(name: str, summary: str, text: str) -> argparse.ArgumentParser:
        return commands.add_parser(
            name, help=summary, description=text, formatter_class=argparse.RawDescriptionHelpFormatter
        )

    _scan(add)
    _declare(add)
    _corpus(add)
    _render(add)
    _rules(add)
    _schema(add)
    return top


def _scan(add: Parsers) -> None:
    scan = add("scan", "scan a repository, folder or file and write a report", SCAN)
    scan.add_argument("path", metavar="PATH", help="a git repository, a folder or a file")
    _measured(scan)
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
    scan.add_argument("--commit", metavar="REV", help="scan this commit instead of the files on disk")
    scan.add_argument(
        "--deadline",
        metavar="DATE",
        help="count only what was declared, referenced and kept in commits up to then; show what came later apart",
    )
    scan.add_argument(
        "--evaluator",
        action="store_true",
        help="ignore the submission's own [tool.gyebo] settings; exit with 3 when anything was not analysed",
    )
    scan.add_argument(
        "--fail-on",
        default="flaw",
        choices=[*(grade.value for grade in Grade if grade is not Grade.MET), "never"],
        help="lowest grade that makes the exit code 1 (default: %(default)s)",
    )
    _quiet(scan)


def _declare(add: Parsers) -> None:
    declare = add("declare", "draft the declarations that would answer each finding, as a patch", DECLARE)
    declare.add_argument("path", nargs="?", default=".", metavar="PATH", help="a repository or folder (default: .)")
    _measured(declare)
    declare.add_argument("--output", metavar="FILE", help="write the patch there (default: standard output)")
    _quiet(declare)


def _measured(command: argparse.ArgumentParser) -> None:
    """What a submission is measured with."""
    command.add_argument(
        "--corpus",
        default="default",
        metavar="NAME|FILE|DIR",
        help="name of a manifest, a manifest file, or the folder of a built index (default: %(default)s)",
    )
    command.add_argument(
        "--organisation",
        metavar="ID",
        help="the submitting organisation, an id of rules/organisations; its own publications are not held against it",
    )
    command.add_argument("--home", metavar="CC", help="country whose works are domestic (default: KR)")


def _corpus(add: Parsers) -> None:
    corpus = add("corpus", "build, list, show or verify reference corpora", CORPUS)
    actions = corpus.add_subparsers(dest="action", required=True, metavar="ACTION")
    for name, summary in (
        ("build", "obtain the sources of a manifest and build its index, unless it is there"),
        ("show", "print what a built corpus holds"),
        ("verify", "compare a built corpus with the digests written when it was built"),
    ):
        action = actions.add_parser(name, help=summary, description=summary)
        action.add_argument(
            "name",
            nargs="?",
            default="default",
            metavar="NAME|FILE",
            help="name of a manifest or a manifest file (default: %(default)s)",
        )
        _quiet(action)
    _quiet(
        actions.add_parser(
            "list",
            help="list the manifests and which of them are built",
            description="List the manifests and which of them are built.",
        )
    )


def _render(add: Parsers) -> None:
    render = add("render", "write another format of a stored JSON report", RENDER)
    render.add_argument("report", metavar="REPORT.json")
    render.add_argument(
        "--format",
        action="append",
        choices=sorted(FORMATS),
        dest="formats",
        help="may be given several times (default: html)",
    )
    render.add_argument(
        "--output", default=".", metavar="DIR", help="where the files are written (default: the current folder)"
    )
    _quiet(render)


def _rules(add: Parsers) -> None:
    rules = add(
        "rules", "list the rules or explain one", "What the scanner asks, why, what is not a finding, and what to do."
    )
    actions = rules.add_subparsers(dest="action", required=True, metavar="ACTION")
    actions.add_parser("list", help="list the rules, a line each", description="List the rules, a line each.")
    explain = actions.add_parser("explain", help="explain one rule", description="Explain one rule.")
    explain.add_argument("rule", metavar="RULE")
    explain.add_argument(
        "--lang", choices=("en", "ko"), default="en", help="language of the text (default: %(default)s)"
    )


def _schema(add: Parsers) -> None:
    schema = add(
        "schema",
        "print the JSON Schema of the report or of a rule file",
        "Print the JSON Schema of the report or of a kind of rule file.",
    )
    kinds = ("report", "finding", "organisation", "matching", "chronology")
    schema.add_argument("kind", nargs="?", default="report", choices=kinds)


def _quiet(command: argparse.ArgumentParser) -> None:
    command.add_argument("-q", "--quiet", action="store_true", help="print results and errors only")
