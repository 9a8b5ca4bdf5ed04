# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Flags that several commands have."""

import argparse
from collections.abc import Callable

from gyebo.report import Grade

Parsers = Callable[[str, str, str], argparse.ArgumentParser]
"""Adds a command: its name, its line in the list of commands, its help page."""
GRADES = tuple(grade.value for grade in Grade if grade is not Grade.MET)


def organised(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--organisation",
        action="append",
        metavar="ID",
        help="who submits, an id of rules/organisations or a maker's in the corpus; what it published itself is not "
        "held against it; may be given several times, for the partners of a consortium",
    )
    command.add_argument("--home", metavar="CC", help="country whose works are domestic (default: KR)")


def baselined(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--baseline", metavar="FILE", help="findings the team has an answer to (default: gyebo-baseline.toml in PATH)"
    )


def against(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--corpus",
        default="default",
        metavar="NAME|FILE|DIR",
        help="name of a manifest, a manifest file, or the folder of a built index (default: %(default)s)",
    )


def based(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--base",
        default="",
        metavar="REV|DIR|URL",
        help="what the submission was forked from: a commit of it, a folder, or an https address of a public "
        "repository, with @COMMIT or @TAG behind it where you know; only what differs is judged",
    )


def language(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--lang", choices=("en", "ko"), default="en", help="language of what is printed (default: %(default)s)"
    )


def fail_on(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--fail-on",
        default="flaw",
        choices=[*GRADES, "never"],
        help="lowest grade that makes the exit code 1 (default: %(default)s)",
    )


def quiet(command: argparse.ArgumentParser) -> None:
    command.add_argument("-q", "--quiet", action="store_true", help="print results and errors only")


def piped(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--stdin-filename", metavar="PATH", help="where the text would stand that `-` reads from standard input"
    )
