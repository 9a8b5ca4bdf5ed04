# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""The command line: every command with a help page a newcomer can work from."""

import argparse
from collections.abc import Callable

from gyebo.cli import pages
from gyebo.cli.options import against, baselined, fail_on, language, organised, quiet
from gyebo.formats import FORMATS
from gyebo.report import Grade

GRADES = tuple(grade.value for grade in Grade if grade is not Grade.MET)
Parsers = Callable[[str, str, str], argparse.ArgumentParser]


def parser(version: str, command: str = "") -> argparse.ArgumentParser:
    """The command line: all of it, or, where its name is given, one command, which a hook has ready sooner."""
    top = argparse.ArgumentParser(
        prog="gyebo",
        description="Tells, for the code of a model submission, what its team wrote, what came from elsewhere,\n"
        "from where, and whether the submission says so. It grades evidence; people decide.",
        epilog=pages.EXITS,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    top.add_argument(
        "--version", action="version", version=version, help="print the versions of gyebo and of its default corpus"
    )
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def add(name: str, summary: str, text: str) -> argparse.ArgumentParser:
        return commands.add_parser(
            name, help=summary, description=text, formatter_class=argparse.RawDescriptionHelpFormatter
        )

    for name in (command,) if command in COMMANDS else COMMANDS:
        COMMANDS[name](add)
    return top


def _scan(add: Parsers) -> None:
    scan = add("scan", "scan a repository, folder or file and write a report", pages.SCAN)
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
    baselined(scan)
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
    fail_on(scan)
    quiet(scan)
    scan.add_argument("-v", "--verbose", action="store_true", help="print what was not analysed, path by path")


def _hook(add: Parsers) -> None:
    hook = add("hook", "say in a few lines what a commit would take in", pages.HOOK)
    hook.add_argument("files", nargs="*", metavar="FILE", help="what is committed (default: the whole repository)")
    against(hook)
    hook.add_argument(
        "--fail-on",
        default="flaw",
        choices=GRADES,
        help="lowest grade that is told and, of high confidence, holds the commit up (default: %(default)s)",
    )
    language(hook)


def _declare(add: Parsers) -> None:
    declare = add("declare", "draft the declarations that would answer each finding, as a patch", pages.DECLARE)
    declare.add_argument("path", nargs="?", default=".", metavar="PATH", help="a repository or folder (default: .)")
    _measured(declare)
    declare.add_argument("--output", metavar="FILE", help="write the patch there (default: standard output)")
    quiet(declare)


def _measured(command: argparse.ArgumentParser) -> None:
    """What a submission is measured with."""
    against(command)
    organised(command)


def _cohort(add: Parsers) -> None:
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
    quiet(cohort)


def _assess(add: Parsers) -> None:
    assess = add("assess", "say what a report reaches under another rubric", pages.ASSESS)
    assess.add_argument("report", metavar="REPORT.json")
    assess.add_argument("--rubric", metavar="FILE", help="a rubric of your own (default: the one of this installation)")
    assess.add_argument(
        "--lang", choices=("en", "ko"), default="en", help="language of the titles (default: %(default)s)"
    )
    quiet(assess)


def _corpus(add: Parsers) -> None:
    corpus = add("corpus", "build, list, show or verify reference corpora", pages.CORPUS)
    actions = corpus.add_subparsers(dest="action", required=True, metavar="ACTION")
    for name, summary in (
        ("build", "obtain the sources of a manifest and build its index, unless it is there"),
        ("key", "print what the built corpus will be called: name and digest, for a cache"),
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
        quiet(action)
    quiet(
        actions.add_parser(
            "list",
            help="list the manifests and which of them are built",
            description="List the manifests and which of them are built.",
        )
    )


def _render(add: Parsers) -> None:
    render = add("render", "write another format of a stored JSON report", pages.RENDER)
    render.add_argument("report", metavar="REPORT.json")
    render.add_argument(
        "--format",
        action="append",
        choices=sorted(FORMATS),
        dest="formats",
        help="may be given several times (default: html)",
    )
    render.add_argument(
        "--decisions", metavar="FILE", help="the evaluators' own decisions, shown beside the findings they are about"
    )
    render.add_argument(
        "--output", default=".", metavar="DIR", help="where the files are written (default: the current folder)"
    )
    quiet(render)


def _annotate(add: Parsers) -> None:
    annotate = add("annotate", "print a stored report as annotations of a CI run", pages.ANNOTATE)
    annotate.add_argument("report", metavar="REPORT.json")
    annotate.add_argument("--prefix", default="", metavar="DIR", help="folder of the submission in the checkout")
    annotate.add_argument("--outputs", metavar="FILE", help="add the counts by grade to this file, as name=count")
    language(annotate)


def _diff(add: Parsers) -> None:
    diff = add("diff", "compare two stored JSON reports", pages.DIFF)
    diff.add_argument("old", metavar="OLD.json")
    diff.add_argument("new", metavar="NEW.json")
    diff.add_argument("--format", choices=("text", "json"), default="text", help="(default: %(default)s)")
    language(diff)
    fail_on(diff)


def _rules(add: Parsers) -> None:
    rules = add(
        "rules", "list the rules or explain one", "What the scanner asks, why, what is not a finding, and what to do."
    )
    actions = rules.add_subparsers(dest="action", required=True, metavar="ACTION")
    actions.add_parser("list", help="list the rules, a line each", description="List the rules, a line each.")
    explain = actions.add_parser("explain", help="explain one rule", description="Explain one rule.")
    _explained(explain)


def _explain(add: Parsers) -> None:
    explain = add("explain", "explain one rule (the same as `rules explain`)", "Explain one rule.")
    explain.set_defaults(action="explain")
    _explained(explain)


def _doctor(add: Parsers) -> None:
    doctor = add("doctor", "tell whether everything is in place, and what to do where it is not", pages.DOCTOR)
    against(doctor)


def _completion(add: Parsers) -> None:
    completion = add("completion", "print the completion script of a shell", pages.COMPLETION)
    completion.add_argument("shell", choices=("bash", "tcsh", "zsh"))


def _explained(command: argparse.ArgumentParser) -> None:
    command.add_argument("rule", metavar="RULE")
    language(command)


def _schema(add: Parsers) -> None:
    schema = add(
        "schema",
        "print the JSON Schema of the report or of a rule file",
        "Print the JSON Schema of the report or of a kind of rule file.",
    )
    kinds = ("report", "comparison", "cohort", "finding", "licence", "organisation", "matching", "chronology", "rubric")
    schema.add_argument("kind", nargs="?", default="report", choices=kinds)


def _baseline(add: Parsers) -> None:
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
        organised(action)
        baselined(action)
        quiet(action)
        action.set_defaults(commit=None, name="", evaluator=False, deadline=None, history=False)


COMMANDS: dict[str, Callable[[Parsers], None]] = {
    "scan": _scan,
    "declare": _declare,
    "assess": _assess,
    "hook": _hook,
    "baseline": _baseline,
    "cohort": _cohort,
    "corpus": _corpus,
    "render": _render,
    "annotate": _annotate,
    "diff": _diff,
    "rules": _rules,
    "explain": _explain,
    "schema": _schema,
    "doctor": _doctor,
    "completion": _completion,
}
