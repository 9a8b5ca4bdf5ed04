# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""The report as JSON: the whole of it, which every other format is made from."""

from gyebo import codec
from gyebo.report import Report


def render(report: Report) -> bytes:
    return codec.to_json(report)
