# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""What a report can be written as: one module a format, each a function of the Report and of nothing else."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gyebo.report import Report


@dataclass(frozen=True, slots=True)
class Format:
    """How a report is written, and the suffix of the file it goes to."""

    render: "Callable[[Report], bytes]"
    suffix: str


def _of(module: str) -> "Callable[[Report], bytes]":
    """The module's render(), imported when it is called: jinja2 alone costs as much as six bare interpreter starts."""

    def render(report: "Report") -> bytes:
        written: bytes = import_module(f"gyebo.formats.{module}").render(report)
        return written

    return render


FORMATS: dict[str, Format] = {
    "csv": Format(_of("csv"), ".csv"),
    "cyclonedx": Format(_of("cyclonedx"), ".cdx.json"),
    "html": Format(_of("html"), ".html"),
    "json": Format(_of("json"), ".json"),
    "markdown": Format(_of("markdown"), ".md"),
    "notice": Format(_of("notice"), ".NOTICE.txt"),
    "sarif": Format(_of("sarif"), ".sarif"),
    "spdx": Format(_of("spdx"), ".spdx.json"),
}
