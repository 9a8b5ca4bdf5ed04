# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""The flags of the commands about what is installed: corpora, rules, schemas, the program itself."""

import argparse
from collections.abc import Callable

from gyebo.cli import pages
from gyebo.cli.flags.shared import Parsers, against, language, quiet
from gyebo.cli.helping import Page


def corpus(add: Parsers) -> None:
    corpus = add("corpus", "build, pull, pack, share, list, show or verify reference corpora", pages.CORPUS)
    actions = corpus.add_subparsers(dest="action", required=True, metavar="ACTION")
    for name, summary in (
        ("build", "obtain the sources of a manifest and build its index, unless it is there"),
        ("key", "print what the built corpus will be called: name and digest, for a cache"),
        ("pack", "write a built index as a wheel, for `corpus pull` and for pip"),
        ("show", "print what a built corpus holds"),
        ("verify", "compare a built corpus with the digests written when it was built"),
    ):
        action = actions.add_parser(name, help=summary, description=pages.PACK if name == "pack" else summary)
        action.add_argument(
            "name",
            nargs="?",
            default="default",
            metavar="NAME|FILE",
            help="name of a manifest or a manifest file (default: %(default)s)",
        )
        if name == "pack":
            action.add_argument("--output", default=".", metavar="DIR", help="where it is written (default: here)")
        if name == "build":
            _tabled(action)
        quiet(action)
    compact = actions.add_parser(
        "compact",
        help="make an index of a corpus's Parquet tables",
        description="Make an index of the Parquet tables that `corpus build --parquet` wrote, as `build` would.",
    )
    compact.add_argument("parquet", metavar="DIR|ADDRESS", help="where the tables are")
    quiet(compact)
    _shared(actions.add_parser)
    _pull(actions.add_parser("pull", help="take over an index that was built elsewhere", description=pages.PULL))
    quiet(
        actions.add_parser(
            "list",
            help="list the manifests and which of them are built",
            description="List the manifests and which of them are built.",
        )
    )


def _tabled(build: argparse.ArgumentParser) -> None:
    """For corpora beyond one index."""
    build.formatter_class = Page
    build.description = pages.BUILD
    build.add_argument(
        "--parquet",
        metavar="DIR|ADDRESS",
        help="write Parquet tables there instead of an index; needs gyebo[parquet], s3://BUCKET/FOLDER included",
    )
    build.add_argument(
        "--engine",
        choices=("processes", "spark"),
        default="processes",
        help="with --parquet: who reads and sorts; spark needs gyebo[spark] and Java 17 (default: %(default)s)",
    )
    build.add_argument(
        "--master", default="local[*]", metavar="URL", help="with --engine spark: its master (default: %(default)s)"
    )


def _shared(add: Callable[..., argparse.ArgumentParser]) -> None:
    """For a corpus that a team shares."""
    share = add(
        "share", help="put the sources of a manifest into a team's live index in Redis", description=pages.SHARE
    )
    share.formatter_class = Page
    share.add_argument("name", metavar="NAME|FILE", help="name of a manifest or a manifest file")
    unshare = add(
        "unshare",
        help="take a source out of a team's live index",
        description="Take a source out of a team's live index, while others ask it.",
    )
    unshare.add_argument("source", metavar="SOURCE", help="its id in the manifest")
    shared = add(
        "shared",
        help="list the sources of a team's live index",
        description="List the sources of a team's live index, the earliest release first.",
    )
    for action in (share, unshare, shared):
        action.add_argument("redis", metavar="ADDRESS", help="redis://HOST:PORT/NUMBER; needs gyebo[redis]")
        quiet(action)


def _pull(pull: argparse.ArgumentParser) -> None:
    pull.formatter_class = Page
    pull.add_argument("source", metavar="WHEEL|ADDRESS", help="what `corpus pack` wrote, on disk or at an address")
    pull.add_argument("--sha256", metavar="DIGEST", help="what the wheel must have; an address needs it")
    against(pull)
    quiet(pull)


def rules(add: Parsers) -> None:
    rules = add(
        "rules", "list the rules or explain one", "What the scanner asks, why, what is not a finding, and what to do."
    )
    actions = rules.add_subparsers(dest="action", required=True, metavar="ACTION")
    actions.add_parser("list", help="list the rules, a line each", description="List the rules, a line each.")
    explain = actions.add_parser("explain", help="explain one rule", description="Explain one rule.")
    _explained(explain)


def explain(add: Parsers) -> None:
    explain = add("explain", "explain one rule (the same as `rules explain`)", "Explain one rule.")
    explain.set_defaults(action="explain")
    _explained(explain)


def _explained(command: argparse.ArgumentParser) -> None:
    command.add_argument("rule", metavar="RULE")
    language(command)


def schema(add: Parsers) -> None:
    schema = add(
        "schema",
        "print the JSON Schema of the report or of a rule file",
        "Print the JSON Schema of the report or of a kind of rule file.",
    )
    kinds = ("report", "comparison", "cohort", "finding", "licence", "organisation", "matching", "chronology", "rubric")
    schema.add_argument("kind", nargs="?", default="report", choices=kinds)


def doctor(add: Parsers) -> None:
    doctor = add("doctor", "tell whether everything is in place, and what to do where it is not", pages.DOCTOR)
    against(doctor)


def completion(add: Parsers) -> None:
    completion = add("completion", "print the completion script of a shell", pages.COMPLETION)
    completion.add_argument("shell", choices=("bash", "fish", "tcsh", "zsh"))
