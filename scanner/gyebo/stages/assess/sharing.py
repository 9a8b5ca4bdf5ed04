# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""What one file has of one organisation alone: of this a rulebook's question may be asked."""

from collections.abc import Iterator

from gyebo.report import Commonality, Direction, File
from gyebo.stages.assess.asking import Matched, Shared, Survey


def shared_with(file: File, survey: Survey) -> Iterator[Shared]:
    """By organisation other than the team: matches with code that only it has, and that are not known to be younger."""
    by_maker: dict[str, list[Matched]] = {}
    for fragment in file.fragments:
        match = fragment.match
        if match and match.commonality is Commonality.EXCLUSIVE and match.direction is not Direction.IN_COMMON:
            work = match.referenced.work
            if survey.is_anothers(work.organisation, work.country):
                by_maker.setdefault(work.organisation, []).append(Matched(fragment, match))
    for _, matched in sorted(by_maker.items()):
        yield Shared(survey, file, matched[0].match.referenced.work, tuple(matched))
