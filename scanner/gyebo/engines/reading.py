# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Records of whole sources by the processes of one machine, a part at a time; each is kept as soon as it is whole."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from gyebo.engines.arrow import Batch, together
from gyebo.engines.records import SCHEMA, Origin, record_batch
from gyebo.engines.store import Store
from gyebo.model import Progress
from gyebo.reading import FILES_A_PART, Job, lost, read_of, reported
from gyebo.workers import cores, spread


@dataclass(frozen=True, slots=True)
class FileJob:
    """A file to be read, wherever that may be."""

    cache: Path
    origin: Origin


@dataclass(frozen=True, slots=True)
class SourceJob:
    """A source's files, and the folder of its records."""

    archive: Path
    folder: str
    files: tuple[Origin, ...]


def record(job: FileJob) -> Batch:
    """The unit of work: one file's bytes in, its record out."""
    return record_batch([(job.origin, read_of(_named(job)))])


def lost_record(job: FileJob) -> Batch:
    """Of a file whose process ended."""
    return record_batch([(job.origin, lost(_named(job)))])


def _named(job: FileJob) -> Job:
    return Job(job.cache, job.origin.source, job.origin.path)


def read_sources(store: Store, sources: Sequence[SourceJob], cache: Path, progress: Progress) -> None:
    """Records of all sources, of which none is read that is there."""
    missing = [
        (f"{source.folder}/part-{number:05}.parquet", source.files[first : first + FILES_A_PART])
        for source in sources
        if not store.is_done(source.folder)
        for number, first in enumerate(range(0, len(source.files), FILES_A_PART))
    ]
    missing = [(name, files) for name, files in missing if not store.has(name)]
    jobs = [FileJob(cache, origin) for _, files in missing for origin in files]
    results = reported(spread(record, jobs, lost_record, cores()), len(jobs), progress)
    for name, files in missing:
        store.write_table(name, SCHEMA, together(islice(results, len(files))))
    for source in sources:
        store.done(source.folder)
