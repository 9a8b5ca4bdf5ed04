# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""The end of a period within which what a team says counts."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from gyebo.errors import UsageError


@dataclass(frozen=True, slots=True)
class Deadline:
    """A moment, and how it was given."""

    text: str
    until: int
    """Seconds since 1970; a commit of that very second is in time."""


def deadline(text: str) -> Deadline:
    """A day, to its end in UTC, or a moment with its offset from UTC; UsageError for anything else."""
    try:
        if len(text) == len("2025-12-31"):
            moment = datetime.combine(date.fromisoformat(text), time(23, 59, 59), UTC)
        else:
            moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise UsageError(_refusal(text)) from error
    if moment.tzinfo is None or moment.timestamp() < 0:
        raise UsageError(_refusal(text))
    return Deadline(text, int(moment.timestamp()))


def _refusal(text: str) -> str:
    return f"--deadline: found {text!a}, expected a day such as 2025-12-31, or a moment such as 2025-12-31T18:00+09:00."
