# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""A corpus that a team shares in Redis: its sources are put in and taken out while others ask."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np

from gyebo import codec
from gyebo.analysis import reading_digest
from gyebo.catalogue import Catalogue, catalogued, ordered, published, work_of
from gyebo.corpus import entries as entries_on_disk
from gyebo.corpus.manifest import Manifest, Source
from gyebo.corpus.pipconfig import Indexes
from gyebo.corpus.sources import files_of, passed_over
from gyebo.engines.redis import CUT, FEATURES, FILE_BITS, LITERALS, MODULE, Body, File, Listed, Live, Unit
from gyebo.engines.writing import Writer, writing
from gyebo.errors import CorpusError
from gyebo.model import U64, Entry, Progress
from gyebo.parts import Entries, Part, parts_of, read_missing
from gyebo.reading import kept_digest
from gyebo.report import Work
from gyebo.rulebook import Rulebook


@dataclass(slots=True)
class _Gathered:
    """What a source puts in."""

    bodies: dict[int, Body] = field(default_factory=dict[int, Body])
    files: list[File] = field(default_factory=list[File])
    literals: list[U64] = field(default_factory=list[U64])


def share(
    manifest: Manifest, rulebook: Rulebook, cache: Path, indexes: Indexes, progress: Progress, live: Live
) -> tuple[str, ...]:
    """The ids of the sources that were put in: those that are not there as they are now."""
    reading, sources = reading_digest(), ordered(manifest)
    there = live.listed(reading)
    kept = [files_of(source, cache, indexes, progress) for source in sources]
    parts = parts_of(kept, cache)
    read_missing(parts, progress)
    put = list[str]()
    with writing(live, reading) as writer:
        for number, (source, archive) in enumerate(zip(sources, kept, strict=True)):
            own = [replace(part, source=0) for part in parts if part.source == number]
            found = catalogued(1, _told(source, own, rulebook))
            listed = _listed(source, archive, found)
            if source.id in there and there[source.id].digest == listed.digest:
                continue
            progress("share", number, len(sources))
            _put(writer, source.id, listed, Entries(own, found.numbers))
            put.append(source.id)
    return tuple(put)


def unshare(name: str, live: Live) -> None:
    """Take a source out; CorpusError where there is none of that name."""
    reading = reading_digest()
    there = live.listed(reading)
    if name not in there:
        raise CorpusError(f"no source {name!r} there; it has {', '.join(sorted(there)) or 'none'}.")
    with writing(live, reading) as writer:
        writer.remove(name, there[name])


def shared(live: Live) -> dict[str, Listed]:
    """The sources that are there, the earliest release first; CorpusError where there is none."""
    found = live.listed(reading_digest())
    if not found:
        raise CorpusError("nothing is shared there; run `gyebo corpus share NAME ADDRESS`.")
    return dict(sorted(found.items(), key=lambda item: (item[1].source.released, item[1].number)))


def _told(
    source: Source, parts: Sequence[Part], rulebook: Rulebook
) -> Iterator[tuple[int, Work, entries_on_disk.Told]]:
    for part in parts:
        for one in entries_on_disk.told(part.place):
            yield 0, work_of(source, one.path, rulebook), one


def _listed(source: Source, archive: Path, found: Catalogue) -> Listed:
    listed = Listed(
        number=0,
        digest="",
        key=archive.stem,
        source=published(source, found.fragments[0]),
        works=found.works,
        files=np.array(found.numbers, "<u2").tobytes(),
        links=found.links,
        unparsed=(*found.unparsed, *passed_over(archive)),
        classes=0,
    )
    whole = codec.packed((listed, found.numbers, kept_digest()))
    return replace(listed, digest=hashlib.sha256(whole).hexdigest())


def _put(writer: Writer, name: str, listed: Listed, entries: Iterable[Entry]) -> None:
    number, gathered = writer.begin(), _Gathered()
    for at, entry in enumerate(entries):
        _gather(gathered, at, entry)
    if len(gathered.files) >> FILE_BITS:
        raise CorpusError(f"{name}: more than {1 << FILE_BITS:,} files; divide it in two sources.")
    writer.put(number, gathered.bodies.items(), enumerate(gathered.files))
    for family, pairs in ((FEATURES, _featured(gathered)), (LITERALS, gathered.literals)):
        if len(distinct := np.unique(np.concatenate(pairs))):
            writer.place(family, number, distinct)
    writer.commit(name, replace(listed, number=number, classes=len(gathered.bodies)))


def _gather(gathered: _Gathered, at: int, entry: Entry) -> None:
    """One file more."""
    digests, exact, tokens = entry.digests.tolist(), entry.exact.tolist(), entry.tokens.tolist()
    columns = zip(digests, exact, entry.names, entry.kinds.tolist(), *entry.lines.T.tolist(), tokens, strict=True)
    gathered.files.append(File(entry.path, entry.work, entry.digest, tuple(Unit(*one) for one in columns)))
    for unit, digest in enumerate(digests):
        known = gathered.bodies.get(digest)
        body = known or _body(entry, unit)
        gathered.bodies[digest] = body._replace(files=(*body.files, *(() if at in body.files else (at,))))
    gathered.literals.append(_in_file(entry.literals, at))


def _featured(gathered: _Gathered) -> list[U64]:
    """The features of each class, for each file that has it, as an index counts them."""
    return [
        _in_file(np.frombuffer(body.features, "<u8").astype(np.uint64), at)
        for body in gathered.bodies.values()
        for at in body.files
    ]


def _in_file(hashes: U64, at: int) -> U64:
    """Hashes, cut, with the number of a file in the bits that are free then."""
    return hashes & CUT | np.uint64(at)


def _body(entry: Entry, unit: int) -> Body:
    first, tokens, kind = int(entry.first[unit]), int(entry.tokens[unit]), int(entry.kinds[unit])
    codes = entry.codes[first : first + tokens] if kind != MODULE else entry.codes[:0]
    features = np.unique(entry.features[slice(*entry.bounds[unit : unit + 2].tolist())] & CUT)
    keys = entry.bands[unit].astype("<u4").tobytes()
    return Body(tokens, kind, codes.astype("<u2").tobytes(), features.astype("<u8").tobytes(), keys, ())
