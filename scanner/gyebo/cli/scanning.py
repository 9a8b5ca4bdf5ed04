# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""`gyebo scan`: settings, corpus, pipeline, formats, exit code."""

import argparse
import sys
from pathlib import Path

from gyebo import baseline
from gyebo.baseline import Accepted
from gyebo.cli import live, organisations, piped, places, reports, summary, tables
from gyebo.cli.console import Console
from gyebo.cli.exits import ExitCode
from gyebo.deadline import deadline
from gyebo.display import display
from gyebo.errors import SubmissionError, UsageError
from gyebo.languages import SUFFIXES
from gyebo.model import Collected, Trust
from gyebo.pipeline import Request, examine, scan
from gyebo.report import Grade, Report
from gyebo.rulebook import Rulebook
from gyebo.settings import Settings, configured, from_flags
from gyebo.stages.collect import collect

ORDER = tuple(Grade)


def run(options: argparse.Namespace) -> ExitCode:
    """Scan, write the reports, print where they are and what they hold."""
    formats = options.formats or ["html", "json"]
    reports.refuse_unwritable(Path(options.output))
    report = scanned(options, tuple(reports.targets(formats, Path(options.output))))
    unread = summary.unread(report, options.lang) if options.verbose else ()
    written = reports.write(report, formats, Path(options.output))
    told = (*summary.lines(report, options.lang), *unread, *(display(str(one)) for one in written))
    sys.stdout.write("".join(f"{line}\n" for line in told))
    return exit_code(report, options.fail_on, is_evaluator=options.evaluator)


def scanned(options: argparse.Namespace, targets: tuple[Path, ...]) -> Report:
    """The report of what the command line names, against the corpus it names; `targets` is where it will be written."""
    given = piped.taken(options) if piped.is_asked(options) else None
    path = Path.cwd() if given else Path(options.path)
    if not path.exists():
        raise SubmissionError(f"There is no {path}; name a folder, a git repository or a file.")
    rulebook = places.loaded()
    settings = settings_of(options, path, rulebook, is_evaluator=options.evaluator)
    with Console(is_quiet=options.quiet) as console:
        if options.evaluator and not options.commit and not given:
            _say_environments(path, console)
        accepted = _accepted(options, path, console)
        index = _index(options, given, rulebook, console)
        request = Request(
            path=path,
            commit=options.commit,
            settings=settings,
            index=index,
            cache=places.cache(),
            rules=places.rules(),
            name=options.name or "",
            trust=Trust.EVALUATOR if options.evaluator else Trust.TEAM,
            accepted=accepted,
            today=places.today(),
            written=targets,
            deadline=deadline(options.deadline) if options.deadline else None,
            with_history=options.history,
            base=options.base,
            package_index=places.package_index() if options.dependencies else None,
        )
        return examine(given, request, rulebook, console) if given else scan(request, rulebook, console)


def _index(options: argparse.Namespace, given: Collected | None, rulebook: Rulebook, console: Console) -> Path:
    """The folder of the corpus that is meant, or of what tables or a live index hold of this submission."""
    if not getattr(options, "index", ""):
        if getattr(options, "engine", "duckdb") != "duckdb":
            raise UsageError("--engine: an index needs none; name the tables that are asked with --index.")
        return places.corpus(options.corpus, rulebook, console)
    trust = Trust.EVALUATOR if options.evaluator else Trust.TEAM
    files = (given or collect(Path(options.path), options.commit, frozenset(SUFFIXES), trust=trust)).files
    return live.excerpt(options, files) if live.is_meant(options.index) else tables.excerpt(options, files)


def _say_environments(path: Path, console: Console) -> None:
    """Installed libraries can be most of a folder, and a .gitignore hides nothing from an evaluator."""
    found = sorted(each.parent.name for each in path.glob("*/pyvenv.cfg") if not each.parent.is_symlink())
    if found:
        console.say(
            display(
                f"Virtual environments are read like all else, which can take long: {', '.join(found)}. "
                "`--commit HEAD` reads what was committed and nothing else."
            )
        )


def _accepted(options: argparse.Namespace, path: Path, console: Console) -> tuple[Accepted, ...]:
    """The team's baseline; one that cannot be read stops the team's own run, and hides nothing in an evaluator's."""
    place = Path(options.baseline) if options.baseline else baseline.beside(path)
    if options.baseline and not place.is_file():
        raise UsageError(f"There is no {place}; name a baseline that `gyebo baseline write` wrote.")
    try:
        return baseline.read(place)
    except UsageError as error:
        if not options.evaluator:
            raise
        console.say(display(f"The team's baseline was not read: {error}"))
        return ()


def settings_of(options: argparse.Namespace, path: Path, rulebook: Rulebook, *, is_evaluator: bool) -> Settings:
    """The settings of one run; UsageError for an organisation that nobody knows."""
    flags = {key: getattr(options, key) for key in ("organisation", "home") if getattr(options, key) is not None}
    folder = path if path.is_dir() else path.parent
    return known(from_flags(flags) if is_evaluator else configured(folder, flags), rulebook)


def known(settings: Settings, rulebook: Rulebook) -> Settings:
    """The settings, where the organisation they name is one of the rulebook's; else UsageError."""
    if settings.organisation and settings.organisation not in rulebook.organisations:
        raise UsageError(f"organisation: {organisations.unknown(settings.organisation, rulebook)}")
    return settings


def exit_code(report: Report, fail_on: str, *, is_evaluator: bool) -> ExitCode:
    if fail_on != "never":
        lowest = ORDER.index(Grade(fail_on))
        if any(ORDER.index(finding.grade) >= lowest for finding in report.standing):
            return ExitCode.FINDINGS
    is_read = bool(report.coverage.files) or any(base.is_given and base.unchanged for base in report.bases)
    if not is_read or (is_evaluator and (report.coverage.incomplete or summary.unexamined(report, "en"))):
        return ExitCode.INCOMPLETE
    return ExitCode.CLEAN
