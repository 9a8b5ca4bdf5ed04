# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""The report as one self-contained page in Korean and English; it asks nothing of the network, nor of a script."""

from gyebo.display import display_all
from gyebo.formats.html import shell
from gyebo.formats.html.page import page
from gyebo.report import Excerpt, Report, Text


def render(report: Report) -> bytes:
    shown = display_all(report, multiline=(Text,), untouched=(Excerpt,))
    return shell.page("report.html.j2", {"report": shown, "page": page(shown)}, shown.submission.digest[:16])
