# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Files of a library that only a later release at hand has: the library's own code, and not of who holds the copy."""

from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

import numpy as np

from gyebo.bases.comparing import Lead, in_base
from gyebo.bases.releases import kept
from gyebo.corpus.index import Index
from gyebo.corpus.sources import SourceTexts
from gyebo.model import SourceFile
from gyebo.rulebook import UNKNOWN, Matching
from gyebo.settings import Settings


def later_of(
    lead: Lead,
    left: Sequence[SourceFile],
    sources: Sequence[int],
    index: Index,
    texts: SourceTexts,
    matching: Matching,
    settings: Settings,
) -> dict[PurePosixPath, bytes]:
    """What the later releases have in the place of these files, where that is most of what they are.

    Neither the team's own files nor those of a maker at home or unknown: what they hand in may be published with a
    library afterwards, and is theirs to answer for.
    """
    inside = {in_base(one.path, lead): one for one in left if one.path.is_relative_to(lead[0])}
    found: dict[PurePosixPath, bytes] = {}
    for source, number, path in _files(sources, index):
        file = inside.get(path)
        if file is None or file.path in found or not _is_foreign(number, index, settings):
            continue
        text = texts.read(index.description.source_keys[source], str(path))
        if text is not None and kept(file.content, text) >= matching.release_lines.value:
            found[file.path] = text
    return found


def _files(sources: Sequence[int], index: Index) -> Iterator[tuple[int, int, PurePosixPath]]:
    """Each file of these sources: its source, its number, its path there."""
    for source in sources:
        for number in np.flatnonzero(index.arrays.file_source == source).tolist():
            yield source, number, PurePosixPath(index.text(int(index.arrays.file_path[number])))


def _is_foreign(number: int, index: Index, settings: Settings) -> bool:
    work = index.description.works[int(index.arrays.file_work[number])]
    return work.organisation not in (UNKNOWN, settings.organisation) and work.country not in (UNKNOWN, settings.home)
