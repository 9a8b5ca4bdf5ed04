# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""`gyebo assess`: what a stored report reaches under a rubric, and what differs from the one it was made with."""

import argparse
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from gyebo.cli import places, reports
from gyebo.cli.exits import ExitCode
from gyebo.decisions import decided
from gyebo.display import display
from gyebo.report import Axis, Criterion, Ungraded
from gyebo.rubric import graded, load
from gyebo.tongue import tongue, words

WIDTH = 26
POINTS = "%(points)s of %(most)s points"


@dataclass(frozen=True, slots=True)
class Words:
    """What is said in the language that was asked for: the page's own words."""

    language: str
    tables: Mapping[str, Mapping[str, str]]

    def axis(self, axis: Axis, criteria: list[Criterion]) -> str:
        points, most = sum(one.points for one in criteria), sum(one.most for one in criteria)
        told = tongue(self.language).say(POINTS, {"points": f"{points:g}", "most": f"{most:g}"})
        return f"{self.tables['AXES'][axis]}: {told}"

    def said(self, key: str) -> str:
        return self.tables["ASSESSED"][key]

    def result(self, one: Criterion) -> str:
        if one.value is None or one.grade is None:
            return self.tables["UNGRADED"][one.ungraded or Ungraded.PEOPLE]
        value = f"{one.value:.1%}" if one.is_share else f"{one.value:g}"
        return f"{value} · {self.tables['GRADES'][one.grade]} · {one.points:g}/{one.most:g}"


def _words(language: str) -> Words:
    return Words(language, {**words("vocabulary.html.j2", language), **words("assessed.txt.j2", language)})


def run(options: argparse.Namespace) -> ExitCode:
    """Print the criteria, axis by axis."""
    report = reports.stored(Path(options.report))
    if options.decisions:
        report = decided(report, Path(options.decisions))
    path = Path(options.rubric) if options.rubric else places.rules() / "rubric.toml"
    reached = graded(report, load(path, {*places.loaded().findings, *(rule.id for rule in report.rules)}))
    before = {one.id: one for one in report.criteria}
    spoken = _words(options.lang)
    for axis in Axis:
        of_axis = [one for one in reached if one.axis is axis]
        _print(spoken.axis(axis, of_axis))
        for line in (line for one in of_axis for line in _lines(one, before, spoken)):
            _print(f"  {line}")
    gone = sorted(before.keys() - {one.id for one in reached})
    if gone:
        _print(f"{spoken.said('gone')}: {', '.join(gone)}")
    _print(spoken.said("apart"))
    return ExitCode.CLEAN


def _lines(one: Criterion, before: Mapping[str, Criterion], spoken: Words) -> Iterator[str]:
    yield f"{one.id:{WIDTH}} {spoken.result(one)}  {getattr(one.title, spoken.language)}"
    former = before.get(one.id)
    if before and former is None:
        yield f"{'':{WIDTH}} {spoken.said('new')}"
    elif former and spoken.result(former) != spoken.result(one):
        yield f"{'':{WIDTH}} {spoken.said('before')}: {spoken.result(former)}"


def _print(text: str) -> None:
    sys.stdout.write(f"{display(text)}\n")
