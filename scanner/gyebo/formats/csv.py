# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""The findings as a table for a spreadsheet, a row each, in both languages; no cell is read as a formula.

What was not analysed has its rows below the findings: a table without findings is not yet a clean submission.
"""

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from gyebo.display import display_all
from gyebo.report import (
    INCOMPLETE,
    Decision,
    Finding,
    Location,
    Match,
    Report,
    Rule,
    Skipped,
    Statement,
    Text,
    on_one_line,
    same,
)
from gyebo.report.cells import Notebooks
from gyebo.tongue import words

MARK = "\ufeff"
"""Without it a spreadsheet on Windows reads UTF-8 as something else."""
FORMULA = tuple("=+-@\t\r\n＝＋－＠")
"""First characters that make a cell a formula, the wide ones of Korean keyboards included."""
LONGEST = 32_000
"""Characters: a spreadsheet's cell holds 32,767."""
LANGUAGES = ("ko", "en")
Row = dict[str, str]
Words = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Table:
    """What the rows of one report are made with."""

    rules: dict[str, Rule]
    matches: dict[str, Match]
    asked: dict[str, list[str]]
    """What the team asks to be left out, and why, by the finding's id."""
    words: tuple[Words, ...]
    """In each language."""
    decisions: dict[str, Decision]
    """By the finding's id."""
    notebooks: Notebooks

    def head(self) -> Row:
        ko, en = (words["COLUMNS"] for words in self.words)
        return {name: f"{ko[name]} / {en[name]}{_language(name)}" for name in ko}

    def word(self, table: str, value: str) -> str:
        return " / ".join(words[table][value] for words in self.words)

    def finding(self, one: Finding) -> Row:
        matches = [self.matches[match] for match in one.matches if match in self.matches]
        places = [match.referenced for match in matches]
        rule = self.rules.get(one.rule)
        return {
            "finding": one.id,
            "rule": one.rule,
            "title": _both(rule.title if rule else same(one.rule)),
            "axis": self.word("AXES", one.axis),
            "grade": self.word("GRADES", one.grade),
            "confidence": self.word("CONFIDENCES", one.confidence),
            "file": one.location.path,
            **self.lines(one.location),
            **_statements("supporting", one.supporting),
            **_statements("mitigating", one.mitigating),
            "shown_beside": _listed(f"{place.work.name} ({_both(place.work.organisation_name)})" for place in places),
            "source": _listed(f"{place.source} {place.path}:{place.first_line}" for place in places),
            "first_published": _listed(
                place.first_published.published[:10] for place in places if place.first_published
            ),
            "licence": _listed(match.origin_licence or match.referenced.licence for match in matches),
            "declared": _listed(self.word("DECLARATIONS", match.declaration) for match in matches),
            "left_out": _listed(self.asked.get(one.id, ())),
            "decision": self.decision(self.decisions.get(one.id)),
        }

    def lines(self, where: Location) -> Row:
        """Of a notebook those in its cells."""
        within = self.notebooks.lines(where.path, where.first_line, where.last_line)
        if within is None:
            return {"first_line": str(where.first_line), "last_line": str(where.last_line)}
        cells = dict.fromkeys((str(within.first_cell), str(within.last_cell)))
        lines = {"first_line": str(within.first_line), "last_line": str(within.last_line)}
        return {**lines, "cell": "–".join(cells)}

    def decision(self, made: Decision | None) -> str:
        if made is None:
            return ""
        grade = (self.word("GRADES", made.grade),) if made.grade else ()
        return " | ".join(
            part for part in (self.word("RULINGS", made.ruling), *grade, made.reason, made.role, made.dated) if part
        )

    def unread(self, skipped: Skipped) -> Row:
        state, detail = "incomplete" if skipped.reason in INCOMPLETE else "unread", _both(skipped.detail)
        return {
            "finding": self.word("STATES", state),
            "title": self.word("REASONS", skipped.reason) + (f": {detail}" if detail else ""),
            "file": skipped.path,
        }

    def nothing(self, report: Report) -> tuple[Row, ...]:
        return () if report.coverage.files else ({"finding": self.word("STATES", "nothing")},)


def render(report: Report) -> bytes:
    report = replace(report, decisions=on_one_line(report.decisions))
    shown = display_all(report, multiline=(), untouched=())
    matches = {f.match.id: f.match for file in shown.files for f in file.fragments if f.match}
    ids = {identifier for one in shown.suppressions for identifier in one.findings}
    asked = {
        one: [f"{said.state}: {said.reason}" for said in shown.suppressions if one in said.findings] for one in ids
    }
    table = Table(
        rules={rule.id: rule for rule in shown.rules},
        matches=matches,
        asked=asked,
        words=tuple(_words(one) for one in LANGUAGES),
        decisions={one.finding: one for one in shown.decisions},
        notebooks=shown.notebooks,
    )
    head = table.head()
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(head), restval="")
    rows = (head, *map(table.finding, shown.findings), *map(table.unread, shown.skipped), *table.nothing(shown))
    writer.writerows({column: _cell(value) for column, value in row.items()} for row in rows)
    return (MARK + text.getvalue()).encode()


def _words(language: str) -> Words:
    return {**words("vocabulary.html.j2", language), **words("columns.csv.j2", language)}


def _language(column: str) -> str:
    ending = column.rpartition("_")[2]
    return f" ({ending})" if ending in LANGUAGES else ""


def _both(text: Text) -> str:
    return text.ko if text.ko == text.en else f"{text.ko} / {text.en}"


def _statements(side: str, statements: tuple[Statement, ...]) -> Row:
    return {
        f"{side}_ko": _listed(one.text.ko for one in statements),
        f"{side}_en": _listed(one.text.en for one in statements),
    }


def _listed(values: Iterable[str]) -> str:
    return " | ".join(dict.fromkeys(values))


def _cell(value: str) -> str:
    """A cell that starts with an apostrophe is text to a spreadsheet, whatever follows."""
    cut = value if len(value) <= LONGEST else value[: LONGEST - 1] + "…"
    return f"'{cut}" if cut.lstrip().startswith(FORMULA) else cut
