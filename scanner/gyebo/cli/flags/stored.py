# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""The flags of the commands that read a report that was written earlier."""

from gyebo.cli import pages
from gyebo.cli.flags.shared import Parsers, fail_on, language, quiet


def assess(add: Parsers) -> None:
    assess = add("assess", "say what a report reaches under another rubric", pages.ASSESS)
    assess.add_argument("report", metavar="REPORT.json")
    assess.add_argument("--rubric", metavar="FILE", help="a rubric of your own (default: the one of this installation)")
    assess.add_argument(
        "--decisions",
        metavar="FILE",
        help="count the findings as the evaluators decided on them, not as they were found",
    )
    assess.add_argument("--lang", choices=("en", "ko"), default="en", help="(default: %(default)s)")
    quiet(assess)


def render(add: Parsers) -> None:
    from gyebo.formats import FORMATS  # a hook writes none

    render = add("render", "write another format of a stored JSON report", pages.RENDER)
    render.add_argument("report", metavar="REPORT.json")
    render.add_argument(
        "--format",
        action="append",
        choices=sorted(FORMATS),
        dest="formats",
        help="may be given several times (default: html)",
    )
    render.add_argument(
        "--decisions", metavar="FILE", help="the evaluators' own decisions, shown beside the findings they are about"
    )
    render.add_argument(
        "--output", default=".", metavar="DIR", help="where the files are written (default: the current folder)"
    )
    quiet(render)


def annotate(add: Parsers) -> None:
    annotate = add("annotate", "print a stored report as annotations of a CI run", pages.ANNOTATE)
    annotate.add_argument("report", metavar="REPORT.json")
    annotate.add_argument(
        "--prefix", metavar="DIR", help="folder of the submission in the checkout (default: as the scan found it)"
    )
    annotate.add_argument("--outputs", metavar="FILE", help="add the counts by grade to this file, as name=count")
    language(annotate)


def diff(add: Parsers) -> None:
    diff = add("diff", "compare two stored JSON reports", pages.DIFF)
    diff.add_argument("old", metavar="OLD.json")
    diff.add_argument("new", metavar="NEW.json")
    diff.add_argument("--format", choices=("text", "json"), default="text", help="(default: %(default)s)")
    language(diff)
    fail_on(diff)
