# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""`gyebo declare`: a scan, and the patch that would answer its findings; the submission itself is never edited."""

import argparse
import sys
from dataclasses import replace
from functools import partial
from pathlib import Path

from gyebo import __version__
from gyebo.cli import places, reports
from gyebo.cli.console import Console
from gyebo.cli.exits import ExitCode
from gyebo.cli.organisations import published
from gyebo.cli.scanning import settings_of
from gyebo.declarations.copies import copies
from gyebo.declarations.draft import draft
from gyebo.declarations.patch import Change, patch
from gyebo.errors import ReportError, SubmissionError
from gyebo.languages import SUFFIXES
from gyebo.pipeline import Request, scan
from gyebo.repository import find_top
from gyebo.stages.collect import collect

OPENING = "Drafted by gyebo"
"""First words of every patch: a file that begins otherwise is never written over."""


def run(options: argparse.Namespace) -> ExitCode:
    """Print or write the patch; nothing where there is nothing to answer."""
    path = Path(options.path)
    if not path.is_dir():
        raise SubmissionError(f"{path} is no folder; name the folder of a repository.")
    output = Path(options.output) if options.output else None
    _refuse_another_file(output)
    rulebook = places.loaded()
    settings = settings_of(options, path, rulebook, partial(published, options.corpus), is_evaluator=False)
    with Console(is_quiet=options.quiet) as console:
        index = places.corpus(options.corpus, rulebook, console)
        wanted = Request(path, None, settings, index, places.cache(), places.rules(), base=options.base)
        report = scan(wanted, rulebook, console)
        collected = collect(path, None, frozenset(SUFFIXES))
        contents = {str(one.path): one.content for one in (*collected.statements, *collected.files)}
        given = copies(report, contents, places.cache(), rulebook.licences)
        drafted = patch(tuple(_from_top(path, one) for one in (*draft(report, contents), *given.changes)))
        for licence in given.absent:
            console.say(f"The text of {licence} is not at hand: add the origin's own copy as LICENSES/{licence}.txt.")
        if not drafted:
            console.say(
                "Nothing was drafted: no finding is one that a draft can answer. "
                "`gyebo scan` lists the findings, if there are any, and its report says what answers each."
            )
            return ExitCode.CLEAN
    _put(f"{OPENING} {__version__}: read it, say why in `reason`, then `git apply`.\n\n".encode() + drafted, output)
    return ExitCode.CLEAN


def _from_top(path: Path, change: Change) -> Change:
    """As git names the file: inside a repository `git apply` passes over, without a word, what it does not find."""
    folder = path.resolve()
    top = find_top(folder)
    return replace(change, path=(folder.relative_to(top) / change.path).as_posix()) if top else change


def _refuse_another_file(output: Path | None) -> None:
    """Whatever stands there, unless it is an earlier draft."""
    try:
        if output and output.exists() and not output.read_bytes().startswith(OPENING.encode()):
            raise ReportError(f"{output}: there is another file; name one that is not there yet with --output.")
    except OSError as error:
        raise ReportError(f"{output}: {error.strerror}; name another file with --output.") from error


def _put(drafted: bytes, output: Path | None) -> None:
    if output is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(drafted)
        return
    reports.put(output, drafted)
    sys.stdout.write(f"{output}\n")
