# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Find libraries of the corpus that a submission holds as they were published: many files, of many makers."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

import numpy as np

from gyebo.bases.comparing import Compared, Lead, in_base, lead_of
from gyebo.bases.releases import Release, nearest_of, release_of
from gyebo.corpus.index import Index
from gyebo.corpus.papers import code
from gyebo.corpus.sources import SourceTexts
from gyebo.languages import SUFFIXES
from gyebo.model import SourceFile
from gyebo.report import Text
from gyebo.rulebook import UNKNOWN, Matching

Group = tuple[int, Lead]
"""Number of a source, and which folders stand for each other."""


@dataclass(frozen=True, slots=True, eq=False)
class Vendored:
    """A source of the corpus inside the submission."""

    source: int
    compared: Compared
    makers: tuple[Text, ...]
    """Names of the organisations whose models are in the unchanged files."""
    release: Release = field(default_factory=Release)


def vendored(
    files: Sequence[SourceFile], index: Index, dated: str, matching: Matching, cache: Path
) -> tuple[Vendored, ...]:
    """The libraries found, that with most unchanged files first; none that is younger than the submission."""
    groups = _groups(files, index, dated)
    found: list[Vendored] = []
    taken: set[PurePosixPath] = set()
    with SourceTexts(cache) as texts:
        for group, equal in sorted(groups.items(), key=lambda one: (-len(one[1]), str(one[0]))):
            left = {path: number for path, number in equal.items() if path not in taken}
            makers = _makers(left.values(), index)
            if len(left) < matching.vendored_files.value or len(makers) < matching.vendored_makers.value:
                continue
            others = [one for one in files if one.path not in taken and one.path not in left]
            held = {
                at: dict(_there((at, group[1]), others, index, texts, cache)) for at in _releases(group, index, dated)
            }
            equal_to = {at: len(groups.get((at, group[1]), {}).keys() & left.keys()) for at in held}
            named, there = nearest_of(others, held, equal_to)
            same = {one.path for one in others if there.get(one.path) == one.content}
            before = {path: content for path, content in there.items() if path not in same}
            compared = Compared(group[1], frozenset({*left, *same}), before)
            found.append(Vendored(named, compared, makers, release_of(compared, files, matching)))
            taken |= {*left, *there}
    return tuple(found)


def _groups(files: Sequence[SourceFile], index: Index, dated: str) -> dict[Group, dict[PurePosixPath, int]]:
    """Equal files by source and folder, each with its number in the corpus."""
    arrays, sources = index.arrays, index.description.sources
    order = np.argsort(arrays.file_digest, kind="stable")
    digests = arrays.file_digest[order]
    groups: dict[Group, dict[PurePosixPath, int]] = defaultdict(dict)
    for file in files:
        digest = np.uint64(int(hashlib.sha256(file.content).hexdigest()[:16], 16))
        low, high = (int(np.searchsorted(digests, digest, side)) for side in ("left", "right"))
        for number in order[low:high].tolist():
            source = int(arrays.file_source[number])
            if not dated or sources[source].released < dated:
                path = PurePosixPath(index.text(int(arrays.file_path[number])))
                groups[source, lead_of(file.path, path)].setdefault(file.path, number)
    return groups


def _releases(group: Group, index: Index, dated: str) -> list[int]:
    """This source, and the corpus's other releases of the same project that are older than the submission."""
    number, sources = group[0], index.description.sources
    known = (at for at, one in enumerate(sources) if at != number and one.host == sources[number].host)
    return [number, *(at for at in known if not dated or sources[at].released < dated)]


def _makers(numbers: Iterable[int], index: Index) -> tuple[Text, ...]:
    works = {int(index.arrays.file_work[number]) for number in numbers}
    named = {
        work.organisation: work.organisation_name
        for at in sorted(works)
        if (work := index.description.works[at]).organisation != UNKNOWN
    }
    return tuple(named[one] for one in sorted(named))


def _there(
    group: Group, others: Sequence[SourceFile], index: Index, texts: SourceTexts, cache: Path
) -> Iterator[tuple[PurePosixPath, bytes]]:
    """Other files of the same folder that the source has in the same place, with what it has there.

    A corpus leaves files out (tests, other frameworks' versions); the archive has them, where it is at hand.
    """
    source, lead = group
    whole = code(index.description.sources[source], cache, SUFFIXES)
    arrays = index.arrays
    numbers = np.flatnonzero(arrays.file_source == source).tolist()
    known = {index.text(int(arrays.file_path[number])) for number in numbers}
    for file in others:
        path = str(in_base(file.path, lead))
        content = texts.read(index.description.source_keys[source], path) if path in known else None
        content = whole.get(PurePosixPath(path), content)
        if content is not None and file.path.is_relative_to(lead[0]):
            yield file.path, content
