# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""`gyebo cohort`: several submissions scanned alike, each as by an evaluator, and one page beside their reports."""

import argparse
import re
import sys
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from gyebo import codec
from gyebo.cli import places, reports, scanning, summary
from gyebo.cli.console import Console
from gyebo.cli.exits import ExitCode
from gyebo.cli.roster import Roster, Team, roster
from gyebo.cli.words import told
from gyebo.deadline import deadline
from gyebo.display import display
from gyebo.errors import (
    MissingCommit,
    MissingSubmission,
    OversizedSubmission,
    SubmissionError,
    UnreadableSubmission,
    UnusableBase,
    UsageError,
)
from gyebo.model import Trust
from gyebo.pipeline import Request, scan
from gyebo.report import Text
from gyebo.report.cohort import Cause, Cohort, Scanned, Unscanned, assemble
from gyebo.repository import HistoryUnavailable
from gyebo.rulebook import Rulebook
from gyebo.settings import Flags, from_flags, listed

PAGE, DATA = "index.html", "cohort.json"
CAUSES: dict[type[Exception], Cause] = {
    MissingSubmission: Cause.MISSING,
    UnreadableSubmission: Cause.UNREADABLE,
    MissingCommit: Cause.COMMIT,
    HistoryUnavailable: Cause.REPOSITORY,
    OversizedSubmission: Cause.OVERSIZED,
    UnusableBase: Cause.BASE,
    UsageError: Cause.BASE,
}
WORDS = {
    "team": Text(
        "{name}: {files} analysed, {left}; findings: {findings}.",
        "{name}: 파일 {files}개 분석, {left}; 확인 사항 {findings}건.",
    ),
    "not-scanned": Text("{name}: NOT SCANNED. {reason}", "{name}: 검사하지 못함. {reason}"),
    "shared": Text("Fragments that several teams have alike: {count}.", "여러 팀에 똑같이 있는 코드 조각: {count}개."),
}
LONGEST = 60
"""Characters of a folder's name: file systems hold 255 bytes, and one of ours takes up to four."""


@dataclass(frozen=True, slots=True)
class Run:
    """What all teams are scanned with."""

    roster: Roster
    base: Path
    """The folder that the teams' paths count from."""
    index: Path
    rulebook: Rulebook
    formats: tuple[str, ...]
    output: Path


def run(options: argparse.Namespace) -> ExitCode:
    """Scan each team, write its reports and then the page; a team that cannot be read is told, and passed over."""
    from gyebo.formats.html import cohort as page  # jinja2 comes with it

    path, output = Path(options.teams), Path(options.output)
    rulebook = places.loaded()
    read = roster(path, rulebook, options.corpus or "")
    reports.refuse_unwritable(output)
    formats = dict.fromkeys(["html", *(options.formats or ["json"])])  # the page leads to each team's
    with Console(is_quiet=options.quiet) as console:
        index = places.corpus(options.corpus or read.corpus, rulebook, console)
        plan = Run(read, path.parent, index, rulebook, tuple(formats), output)
        teams = [_scanned(plan, number, team, console) for number, team in enumerate(read.teams, 1)]
    scanned = [one for one in teams if isinstance(one, Scanned)]
    unscanned = [one for one in teams if isinstance(one, Unscanned)]
    if not scanned:
        raise SubmissionError("\n".join(f"{one.name}: {one.reason}" for one in unscanned))
    cohort = assemble(read.title, scanned, unscanned, int(rulebook.matching.smallest_fragment.value))
    reports.put(output / DATA, codec.to_json(cohort))
    reports.put(output / PAGE, page.render(cohort))
    sys.stdout.write("".join(f"{display(line)}\n" for line in (*_told(cohort, options.lang), str(output / PAGE))))
    return _exit(scanned, unscanned, options.fail_on)


def _scanned(plan: Run, number: int, team: Team, console: Console) -> Scanned | Unscanned:
    name = folder_of(number, team.name)
    folder = plan.output / name
    flags = Flags(home=plan.roster.home, organisation=listed(team.organisation))
    request = Request(
        path=plan.base / team.path,
        commit=team.commit or None,
        settings=from_flags(flags),
        index=plan.index,
        cache=places.cache(),
        rules=places.rules(),
        name=team.name,
        written=tuple(reports.targets(plan.formats, folder)),
        deadline=deadline(plan.roster.deadline) if plan.roster.deadline else None,
        trust=Trust.EVALUATOR,
        base=team.base_from(plan.base),
        today=places.today(),
    )
    try:
        report = scan(request, plan.rulebook, console)
    except (SubmissionError, UsageError) as error:  # the latter of its base
        reason = str(error).replace(str(request.path), team.path)
        console.say(f"{display(team.name)}: {display(reason)}")
        cause = next((cause for kind, cause in CAUSES.items() if isinstance(error, kind)), Cause.OTHER)
        return Unscanned(team.name, reason, cause)
    reports.write(report, plan.formats, folder)
    return Scanned(team.name, name, report)


def folder_of(number: int, team: str) -> str:
    """The place in the list, then the letters and digits of the team's name, of any script, as one name of a folder."""
    words = re.findall(r"[^\W_]+", unicodedata.normalize("NFC", team).lower())
    return "-".join((f"{number:02}", *words))[:LONGEST].rstrip("-")


def _told(cohort: Cohort, lang: str) -> list[str]:
    """A line a team, in the order of the list."""
    words = {name: told(text, lang) for name, text in WORDS.items()}
    lines = [
        words["team"].format(
            name=one.name,
            files=one.coverage.files,
            left=summary.left_out(one.coverage, lang),
            findings=sum(len(tally.findings) for tally in one.tallies),
        )
        for one in cohort.members
    ]
    lines += [words["not-scanned"].format(name=one.name, reason=one.reason) for one in cohort.unscanned]
    return [*lines, words["shared"].format(count=len(cohort.shared))]


def _exit(scanned: list[Scanned], unscanned: list[Unscanned], fail_on: str) -> ExitCode:
    codes = {scanning.exit_code(one.report, fail_on, is_evaluator=True) for one in scanned}
    if ExitCode.FINDINGS in codes:
        return ExitCode.FINDINGS
    return ExitCode.INCOMPLETE if unscanned or ExitCode.INCOMPLETE in codes else ExitCode.CLEAN
