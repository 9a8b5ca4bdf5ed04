# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""`gyebo baseline write|audit`."""

import argparse
import sys
from dataclasses import replace
from pathlib import Path

from gyebo import baseline
from gyebo.baseline import Accepted
from gyebo.cli import places, reports
from gyebo.cli.exits import ExitCode
from gyebo.cli.scanning import scanned
from gyebo.cli.words import STATES, column, named, told
from gyebo.display import display
from gyebo.errors import UsageError
from gyebo.report import Finding, Grade, Report, SuppressionKind, SuppressionState, Text

WORDS = {
    "written": Text("{place}: {added} added, {kept} kept{lower}.", "{place}: {added}개 추가, {kept}개 유지{lower}."),
    "lower": Text(
        "; of a lower grade than {grade}, and not added: {count}", "; {grade}보다 낮은 등급이라 넣지 않음: {count}건"
    ),
    "until": Text(", until {day}", ", {day}까지"),
    "none": Text(
        "There is no {place}; `gyebo baseline write` makes one.",
        "{place} 파일이 없습니다. `gyebo baseline write`로 만들 수 있습니다.",
    ),
    "entry": Text("{count} entry, {idle} of no effect{left}.", "항목 {count}개, 효과 없음 {idle}개{left}."),
    "entries": Text("{count} entries, {idle} of no effect{left}.", "항목 {count}개, 효과 없음 {idle}개{left}."),
    "unjudged": Text(
        ", {count} not judged: without a date, or the file was not read or is in the base",
        ", 판단하지 못함 {count}개: 날짜가 없거나, 읽지 않은 파일이거나, 기반 코드에 있는 파일임",
    ),
}


def run(options: argparse.Namespace) -> ExitCode:
    """Scan, then add to the baseline, or say what of it still stands."""
    place = baseline.meant(options.baseline, Path(options.path))
    if options.action == "write":
        options.baseline = str(place) if place.is_file() else None
        return _write(options, place)
    report = scanned(options, ())
    if not place.is_file():
        sys.stdout.write(f"{display(_words(options.lang)['none'].format(place=place))}\n")
        return ExitCode.CLEAN
    return _audit(report, options.lang)


def _write(options: argparse.Namespace, place: Path) -> ExitCode:
    """Entries that are there stay as they are; one whose finding has grown is answered anew."""
    entry = baseline.checked(
        Accepted(
            finding="",
            rule="",
            path="",
            matches=(),
            reason=options.reason,
            who=options.who,
            date=places.today(),
            expires=options.expires,
        )
    )
    if options.expires and options.expires <= places.today():
        raise UsageError(f"--expires {options.expires}: that day has come already, and the entries would not count.")
    report = scanned(options, ())
    lowest = Grade(options.fail_on)
    new = [
        replace(entry, finding=one.id, rule=one.rule, path=one.location.path, matches=_answered(report, one))
        for one in report.standing
        if one.grade.reaches(lowest)
    ]
    answered = {one.finding for one in new}
    kept = [one for one in baseline.read(place) if one.finding not in answered]
    reports.put(place, baseline.written([*kept, *new]))
    graded = sum(one.grade is not Grade.MET for one in report.standing)
    words = _words(options.lang)
    grade = named(lowest, options.lang)
    lower = words["lower"].format(grade=grade, count=graded - len(new)) if graded > len(new) else ""
    line = words["written"].format(place=display(str(place)), added=len(new), kept=len(kept), lower=lower)
    sys.stdout.write(f"{line}\n")
    return ExitCode.CLEAN


def _answered(report: Report, finding: Finding) -> tuple[str, ...]:
    """What a finding rests on, and all that lies inside: a copied file that gets a function more is told by its parts.

    A match has the letters of its fragment.
    """
    inside = {
        f"M-{part.id.removeprefix('U-')}"
        for file in report.files
        for one in file.fragments
        if one.match and one.match.id in finding.matches
        for part in file.fragments
        if one.span.first_line <= part.span.first_line and part.span.last_line <= one.span.last_line
    }
    return tuple(sorted(finding.grounds | inside))


def _audit(report: Report, lang: str) -> ExitCode:
    words = _words(lang)
    entries = [one for one in report.suppressions if one.kind is SuppressionKind.BASELINE]
    states = column([told(STATES[one.state], lang) for one in entries])
    for one, state in zip(entries, states, strict=True):
        until = words["until"].format(day=one.expires) if one.expires else ""
        line = f"{state}  {one.path} {one.rule}: {one.reason} ({one.who}, {one.dated}{until})"
        sys.stdout.write(f"{display(line)}\n")
    unjudged = sum(one.state is SuppressionState.NOT_JUDGED for one in entries)
    idle = sum(one.state is not SuppressionState.APPLIED for one in entries) - unjudged
    left = words["unjudged"].format(count=unjudged) if unjudged else ""
    line = words["entry" if len(entries) == 1 else "entries"].format(count=len(entries), idle=idle, left=left)
    sys.stdout.write(f"{line}\n")
    if idle:
        return ExitCode.FINDINGS
    return ExitCode.INCOMPLETE if unjudged else ExitCode.CLEAN


def _words(lang: str) -> dict[str, str]:
    return {name: told(text, lang) for name, text in WORDS.items()}
