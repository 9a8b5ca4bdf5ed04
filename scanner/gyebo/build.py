# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Build a reference corpus: its pinned sources in, one index out; nothing of a source is ever run."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache as memo
from itertools import islice
from pathlib import Path, PurePosixPath

from gyebo import codec
from gyebo.analysis import READING_CRASHED, Analyser, code_digest, entry, reading_digest
from gyebo.corpus import entries as entries_on_disk
from gyebo.corpus import index as indexes_on_disk
from gyebo.corpus.assembling import assemble
from gyebo.corpus.entries import Read
from gyebo.corpus.index import FORMAT, Description
from gyebo.corpus.lineage import descents, model_links
from gyebo.corpus.manifest import Manifest, Source, component_of
from gyebo.corpus.pipconfig import Indexes
from gyebo.corpus.sources import SourceTexts, files_of, folder_digest, kept_paths, passed_over
from gyebo.errors import CorpusError
from gyebo.model import Entry, Progress, SourceFile
from gyebo.report import Skipped, SkipReason, Work
from gyebo.report import Source as PublishedSource
from gyebo.rulebook import Rulebook
from gyebo.workers import cores, spread

DESCENT = ("corpus/copied_from.py", "corpus/lineage.py", "corpus/modular.py")
"""What else decides, beside the reading, what is kept of a source."""
MAKING = (*DESCENT, "corpus/assembling.py", "corpus/narrow.py")
"""What else decides what an index holds."""


@dataclass(frozen=True, slots=True)
class _Job:
    """A file of a kept source; each process opens the source itself."""

    cache: Path
    source_key: str
    path: str


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
    read = _read(kept, cache, progress)
    progress("index", 0, 0)
    works: dict[Work, int] = {}
    entries: list[Entry] = []
    for number, (source, results) in enumerate(zip(sources, read, strict=True)):
        for one in results:
            work = works.setdefault(_work(source, one, rulebook), len(works))
            if isinstance(one, Read):
                entries.append(replace(one.entry, source=number, work=work))
    arrays = assemble(entries, len(works))
    found = [one for results in read for one in results]
    description = Description(
        format=FORMAT,
        name=manifest.name,
        title=manifest.title,
        key=_key(manifest, rulebook),
        reading=reading_digest(),
        sources=_published(sources, entries),
        source_keys=tuple(archive.stem for archive in kept),
        works=tuple(works),
        links=model_links(descent for one in found if isinstance(one, Read) for descent in one.descents),
        unparsed=(
            *(f"{one.path}: {one.detail.en or one.reason}" for one in found if isinstance(one, Skipped)),
            *(line for archive in kept for line in passed_over(archive)),
        ),
    )
    indexes_on_disk.write(folder, description, arrays)
    return folder


def _work(source: Source, one: Read | Skipped, rulebook: Rulebook) -> Work:
    path = PurePosixPath(one.path if isinstance(one, Skipped) else one.entry.path)
    component = component_of(source, path)
    if component is None:
        return rulebook.work_of("", source.organisation, source.host)
    return rulebook.work_of(
        component.model, component.organisation, source.host, component.country, component.known_from
    )


def _read(kept: Sequence[Path], cache: Path, progress: Progress) -> list[tuple[Read | Skipped, ...]]:
    """What each source gave; only those are read that were not read before, and each is kept as soon as it is whole."""
    digest = hashlib.sha256((reading_digest() + code_digest(DESCENT)).encode()).hexdigest()
    places = [entries_on_disk.place_of(cache, archive.stem, digest) for archive in kept]
    found = [entries_on_disk.kept(place) for place in places]
    jobs = [
        [] if one is not None else [_Job(cache, archive.stem, path) for path in kept_paths(archive)]
        for archive, one in zip(kept, found, strict=True)
    ]
    flat = [job for own in jobs for job in own]
    results = _told(spread(_entry, flat, _lost, cores()), len(flat), progress)
    sources = list[tuple[Read | Skipped, ...]]()
    for place, one, own in zip(places, found, jobs, strict=True):
        given = tuple(islice(results, len(own))) if one is None else one
        # A file whose process ended may have met a machine without memory: it is read again the next time.
        if one is None and not any(isinstance(each, Skipped) and each.reason is SkipReason.CRASH for each in given):
            entries_on_disk.keep(place, given)
        sources.append(given)
    return sources


def _told(results: Iterable[Read | Skipped], total: int, progress: Progress) -> Iterator[Read | Skipped]:
    for number, result in enumerate(results, 1):
        progress("read", number, total)
        yield result


@memo
def _analyser() -> Analyser:
    """One a process: its grammars are loaded once."""
    return Analyser()


@memo
def _texts(cache: Path) -> SourceTexts:
    """One a process: each source is opened once."""
    return SourceTexts(cache)


def _entry(job: _Job) -> Read | Skipped:
    content = _texts(job.cache).read(job.source_key, job.path)
    if content is None:
        raise CorpusError(f"{job.source_key}: its text is gone from {job.cache}; build the corpus again.")
    file = SourceFile(PurePosixPath(job.path), content)
    analysed = _analyser()(file)
    if isinstance(analysed, Skipped):
        return analysed
    text = analysed.syntax.text.decode("utf-8", "replace")
    return Read(entry(analysed, 0, 0), descents(file.path, text))


def _lost(job: _Job) -> Skipped:
    return Skipped(job.path, SkipReason.CRASH, READING_CRASHED)


def _published(sources: Sequence[Source], entries: Sequence[Entry]) -> tuple[PublishedSource, ...]:
    counts = [0] * len(sources)
    for one in entries:
        counts[one.source] += len(one.digests)
    return tuple(
        PublishedSource(s.id, s.host, s.version or s.commit, s.licence, s.released.isoformat(), s.sha256, count)
        for s, count in zip(sources, counts, strict=True)
    )
