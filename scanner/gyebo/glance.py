# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""See in milliseconds whether a file holds code that equals published code but for names.

Only with such code is a finding of high confidence, so a file without it cannot hold a commit up.
"""

from collections.abc import Sequence
from functools import cache as memo

import numpy as np

from gyebo.languages import LANGUAGES, language_of
from gyebo.languages.reading import Reader
from gyebo.model import U64, SourceFile
from gyebo.report import Skipped
from gyebo.stages.fingerprint import digests
from gyebo.stages.fragment import fragment


def glance(files: Sequence[SourceFile], held: U64, smallest: int) -> tuple[tuple[SourceFile, ...], tuple[Skipped, ...]]:
    """The files that hold a fragment of which the corpus has an equal, and those that could not be read."""
    alike, unread = list[SourceFile](), list[Skipped]()
    for file in files:
        found = _equals(file, held, smallest)
        if isinstance(found, Skipped):
            unread.append(found)
        elif found:
            alike.append(file)
    return tuple(alike), tuple(unread)


def _equals(file: SourceFile, held: U64, smallest: int) -> int | Skipped:
    language = language_of(file.path)
    if language is None:
        return 0
    read = fragment(file, _reader(language.name))
    if isinstance(read, Skipped):
        return read
    sizes = np.array([unit.last - unit.first for unit in read.syntax.units])
    own = digests(read.syntax)[sizes >= smallest]
    at = np.minimum(np.searchsorted(held, own), len(held) - 1)
    return int((held[at] == own).sum())


@memo
def _reader(language: str) -> Reader:
    return Reader(LANGUAGES[language])
