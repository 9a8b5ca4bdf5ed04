# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""`gyebo scan`: settings, corpus, pipeline, formats, exit code."""

import argparse
import sys
from pathlib import Path

from gyebo.cli import places, reports
from gyebo.cli.console import Console
from gyebo.cli.exits import ExitCode
from gyebo.deadline import deadline
from gyebo.display import display
from gyebo.errors import SubmissionError, UsageError
from gyebo.pipeline import Request, scan
from gyebo.report import Grade, Lineage, Report
from gyebo.rulebook import Rulebook
from gyebo.settings import Settings, configured, from_flags

ORDER = tuple(Grade)
SHOWN = 4


def run(options: argparse.Namespace) -> ExitCode:
    """Scan, write the reports, print where they are and what they hold."""
    path = Path(options.path)
    if not path.exists():
        raise SubmissionError(f"There is no {path}; name a folder, a git repository or a file.")
    rulebook = places.loaded()
    settings = settings_of(options, path, rulebook, is_evaluator=options.evaluator)
    formats = options.formats or ["html", "json"]
    reports.refuse_unwritable(Path(options.output))
    targets = reports.targets(formats, Path(options.output))
    with Console(is_quiet=options.quiet) as console:
        index = places.corpus(options.corpus, rulebook, console)
        request = Request(
            path=path,
            commit=options.commit,
            settings=settings,
            index=index,
            cache=places.cache(),
            rules=places.rules(),
            name=options.name or "",
            written=tuple(targets),
            deadline=deadline(options.deadline) if options.deadline else None,
            is_evaluator=options.evaluator,
        )
        report = scan(request, rulebook, console)
    written = reports.write(report, formats, Path(options.output))
    sys.stdout.write("".join(f"{line}\n" for line in (*_summary(report), *(display(str(one)) for one in written))))
    return _exit(report, options.fail_on, is_evaluator=options.evaluator)


def settings_of(options: argparse.Namespace, path: Path, rulebook: Rulebook, *, is_evaluator: bool) -> Settings:
    """The settings of one run; UsageError for an organisation that nobody knows."""
    flags = {key: getattr(options, key) for key in ("organisation", "home") if getattr(options, key) is not None}
    folder = path if path.is_dir() else path.parent
    settings = from_flags(flags) if is_evaluator else configured(folder, flags)
    if settings.organisation and settings.organisation not in rulebook.organisations:
        raise UsageError(
            f"organisation: {settings.organisation!r} is no id of rules/organisations; "
            "leave it out, or add a file for it there."
        )
    return settings


def _summary(report: Report) -> tuple[str, ...]:
    """A few plain lines; the reports hold the rest."""
    coverage = report.coverage
    counts = ", ".join(f"{sum(f.grade is grade for f in report.findings)} {grade.value}" for grade in ORDER)
    lines = [
        (
            f"{_counted(coverage.files, 'file')} analysed, {_counted(coverage.skipped, 'path')} not "
            f"({coverage.incomplete} of them may hold code)."
        ),
        (
            f"{_counted(coverage.tokens, 'token')}: {coverage.own_tokens} own, {coverage.exclusive_tokens} like one "
            f"organisation's, {coverage.shared_tokens} shared by a few, {coverage.common_tokens} common heritage."
        ),
    ]
    lines += [f"{rank}. {_origin(origin)}" for rank, origin in enumerate(report.lineage, 1)]
    if not coverage.files:
        lines = ["Nothing was analysed: there is no file in a language that gyebo reads (Python)."]
    return (*lines, f"Findings: {counts}.")


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _origin(origin: Lineage) -> str:
    works = [f"{work.name} ({work.organisation_name.en}, {work.country})" for work in origin.works]
    more = f" and {len(works) - SHOWN} more" if len(works) > SHOWN else ""
    exclusive = (
        f"{origin.exclusive_share:.1%} exclusive" if origin.exclusive_tokens else "nearest, none of it exclusive"
    )
    shares = f"{origin.share:.1%} of the tokens, {exclusive}"
    return f"{' / '.join(works[:SHOWN])}{more}: {shares}"


def _exit(report: Report, fail_on: str, *, is_evaluator: bool) -> ExitCode:
    if fail_on != "never":
        lowest = ORDER.index(Grade(fail_on))
        if any(ORDER.index(finding.grade) >= lowest for finding in report.findings):
            return ExitCode.FINDINGS
    if not report.coverage.files or (is_evaluator and report.coverage.incomplete):
        return ExitCode.INCOMPLETE
    return ExitCode.CLEAN
