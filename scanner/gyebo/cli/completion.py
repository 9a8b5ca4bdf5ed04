# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""`gyebo completion`: what a shell needs to complete our commands, from the parser itself."""

import argparse
import sys

import shtab

from gyebo.cli.arguments import parser
from gyebo.cli.exits import ExitCode


def run(options: argparse.Namespace) -> ExitCode:
    """Print the script of one shell."""
    sys.stdout.write(f"{shtab.complete(parser(''), options.shell)}\n")
    return ExitCode.CLEAN
