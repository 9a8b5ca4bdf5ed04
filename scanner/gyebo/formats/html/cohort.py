# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""The page of a cohort: teams side by side, criterion by criterion, in the order of their list."""

from gyebo.display import display_all
from gyebo.formats.html import shell
from gyebo.report import Axis, Grade, Text
from gyebo.report.cohort import Cohort, Member, Tally

MOST_SHARED, MOST_ORIGINS = 300, 3
"""What the page lists; the data beside it holds all."""


def render(cohort: Cohort) -> bytes:
    shown = display_all(cohort, multiline=(Text,), untouched=())
    values: dict[str, object] = {
        "cohort": shown,
        "axes": tuple(Axis),
        "grades": tuple(reversed(Grade)),
        "tallies": {(member.name, rule.id): _of(member, rule.id) for member in shown.members for rule in shown.rules},
        "most_shared": MOST_SHARED,
        "most_origins": MOST_ORIGINS,
    }
    return shell.page("cohort.html.j2", values, shown.corpus[:16])


def _of(member: Member, rule: str) -> tuple[Tally, ...]:
    return tuple(tally for tally in member.tallies if tally.rule == rule)
