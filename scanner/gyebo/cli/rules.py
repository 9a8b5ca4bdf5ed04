# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""`gyebo rules list|explain`."""

import argparse
import sys

from gyebo.cli import places
from gyebo.cli.exits import ExitCode
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


def run(options: argparse.Namespace) -> ExitCode:
    """List the rules, or explain one."""
    findings = places.loaded().findings
    if options.action == "list":
        sys.stdout.write(
            "".join(f"{name:20} {rule.axis:10} {rule.grade:8} {rule.title.en}\n" for name, rule in findings.items())
        )
        return ExitCode.CLEAN
    if options.rule not in findings:
        raise UsageError(f"There is no rule {options.rule!r}; there are {', '.join(findings)}.")
    sys.stdout.write(_explained(findings[options.rule], options.lang))
    return ExitCode.CLEAN


def _explained(rule: FindingRule, language: str) -> str:
    parts = [f"{rule.id}: {getattr(rule.title, language)}", f"axis {rule.axis}, grade {rule.grade}"]
    parts += [
        f"{getattr(heading, language)}\n  {getattr(getattr(rule, name), language)}"
        for name, heading in HEADINGS.items()
    ]
    parts += [f"{name} = {one.value}\n  {one.measured}" for name, one in rule.thresholds.items()]
    return "\n\n".join(parts) + "\n"
