# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""What of a corpus is text: its sources, works and lines of descent, and under which key it is kept."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from gyebo import codec
from gyebo.analysis import code_digest, reading_digest
from gyebo.corpus.entries import Told
from gyebo.corpus.index import FORMAT, Description
from gyebo.corpus.lineage import Descent, ModelLink, model_links
from gyebo.corpus.manifest import Manifest, Source, component_of
from gyebo.corpus.sources import folder_digest, passed_over
from gyebo.errors import CorpusError
from gyebo.reading import DESCENT
from gyebo.report import Source as PublishedSource
from gyebo.report import Work
from gyebo.rulebook import Rulebook

_ARRAYS = ("assembling", "literals", "narrow", "overlap", "placing", "posting")
MAKING = (*DESCENT, *(f"corpus/{name}.py" for name in _ARRAYS))
"""What else decides what an index holds."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What all files of a corpus say together."""

    works: tuple[Work, ...]
    numbers: tuple[int, ...]
    """Of the work of each file that was read, in the order of the files."""
    fragments: tuple[int, ...]
    """One a source."""
    links: tuple[ModelLink, ...]
    unparsed: tuple[str, ...]


def folder_of(manifest: Manifest, rulebook: Rulebook, cache: Path) -> Path:
    """Where the index of this manifest lies, or will lie: another pin, component or parameter is another folder."""
    return cache / "corpora" / f"{manifest.name}-{key_of(manifest, rulebook)[:16]}"


def key_of(manifest: Manifest, rulebook: Rulebook) -> str:
    """Digest of all that decides what a corpus holds."""
    organisations = codec.to_json([rulebook.organisations[name] for name in sorted(rulebook.organisations)])
    # A folder counts by what is in it, not by where it lies: elsewhere the same corpus has the same digest.
    pinned = [replace(source, path=folder_digest(source)) for source in manifest.sources]
    code = reading_digest() + code_digest(MAKING)
    return hashlib.sha256(FORMAT.encode() + code.encode() + codec.to_json(pinned) + organisations).hexdigest()


def ordered(manifest: Manifest) -> list[Source]:
    """The earliest release first: the first place of a work is the one that is dated."""
    return sorted(manifest.sources, key=lambda source: source.released)


def work_of(source: Source, path: str, rulebook: Rulebook) -> Work:
    """Whose a path of a source is."""
    component = component_of(source, PurePosixPath(path))
    if component is None:
        return rulebook.work_of("", source.organisation, source.host)
    return rulebook.work_of(
        component.model, component.organisation, source.host, component.country, component.known_from
    )


def catalogued(sources: int, files: Iterable[tuple[int, Work, Told]]) -> Catalogue:
    """The files with the numbers of their sources, in order; CorpusError when they hold no fragment at all."""
    works: dict[Work, int] = {}
    numbers, unparsed, descents = list[int](), list[str](), list[Descent]()
    fragments = [0] * sources
    for source, own, one in files:
        work = works.setdefault(own, len(works))
        if one.skipped:
            unparsed.append(f"{one.path}: {one.skipped.detail.en or one.skipped.reason}")
            continue
        numbers.append(work)
        fragments[source] += len(one.names)
        descents += one.descents
    if not any(fragments):
        raise CorpusError("The corpus's sources hold no fragment; check the include patterns of its manifest.")
    return Catalogue(tuple(works), tuple(numbers), tuple(fragments), model_links(descents), tuple(unparsed))


def described(manifest: Manifest, rulebook: Rulebook, kept: Sequence[Path], found: Catalogue) -> Description:
    """What an index says of itself; `kept` are the archives of the sources' texts."""
    return Description(
        format=FORMAT,
        name=manifest.name,
        title=manifest.title,
        key=key_of(manifest, rulebook),
        reading=reading_digest(),
        sources=tuple(map(published, ordered(manifest), found.fragments)),
        source_keys=tuple(archive.stem for archive in kept),
        works=found.works,
        links=found.links,
        unparsed=(*found.unparsed, *(line for archive in kept for line in passed_over(archive))),
    )


def published(source: Source, fragments: int) -> PublishedSource:
    """A source as reports name it."""
    version = source.version or source.commit
    day = source.released.isoformat()
    return PublishedSource(source.id, source.host, version, source.licence, day, source.sha256, fragments)
