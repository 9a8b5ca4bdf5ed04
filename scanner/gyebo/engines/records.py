# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""The unit of work as a record: a file's bytes in, one row out, the same on one machine and on many.

Hashes are 64-bit integers with a sign, bit for bit those of an index: Spark has no others. A row holds all that a
corpus keeps of a file, so that tables and index are both made of rows alone.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import astuple, dataclass
from itertools import pairwise
from pathlib import PurePosixPath
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gyebo import codec
from gyebo.analysis import KINDS
from gyebo.corpus.entries import Read, Told
from gyebo.engines.arrow import Batch, Column, arrow
from gyebo.model import Entry
from gyebo.report import FragmentKind, Skipped, Work
from gyebo.signatures import BANDS

_MODULE = KINDS.index(FragmentKind.MODULE)
_ALL_BITS = (1 << 64) - 1
_NUMBERS = ("kind", "first_line", "last_line", "first", "tokens", "digest", "exact")
_Rows = tuple[tuple[str, str, str, str, str, str, int], ...]
_OF_FRAGMENTS = {
    "position": arrow.int32(),  # of the fragment in its file
    "name": arrow.string(),  # qualified by the definitions around it
    "kind": arrow.int32(),  # position in FragmentKind
    "first_line": arrow.int32(),
    "last_line": arrow.int32(),
    "first": arrow.int64(),  # its first token in the file
    "tokens": arrow.int32(),
    "digest": arrow.int64(),  # equal for fragments that are equal after a renaming: the class
    "exact": arrow.int64(),  # equal for fragments that are equal token for token
    "codes": arrow.binary(),  # two bytes a token, little end first; none for a module
    "features": arrow.list_(arrow.int64()),
    "bands": arrow.list_(arrow.int64()),  # the signature's: the band above 32 bits of its key
}
SCHEMA = arrow.schema(
    {
        "source": arrow.string(),  # key of the kept source
        "path": arrow.string(),
        "work": arrow.string(),  # JSON of report.Work
        "digest": arrow.int64(),  # first half of the first 128 bits of the text's SHA-256
        "skipped": arrow.string(),  # JSON of report.Skipped; empty for a file that was read
        "descents": arrow.string(),  # JSON of what the file says of its own descent
        "definitions": arrow.list_(arrow.int64()),  # digests of its outermost fragments but the module
        "literals": arrow.list_(arrow.int64()),  # hashes of comments and messages
        "fragments": arrow.list_(arrow.struct(list(_OF_FRAGMENTS.items()))),
    }
)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a file comes from; the work is JSON."""

    source: str
    path: str
    work: str


def record_batch(given: Iterable[tuple[Origin, Read | Skipped]]) -> Batch:
    """One row a file."""
    rows = [_row(origin, one) for origin, one in given]
    return arrow.RecordBatch.from_pylist(rows, schema=SCHEMA)


def _row(origin: Origin, one: Read | Skipped) -> dict[str, Any]:
    row: dict[str, Any] = {"source": origin.source, "path": origin.path, "work": origin.work}
    if isinstance(one, Skipped):
        told = codec.to_json(one).decode()
        return row | {
            "digest": 0,
            "skipped": told,
            "descents": "[]",
            "definitions": [],
            "literals": [],
            "fragments": [],
        }
    entry = one.entry
    fragments = list(_fragments(entry))
    outermost = [each["digest"] for each in fragments if each["name"] and "." not in str(each["name"])]
    return row | {
        "digest": _signed(np.array([entry.digest], np.uint64))[0],
        "skipped": "",
        "descents": codec.to_json([tuple(map(_plain, astuple(each))) for each in one.descents]).decode(),
        "definitions": outermost,
        "literals": _signed(entry.literals),
        "fragments": fragments,
    }


def _plain(value: object) -> object:
    return str(value) if isinstance(value, PurePosixPath) else value


def _signed(hashes: NDArray[np.uint64]) -> NDArray[np.int64]:
    return np.ascontiguousarray(hashes).view(np.int64)


def _fragments(entry: Entry) -> Iterator[dict[str, object]]:
    features, bounds = _signed(entry.features), entry.bounds.tolist()
    above = np.arange(entry.bands.shape[1], dtype=np.int64) << 32
    bands = entry.bands.astype(np.int64) | above
    columns = [one.tolist() for one in (entry.kinds, entry.lines, entry.first, entry.tokens)]
    hashes = [_signed(one).tolist() for one in (entry.digests, entry.exact)]
    for at, (kind, (first_line, last_line), first, tokens, digest, exact) in enumerate(
        zip(*columns, *hashes, strict=True)
    ):
        own = entry.codes[first : first + tokens] if kind != _MODULE else entry.codes[:0]
        yield {
            "position": at,
            "name": entry.names[at],
            "kind": kind,
            "first_line": first_line,
            "last_line": last_line,
            "first": first,
            "tokens": tokens,
            "digest": digest,
            "exact": exact,
            "codes": own.astype("<u2").tobytes(),
            "features": features[bounds[at] : bounds[at + 1]],
            "bands": bands[at],
        }


def told(batch: Batch) -> Iterator[tuple[Origin, Told]]:
    """What of each row is text."""
    names = _names(batch)
    for row in batch.select(["source", "path", "work", "digest", "skipped", "descents"]).to_pylist():
        origin, own = Origin(row["source"], row["path"], row["work"]), next(names)
        if row["skipped"]:
            yield origin, Told(row["path"], skipped=codec.from_json(Skipped, row["skipped"].encode(), row["path"]))
        else:
            rows = codec.from_json(_Rows, row["descents"].encode(), row["path"])
            yield origin, Told(row["path"], row["digest"] & _ALL_BITS, tuple(own), rows)


def _names(batch: Batch) -> Iterator[list[str]]:
    fragments = batch.column("fragments")
    names = fragments.flatten().field("name")
    for low, high in pairwise(_offsets(fragments).tolist()):
        yield names.slice(low, high - low).to_pylist()


def _offsets(lists: Column) -> NDArray[np.int64]:
    """Where each list begins and ends in the flattened values."""
    offsets: NDArray[np.int64] = lists.offsets.to_numpy().astype(np.int64)
    offsets -= offsets[0]
    return offsets


def entries(batch: Batch, source: int, works: Mapping[Work, int]) -> Iterator[Entry]:
    """The rows of files that were read, as an index takes them; `works` has the numbers of their works."""
    fragments, names = batch.column("fragments"), _names(batch)
    values = fragments.flatten()
    columns = {name: values.field(name).to_numpy() for name in _NUMBERS}
    features, bands, codes = values.field("features"), values.field("bands"), values.field("codes")
    flat, bounds = features.flatten().to_numpy().view(np.uint64), _offsets(features)
    keys = bands.flatten().to_numpy().reshape(-1, BANDS).astype(np.uint32)
    texts = batch.select(["path", "work", "digest", "skipped"]).to_pylist()
    literals = batch.column("literals")
    said, ends = literals.flatten().to_numpy().view(np.uint64), _offsets(literals)
    for at, (row, (low, high)) in enumerate(zip(texts, pairwise(_offsets(fragments).tolist()), strict=True)):
        own_names = next(names)
        if row["skipped"]:
            continue
        own = {name: column[low:high] for name, column in columns.items()}
        yield Entry(
            path=row["path"],
            source=source,
            work=works[codec.from_json(Work, row["work"].encode(), row["path"])],
            digest=row["digest"] & _ALL_BITS,
            names=tuple(own_names),
            kinds=own["kind"].astype(np.uint8),
            lines=np.stack([own["first_line"], own["last_line"]], axis=1).astype(np.uint32),
            tokens=own["tokens"].astype(np.uint32),
            digests=own["digest"].view(np.uint64),
            exact=own["exact"].view(np.uint64),
            features=flat[bounds[low] : bounds[high]],
            bounds=bounds[low : high + 1] - bounds[low],
            first=own["first"],
            codes=_codes(own, codes.slice(low, high - low).to_pylist()),
            bands=keys[low:high],
            literals=said[ends[at] : ends[at + 1]],
        )


def _codes(own: dict[str, NDArray[Any]], codes: list[bytes]) -> NDArray[np.uint16]:
    """Those of the file as far as they lie in fragments; no others are asked for."""
    made = np.zeros(int((own["first"] + own["tokens"]).max(initial=0)), np.uint16)
    for first, text in zip(own["first"].tolist(), codes, strict=True):
        made[first : first + len(text) // 2] = np.frombuffer(text, "<u2")
    return made
