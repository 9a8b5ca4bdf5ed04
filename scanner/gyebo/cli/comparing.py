# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""`gyebo diff`: two stored reports held against each other."""

import argparse
import sys
from pathlib import Path

from gyebo.cli import reports
from gyebo.cli.exits import ExitCode
from gyebo.report import Grade
from gyebo.report.comparison import Change, Comparison, compare


def run(options: argparse.Namespace) -> ExitCode:
    """Print what is new, changed, gone and unchanged."""
    from gyebo.formats import comparison as written  # jinja2 comes with it

    old, new = (reports.stored(Path(one)) for one in (options.old, options.new))
    compared = compare(old, new)
    is_json = options.format == "json"
    told = written.json(compared) if is_json else written.text(compared, options.lang, old.notebooks, new.notebooks)
    sys.stdout.write(told)
    return _exit(compared, options.fail_on)


def _exit(compared: Comparison, fail_on: str) -> ExitCode:
    if fail_on != "never":
        pressing = (one for one in compared.findings if one.change in (Change.NEW, Change.CHANGED))
        if any(_worsens(one.old.grade if one.old else None, one.shown.grade, Grade(fail_on)) for one in pressing):
            return ExitCode.FINDINGS
    is_unknown = any(one.change is Change.UNREAD for one in compared.findings) or not compared.new_coverage.files
    return ExitCode.INCOMPLETE if is_unknown else ExitCode.CLEAN


def _worsens(old: Grade | None, new: Grade, lowest: Grade) -> bool:
    """Whether a finding is new at the lowest grade that counts, or has come to it from below."""
    return new.reaches(lowest) and (old is None or not old.reaches(new))
