# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""`gyebo completion`: what a shell needs to complete our commands, from the parser itself."""

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import cast

import shtab

from gyebo.cli import places
from gyebo.cli.arguments import parser
from gyebo.cli.exits import ExitCode

FOLDER = "DIR"
FILES = frozenset({"PATH", "FILE", "REPORT.json", "OLD.json", "NEW.json", "TEAMS.toml", "WHEEL", "REV", "NAME"})
"""What of a help page's capitals stands for a file, or for a file too."""


def run(options: argparse.Namespace) -> ExitCode:
    """Print the script of one shell."""
    top, rules = parser(""), places.loaded()
    known = {"RULE": sorted(rules.findings), "ID": sorted(rules.organisations)}
    for action in _actions(top):
        _shorten(action)
        meant = str(action.metavar).split("|")
        if meant[0] in known:
            action.choices = known[meant[0]]
        elif FOLDER in meant or FILES.intersection(meant):
            vars(action)["complete"] = shtab.DIRECTORY if meant[0] == FOLDER else shtab.FILE
    sys.stdout.write(f"{shtab.complete(top, options.shell)}\n")
    return ExitCode.CLEAN


def _shorten(action: argparse.Action) -> None:
    """Its line in the list of commands; zsh would show its own page's first line, which may end anywhere."""
    if action.nargs == argparse.PARSER:
        commands = cast("Mapping[str, argparse.ArgumentParser]", action.choices)
        for listed in cast("Sequence[argparse.Action]", vars(action)["_choices_actions"]):
            commands[listed.dest].description = listed.help


def _actions(command: argparse.ArgumentParser) -> Iterator[argparse.Action]:
    """Every argument and flag of a command and of those below it."""
    for action in vars(command)["_actions"]:
        yield action
        if action.nargs == argparse.PARSER:
            for below in cast("Mapping[str, argparse.ArgumentParser]", action.choices).values():
                yield from _actions(below)
