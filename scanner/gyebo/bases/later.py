# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""New files of a library in a release that is not at hand: the library's own code, and not of who holds the copy."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath

import numpy as np

from gyebo.bases.comparing import Lead, in_base
from gyebo.corpus.index import Index
from gyebo.model import SourceFile
from gyebo.rulebook import is_abroad
from gyebo.settings import Settings


@dataclass(frozen=True, slots=True)
class Newer:
    """New files that are taken for the library's."""

    before: Mapping[PurePosixPath, bytes] = field(default_factory=dict[PurePosixPath, bytes])
    """What a later release has in the same place."""
    named: frozenset[PurePosixPath] = frozenset()
    """Files of a model's folder that are named after that model, in no release at hand."""


def newer_of(
    lead: Lead,
    left: Sequence[SourceFile],
    later: Sequence[Mapping[PurePosixPath, bytes]],
    makers: Mapping[PurePosixPath, bool],
) -> Newer:
    """Of the files left in a library's folder those that a later release has too, or that bear their model's name.

    `later` is what such releases have in the place of these files, `makers` says of a folder of any release whether all
    makers of its code are foreign: what stands with code of the team, of a maker at home or of an unknown one is for
    the team to answer, since it may have been published with the library afterwards; and so is what stands in a folder
    that no release has.
    """
    before: dict[PurePosixPath, bytes] = {}
    named: set[PurePosixPath] = set()
    for file in left:
        path = in_base(file.path, lead)
        if not file.path.is_relative_to(lead[0]) or not makers.get(path.parent, False):
            continue
        texts = [release[file.path] for release in later if file.path in release]
        if texts:
            before[file.path] = texts[0]
        elif f"_{path.parent.name}_" in f"_{path.stem}_":
            named.add(file.path)
    return Newer(before, frozenset(named))


def foreign_folders(sources: Collection[int], index: Index, settings: Settings) -> dict[PurePosixPath, bool]:
    """Each folder of these sources, and whether the makers of all its code are known, abroad, and not the team."""
    folders: dict[PurePosixPath, bool] = defaultdict(lambda: True)
    for number, path in _files(sources, index):
        work = index.description.works[int(index.arrays.file_work[number])]
        folders[path.parent] &= is_abroad(work.organisation, work.country, settings.team, settings.home)
    return dict(folders)


def _files(sources: Collection[int], index: Index) -> Iterator[tuple[int, PurePosixPath]]:
    """Each file of these sources: its number, its path there."""
    for number in np.flatnonzero(np.isin(index.arrays.file_source, list(sources))).tolist():
        yield number, PurePosixPath(index.text(int(index.arrays.file_path[number])))
