# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""What a report can be written as: one module a format, each a function of the Report and of nothing else."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gyebo.report import Report


@dataclass(frozen=True, slots=True)
class Format:
    """How a report is written, and the suffix of the file it goes to."""

    render: "Callable[[Report], bytes]"
    suffix: str


def _html(report: "Report") -> bytes:
    from gyebo.formats import html  # imported here: jinja2 costs as much as six bare interpreter starts

    return html.render(report)


def _json(report: "Report") -> bytes:
    from gyebo.formats import json  # imported here: msgspec is not needed for `gyebo --help`

    return json.render(report)


FORMATS: dict[str, Format] = {
    "html": Format(_html, ".html"),
    "json": Format(_json, ".json"),
}
