# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""What was read of a corpus's sources, some hundred files at once; what is kept and whole is not read again."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from gyebo.corpus import entries as entries_on_disk
from gyebo.corpus.entries import Read
from gyebo.corpus.sources import kept_paths
from gyebo.errors import CorpusError
from gyebo.model import Entry, Progress
from gyebo.reading import FILES_A_PART, Job, kept_digest, lost, read_of, reported
from gyebo.report import Skipped, SkipReason
from gyebo.workers import cores, spread


@dataclass(frozen=True, slots=True)
class Part:
    """Files of one source, and where what was read of them is kept."""

    source: int
    place: Path
    jobs: tuple[Job, ...]


@dataclass(frozen=True, slots=True)
class Entries:
    """The entries of all parts, read anew each time they are gone through."""

    parts: Sequence[Part]
    works: Sequence[int]

    def __iter__(self) -> Iterator[Entry]:
        works = iter(self.works)
        for part in self.parts:
            results = entries_on_disk.kept(part.place)
            if results is None:
                raise CorpusError(f"{part.place} was changed while it was used; build the corpus again.")
            for one in results:
                if isinstance(one, Read):
                    yield replace(one.entry, source=part.source, work=next(works))


def parts_of(kept: Sequence[Path], cache: Path) -> tuple[Part, ...]:
    """Of each kept source, in their order."""
    digest = kept_digest()
    return tuple(
        Part(
            source,
            entries_on_disk.place_of(cache, archive.stem, digest, number),
            tuple(Job(cache, archive.stem, path) for path in paths[first : first + FILES_A_PART]),
        )
        for source, archive in enumerate(kept)
        for paths in [kept_paths(archive)]
        for number, first in enumerate(range(0, len(paths), FILES_A_PART))
    )


def read_missing(parts: Sequence[Part], progress: Progress) -> None:
    """Read what was not read before; each part is kept as soon as it is whole, and none stays in memory."""
    missing = [part for part in parts if not _is_kept(part.place)]
    jobs = [job for part in missing for job in part.jobs]
    results = reported(spread(read_of, jobs, lost, cores()), len(jobs), progress)
    for part in missing:
        entries_on_disk.keep(part.place, tuple(islice(results, len(part.jobs))))


def _is_kept(place: Path) -> bool:
    """Whether a part is there and whole. A file whose process ended may have met a machine without memory: it is read
    again the next time.
    """
    found = entries_on_disk.kept(place)
    return found is not None and not any(isinstance(one, Skipped) and one.reason is SkipReason.CRASH for one in found)
