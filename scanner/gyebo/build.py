# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Build a reference corpus: its pinned sources in, one index out; nothing of a source is ever run."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from pathlib import Path, PurePosixPath

from gyebo import codec
from gyebo.analysis import code_digest, reading_digest
from gyebo.corpus import entries as entries_on_disk
from gyebo.corpus import index as indexes_on_disk
from gyebo.corpus.assembling import NO_FRAGMENT, assemble
from gyebo.corpus.entries import Read
from gyebo.corpus.index import FORMAT, Description
from gyebo.corpus.lineage import Descent, ModelLink, model_links
from gyebo.corpus.manifest import Manifest, Source, component_of
from gyebo.corpus.pipconfig import Indexes
from gyebo.corpus.sources import files_of, folder_digest, kept_paths, passed_over
from gyebo.errors import CorpusError
from gyebo.model import Entry, Progress
from gyebo.reading import DESCENT, Job, kept_digest, lost, read_of
from gyebo.report import Skipped, SkipReason, Work
from gyebo.report import Source as PublishedSource
from gyebo.rulebook import Rulebook
from gyebo.workers import cores, spread

MAKING = (*DESCENT, "corpus/assembling.py", "corpus/narrow.py", "corpus/placing.py", "corpus/posting.py")
"""What else decides what an index holds."""
FILES_A_PART = 500
"""Files that are read and kept together: what an interrupt loses, and what is in memory at once."""


@dataclass(frozen=True, slots=True)
class _Part:
    """Files of one source, and where what was read of them is kept."""

    source: int
    place: Path
    jobs: tuple[Job, ...]


@dataclass(frozen=True, slots=True)
class _Catalogue:
    """What of a corpus is text; the numbers are in the parts."""

    works: tuple[Work, ...]
    work_of: tuple[int, ...]
    """One for each file that was read, in the order of the parts."""
    fragments: tuple[int, ...]
    """One a source."""
    links: tuple[ModelLink, ...]
    unparsed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Entries:
    """The entries of all parts, read anew each time they are gone through."""

    parts: Sequence[_Part]
    work_of: Sequence[int]

    def __iter__(self) -> Iterator[Entry]:
        works = iter(self.work_of)
        for part in self.parts:
            for one in entries_on_disk.kept(part.place) or ():
                if isinstance(one, Read):
                    yield replace(one.entry, source=part.source, work=next(works))


def folder_of(manifest: Manifest, rulebook: Rulebook, cache: Path) -> Path:
    """Where the index of this manifest lies, or will lie: another pin, component or parameter is another folder."""
    return cache / "corpora" / f"{manifest.name}-{_key(manifest, rulebook)[:16]}"


def _key(manifest: Manifest, rulebook: Rulebook) -> str:
    organisations = codec.to_json([rulebook.organisations[name] for name in sorted(rulebook.organisations)])
    # A folder counts by what is in it, not by where it lies: elsewhere the same corpus has the same digest.
    pinned = [replace(source, path=folder_digest(source)) for source in manifest.sources]
    code = reading_digest() + code_digest(MAKING)
    return hashlib.sha256(FORMAT.encode() + code.encode() + codec.to_json(pinned) + organisations).hexdigest()


def build(manifest: Manifest, rulebook: Rulebook, cache: Path, indexes: Indexes, progress: Progress) -> Path:
    """The folder of the index, built where it is not there yet; CorpusError when a source cannot be had."""
    folder = folder_of(manifest, rulebook, cache)
    if (folder / indexes_on_disk.DESCRIPTION).is_file():
        return folder
    # The earliest release first: the first place of a work is the one that is dated.
    sources = sorted(manifest.sources, key=lambda source: source.released)
    kept = [files_of(source, cache, indexes, progress) for source in sources]
    parts = _parts(kept, cache)
    _read(parts, progress)
    progress("index", 0, 0)
    found = _catalogued(sources, parts, rulebook)
    if not any(found.fragments):
        raise CorpusError(NO_FRAGMENT)
    description = Description(
        format=FORMAT,
        name=manifest.name,
        title=manifest.title,
        key=_key(manifest, rulebook),
        reading=reading_digest(),
        sources=_published(sources, found.fragments),
        source_keys=tuple(archive.stem for archive in kept),
        works=found.works,
        links=found.links,
        unparsed=(*found.unparsed, *(line for archive in kept for line in passed_over(archive))),
    )
    entries = _Entries(parts, found.work_of)
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
    results = _told(spread(read_of, jobs, lost, cores()), len(jobs), progress)
    for part in missing:
        entries_on_disk.keep(part.place, tuple(islice(results, len(part.jobs))))


def _is_kept(place: Path) -> bool:
    """Whether a part is there and whole. A file whose process ended may have met a machine without memory: it is read
    again the next time.
    """
    found = entries_on_disk.kept(place)
    return found is not None and not any(isinstance(one, Skipped) and one.reason is SkipReason.CRASH for one in found)


def _told(results: Iterable[Read | Skipped], total: int, progress: Progress) -> Iterator[Read | Skipped]:
    for number, result in enumerate(results, 1):
        progress("read", number, total)
        yield result


def _catalogued(sources: Sequence[Source], parts: Sequence[_Part], rulebook: Rulebook) -> _Catalogue:
    works: dict[Work, int] = {}
    work_of, unparsed, descents = list[int](), list[str](), list[Descent]()
    fragments = [0] * len(sources)
    for part in parts:
        for one in entries_on_disk.told(part.place):
            work = works.setdefault(_work(sources[part.source], one.path, rulebook), len(works))
            if one.skipped:
                unparsed.append(f"{one.path}: {one.skipped.detail.en or one.skipped.reason}")
                continue
            work_of.append(work)
            fragments[part.source] += len(one.names)
            descents += one.descents
    return _Catalogue(tuple(works), tuple(work_of), tuple(fragments), model_links(descents), tuple(unparsed))


def _work(source: Source, path: str, rulebook: Rulebook) -> Work:
    component = component_of(source, PurePosixPath(path))
    if component is None:
        return rulebook.work_of("", source.organisation, source.host)
    return rulebook.work_of(
        component.model, component.organisation, source.host, component.country, component.known_from
    )


def _published(sources: Sequence[Source], fragments: Sequence[int]) -> tuple[PublishedSource, ...]:
    return tuple(
        PublishedSource(s.id, s.host, s.version or s.commit, s.licence, s.released.isoformat(), s.sha256, count)
        for s, count in zip(sources, fragments, strict=True)
    )
