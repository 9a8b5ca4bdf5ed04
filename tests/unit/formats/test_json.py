# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""The JSON report loses nothing."""

from gyebo import codec
from gyebo.formats import FORMATS
from gyebo.report import Report
from gyebo.resources import folder


def test_the_json_report_reads_back_as_it_was(example: Report) -> None:
    assert codec.from_json(Report, FORMATS["json"].render(example), "report") == example


def test_the_example_is_written_as_this_version_writes_it(example: Report) -> None:
    assert (folder("reports") / "example.json").read_bytes() == FORMATS["json"].render(example)
