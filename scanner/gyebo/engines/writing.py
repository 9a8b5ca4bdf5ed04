# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Put sources into a live index and take them out, while others ask; writers come one after the other.

`left` holds the numbers of sources that were not finished, or are no longer wanted: whoever writes next removes them.
"""

import secrets
from collections.abc import Callable, Generator, Iterable
from contextlib import contextmanager
from functools import partial

import numpy as np

from gyebo import codec
from gyebo.engines.redis import (
    BUCKET_BITS,
    FEATURES,
    FILE_BITS,
    FORMAT,
    KEY,
    LITERALS,
    PREFIX,
    SOURCE_BITS,
    About,
    Body,
    File,
    Listed,
    Live,
    batches,
    bucket_of,
    number_of,
    of,
    read,
    rows_of,
    signature,
    source_in,
)
from gyebo.errors import CorpusError
from gyebo.model import U64

_LOCK_SECONDS = 120
_REST = np.uint64((1 << (40 - BUCKET_BITS)) - 1)


class Writer:
    """Puts sources in and takes them out."""

    def __init__(self, live: Live, token: bytes) -> None:
        self._server, self._lsh, self._token = live.server, live.lsh, token

    def begin(self) -> int:
        """The number of a new source; should this be the last that is heard of it, the next writer removes it."""
        number = int(self._server.incr(PREFIX + b"number"))
        if number >= 1 << SOURCE_BITS:
            raise CorpusError("more sources were put in than it can number; use another database.")
        self._server.sadd(PREFIX + b"left", number)
        return number

    def put(self, number: int, bodies: Iterable[tuple[int, Body]], files: Iterable[tuple[int, File]]) -> None:
        """The classes and files of a source."""
        for some in batches(bodies):
            self._stay()
            told = {digest.to_bytes(8, "big"): codec.packed(body) for digest, body in some}
            self._server.hset(of(number, b"classes"), mapping=told)
            with self._lsh.insertion_session() as session:
                for digest, body in some:
                    if body.features:
                        own = signature(np.frombuffer(body.keys, "<u4"))
                        session.insert(KEY.pack(number, digest), own, check_duplication=False)
        for each in batches(files):
            self._stay()
            self._server.hset(of(number, b"files"), mapping={str(at): codec.packed(one) for at, one in each})
            texts = {one.digest.to_bytes(8, "big"): codec.packed(at) for at, one in each}
            self._server.hset(of(number, b"texts"), mapping=texts)

    def place(self, family: bytes, number: int, pairs: U64) -> None:
        """What stands in which files of a source: sorted hashes, cut, each with a file in the low bits."""
        bucket = pairs >> np.uint64(64 - BUCKET_BITS)
        rest = (pairs >> np.uint64(24) & _REST) << np.uint64(SOURCE_BITS + FILE_BITS)
        rows = rest | np.uint64(number << FILE_BITS) | pairs & np.uint64((1 << FILE_BITS) - 1)
        begins = np.flatnonzero(np.diff(bucket, prepend=~bucket[:1]))
        own = dict(zip(bucket[begins].tolist(), np.split(rows, begins[1:]), strict=True))
        self._changed(family, own, lambda at, there: np.union1d(there, own[at]))

    def commit(self, name: str, listed: Listed) -> None:
        """From here on the source is there, in the place of an earlier one of that name."""
        self._stay()
        earlier = self._server.hget(PREFIX + b"sources", name)
        with self._server.pipeline() as together:
            if earlier:
                together.sadd(PREFIX + b"left", read(Listed, earlier).number)
            together.srem(PREFIX + b"left", listed.number)
            together.hset(PREFIX + b"sources", name, codec.packed(listed))
            together.execute()
        self.clear()

    def remove(self, name: str, listed: Listed) -> None:
        """From here on the source is not there."""
        with self._server.pipeline() as together:
            together.sadd(PREFIX + b"left", listed.number)
            together.hdel(PREFIX + b"sources", name)
            together.execute()
        self.clear()

    def clear(self) -> None:
        """Remove what belongs to no source: first what can be found by nothing but itself."""
        for number in sorted(map(number_of, self._server.smembers(PREFIX + b"left"))):
            for family in (FEATURES, LITERALS):
                self._changed(family, range(1 << BUCKET_BITS), partial(_without, number))
            for some in batches(self._server.hkeys(of(number, b"classes"))):
                self._stay()
                for digest in some:
                    key = number.to_bytes(4, "big") + digest
                    if key in self._lsh.keys:
                        self._lsh.remove(key)
            self._server.delete(*(of(number, what) for what in (b"classes", b"files", b"texts")))
            self._server.srem(PREFIX + b"left", number)

    def _changed(self, family: bytes, buckets: Iterable[int], change: Callable[[int, U64], U64]) -> None:
        """Buckets rewritten; readers see each as it was or as it will be."""
        for some in batches(buckets):
            self._stay()
            names = [bucket_of(family, at) for at in some]
            before = [rows_of(one) for one in self._server.mget(names)]
            after = [change(at, rows) for at, rows in zip(some, before, strict=True)]
            changed = {n: r for n, r, b in zip(names, after, before, strict=True) if len(r) != len(b)}
            put = {name: rows.astype("<u8").tobytes() for name, rows in changed.items() if len(rows)}
            gone = changed.keys() - put.keys()
            if put:
                self._server.mset(put)
            if gone:
                self._server.delete(*gone)

    def _stay(self) -> None:
        """Still the one who writes; who was away too long is not."""
        if self._server.get(PREFIX + b"writing") != self._token:
            raise CorpusError("this took too long, and somebody else is writing to it now; run it again.")
        self._server.expire(PREFIX + b"writing", _LOCK_SECONDS)


@contextmanager
def writing(live: Live, reading: str) -> Generator[Writer]:
    """The one who writes; what an interrupted one left is gone then."""
    token, lock = secrets.token_bytes(16), PREFIX + b"writing"
    if not live.server.set(lock, token, nx=True, ex=_LOCK_SECONDS):
        raise CorpusError(f"somebody else is writing to it; wait, {_LOCK_SECONDS} seconds after an interrupt.")
    writer = Writer(live, token)
    try:
        live.server.set(PREFIX + b"about", codec.packed(About(FORMAT, reading)))
        writer.clear()
        yield writer
    finally:
        if live.server.get(lock) == token:
            live.server.delete(lock)


def _without(number: int, _bucket: int, rows: U64) -> U64:
    """A bucket without the pairs of one source."""
    left: U64 = rows[source_in(rows) != number]
    return left
