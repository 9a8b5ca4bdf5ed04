# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Build a reference corpus: its pinned sources in, one index out; nothing of a source is ever run."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache as memo
from pathlib import Path

from gyebo import codec
from gyebo.analysis import READING_CRASHED, Analyser, code_digest, entry, reading_digest
from gyebo.corpus import index as indexes_on_disk
from gyebo.corpus.assembling import assemble
from gyebo.corpus.index import FORMAT, Description
from gyebo.corpus.lineage import Descent, descents, model_links
from gyebo.corpus.manifest import Manifest, Source, component_of
from gyebo.corpus.pipconfig import Indexes
from gyebo.corpus.sources import files_of, folder_digest, kept_files, passed_over
from gyebo.model import Entry, Progress, SourceFile
from gyebo.report import Skipped, SkipReason, Work
from gyebo.report import Source as PublishedSource
from gyebo.rulebook import Rulebook
from gyebo.workers import cores, spread

MAKING = ("corpus/assembling.py", "corpus/copied_from.py", "corpus/lineage.py", "corpus/modular.py")
"""What else decides, beside the reading, what an index holds."""


@dataclass(frozen=True, slots=True)
class _Job:
    file: SourceFile
    source: int
    work: int


@dataclass(frozen=True, slots=True, eq=False)
class _Done:
    entry: Entry
    descents: tuple[Descent, ...]


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
    works: dict[Work, int] = {}
    jobs = [
        _Job(file, number, works.setdefault(_work(source, file, rulebook), len(works)))
        for number, (source, archive) in enumerate(zip(sources, kept, strict=True))
        for file in kept_files(archive)
    ]
    results = _read(jobs, progress)
    done = [one for one in results if isinstance(one, _Done)]
    progress("index", 0, 0)
    arrays = assemble([one.entry for one in done], len(works))
    description = Description(
        format=FORMAT,
        name=manifest.name,
        title=manifest.title,
        key=_key(manifest, rulebook),
        reading=reading_digest(),
        sources=_published(sources, done),
        source_keys=tuple(archive.stem for archive in kept),
        works=tuple(works),
        links=model_links(descent for one in done for descent in one.descents),
        unparsed=(
            *(f"{one.path}: {one.detail.en or one.reason}" for one in results if isinstance(one, Skipped)),
            *(line for archive in kept for line in passed_over(archive)),
        ),
    )
    indexes_on_disk.write(folder, description, arrays)
    return folder


def _work(source: Source, file: SourceFile, rulebook: Rulebook) -> Work:
    component = component_of(source, file.path)
    if component is None:
        return rulebook.work_of("", source.organisation, source.host)
    return rulebook.work_of(
        component.model, component.organisation, source.host, component.country, component.known_from
    )


def _read(jobs: Sequence[_Job], progress: Progress) -> list[_Done | Skipped]:
    results: list[_Done | Skipped] = []
    for number, result in enumerate(spread(_entry, jobs, _lost, cores()), 1):
        results.append(result)
        progress("read", number, len(jobs))
    return results


@memo
def _analyser() -> Analyser:
    """One a process: its grammars are loaded once."""
    return Analyser()


def _entry(job: _Job) -> _Done | Skipped:
    analysed = _analyser()(job.file)
    if isinstance(analysed, Skipped):
        return analysed
    text = analysed.syntax.text.decode("utf-8", "replace")
    return _Done(entry(analysed, job.source, job.work), descents(job.file.path, text))


def _lost(job: _Job) -> Skipped:
    return Skipped(str(job.file.path), SkipReason.CRASH, READING_CRASHED)


def _published(sources: Sequence[Source], done: Sequence[_Done]) -> tuple[PublishedSource, ...]:
    counts = [0] * len(sources)
    for one in done:
        counts[one.entry.source] += len(one.entry.digests)
    return tuple(
        PublishedSource(s.id, s.host, s.version or s.commit, s.licence, s.released.isoformat(), s.sha256, count)
        for s, count in zip(sources, counts, strict=True)
    )
