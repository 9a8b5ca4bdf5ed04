# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""What of a corpus's tables one submission can have to do with, as an index: scanned against, it is as good as all.

Classes are taken that share one of the features through which candidates are found, or that only few works have, or
that are near by their signature; a feature's rarity, and in how many classes it occurs, stay those of the whole.
"""

import hashlib
import shutil
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from gyebo.analysis import Analyser
from gyebo.corpus import index as indexes_on_disk
from gyebo.corpus.lookup import MOST_WORKS_OF_AN_EXCLUSIVE_FEATURE
from gyebo.corpus.sharing import MOST_POSTINGS
from gyebo.cutting import Answer, Cut, Found, put
from gyebo.engines.tables import BAND_BITS
from gyebo.model import I64, U32, U64, Analysed, Bits, SourceFile
from gyebo.signatures import BANDS, band_keys
from gyebo.stages.quote import digests, literals

if TYPE_CHECKING:  # what is not asked by SQL needs no Arrow
    from gyebo.engines.arrow import Ask
    from gyebo.tabling import Tables

KEPT = 8
"""Excerpts in the cache; the oldest goes first."""
_CUT = np.uint64(0xFFFFFFFFFF << 24)
KNOWN = "SELECT DISTINCT f.feature, f.first, f.classes, f.works FROM features f JOIN asked USING (feature)"
SHARING = "SELECT DISTINCT f.digest FROM features f JOIN asked USING (feature)"
NEAR = "SELECT DISTINCT b.digest FROM bands b JOIN asked a ON (b.band >> {shift}) = a.band"
POSTED = "SELECT f.feature, f.digest FROM features f JOIN asked USING (feature) JOIN core USING (digest)"
BANDED = "SELECT b.band, b.digest FROM bands b JOIN core USING (digest)"
PLACED = "SELECT p.* FROM places p JOIN core USING (digest)"
ANY = "SELECT min(digest) AS digest FROM classes"
"""An index of nothing would be no index."""
CLASSES = "SELECT c.* FROM classes c JOIN core USING (digest)"
LITERALS = "SELECT l.literal, l.works FROM literals l JOIN asked USING (literal)"
SAID = "SELECT s.literal, s.number, s.source, s.path FROM said s JOIN asked USING (literal)"
EQUAL = "SELECT f.source, f.path FROM files f JOIN asked USING (digest) WHERE f.skipped = ''"
FILES = "SELECT f.source, f.path, f.work, f.digest, f.definitions FROM files f JOIN asked USING (source, path)"


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """All that a submission is looked up by."""

    features: tuple[U64, ...]
    """Of each fragment, cut to what an index tells apart."""
    bands: I64
    """Distinct keys of the signatures' bands, the band above 32 bits of its key."""
    keys: U32
    """(fragments, 12): the keys of each fragment that has features."""
    digests: U64
    literals: U64
    files: U64


def asked(files: Sequence[SourceFile]) -> Asked:
    """Every file read once more, before it is looked up."""
    read = [one for one in map(Analyser(), files) if isinstance(one, Analysed)]
    none = np.empty(0, np.uint64)
    keys = [band_keys(one.prints.signatures) for one in read]
    above = np.arange(BANDS, dtype=np.int64)[:, None] << 32
    whole = [int(hashlib.sha256(one.content).hexdigest()[:16], 16) for one in files]
    return Asked(
        features=tuple(own for one in read for own in _of_units(one)),
        bands=np.unique(np.concatenate([*((own | above).ravel() for own in keys), none.astype(np.int64)])),
        keys=np.concatenate([*map(_featured, read, keys), np.empty((0, BANDS), np.uint32)]),
        digests=np.unique(np.concatenate([*(one.prints.digests for one in read), none])),
        literals=np.unique(np.concatenate([*(digests(literals(one.syntax)) for one in read), none])),
        files=np.unique(np.array(whole, np.uint64)),
    )


def _of_units(one: Analysed) -> Iterator[U64]:
    for low, high in zip(one.prints.bounds[:-1].tolist(), one.prints.bounds[1:].tolist(), strict=True):
        if high > low:
            yield one.prints.features[low:high] & _CUT


def _featured(one: Analysed, keys: U32) -> U32:
    return keys.T[np.diff(one.prints.bounds) > 0]


def excerpt(tables: "Tables", digest: str, given: Asked, cache: Path, ask: "Ask") -> Path:
    """The folder of an index of what tables have for one submission."""
    return made(digest, given, cache, lambda: Cut(found(tables, given, ask), tables.corpus, tables.band_bits))


def made(digest: str, given: Asked, cache: Path, cut: Callable[[], Cut]) -> Path:
    """The folder of an index for one submission, cut where it is not in the cache; `digest` is of what was asked."""
    key = hashlib.sha256(digest.encode())
    for part in (*given.features, given.bands, given.digests, given.literals, given.files):
        key.update(part.tobytes() + b"|")
    folder = cache / "excerpts" / key.hexdigest()[:16]
    if not (folder / indexes_on_disk.DESCRIPTION).is_file():
        whole = cut()
        indexes_on_disk.fill(folder, replace(whole.corpus, cut_from=digest), partial(put, whole))
    _make_room(folder)
    return folder


def found(tables: "Tables", given: Asked, ask: "Ask") -> Found:
    """What the tables have to do with a submission."""
    features = np.unique(np.concatenate([*given.features, np.empty(0, np.uint64)]))
    known = ask(KNOWN, asked={"feature": features.view(np.int64)})
    chosen = known["feature"][_is_chosen(known, given.features)]
    shift = BAND_BITS - tables.band_bits
    near = ask(NEAR.format(shift=shift), asked={"band": np.unique(given.bands >> shift)})
    sharing = ask(SHARING, asked={"feature": chosen})
    # What equals a fragment need not share features with it: a module has none.
    core = np.unique(
        np.concatenate([near["digest"], sharing["digest"], given.digests.view(np.int64), ask(ANY)["digest"]])
    )
    named = {"digest": core}
    places = ask(PLACED, core=named)
    equal = ask(EQUAL, asked={"digest": given.files.view(np.int64)})
    literals = {"literal": given.literals.view(np.int64)}
    said = ask(SAID, asked=literals)
    wanted = {pair for one in (places, equal, said) for pair in zip(one["source"], one["path"], strict=True)}
    files = ask(FILES, asked=_columns(wanted))
    bare = np.unique(np.concatenate([*files["definitions"], np.empty(0, np.int64)]).astype(np.int64))
    return Found(
        known=known,
        posted=ask(POSTED, asked={"feature": known["feature"]}, core=named),
        banded=ask(BANDED, core=named),
        places=places,
        files=files,
        classes=ask(CLASSES, core={"digest": np.union1d(core, bare)}),
        literals=ask(LITERALS, asked=literals),
        said=said,
    )


def _columns(wanted: Collection[tuple[str, str]]) -> dict[str, list[str]]:
    return {"source": [source for source, _ in wanted], "path": [path for _, path in wanted]}


def _is_chosen(known: Answer, fragments: Sequence[U64]) -> Bits:
    """Whether a feature leads to candidates, as `sharing.py` finds them, or may count as exclusive."""
    order = np.argsort(known["feature"].view(np.uint64))
    feature, first = known["feature"].view(np.uint64)[order], known["first"].view(np.uint64)[order]
    _, group = np.unique(first, return_inverse=True)
    classes = known["classes"][order]
    chosen = known["works"][order] <= MOST_WORKS_OF_AN_EXCLUSIVE_FEATURE
    for own in fragments:
        at = np.searchsorted(feature, own)
        at = at[feature[np.minimum(at, len(feature) - 1)] == own] if len(feature) else at[:0]
        groups, one = np.unique(group[at], return_index=True)
        occurring = classes[at][one]
        rarest = np.argsort(occurring, kind="stable")
        count = max(int(np.searchsorted(np.cumsum(occurring[rarest]), MOST_POSTINGS, "right")), 1)
        chosen[at] |= np.isin(group[at], groups[rarest[:count]])
    back = np.empty(len(order), np.bool_)
    back[order] = chosen
    return back


def _make_room(newest: Path) -> None:
    """Only the latest excerpts stay."""
    others = sorted((one for one in newest.parent.iterdir() if one != newest), key=lambda one: one.stat().st_mtime)
    for old in others[: max(len(others) - KEPT + 1, 0)]:
        shutil.rmtree(old, ignore_errors=True)
