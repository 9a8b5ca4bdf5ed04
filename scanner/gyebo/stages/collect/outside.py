# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Name what would speak for a part of a repository and stands outside of it: what is scanned is what was named.

A folder may be a team's whole submission in an organiser's repository, whose NOTICE is not the team's.
"""

import os
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from gyebo import baseline
from gyebo.report import Skipped, SkipReason, Text
from gyebo.stages.collect.naming import KEPT_IN, Part, part

_WHY = Text("Scan the repository's top to have it counted.", "저장소 맨 위를 검사하면 반영됩니다.")


def outside(
    start: PurePosixPath, base: PurePosixPath, paths: Iterable[PurePosixPath], suffixes: frozenset[str]
) -> Iterator[Skipped]:
    """Of a repository's paths, the statements above `start`; told as seen from `base`."""
    above = frozenset(start.parents)
    for path in paths:
        folder = path.parent.parent if path.parent.name in KEPT_IN else path.parent
        is_statement = part(path, suffixes) is Part.STATEMENT or path.name == baseline.NAME
        if is_statement and folder in above and not path.is_relative_to(start):
            yield Skipped(os.path.relpath(path, base), SkipReason.OUTSIDE, _WHY)


def within(base: PurePosixPath) -> str:
    """A folder of a repository as text; empty for its top."""
    return "" if base == PurePosixPath() else str(base)
