# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""What a team asks to be left out of the count: told in every report, applied in the team's own runs only."""

from dataclasses import dataclass
from enum import StrEnum


class SuppressionKind(StrEnum):
    INLINE = "inline"
    """A comment `gyebo: ignore[rule] reason="..."`; about that rule's findings in its file."""
    BASELINE = "baseline"
    """An entry of gyebo-baseline.toml; about one finding, as long as that rests on no other fragments."""
    SETTINGS = "settings"
    """The team's own [tool.gyebo], in an evaluator's run; about what is no finding under it."""


class SuppressionState(StrEnum):
    """What became of it; only `applied` takes a finding out of the count."""

    APPLIED = "applied"
    NOT_APPLIED = "not-applied"
    """An evaluator's run: told, with the findings it would have taken out."""
    UNUSED = "unused"
    """No finding is like it."""
    NOT_JUDGED = "not-judged"
    """No finding is like it, but this run could not have made one: no date, or the file was not read or not judged."""
    EXPIRED = "expired"
    NO_REASON = "no-reason"
    MALFORMED = "malformed"
    """Not written as it must be, or of a rule there is not."""
    MISLABELLED = "mislabelled"
    """An entry of the baseline whose rule or path is not that of the finding it names: its reader would be misled."""


@dataclass(frozen=True, slots=True)
class Suppression:
    """One ignore, one entry of the baseline, or the team's settings."""

    kind: SuppressionKind
    state: SuppressionState
    rule: str
    """Empty for settings, which are about any."""
    path: str
    line: int
    """Of the comment or table; 0 for an entry of the baseline."""
    reason: str
    who: str = ""
    dated: str = ""
    expires: str = ""
    """ISO 8601; empty: never."""
    findings: tuple[str, ...] = ()
    """Ids of the findings it is about."""
