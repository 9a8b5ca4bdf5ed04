# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""The report as one self-contained page in Korean and English; it asks nothing of the network, nor of a script."""

import hashlib

from gyebo import codec
from gyebo.display import display_all
from gyebo.formats.html import shell
from gyebo.formats.html.page import page
from gyebo.report import Decision, Excerpt, Report, Text


def render(report: Report) -> bytes:
    shown = display_all(report, multiline=(Text, Decision), untouched=(Excerpt,))
    digest = hashlib.sha256(codec.to_json(report)).hexdigest()
    yardstick = shown.yardstick
    head = f"report {digest[:16]} - corpus {yardstick.corpus_name} {yardstick.corpus[:12]}"
    values: dict[str, object] = {"report": shown, "page": page(shown), "digest_of_report": digest}
    return shell.page("report.html.j2", {**values, "notebooks": shown.notebooks}, head)
