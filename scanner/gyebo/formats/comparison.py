# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Two reports compared, as text in one language or as JSON."""

from collections import Counter

from gyebo import codec
from gyebo.display import display_all
from gyebo.report import Text
from gyebo.report.cells import Notebooks
from gyebo.report.comparison import Change, Compared, Comparison
from gyebo.templating import render as fill
from gyebo.tongue import tongue


def text(comparison: Comparison, language: str, old: Notebooks, new: Notebooks) -> str:
    """What differs, most pressing first; what is unchanged is counted and named."""
    shown = display_all(comparison, multiline=(), untouched=())
    values: dict[str, object] = {
        "comparison": shown,
        "language": language,
        "tongue": tongue(language),
        "saying": "say.txt.j2",
        "counts": Counter(one.change for one in shown.findings),
        "told": [change for change in Change if change is not Change.UNCHANGED],
        "in_cells": {
            told.shown.id: _cells(one, new if one.new else old)
            for one, told in zip(comparison.findings, shown.findings, strict=True)
        },
        "titles": {rule.id: rule.title for rule in shown.rules},
    }
    return fill("comparison.txt.j2", values, str)


def _cells(compared: Compared, notebooks: Notebooks) -> Text | None:
    where = compared.shown.location
    return notebooks.told(where.path, where.first_line, where.last_line)


def json(comparison: Comparison) -> str:
    return codec.to_json(comparison).decode()
