# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""`gyebo annotate`: a stored report as annotations of a CI run, and its counts as a step's outputs."""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from posixpath import normpath

from gyebo.cli.exits import ExitCode
from gyebo.cli.reports import stored
from gyebo.cli.words import named, told
from gyebo.display import display
from gyebo.errors import ReportError
from gyebo.report import Finding, Grade, Location, Report, Text
from gyebo.report.cells import Notebooks

SHOWN = 10
"""Annotations of one sort that GitHub shows for a step; those beyond are dropped without a word."""
MORE = Text(
    "{count} more of grade {grade}; the report has them all.",
    "등급 {grade}: {count}건 더 있음. 전부 보고서에 있습니다.",
)
SORTS = {Grade.CONCERN: "error", Grade.FLAW: "warning", Grade.REMARK: "notice"}


def run(options: argparse.Namespace) -> ExitCode:
    """Print the annotations; add the counts to the file that a step's outputs are read from."""
    report = stored(Path(options.report))
    sys.stdout.write(
        "".join(f"{line}\n" for line in annotations(report, _folder(report, options.prefix), options.lang))
    )
    if options.outputs:
        try:
            with Path(options.outputs).open("a", encoding="utf-8") as stream:
                stream.writelines(f"{name}={count}\n" for name, count in counts(report).items())
        except OSError as error:
            raise ReportError(f"{options.outputs}: {error.strerror}; name a file that can be written to.") from error
    return ExitCode.CLEAN


def annotations(report: Report, prefix: str, lang: str) -> Iterator[str]:
    """Workflow commands, the most serious first, and what is left out for the limit."""
    rules, notebooks = {rule.id: rule for rule in report.rules}, report.notebooks
    for grade, sort in SORTS.items():
        of_grade = [one for one in report.standing if one.grade is grade]
        for one in of_grade[:SHOWN]:
            rule = rules.get(one.rule)
            title = told(rule.title, lang) if rule else one.rule
            where, said = _place(one.location, notebooks, prefix), _said(one, notebooks, lang)
            yield f"::{sort} {where},title={_value(title)}::{said}"
        if len(of_grade) > SHOWN:
            yield told(MORE, lang).format(count=len(of_grade) - SHOWN, grade=named(grade, lang))


def _folder(report: Report, prefix: str | None) -> str:
    """Where the report's paths are seen from: as asked, else as the scan found it in its repository."""
    return normpath(prefix) if prefix else report.submission.folder if prefix is None else ""


def counts(report: Report) -> dict[str, int]:
    """By grade, and what leaves the scan incomplete."""
    found = {grade.value: sum(one.grade is grade for one in report.standing) for grade in Grade}
    return found | {"incomplete": report.coverage.incomplete}


def _place(where: Location, notebooks: Notebooks, prefix: str) -> str:
    """Of a notebook the file's first line: no line of its JSON is a line of its code."""
    lines = (1, 1) if where.path in notebooks.cells else (where.first_line, where.last_line)
    file = normpath(f"{prefix}/{where.path}") if prefix else where.path
    return f"file={_value(file)},line={lines[0]},endLine={lines[1]}"


def _said(finding: Finding, notebooks: Notebooks, lang: str) -> str:
    where = finding.location
    cells = notebooks.told(where.path, where.first_line, where.last_line)
    said = [f"({told(cells, lang)})"] if cells else []
    return _data(" ".join((f"{finding.rule}:", *said, *(told(one.text, lang) for one in finding.supporting[:2]))))


def _data(text: str) -> str:
    """No character of a submission ends the line or begins another command: CR and LF are shown, % is escaped."""
    return display(text).replace("%", "%25")


def _value(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
