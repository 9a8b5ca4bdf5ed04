# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""The published types: what the JSON report holds and all that a format may see. Standard library only."""

from importlib import import_module
from typing import TYPE_CHECKING

from gyebo.report.basics import Cell, Skipped, Text, same
from gyebo.report.words import (
    DECLARED,
    INCOMPLETE,
    KEPT,
    Axis,
    Commonality,
    Confidence,
    DeclarationState,
    Direction,
    EventKind,
    FragmentKind,
    Grade,
    Kind,
    NoticeState,
    Ruling,
    SkipReason,
    Wording,
)

if TYPE_CHECKING:
    from gyebo.report.bases import Base, LostNotices
    from gyebo.report.components import Component, ComponentKind, Dependency, DependencyState
    from gyebo.report.declared import Declaration
    from gyebo.report.evidence import Location, Statement
    from gyebo.report.judging import Criterion, Decision, Ungraded, on_one_line
    from gyebo.report.licences import (
        Conflict,
        LicenceSource,
        LicenceStatement,
        Licensing,
        Obligation,
        ObligationKind,
        ObligationState,
        Taken,
    )
    from gyebo.report.matches import (
        Change,
        Counterpart,
        Excerpt,
        HolderState,
        Link,
        Match,
        Notice,
        Place,
        Publication,
        Reference,
        Region,
        Rename,
        Renaming,
        Work,
    )
    from gyebo.report.measured import Partner, Source, Submission, Yardstick
    from gyebo.report.past import Event, History
    from gyebo.report.quotes import Leftover, Quote
    from gyebo.report.stretches import ByteRange, Span
    from gyebo.report.suppressions import Suppression, SuppressionKind, SuppressionState
    from gyebo.report.whole import (
        Coverage,
        File,
        Finding,
        Fragment,
        Lineage,
        Phrase,
        Portion,
        Report,
        Rule,
        Stake,
    )

FORMAT = "gyebo-report/1"

__all__ = [
    "DECLARED",
    "FORMAT",
    "INCOMPLETE",
    "KEPT",
    "Axis",
    "Base",
    "ByteRange",
    "Cell",
    "Change",
    "Commonality",
    "Component",
    "ComponentKind",
    "Confidence",
    "Conflict",
    "Counterpart",
    "Coverage",
    "Criterion",
    "Decision",
    "Declaration",
    "DeclarationState",
    "Dependency",
    "DependencyState",
    "Direction",
    "Event",
    "EventKind",
    "Excerpt",
    "File",
    "Finding",
    "Fragment",
    "FragmentKind",
    "Grade",
    "History",
    "HolderState",
    "Kind",
    "Leftover",
    "LicenceSource",
    "LicenceStatement",
    "Licensing",
    "Lineage",
    "Link",
    "Location",
    "LostNotices",
    "Match",
    "Notice",
    "NoticeState",
    "Obligation",
    "ObligationKind",
    "ObligationState",
    "Partner",
    "Phrase",
    "Place",
    "Portion",
    "Publication",
    "Quote",
    "Reference",
    "Region",
    "Rename",
    "Renaming",
    "Report",
    "Rule",
    "Ruling",
    "SkipReason",
    "Skipped",
    "Source",
    "Span",
    "Stake",
    "Statement",
    "Submission",
    "Suppression",
    "SuppressionKind",
    "SuppressionState",
    "Taken",
    "Text",
    "Ungraded",
    "Wording",
    "Work",
    "Yardstick",
    "on_one_line",
    "same",
]


def __getattr__(name: str) -> object:
    """The other types when they are first asked for: forty dataclasses cost three bare interpreter starts."""
    for module in (
        "matches",
        "whole",
        "measured",
        "stretches",
        "suppressions",
        "declared",
        "past",
        "judging",
        "evidence",
        "licences",
        "components",
        "bases",
    ):
        found = getattr(import_module(f"gyebo.report.{module}"), name, None)
        if found is not None:
            return found
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
