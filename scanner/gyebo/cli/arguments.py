# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""The command line: every command with a help page a newcomer can work from."""

import argparse
from collections.abc import Callable

from gyebo.cli import pages
from gyebo.cli.flags import installation, stored, submissions
from gyebo.cli.flags.shared import Parsers
from gyebo.cli.helping import Page

COMMANDS: dict[str, Callable[[Parsers], None]] = {
    "scan": submissions.scan,
    "declare": submissions.declare,
    "assess": stored.assess,
    "hook": submissions.hook,
    "baseline": submissions.baseline,
    "cohort": submissions.cohort,
    "corpus": installation.corpus,
    "render": stored.render,
    "annotate": stored.annotate,
    "diff": stored.diff,
    "rules": installation.rules,
    "explain": installation.explain,
    "schema": installation.schema,
    "doctor": installation.doctor,
    "completion": installation.completion,
}
"""In the order of the help page."""


def parser(version: str, command: str = "") -> argparse.ArgumentParser:
    """The command line: all of it, or, where its name is given, one command, which a hook has ready sooner."""
    top = argparse.ArgumentParser(
        prog="gyebo",
        description="Tells, for the code of a model submission, what its team wrote, what came from elsewhere,\n"
        "from where, and whether the submission says so. It grades evidence; people decide.",
        epilog=pages.EXITS,
        formatter_class=Page,
    )
    top.add_argument(
        "--version", action="version", version=version, help="print the versions of gyebo and of its default corpus"
    )
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND", prog=top.prog)

    def add(name: str, summary: str, text: str) -> argparse.ArgumentParser:
        return commands.add_parser(name, help=summary, description=text, formatter_class=Page)

    for name in (command,) if command in COMMANDS else COMMANDS:
        COMMANDS[name](add)
    return top
