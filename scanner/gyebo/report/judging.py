# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""What people make of a report: the criteria of a rubric, and an evaluation committee's own decisions."""

from dataclasses import dataclass, replace
from enum import StrEnum

from gyebo.report.basics import Text
from gyebo.report.words import Axis, Grade, Ruling


class Ungraded(StrEnum):
    """Why a criterion has no grade and no points."""

    PEOPLE = "people"
    """Nothing that this tool looks at answers it."""
    NO_CODE = "no-code"
    """No code of the submission's own was analysed."""
    NO_DECLARATION = "no-declaration"
    """Nothing is declared that could be set against what was found."""
    NO_DATE = "no-date"
    """The submission has no date, so nothing can be said to come from elsewhere."""
    NO_NOTICES = "no-notices"
    """What an origin's file says of its holders is not at hand, so it cannot be asked whether that was kept."""


@dataclass(frozen=True, slots=True)
class Criterion:
    """One criterion of a rubric and what the report reaches on it; criteria of different axes are never summed."""

    id: str
    axis: Axis
    title: Text
    question: Text
    value: float | None
    """A share from 0 to 1, or a number of findings; None where there is no grade."""
    is_share: bool
    grade: Grade | None
    points: float
    most: float
    """Points of the best step; 0 where there is no grade."""
    step: Text
    """What the step that was reached means."""
    basis: Text
    """What the steps rest on."""
    findings: tuple[str, ...]
    """Ids of the findings that were counted."""
    ungraded: Ungraded | None = None
    """Set where there is no grade."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What evaluators decided on one finding; the finding itself stays as it is."""

    finding: str
    ruling: Ruling
    grade: Grade | None
    """The grade put in the finding's place, for an override only."""
    reason: str
    role: str
    """Of whoever decided: a role, not a person's name."""
    dated: str
    """ISO 8601; empty where not given."""


def on_one_line(decisions: tuple[Decision, ...]) -> tuple[Decision, ...]:
    """The same for a format that is made of lines: no text of theirs begins another one."""
    return tuple(
        replace(one, reason=" ".join(one.reason.split()), role=" ".join(one.role.split())) for one in decisions
    )
