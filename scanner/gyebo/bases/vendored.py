# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Find libraries of the corpus that a submission holds as they were published: many files, of many makers."""

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

import numpy as np

from gyebo.bases.comparing import Compared, Lead, in_base, lead_of
from gyebo.bases.later import Newer, foreign_folders, newer_of
from gyebo.bases.releases import Release, nearest_of, release_of
from gyebo.corpus.index import Index
from gyebo.corpus.papers import code
from gyebo.corpus.sources import SourceTexts
from gyebo.languages import SUFFIXES
from gyebo.matching import Matching
from gyebo.model import SourceFile
from gyebo.report import Text
from gyebo.rulebook import UNKNOWN
from gyebo.settings import Settings

ENDING = 3
"""Last parts of a path that two releases of one project have in common: models, a model's folder, its file."""
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
    later: frozenset[PurePosixPath] = frozenset()
    """Files that the source lacks, and that are taken for the library's."""


def vendored(
    files: Sequence[SourceFile], index: Index, dated: str, matching: Matching, cache: Path, settings: Settings
) -> tuple[Vendored, ...]:
    """The libraries found, that with most unchanged files first; none that is younger than the submission."""
    found: list[Vendored] = []
    taken: set[PurePosixPath] = set()
    with SourceTexts(cache) as texts:
        seeker = _Seeker(files, index, dated, matching, cache, settings, texts, _groups(files, index, dated))
        for seek, groups in ((seeker.held, seeker.equal), (seeker.alike, _placed(files, index, dated, matching))):
            for group, known in sorted(groups.items(), key=lambda one: (-len(one[1]), str(one[0]))):
                library = seek(group, {path: number for path, number in known.items() if path not in taken}, taken)
                if library:
                    found.append(library)
                    taken |= {*library.compared.unchanged, *library.compared.before, *library.later}
    return tuple(found)


@dataclass(frozen=True, slots=True, eq=False)
class _Seeker:
    files: Sequence[SourceFile]
    index: Index
    dated: str
    matching: Matching
    cache: Path
    settings: Settings
    texts: SourceTexts
    equal: Mapping[Group, Mapping[PurePosixPath, int]]
    """Files that a source has byte for byte."""

    def held(
        self, group: Group, known: Mapping[PurePosixPath, int], taken: Collection[PurePosixPath]
    ) -> Vendored | None:
        """The library of which these are equal files, if they are enough."""
        makers = _makers(known.values(), self.index)
        if len(known) < self.matching.vendored_files.value or len(makers) < self.matching.vendored_makers.value:
            return None
        return self._library(group, makers, taken)

    def alike(
        self, group: Group, known: Mapping[PurePosixPath, int], taken: Collection[PurePosixPath]
    ) -> Vendored | None:
        """The library in whose places these stand, if it is another release: one that changed every file's header."""
        makers = _makers(known.values(), self.index)
        if len(known) < self.matching.release_files.value or len(makers) < self.matching.vendored_makers.value:
            return None
        library = self._library(group, makers, taken)
        return library if library.release.is_another else None

    def _library(self, group: Group, makers: tuple[Text, ...], taken: Collection[PurePosixPath]) -> Vendored:
        index, lead = self.index, group[1]
        left = {path for path in self.equal.get(group, {}) if path not in taken}
        others = [one for one in self.files if one.path not in taken and one.path not in left]
        held = {
            at: dict(_there((at, lead), others, index, self.texts, self.cache))
            for at in _releases(group, index, self.dated)
        }
        equal_to = {at: len(self.equal.get((at, lead), {}).keys() & left) for at in held}
        named, there = nearest_of(others, held, equal_to)
        same = {one.path for one in others if there.get(one.path) == one.content}
        before = {path: content for path, content in there.items() if path not in same}
        compared = Compared(lead, frozenset({*left, *same}), before)
        release = release_of(compared, self.files, self.matching)
        if not release.is_another:
            return Vendored(named, compared, makers, release)
        new = [one for one in others if one.path not in there]
        newer = self._newer(group, new)
        compared = replace(compared, before={**before, **newer.before})
        return Vendored(named, compared, makers, release, newer.named | newer.before.keys())

    def _newer(self, group: Group, new: Sequence[SourceFile]) -> Newer:
        index, later = self.index, _later(group, self.index, self.dated)
        texts = [dict(_there((at, group[1]), new, index, self.texts, self.cache)) for at in later]
        project = {*_releases(group, index, self.dated), *later}
        return newer_of(group[1], new, texts, foreign_folders(project, index, self.settings))


def _placed(
    files: Sequence[SourceFile], index: Index, dated: str, matching: Matching
) -> dict[Group, dict[PurePosixPath, int]]:
    """Files that end like a source's, by source and folder, each with its number in the corpus; only where many do."""
    least = matching.release_files.value
    if len(files) < least:
        return {}
    groups: dict[Group, dict[PurePosixPath, int]] = defaultdict(dict)
    ends: dict[tuple[str, ...], list[tuple[int, PurePosixPath]]] = defaultdict(list)
    for number, text in enumerate(index.arrays.file_path.tolist()):
        path = PurePosixPath(index.text(text))
        if _is_older(int(index.arrays.file_source[number]), index, dated):
            ends[path.parts[-ENDING:]].append((number, path))
    for file in files:
        for number, path in ends.get(file.path.parts[-ENDING:], ()):
            groups[int(index.arrays.file_source[number]), lead_of(file.path, path)][file.path] = number
    return {group: placed for group, placed in groups.items() if len(placed) >= least}


def _is_older(source: int, index: Index, dated: str) -> bool:
    return not dated or index.description.sources[source].released < dated


def _groups(files: Sequence[SourceFile], index: Index, dated: str) -> dict[Group, dict[PurePosixPath, int]]:
    """Equal files by source and folder, each with its number in the corpus."""
    arrays = index.arrays
    order = np.argsort(arrays.file_digest, kind="stable")
    digests = arrays.file_digest[order]
    groups: dict[Group, dict[PurePosixPath, int]] = defaultdict(dict)
    for file in files:
        digest = np.uint64(int(hashlib.sha256(file.content).hexdigest()[:16], 16))
        low, high = (int(np.searchsorted(digests, digest, side)) for side in ("left", "right"))
        for number in order[low:high].tolist():
            source = int(arrays.file_source[number])
            if _is_older(source, index, dated):
                path = PurePosixPath(index.text(int(arrays.file_path[number])))
                groups[source, lead_of(file.path, path)].setdefault(file.path, number)
    return groups


def _releases(group: Group, index: Index, dated: str) -> list[int]:
    """This source, and the corpus's other releases of the same project that are older than the submission."""
    number, sources = group[0], index.description.sources
    known = (at for at, one in enumerate(sources) if at != number and one.host == sources[number].host)
    return [number, *(at for at in known if _is_older(at, index, dated))]


def _later(group: Group, index: Index, dated: str) -> list[int]:
    """The corpus's releases of the same project that are younger than the submission."""
    sources = index.description.sources
    host = sources[group[0]].host
    return [at for at, one in enumerate(sources) if one.host == host and dated and one.released >= dated]


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
