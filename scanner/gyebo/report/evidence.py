# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""A piece of evidence, and where a reader can see it."""

from dataclasses import dataclass

from gyebo.report.basics import Text


@dataclass(frozen=True, slots=True)
class Location:
    path: str
    first_line: int
    last_line: int


@dataclass(frozen=True, slots=True)
class Statement:
    """One piece of evidence, and where a reader can see it."""

    text: Text
    location: Location | None
