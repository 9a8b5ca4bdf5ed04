# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Two reports compared, as text in one language or as JSON."""

from collections import Counter

from gyebo import codec
from gyebo.display import display_all
from gyebo.report.comparison import Change, Comparison
from gyebo.templating import render as fill
from gyebo.tongue import tongue


def text(comparison: Comparison, language: str) -> str:
    """What differs, most pressing first; what is unchanged is counted and named."""
    shown = display_all(comparison, multiline=(), untouched=())
    values: dict[str, object] = {
        "comparison": shown,
        "language": language,
        "tongue": tongue(language),
        "saying": "say.txt.j2",
        "counts": Counter(one.change for one in shown.findings),
        "told": [change for change in Change if change is not Change.UNCHANGED],
        "titles": {rule.id: rule.title for rule in shown.rules},
    }
    return fill("comparison.txt.j2", values, str)


def json(comparison: Comparison) -> str:
    return codec.to_json(comparison).decode()
