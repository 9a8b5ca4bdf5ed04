# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Set the files of a submission against those of a base: which are the base's still, and what others were before."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from gyebo.model import SourceFile

Lead = tuple[PurePosixPath, PurePosixPath]
"""The folder of the submission, and the folder of the base, that stand for each other."""
TOP = PurePosixPath()


@dataclass(frozen=True, slots=True, eq=False)
class Compared:
    """A submission set against one base."""

    lead: Lead = (TOP, TOP)
    unchanged: frozenset[PurePosixPath] = frozenset()
    """Files that the base has, byte for byte."""
    before: Mapping[PurePosixPath, bytes] = field(default_factory=dict[PurePosixPath, bytes])
    """By the submission's path: what the base has in the same place, and is something else."""
    reopened: frozenset[PurePosixPath] = frozenset()
    """Files that the base has, byte for byte, and that are judged all the same: what was said of them is gone."""


def compare(files: Sequence[SourceFile], base: Mapping[PurePosixPath, bytes]) -> Compared:
    """What became of a base in a submission; its folders are found where most of the equal files stand."""
    places: dict[bytes, list[PurePosixPath]] = defaultdict(list)
    for path, content in base.items():
        if content.strip():
            places[content].append(path)
    lead = _lead(files, places)
    here = {file.path: in_base(file.path, lead) for file in files}
    unchanged = frozenset(
        file.path for file in files if file.content in places or base.get(here[file.path]) == file.content
    )
    changed = (file.path for file in files if file.path not in unchanged and here[file.path] in base)
    return Compared(lead, unchanged, {path: base[here[path]] for path in changed})


def _lead(files: Sequence[SourceFile], places: Mapping[bytes, Sequence[PurePosixPath]]) -> Lead:
    votes = Counter(lead_of(file.path, path) for file in files for path in places.get(file.content, ()))
    same = (TOP, TOP)
    return max(votes, key=lambda lead: (votes[lead], lead == same, str(lead)), default=same)


def lead_of(path: PurePosixPath, other: PurePosixPath) -> Lead:
    """The folders above what both paths end with."""
    ours, theirs = path.parts, other.parts
    same = 0
    while same < min(len(ours), len(theirs)) and ours[-1 - same] == theirs[-1 - same]:
        same += 1
    return PurePosixPath(*ours[: len(ours) - same]), PurePosixPath(*theirs[: len(theirs) - same])


def in_base(path: PurePosixPath, lead: Lead) -> PurePosixPath:
    """Where a file of the submission stands in the base; itself where it stands outside the folder concerned."""
    ours, theirs = lead
    return theirs / path.relative_to(ours) if path.is_relative_to(ours) else path
