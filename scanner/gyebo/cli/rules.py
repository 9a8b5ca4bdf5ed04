# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""`gyebo rules list|explain`."""

import argparse
import sys

from gyebo.cli import places
from gyebo.cli.exits import ExitCode
from gyebo.cli.words import column, named, told
from gyebo.errors import UsageError
from gyebo.report import Text
from gyebo.rulebook import FindingRule

HEADINGS = {
    "question": Text("What is asked", "무엇을 묻는가"),
    "why": Text("Why", "이유"),
    "not_a_finding": Text("What is not a finding", "해당하지 않는 경우"),
    "remedy": Text("What to do", "조치"),
    "example": Text("Example", "예"),
}

GRADED = Text("axis {axis}, grade {grade}", "축 {axis}, 등급 {grade}")
MEASURED = Text("", " (기준값. 다음은 이 값을 정한 측정으로, 영문입니다)")


def run(options: argparse.Namespace) -> ExitCode:
    """List the rules, or explain one."""
    findings = places.loaded().findings
    if options.action == "list":
        table = zip(column(list(findings)), findings.values(), strict=True)
        sys.stdout.write("".join(f"{name} {rule.axis:10} {rule.grade:8} {rule.title.en}\n" for name, rule in table))
        return ExitCode.CLEAN
    if options.rule not in findings:
        raise UsageError(f"There is no rule {options.rule!r}; there are {', '.join(findings)}.")
    sys.stdout.write(_explained(findings[options.rule], options.lang))
    return ExitCode.CLEAN


def _explained(rule: FindingRule, language: str) -> str:
    graded = told(GRADED, language).format(axis=named(rule.axis, language), grade=named(rule.grade, language))
    parts = [f"{rule.id}: {told(rule.title, language)}", graded]
    parts += [
        f"{told(heading, language)}\n  {told(getattr(rule, name), language)}" for name, heading in HEADINGS.items()
    ]
    measured = told(MEASURED, language)
    parts += [f"{name} = {one.value}{measured}\n  {one.measured}" for name, one in rule.thresholds.items()]
    return "\n\n".join(parts) + "\n"
