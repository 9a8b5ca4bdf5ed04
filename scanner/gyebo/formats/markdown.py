# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""The report in short as Markdown, Korean then English; foreign text forms no link, mention, table or tag of its own.

A name stands in a code span, where nothing is read as Markdown; in prose each sign that could mean something is
written as a character reference, and foreign text never begins a line.
"""

import re
from collections import Counter
from dataclasses import replace

from gyebo.display import display, display_all
from gyebo.report import INCOMPLETE, Axis, Grade, Report, on_one_line
from gyebo.templating import render as fill
from gyebo.templating import safe
from gyebo.tongue import tongue

LIMIT = 1_000_000
"""Bytes. GitHub drops a whole summary of more than 1 MiB, which other steps of the job share."""
SHOWN = (10_000, 1_000, 300, 100, 30, 10, 3, 0)
"""Findings: as many as fit."""
LISTED = 10
"""Entries of every other list."""
GRADES = tuple(reversed(Grade))
LONGEST = 300
"""Characters of one foreign text, so that none fills the page alone."""
MEANING = re.compile(r"[\\`*_{}\[\]<>#|&~@!$^]|:(?=/)|(?<=www)\.", re.IGNORECASE)
"""What can begin something inside a line, addresses that turn into links by themselves included."""
MENTION = re.compile(r"([#@])(?=\w)")
"""References survive as text and are looked for there, so a blank of no width stands behind the sign."""


def render(report: Report) -> bytes:
    report = replace(report, decisions=on_one_line(report.decisions))
    shown = display_all(report, multiline=(), untouched=())
    page = b""
    for count in SHOWN:
        page = _page(shown, count)
        if len(page) <= LIMIT:
            break
    return page


def _page(report: Report, shown: int) -> bytes:
    return "\n---\n\n".join(_in(language, report, shown) for language in ("ko", "en")).encode()


def _in(language: str, report: Report, shown: int) -> str:
    covered, standing = report.coverage, report.standing
    findings = sorted(standing, key=lambda finding: GRADES.index(finding.grade))
    told = {finding.id for finding in findings[:shown]}
    values: dict[str, object] = {
        "report": report,
        "notebooks": report.notebooks,
        "language": language,
        "tongue": tongue(language),
        "saying": "say.txt.j2",
        "code": code,
        "number": "{:,}".format,
        "percent": "{:.1%}".format,
        "axes": tuple(Axis),
        "grades": GRADES,
        "counts": Counter((finding.axis, finding.grade) for finding in standing),
        "parts": {
            "own": covered.own_tokens,
            "exclusive": covered.exclusive_tokens,
            "shared": covered.shared_tokens,
            "common": covered.common_tokens,
        }
        | ({"base": covered.base_tokens} if covered.base_tokens else {}),
        "findings": findings,
        "decisions": {
            one: tuple(each for each in report.decisions if each.finding == one)
            for one in told & {each.finding for each in report.decisions}
        },
        "apart": [one for one in report.decisions if one.finding not in told],
        "most": max(shown, LISTED),
        "titles": {rule.id: rule.title for rule in report.rules},
        "incomplete": [one for one in report.skipped if one.reason in INCOMPLETE],
        "shown": shown,
        "listed": LISTED,
    }
    return fill("report.md.j2", values, prose)


def prose(text: str) -> str:
    """A sentence that may quote foreign text, as Markdown that reads the same and does nothing."""
    return MEANING.sub(lambda sign: f"&#{ord(sign[0])};", MENTION.sub("\\1\u200b", _cut(text)))


def code(text: str) -> str:
    """A name as a code span, fenced with more backticks than any run inside it."""
    inside = _cut(display(text)) or " "
    fence = "`" * (max(map(len, re.findall("`+", inside)), default=0) + 1)
    return safe(f"{fence} {inside} {fence}" if inside[0] in "` " or inside[-1] in "` " else f"{fence}{inside}{fence}")


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
