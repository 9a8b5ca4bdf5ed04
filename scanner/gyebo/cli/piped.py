# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""A file's text from standard input, as an editor has it before it is saved."""

import argparse
import sys
from pathlib import Path

from gyebo.cli import places
from gyebo.errors import UsageError
from gyebo.languages import SUFFIXES, language_of
from gyebo.model import Collected, SourceFile
from gyebo.stages.collect import Limits, below, piped


def is_asked(options: argparse.Namespace) -> bool:
    """Whether `-` stands in the place of a path, in a command that has --stdin-filename."""
    return options.path == "-" and hasattr(options, "stdin_filename")


def taken(options: argparse.Namespace) -> Collected:
    """What stands on standard input, as if it stood at --stdin-filename below the current folder."""
    if not options.stdin_filename:
        raise UsageError("`-` needs --stdin-filename, the path that the text would have in the submission.")
    asked = [name for name in ("base", "commit", "deadline", "history") if getattr(options, name, None)]
    if asked:
        raise UsageError(f"--{asked[0]} asks for commits, and standard input has none; name a repository.")
    path = below(Path.cwd(), options.stdin_filename)
    if language_of(path) is None:
        raise UsageError(f"{path} is no name of a language that gyebo reads; its files end in {', '.join(SUFFIXES)}.")
    if sys.stdin is None:
        raise UsageError("Standard input is closed; give the text on it, or name a file in the place of `-`.")
    content = sys.stdin.buffer.read(Limits().file_bytes + 1)
    return piped(Path.cwd(), SourceFile(path, content), places.today(), frozenset(SUFFIXES))
