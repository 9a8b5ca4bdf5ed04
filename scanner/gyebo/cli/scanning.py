# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""`gyebo scan`: settings, corpus, pipeline, formats, exit code."""

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from gyebo import baseline
from gyebo.baseline import Accepted
from gyebo.cli import live, organisations, piped, places, reports, tables
from gyebo.cli.colours import coloured
from gyebo.cli.console import Console
from gyebo.cli.exits import ExitCode
from gyebo.deadline import deadline
from gyebo.display import display
from gyebo.errors import SubmissionError, UsageError
from gyebo.languages import SUFFIXES
from gyebo.model import Collected, Trust
from gyebo.pipeline import Request, examine, scan
from gyebo.report import (
    Base,
    Coverage,
    Grade,
    Lineage,
    NoticeState,
    ObligationState,
    Report,
    SkipReason,
    SuppressionState,
)
from gyebo.rulebook import Rulebook
from gyebo.settings import Settings, configured, from_flags
from gyebo.stages.collect import collect

ORDER = tuple(Grade)
SHOWN = 4
"""Works of one origin that are named."""
LISTED = 12
"""Findings that are listed."""


def run(options: argparse.Namespace) -> ExitCode:
    """Scan, write the reports, print where they are and what they hold."""
    formats = options.formats or ["html", "json"]
    reports.refuse_unwritable(Path(options.output))
    report = scanned(options, tuple(reports.targets(formats, Path(options.output))))
    unread = _unread(report) if options.verbose else ()
    written = reports.write(report, formats, Path(options.output))
    sys.stdout.write(
        "".join(f"{line}\n" for line in (*_summary(report), *unread, *(display(str(one)) for one in written)))
    )
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


def _summary(report: Report) -> tuple[str, ...]:
    """A few plain lines; the reports hold the rest."""
    coverage = report.coverage
    counts = ", ".join(f"{sum(f.grade is grade for f in report.standing)} {grade.value}" for grade in ORDER)
    lines = [
        f"{_counted(coverage.files, 'file')} analysed, {left_out(coverage)}.",
        (
            f"{_counted(coverage.tokens, 'token')}: {coverage.own_tokens} own, {coverage.exclusive_tokens} like one "
            f"organisation's, {coverage.shared_tokens} shared by a few, {coverage.common_tokens} common heritage."
        ),
    ]
    lines += map(_base, report.bases)
    lines += [f"{rank}. {_origin(origin)}" for rank, origin in enumerate(report.lineage, 1)]
    if not coverage.files and not coverage.base_files:
        lines = [_nothing(coverage)]
    dates = (*_undated(report), *unexamined(report))
    return (*lines, f"Findings: {counts}.", *_told(report), *_suppressed(report), *dates)


def _nothing(coverage: Coverage) -> str:
    if coverage.incomplete:
        told = _counted(coverage.incomplete, "path")
        return f"Nothing was analysed: {told} may hold code and could not be read; the report says why of each."
    return "Nothing was analysed: there is no file in a language that gyebo reads (Python)."


def left_out(coverage: Coverage) -> str:
    if not coverage.skipped:
        return "nothing left out"
    told = f"{coverage.incomplete} of them may hold code" if coverage.incomplete else "no code among them"
    return f"{_counted(coverage.skipped, 'path')} not ({told})"


def _told(report: Report) -> Iterator[str]:
    """The findings that ask to be looked at, a line each, the gravest first."""
    titles = {rule.id: rule.title.en for rule in report.rules}
    grave = [f for grade in reversed(ORDER[1:]) for f in report.standing if f.grade is grade]
    for one in grave[:LISTED]:
        place = f"{one.location.path}:{one.location.first_line}"
        grade = coloured(one.grade, f"{one.grade.value:7}")
        yield f"  {grade} {display(f'{place}  {titles[one.rule]} ({one.rule})')}"
    if len(grave) > LISTED:
        yield f"  ... and {len(grave) - LISTED} more; the reports have them all."


def _undated(report: Report) -> Iterator[str]:
    """A folder without git has no date; of one that has git and cannot be read, unexamined() says why."""
    has_git = any(one.reason is SkipReason.HISTORY for one in report.skipped)
    if report.coverage.files and not report.submission.dated and not has_git:
        yield (
            "Without a date nothing can be said to come from elsewhere, and fewer findings are made: "
            "no git repository holds this, or nothing is committed."
        )


def unexamined(report: Report) -> tuple[str, ...]:
    """A line for what could not be asked: dates, where git or its history is missing, and upstream notices, where the
    corpus came without texts and without credits.
    """
    undated = [
        one.detail.en for one in report.skipped if one.reason is SkipReason.HISTORY and not report.submission.dated
    ]
    lines = [display(f"Without a date nothing can be said to come from elsewhere. {one}") for one in undated]
    matches = (fragment.match for file in report.files for fragment in file.fragments if fragment.match)
    count = sum(NoticeState.NOT_EXAMINED in {one.state for one in match.notices} for match in matches)
    if count:
        told = f"Whether a copyright line was kept could not be asked of {_counted(count, 'match', 'matches')}: "
        lines.append(told + "the texts of the corpus are not at hand; `gyebo corpus build` obtains them.")
    return tuple(lines)


def _unread(report: Report) -> tuple[str, ...]:
    return tuple(
        display(f"not analysed: {one.path} ({one.reason.value}) {one.detail.en}".rstrip()) for one in report.skipped
    )


def _suppressed(report: Report) -> Iterator[str]:
    """What the team asked to be left out, whether it is or not."""
    states = Counter(one.state for one in report.suppressions)
    told = {
        SuppressionState.APPLIED: "Left out by the team's ignores and baseline: {}; the reports tell which, and why.",
        SuppressionState.NOT_APPLIED: "The team's ignores and baseline would have left out {}; here they do not count.",
    }
    for state, sentence in told.items():
        findings = {each for one in report.suppressions if one.state is state for each in one.findings}
        if findings:
            yield sentence.format(_counted(len(findings), "finding"))
    if left := states.pop(SuppressionState.NOT_JUDGED, 0):
        yield (
            f"Ignores and entries of the baseline that this run could not judge: {left} (without a date, or of a file "
            "that was not read or is in the base)."
        )
    idle = {state.value: count for state, count in states.items() if state not in told}
    if idle:
        yield (
            "Ignores and entries of the baseline without effect: "
            + ", ".join(f"{n} {s}" for s, n in sorted(idle.items()))
            + "."
        )


def _counted(number: int, noun: str, plural: str = "") -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {plural or f'{noun}s'}"


def _base(base: Base) -> str:
    where = f" in {base.folder}" if base.folder else ""
    told = f"Stands on {base.name} {base.version}".rstrip() + where
    text = {ObligationState.MET: ", its text is there", ObligationState.NOT_SEEN: ", its text is not there"}
    licence = f"{base.licence}{text.get(base.copy, '')}" if base.licence else "no licence known"
    hint = " If it is another version, name that one with --base." if base.changed and not base.is_given else ""
    if base.is_other_release:
        hint = " It is another release, so the changed files are one finding; --base with that release judges them."
    return display(
        f"{told} ({licence}): {_counted(len(base.unchanged), 'file')} unchanged, {len(base.changed)} changed.{hint}"
    )


def _origin(origin: Lineage) -> str:
    works = [f"{work.name} ({work.organisation_name.en}, {work.country})" for work in origin.works]
    more = f" and {len(works) - SHOWN} more" if len(works) > SHOWN else ""
    exclusive = (
        f"{origin.exclusive_share:.1%} exclusive" if origin.exclusive_tokens else "nearest, none of it exclusive"
    )
    shares = f"{origin.share:.1%} of the tokens, {exclusive}"
    return f"{' / '.join(works[:SHOWN])}{more}: {shares}"


def exit_code(report: Report, fail_on: str, *, is_evaluator: bool) -> ExitCode:
    if fail_on != "never":
        lowest = ORDER.index(Grade(fail_on))
        if any(ORDER.index(finding.grade) >= lowest for finding in report.standing):
            return ExitCode.FINDINGS
    is_read = bool(report.coverage.files) or any(base.is_given and base.unchanged for base in report.bases)
    if not is_read or (is_evaluator and (report.coverage.incomplete or unexamined(report))):
        return ExitCode.INCOMPLETE
    return ExitCode.CLEAN
