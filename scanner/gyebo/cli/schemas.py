# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""`gyebo schema`: JSON Schemas of what we publish and of what we read."""

import argparse
import sys

from gyebo import codec
from gyebo.cli.exits import ExitCode
from gyebo.licencebook import Licence
from gyebo.matching import Matching
from gyebo.report import Report
from gyebo.report.cohort import Cohort
from gyebo.report.comparison import Comparison
from gyebo.rubric import Rubric
from gyebo.rulebook import Chronology, FindingRule, Organisation

KINDS: dict[str, type] = {
    "report": Report,
    "comparison": Comparison,
    "cohort": Cohort,
    "finding": FindingRule,
    "licence": Licence,
    "organisation": Organisation,
    "matching": Matching,
    "chronology": Chronology,
    "rubric": Rubric,
}


def run(options: argparse.Namespace) -> ExitCode:
    """Print one schema."""
    sys.stdout.write(codec.schema(KINDS[options.kind]).decode())
    return ExitCode.CLEAN
