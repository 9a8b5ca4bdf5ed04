# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""The reference of the command line: each command's own help page."""

import argparse
from collections.abc import Iterator

from gyebo.cli.arguments import parser

INTRODUCTION = """# Commands

Each command's own help page, as `gyebo COMMAND --help` prints it. What the codes mean stands in
[exit codes](exit-codes.md).
"""


def page() -> str:
    """All commands, in the order of `gyebo --help`."""
    parts = [INTRODUCTION]
    for words, command in _commands("gyebo", parser("gyebo")):
        parts.append(f"{'##' if ' ' not in words[6:] else '###'} {words} {{#{words.replace(' ', '-')}}}\n")
        parts.append(f"```text\n{command.format_help().rstrip()}\n```\n")
    return "\n".join(parts)


def _commands(words: str, command: argparse.ArgumentParser) -> Iterator[tuple[str, argparse.ArgumentParser]]:
    yield words, command
    for name, below in subcommands(command).items():
        yield from _commands(f"{words} {name}", below)


def subcommands(command: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    """What stands below a command; argparse names no public way to it."""
    found: dict[str, argparse.ArgumentParser] = {}
    for action in vars(command)["_actions"]:
        if action.nargs == argparse.PARSER:
            found |= action.choices
    return found
