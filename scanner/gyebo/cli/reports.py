# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Write a report in its formats; `gyebo render` does so from a stored one."""

import argparse
import contextlib
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from gyebo import codec
from gyebo.cli.console import Console
from gyebo.cli.exits import ExitCode
from gyebo.decisions import decided
from gyebo.display import display
from gyebo.errors import ReportError
from gyebo.formats import FORMATS
from gyebo.report import FORMAT, Report

NAME = "report"
UNDECIDED = frozenset({"cyclonedx", "notice", "spdx"})
"""Formats that tell of code and its licences, and have no place for what was decided on a finding."""


def run(options: argparse.Namespace) -> ExitCode:
    """`gyebo render`."""
    report = stored(Path(options.report))
    if options.decisions:
        report = decided(report, Path(options.decisions))
    formats = options.formats or ["html"]
    for path in write(report, formats, Path(options.output)):
        sys.stdout.write(f"{display(str(path))}\n")
    without = sorted(UNDECIDED.intersection(formats))
    if options.decisions and without:
        told = f"{', '.join(without)}: this tells of no finding, and so of no decision; the other formats do."
        Console(is_quiet=options.quiet).say(told)
    return ExitCode.CLEAN


def stored(path: Path) -> Report:
    """A JSON report; ReportError when it is not one, or of another format."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ReportError(f"{path}: {error.strerror}; name a JSON report that `gyebo scan` wrote.") from error
    try:
        report = codec.from_json(Report, content, str(path))
    except ReportError as error:
        raise ReportError(
            f"{path}: not a JSON report that this version reads ({error.__cause__}); "
            "name the report.json that `gyebo scan` wrote."
        ) from error
    if report.format != FORMAT:
        raise ReportError(
            f"{path}: format {report.format}, this version reads {FORMAT}; render it with the version that wrote it."
        )
    return report


def write(report: Report, formats: Sequence[str], folder: Path) -> tuple[Path, ...]:
    """Write each format beside and move it into place, so that no half report has the final name."""
    rendered = {path: FORMATS[name].render(report) for path, name in targets(formats, folder).items()}
    for path, content in rendered.items():
        put(path, content)
    return tuple(rendered)


def refuse_unwritable(folder: Path) -> None:
    """ReportError before the work, not after it, where the reports could not be written."""
    nearest = next(one for one in (folder.absolute(), *folder.absolute().parents) if os.path.lexists(one))
    if not nearest.is_dir() or not os.access(nearest, os.W_OK | os.X_OK):
        raise ReportError(f"{nearest}: no folder that can be written to; choose another one with --output.")


def targets(formats: Sequence[str], folder: Path) -> dict[Path, str]:
    """The files that will be written, and each one's format."""
    return {folder / f"{NAME}{FORMATS[name].suffix}": name for name in formats}


def put(path: Path, content: bytes) -> None:
    """Write a file whole or not at all; what stands there already is given its new time, and not written again."""
    beside = path.with_name(f".{path.name}-{os.getpid()}.part")
    try:
        if _holds(path, content):
            os.utime(path)
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(content)
        beside.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)
        raise ReportError(
            f"{path}: the report could not be written ({error.strerror}); choose another folder with --output."
        ) from error


def _holds(path: Path, content: bytes) -> bool:
    """Whether a file of its own has this content: to read and compare takes a third of the time of writing."""
    if path.is_symlink() or not path.is_file() or path.stat().st_size != len(content):
        return False
    return path.read_bytes() == content
