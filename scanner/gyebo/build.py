# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Build a reference corpus: its pinned sources in, one index out; nothing of a source is ever run."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from pathlib import Path

from gyebo.catalogue import catalogued, described, folder_of, ordered, work_of
from gyebo.corpus import entries as entries_on_disk
from gyebo.corpus import index as indexes_on_disk
from gyebo.corpus.assembling import assemble
from gyebo.corpus.entries import Read
from gyebo.corpus.manifest import Manifest
from gyebo.corpus.pipconfig import Indexes
from gyebo.corpus.sources import files_of, kept_paths
from gyebo.errors import CorpusError
from gyebo.model import Entry, Progress
from gyebo.reading import FILES_A_PART, Job, kept_digest, lost, read_of, reported
from gyebo.report import Skipped, SkipReason
from gyebo.rulebook import Rulebook
from gyebo.workers import cores, spread


@dataclass(frozen=True, slots=True)
class _Part:
    """Files of one source, and where what was read of them is kept."""

    source: int
    place: Path
    jobs: tuple[Job, ...]


@dataclass(frozen=True, slots=True)
class _Entries:
    """The entries of all parts, read anew each time they are gone through."""

    parts: Sequence[_Part]
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


def build(manifest: Manifest, rulebook: Rulebook, cache: Path, indexes: Indexes, progress: Progress) -> Path:
    """The folder of the index, built where it is not there yet; CorpusError when a source cannot be had."""
    folder = folder_of(manifest, rulebook, cache)
    if (folder / indexes_on_disk.DESCRIPTION).is_file():
        return folder
    sources = ordered(manifest)
    kept = [files_of(source, cache, indexes, progress) for source in sources]
    parts = _parts(kept, cache)
    _read(parts, progress)
    progress("index", 0, 0)
    files = ((part.source, one) for part in parts for one in entries_on_disk.told(part.place))
    found = catalogued(len(sources), ((at, work_of(sources[at], one.path, rulebook), one) for at, one in files))
    description = described(manifest, rulebook, kept, found)
    entries = _Entries(parts, found.numbers)
    indexes_on_disk.fill(folder, description, partial(assemble, entries, len(found.works)))
    return folder


def _parts(kept: Sequence[Path], cache: Path) -> tuple[_Part, ...]:
    digest = kept_digest()
    return tuple(
        _Part(
            source,
            entries_on_disk.place_of(cache, archive.stem, digest, number),
            tuple(Job(cache, archive.stem, path) for path in paths[first : first + FILES_A_PART]),
        )
        for source, archive in enumerate(kept)
        for paths in [kept_paths(archive)]
        for number, first in enumerate(range(0, len(paths), FILES_A_PART))
    )


def _read(parts: Sequence[_Part], progress: Progress) -> None:
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
