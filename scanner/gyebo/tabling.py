# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""A corpus as Parquet tables, and an index made of these; what lies there and is whole is not made again."""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np

from gyebo import codec
from gyebo.analysis import code_digest
from gyebo.catalogue import catalogued, described, ordered, work_of
from gyebo.corpus import index as indexes_on_disk
from gyebo.corpus.assembling import assemble
from gyebo.corpus.entries import Told
from gyebo.corpus.index import Description
from gyebo.corpus.manifest import Manifest, Source
from gyebo.corpus.overlap import rarity
from gyebo.corpus.pipconfig import Indexes
from gyebo.corpus.sources import files_of, kept_paths
from gyebo.engines import records
from gyebo.engines.arrow import Columns
from gyebo.engines.reading import SourceJob
from gyebo.engines.records import Origin
from gyebo.engines.store import DESCRIPTION, Store
from gyebo.errors import CorpusError, ReportError
from gyebo.model import Entry, Progress
from gyebo.reading import kept_digest
from gyebo.report import Skipped, SkipReason, Work
from gyebo.rulebook import Rulebook

FORMAT = "gyebo-tables/1"
RECORDING = ("engines/records.py",)
"""What decides, beside the reading, what a record holds."""
MAKING = (*RECORDING, "engines/tables.py")
"""What decides what tables hold of records."""
MOST_BAND_BITS = 20
"""Of an excerpt; an index of eight million classes has as many buckets."""
_DIGITS = 12


@dataclass(frozen=True, slots=True)
class Tables:
    """What lies in a folder of tables."""

    format: str
    corpus: Description
    files: tuple[tuple[str, ...], ...]
    """Of each source the files of its records, in order."""
    folder: str
    """Where the tables lie that are made of them."""
    classes: int
    """Distinct fragments."""

    @property
    def band_bits(self) -> int:
        """As cutting has it."""
        return min(max(self.classes.bit_length() - 3, 1), MOST_BAND_BITS)


@dataclass(frozen=True, slots=True)
class Engine:
    """Who reads, and who makes tables of what was read."""

    read: Callable[[Store, Sequence[SourceJob], Path, Progress], None]
    derive: Callable[[Store, Sequence[str], Mapping[str, Columns], str], None]


def make(
    manifest: Manifest,
    rulebook: Rulebook,
    cache: Path,
    indexes: Indexes,
    progress: Progress,
    store: Store,
    engine: Engine,
) -> Tables:
    """The tables of a corpus, as far as they are not there; CorpusError when a source cannot be had."""
    sources = ordered(manifest)
    kept = [files_of(source, cache, indexes, progress) for source in sources]
    jobs = [_job(source, archive, rulebook) for source, archive in zip(sources, kept, strict=True)]
    for job in jobs:
        _forget_crashed(store, job.folder)
    engine.read(store, jobs, cache, progress)
    progress("index", 0, 0)
    files = tuple(tuple(store.files(job.folder)) for job in jobs)
    found = catalogued(len(sources), _told(store, files))
    description = described(manifest, rulebook, kept, found)
    folder = f"tables/{_digest(description.key + repr(description.unparsed), *MAKING)}"
    small = {"sources": _numbered(kept), "works": _texts(found.works), "rarity": _rarity(len(found.works))}
    engine.derive(store, [name for own in files for name in own], small, folder)
    tables = Tables(FORMAT, description, files, folder, store.table(f"{folder}/classes").count_rows())
    store.write(DESCRIPTION, codec.to_json(tables))
    for other in store.folders("tables"):
        if f"tables/{other}" != folder:
            store.remove(f"tables/{other}")
    return tables


def _forget_crashed(store: Store, folder: str) -> None:
    """A source with a file whose process ended is read again: that may have met a machine without memory."""
    told = store.texts(folder, "skipped")
    skipped = (codec.from_json(Skipped, one.encode(), folder) for one in told if one)
    if any(one.reason is SkipReason.CRASH for one in skipped):
        store.remove(folder)


def _job(source: Source, archive: Path, rulebook: Rulebook) -> SourceJob:
    works = {path: codec.to_json(work_of(source, path, rulebook)).decode() for path in kept_paths(archive)}
    digest = _digest(kept_digest() + repr(sorted(works.items())), *RECORDING)
    files = tuple(Origin(archive.stem, path, work) for path, work in works.items())
    return SourceJob(archive, f"files/{archive.stem}.{digest}", files)


def _digest(what: str, *code: str) -> str:
    return hashlib.sha256((what + code_digest(code)).encode()).hexdigest()[:_DIGITS]


def _told(store: Store, files: Sequence[Sequence[str]]) -> Iterator[tuple[int, Work, Told]]:
    for source, own in enumerate(files):
        for name in own:
            for batch in store.batches(name):
                for origin, told in records.told(batch):
                    yield source, codec.from_json(Work, origin.work.encode(), name), told


def _numbered(kept: Sequence[Path]) -> Columns:
    """The sources in their order."""
    return {"source": [one.stem for one in kept], "number": np.arange(len(kept), dtype=np.int32)}


def _texts(works: Sequence[Work]) -> Columns:
    """The works as records have them."""
    texts = [codec.to_json(one).decode() for one in works]
    return {"text": texts, "number": np.arange(len(works), dtype=np.int32)}


def _rarity(works: int) -> Columns:
    """What a feature of so many works is worth."""
    having = np.arange(1, works + 1)
    return {"works": having.astype(np.int32), "worth": rarity(having, works)}


def digest_of(store: Store) -> str:
    """SHA-256 of what a folder of tables says of itself."""
    return hashlib.sha256(store.read(DESCRIPTION) or b"").hexdigest()


def described_in(store: Store) -> Tables:
    """What lies in a folder of tables; CorpusError where none does."""
    stored = store.read(DESCRIPTION)
    if stored is None:
        raise CorpusError(f"{store.address}: no tables there; run `gyebo corpus build --parquet {store.address}`.")
    try:
        tables = codec.from_json(Tables, stored, DESCRIPTION)
    except ReportError as error:
        raise CorpusError(f"{store.address}: not tables this version can read ({error}); make them again.") from error
    if tables.format != FORMAT:
        raise CorpusError(f"{store.address}: format {tables.format}, this version reads {FORMAT}; make them again.")
    return tables


@dataclass(frozen=True, slots=True)
class _Entries:
    """The entries of all records, read anew each time they are gone through."""

    store: Store
    files: Sequence[Sequence[str]]
    works: dict[Work, int]

    def __iter__(self) -> Iterator[Entry]:
        for source, own in enumerate(self.files):
            for name in own:
                for batch in self.store.batches(name):
                    yield from records.entries(batch, source, self.works)


def compact(store: Store, cache: Path) -> Path:
    """The index of some tables, made where it is not there: the same, byte for byte, that `build` makes."""
    tables = described_in(store)
    described, works = tables.corpus, tables.corpus.works
    folder = cache / "corpora" / f"{described.name}-{described.key[:16]}"
    if not (folder / indexes_on_disk.DESCRIPTION).is_file():
        entries = _Entries(store, tables.files, {work: number for number, work in enumerate(works)})
        indexes_on_disk.fill(folder, described, partial(assemble, entries, len(works)))
    return folder
