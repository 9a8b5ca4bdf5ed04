# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""`gyebo scan`: settings, corpus, pipeline, formats, exit code."""

import argparse
import sys
from collections.abc import Callable, Collection, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from gyebo import baseline
from gyebo.baseline import Accepted
from gyebo.cli import organisations, piped, places, reports, summary, unasked
from gyebo.cli.answers import answers
from gyebo.cli.console import Console
from gyebo.cli.exits import ExitCode
from gyebo.cli.repeating import Repeated, Told, repeated
from gyebo.deadline import deadline
from gyebo.display import display
from gyebo.errors import SubmissionError, UsageError
from gyebo.formats import FORMATS
from gyebo.languages import SUFFIXES
from gyebo.model import Collected, Trust
from gyebo.report import Grade, Report
from gyebo.settings import Flags, Settings, configured, from_flags
from gyebo.stages.collect import collect

if TYPE_CHECKING:
    from gyebo.rulebook import Rulebook

Makers = Callable[[], Collection[str]]
"""Asks the corpus whose code it names."""


def run(options: argparse.Namespace) -> ExitCode:
    """Scan, write the reports, print where they are and what they hold."""
    formats = options.formats or ["html", "json"]
    reports.refuse_unwritable(Path(options.output))
    targets = reports.targets(formats, Path(options.output))
    places_of_ours = tuple(reports.targets(tuple(FORMATS), Path(options.output)))
    again = repeated(options, places_of_ours)
    told = again.told() if again else None
    if again and told:
        _say_environments(options)
    else:
        told = _told(options, targets, places_of_ours, again)
    for path, content in zip(targets, told.reports, strict=True):
        reports.put(path, content)
    sys.stdout.write("".join(f"{line}\n" for line in (*told.lines, *(display(str(one)) for one in targets))))
    return ExitCode(told.code)


def _told(
    options: argparse.Namespace, targets: Mapping[Path, str], ours: tuple[Path, ...], again: Repeated | None
) -> Told:
    report = scanned(options, ours, again.collected if again else None)
    unread = summary.unread(report, options.lang) if options.verbose else ()
    code = exit_code(report, options.fail_on, is_evaluator=options.evaluator)
    lines = (*summary.lines(report, options.lang), *unread)
    told = Told(tuple(FORMATS[name].render(report) for name in targets.values()), lines, int(code))
    if again:
        again.keep(told, report)
    return told


def scanned(options: argparse.Namespace, targets: tuple[Path, ...], read: Collected | None = None) -> Report:
    """The report of what the command line names, against the corpus it names; `targets` is where a run writes.

    `read` is the submission, where it was read already.
    """
    from gyebo.pipeline import Request, examine, recalled, scan  # half the start, and not needed to tell it again

    given = piped.taken(options) if piped.is_asked(options) else None
    path = Path.cwd() if given else Path(options.path)
    if not path.exists():
        raise SubmissionError(f"There is no {path}; name a folder, a git repository or a file.")
    rulebook = places.loaded()
    asked = partial(_makers, options, given, rulebook)
    settings = settings_of(options, path, rulebook, asked, is_evaluator=options.evaluator)
    with Console(is_quiet=options.quiet) as console:
        _say_environments(options)
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
        if given:
            return examine(answers(path, given).given, request, rulebook, console)
        return recalled(read, request, rulebook, console) if read else scan(request, rulebook, console)


def _index(options: argparse.Namespace, given: Collected | None, rulebook: "Rulebook", console: Console) -> Path:
    """The folder of the corpus that is meant, or of what tables or a live index hold of this submission."""
    if not getattr(options, "index", ""):
        if getattr(options, "engine", "duckdb") != "duckdb":
            raise UsageError("--engine: an index needs none; name the tables that are asked with --index.")
        return places.corpus(options.corpus, rulebook, console)
    from gyebo.cli import live, tables

    trust = Trust.EVALUATOR if options.evaluator else Trust.TEAM
    files = (given or collect(Path(options.path), options.commit, frozenset(SUFFIXES), trust=trust)).files
    return live.excerpt(options, files) if live.is_meant(options.index) else tables.excerpt(options, files)


def _say_environments(options: argparse.Namespace) -> None:
    """Installed libraries can be most of a folder, and a .gitignore hides nothing from an evaluator."""
    if not options.evaluator or options.commit or piped.is_asked(options):
        return
    found = sorted(each.parent.name for each in Path(options.path).glob("*/pyvenv.cfg") if not each.parent.is_symlink())
    if found:
        Console(is_quiet=options.quiet).say(
            display(
                f"Virtual environments are read like all else, which can take long: {', '.join(found)}. "
                "`--commit HEAD` reads what was committed and nothing else."
            )
        )


def _accepted(options: argparse.Namespace, path: Path, console: Console) -> tuple[Accepted, ...]:
    """The team's baseline; one that cannot be read stops the team's own run, and an evaluator's tells of it."""
    place = baseline.meant(options.baseline, path)
    if options.baseline and not place.is_file():
        raise UsageError(f"There is no {place}; name a baseline that `gyebo baseline write` wrote.")
    try:
        return baseline.read(place)
    except UsageError as error:
        if not options.evaluator:
            raise
        console.say(display(f"The team's baseline was not read: {error}"))
        return (baseline.unread(place),)


def _makers(options: argparse.Namespace, given: Collected | None, rulebook: "Rulebook") -> Collection[str]:
    """Those that the corpus names, wherever it lies."""
    is_elsewhere = bool(getattr(options, "index", ""))
    with Console(is_quiet=True) as silent:
        folder = str(_index(options, given, rulebook, silent)) if is_elsewhere else options.corpus
    return organisations.published(folder)


def settings_of(
    options: argparse.Namespace, path: Path, rulebook: "Rulebook", published: Makers, *, is_evaluator: bool
) -> Settings:
    """The settings of one run; UsageError for an organisation that neither the rules nor the corpus knows."""
    flags = Flags()
    if options.organisation is not None:
        flags["organisation"] = tuple(options.organisation)
    if options.home is not None:
        flags["home"] = options.home
    folder = path if path.is_dir() else path.parent
    where = organisations.STORED if options.organisation is None else organisations.FLAG
    return known(from_flags(flags) if is_evaluator else configured(folder, flags), rulebook, published, where)


def known(settings: Settings, rulebook: "Rulebook", published: Makers, where: str = organisations.STORED) -> Settings:
    """The settings, where the organisations they name are the rulebook's or the corpus's; else UsageError with where
    they stand.
    """
    wrong = organisations.strange(settings.team, rulebook, published)
    if wrong:
        raise UsageError("\n".join(f"{where}: {one}" for one in wrong))
    return settings


def exit_code(report: Report, fail_on: str, *, is_evaluator: bool) -> ExitCode:
    if fail_on != "never":
        lowest = Grade(fail_on)
        if any(finding.grade.reaches(lowest) for finding in report.standing):
            return ExitCode.FINDINGS
    if not summary.is_read(report) or (
        is_evaluator and (report.coverage.incomplete or unasked.unexamined(report, "en"))
    ):
        return ExitCode.INCOMPLETE
    return ExitCode.CLEAN
