# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""`gyebo assess`: what a stored report reaches under a rubric, and what differs from the one it was made with."""

import argparse
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from gyebo.cli import places, reports
from gyebo.cli.exits import ExitCode
from gyebo.decisions import decided
from gyebo.display import display
from gyebo.report import Axis, Criterion, Ungraded
from gyebo.rubric import graded, load

WIDTH = 26
UNGRADED = {
    Ungraded.PEOPLE: "judged by people",
    Ungraded.NO_CODE: "not examined: no code of its own was analysed",
    Ungraded.NO_DECLARATION: "not examined: nothing is declared",
}


def run(options: argparse.Namespace) -> ExitCode:
    """Print the criteria, axis by axis."""
    report = reports.stored(Path(options.report))
    if options.decisions:
        report = decided(report, Path(options.decisions))
    path = Path(options.rubric) if options.rubric else places.rules() / "rubric.toml"
    reached = graded(report, load(path, {*places.loaded().findings, *(rule.id for rule in report.rules)}))
    before = {one.id: one for one in report.criteria}
    for axis in Axis:
        of_axis = [one for one in reached if one.axis is axis]
        _print(f"{axis.value}: {_sum(of_axis)} points")
        for line in (line for one in of_axis for line in _lines(one, before, options.lang)):
            _print(f"  {line}")
    gone = sorted(before.keys() - {one.id for one in reached})
    if gone:
        _print(f"not asked by this rubric: {', '.join(gone)}")
    _print("The axes are not added up.")
    return ExitCode.CLEAN


def _sum(criteria: list[Criterion]) -> str:
    return f"{sum(one.points for one in criteria):g} of {sum(one.most for one in criteria):g}"


def _lines(one: Criterion, before: Mapping[str, Criterion], language: str) -> Iterator[str]:
    yield f"{one.id:{WIDTH}} {_result(one)}  {getattr(one.title, language)}"
    former = before.get(one.id)
    if before and former is None:
        yield f"{'':{WIDTH}} new in this rubric"
    elif former and _result(former) != _result(one):
        yield f"{'':{WIDTH}} in the report: {_result(former)}"


def _result(one: Criterion) -> str:
    if one.value is None or one.grade is None:
        return UNGRADED[one.ungraded or Ungraded.PEOPLE]
    value = f"{one.value:.1%}" if one.is_share else f"{one.value:g}"
    return f"{value} {one.grade.value} {one.points:g}/{one.most:g}"


def _print(text: str) -> None:
    sys.stdout.write(f"{display(text)}\n")
