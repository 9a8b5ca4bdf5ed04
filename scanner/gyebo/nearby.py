# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""An index of what in a team's live index is near one submission, or equals something of it.

Found are classes whose signatures agree in a band, and all that stands in the files that have most of a fragment's rare
features: without these nobody would know who else has a part of it. Somewhat fewer are found than in an index; what is
said of them is what an index says, since how rare a feature is, is counted over all that is shared.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gyebo import codec
from gyebo.analysis import reading_digest
from gyebo.corpus.index import FORMAT, Description
from gyebo.corpus.lineage import ModelLink
from gyebo.corpus.literals import MOST_WORKS_NAMED
from gyebo.corpus.overlap import rarity
from gyebo.cutting import Answer, Cut, Found
from gyebo.engines.placed import Placed, works_of
from gyebo.engines.redis import CUT, FEATURES, LITERALS, MODULE, Body, File, Listed, Live, Unit
from gyebo.excerpting import Asked, made
from gyebo.live import shared
from gyebo.model import F64, U64
from gyebo.signatures import BANDS

NAME, TITLE = "shared", "What a team shares"
_BAND_BITS = 16


OF_PLACES: dict[str, type] = {
    "digest": np.uint64,
    "exact": np.uint64,
    "number": np.int64,
    "path": object,
    "position": np.int64,
    "name": object,
    "kind": np.int64,
    "first_line": np.int64,
    "last_line": np.int64,
}
OF_FILES: dict[str, type] = {
    "source": object,
    "path": object,
    "work": object,
    "digest": np.uint64,
    "definitions": object,
}
OF_CLASSES: dict[str, type] = {
    "digest": np.uint64,
    "tokens": np.int64,
    "kind": np.int64,
    "codes": object,
    "weight": np.float64,
}
OF_SAID: dict[str, type] = {"literal": np.uint64, "source": object, "path": object}
"""Columns of what is found, in the order of their rows."""


def excerpt(live: Live, given: Asked, cache: Path) -> Path:
    """The folder of an index of what is near a submission's fragments, and of what equals them."""
    there = tuple(shared(live).values())
    digest = hashlib.sha256(codec.packed([(one.digest, one.source.id) for one in there])).hexdigest()
    return made(digest, given, cache, lambda: Cut(_found(live, there, given), _described(there, digest), _BAND_BITS))


def _described(there: Sequence[Listed], digest: str) -> Description:
    return Description(
        format=FORMAT,
        name=NAME,
        title=TITLE,
        key=digest,
        reading=reading_digest(),
        sources=tuple(one.source for one in there),
        source_keys=tuple(one.key for one in there),
        works=works_of(there),
        links=_links(there),
        unparsed=tuple(line for one in there for line in one.unparsed),
    )


def _links(there: Sequence[Listed]) -> tuple[ModelLink, ...]:
    """Those of all sources, gathered as those of one are."""
    gathered: dict[tuple[str, str, str, str], list[ModelLink]] = defaultdict(list)
    for link in (link for one in there for link in one.links):
        gathered[link.child, link.parent, link.declared_by, link.part].append(link)
    return tuple(
        replace(
            min(links, key=lambda one: (one.path, one.line)),
            definitions=sum(one.definitions for one in links),
            name=links[0].name if len({one.name for one in links}) == 1 else "",
        )
        for _, links in sorted(gathered.items())
    )


def _found(live: Live, there: Sequence[Listed], given: Asked) -> Found:
    """What is there of what is near, in the form in which tables answer."""
    near, equal = live.near(given.keys), given.digests.tolist()
    # An index of nothing would be no index.
    near |= {(there[0].number, digest) for digest in live.any(there[0].number)}
    asked = Placed.of(live, there, FEATURES, np.concatenate([*given.features, np.empty(0, np.uint64)]))
    works = len(works_of(there))
    literals = Placed.of(live, there, LITERALS, given.literals)
    said = literals.few(MOST_WORKS_NAMED)
    likely = {one for own in given.features for one in asked.likely(own, works)}
    bodies, files = dict[int, Body](), dict[tuple[int, int], File]()
    for at, one in enumerate(there):
        beside = live.files(one, sorted(file for source, file in likely if source == at))
        digests = {digest for number, digest in near if number == one.number}.union(equal)
        digests.update(unit.digest for file in beside.values() for unit in file.units)
        own = live.bodies(one.number, sorted(digests))
        bodies = own | bodies
        wanted = {file for body in own.values() for file in body.files}
        wanted.update(live.same(one.number, given.files.tolist()), (file for _, source, file in said if source == at))
        files |= {(at, number): file for number, file in live.files(one, sorted(wanted)).items()}
    return _Near(live, there, given, bodies, files, literals, said).found()


@dataclass(frozen=True, slots=True, eq=False)
class _Near:
    """What was found, in the form in which tables answer."""

    live: Live
    there: Sequence[Listed]
    given: Asked
    bodies: dict[int, Body]
    files: dict[tuple[int, int], File]
    literals: Placed
    said: list[tuple[int, int, int]]

    def found(self) -> Found:
        """All of it, with the counts over all that is shared."""
        asked = np.unique(np.concatenate([*self.given.features, np.empty(0, np.uint64)]))
        features = [np.frombuffer(body.features, "<u8") for body in self.bodies.values()]
        having = np.repeat(np.array([*self.bodies], np.uint64), [len(one) for one in features])
        flat = np.concatenate([*features, np.empty(0, np.uint64)])
        counts = Placed.of(self.live, self.there, FEATURES, np.union1d(asked, flat))
        known = asked[counts(asked) > 0]
        is_asked = np.isin(flat, known)
        posted, classes = np.unique(flat[is_asked], return_counts=True)
        occurring = np.zeros(len(known), np.int64)
        occurring[np.searchsorted(known, posted)] = classes
        worth = rarity(counts(flat), len(works_of(self.there)))
        body = np.repeat(np.arange(len(features)), [len(one) for one in features])
        weights = np.bincount(body, worth, len(features)).astype(np.float64)
        literals = self._literals()
        said = self.literals(literals)
        return Found(
            known={"feature": known, "first": known, "classes": occurring, "works": counts(known)},
            posted={"feature": flat[is_asked], "digest": having[is_asked]},
            banded=self._banded(),
            places=_columns(OF_PLACES, self._places()),
            files=_columns(OF_FILES, self._files()),
            classes=_columns(OF_CLASSES, self._classes(weights)),
            literals={"literal": literals, "works": said},
            said=_columns(OF_SAID, self._said(literals)),
        )

    def _literals(self) -> U64:
        """What is said there too; what stands in a file that went away meanwhile is not told."""
        gone = np.array([one for one, source, file in self.said if (source, file) not in self.files], np.uint64)
        literals = self.given.literals
        told: U64 = literals[(self.literals(literals) > 0) & ~np.isin(literals & CUT, gone)]
        return told

    def _said(self, literals: U64) -> Iterator[tuple[object, ...]]:
        whole = dict(zip((literals & CUT).tolist(), literals.tolist(), strict=True))
        for one, source, file in self.said:
            if one in whole:
                yield whole[one], self.there[source].key, self.files[source, file].path

    def _banded(self) -> Answer:
        keys = [np.frombuffer(body.keys, "<u4").astype(np.int64) for body in self.bodies.values() if body.features]
        digests = [digest for digest, body in self.bodies.items() if body.features]
        band = np.concatenate([*keys, np.empty(0, np.int64)]) | np.tile(np.arange(BANDS) << 32, len(keys))
        return {"band": band, "digest": np.repeat(np.array(digests, np.uint64), BANDS)}

    def _places(self) -> Iterator[tuple[object, ...]]:
        for (source, _), file in self.files.items():
            for position, unit in enumerate(file.units):
                if unit.digest in self.bodies:
                    lines = (unit.first_line, unit.last_line)
                    named = (source, file.path, position, unit.name)
                    yield (unit.digest, unit.exact, *named, unit.kind, *lines)

    def _files(self) -> Iterator[tuple[object, ...]]:
        for (source, _), file in self.files.items():
            definitions = np.array([unit.digest for unit in _outermost(file)], np.uint64)
            one = self.there[source]
            yield one.key, file.path, codec.to_json(one.works[file.work]).decode(), file.digest, definitions

    def _classes(self, weights: F64) -> Iterator[tuple[object, ...]]:
        """Those found, and definitions beside them, of which no more is needed than how long they are."""
        for (digest, body), weight in zip(self.bodies.items(), weights.tolist(), strict=True):
            yield digest, body.tokens, body.kind, body.codes, weight
        bare = {unit.digest: unit.tokens for file in self.files.values() for unit in _outermost(file)}
        for digest in bare.keys() - self.bodies.keys():
            yield digest, bare[digest], MODULE, b"", 0.0


def _outermost(file: File) -> Iterator[Unit]:
    return (unit for unit in file.units if unit.name and "." not in unit.name)


def _columns(kinds: dict[str, type], rows: Iterator[tuple[object, ...]]) -> dict[str, NDArray[Any]]:
    made = list(rows)
    columns: dict[str, NDArray[Any]] = {name: np.empty(len(made), kind) for name, kind in kinds.items()}
    for at, row in enumerate(made):
        for column, value in zip(columns.values(), row, strict=True):
            column[at] = value
    return columns
