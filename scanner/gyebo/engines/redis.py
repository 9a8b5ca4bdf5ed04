# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""A live index in Redis: datasketch's MinHashLSH says which classes are near, and hashes beside it what those are.

What comes out of Redis is data of somebody else. It is read as numbers, or as values of the types below, and nothing is
ever unpickled: datasketch pickles keys unless they are bytes and it is told to leave them (`prepickle=False`).

A source is put in and taken out as a whole (`writing.py`) and has a number of its own, which stands in every key and
every pair of it. Who asks counts only what is of a source on the list, so that one half way in or out is not there.
"""

import re
import struct
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import Any, NamedTuple, TypeVar, cast

import numpy as np
from datasketch import LeanMinHash, MinHashLSH
from numpy.typing import NDArray
from redis import Redis
from redis.exceptions import RedisError

from gyebo import codec
from gyebo.analysis import KINDS
from gyebo.corpus.lineage import ModelLink
from gyebo.errors import CorpusError, ReportError
from gyebo.model import I64, U32, U64
from gyebo.report import FragmentKind, Source, Work
from gyebo.signatures import BANDS

FORMAT = "gyebo-live/1"
MODULE = KINDS.index(FragmentKind.MODULE)
FEATURES, LITERALS = b"f", b"l"
"""What is known by file: of fragments, and of comments and messages."""
CUT = np.uint64(0xFFFFFFFFFF << 24)
"""Forty bits of a hash tell apart what is counted."""
BUCKET_BITS, SOURCE_BITS, FILE_BITS = 16, 20, 20
AT_ONCE = 2000
PREFIX = b"gyebo:"
KEY = struct.Struct(">IQ")
"""Of the near: the number of a source, and the digest of a class."""
T = TypeVar("T")
_PATIENCE = {"socket_connect_timeout": 30, "socket_timeout": 30}
"""Seconds that a server may take for one answer."""
Server = Any
"""A redis.Redis, whose answers have no types of their own."""


class Body(NamedTuple):
    """A class, as one source has it."""

    tokens: int
    kind: int
    codes: bytes
    features: bytes
    keys: bytes
    files: tuple[int, ...]


class Unit(NamedTuple):
    """A fragment of a file."""

    digest: int
    exact: int
    name: str
    kind: int
    first_line: int
    last_line: int
    tokens: int


class File(NamedTuple):
    """A file, and of which of its source's works it is."""

    path: str
    work: int
    digest: int
    units: tuple[Unit, ...]


@dataclass(frozen=True, slots=True)
class About:
    """How what lies there was made."""

    format: str
    reading: str
    """Digest of the code and the grammars that cut the fragments."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A source that is there."""

    number: int
    digest: str
    """Of all that decides what of it is there."""
    key: str
    """Of its kept text."""
    source: Source
    works: tuple[Work, ...]
    files: bytes
    """Of each file the position of its work, two bytes each."""
    links: tuple[ModelLink, ...]
    unparsed: tuple[str, ...]
    classes: int


class Live:
    """What lies in one database."""

    def __init__(self, server: Server) -> None:
        self.server = server
        storage = {
            "type": "redis",
            "basename": PREFIX + b"near",
            "redis": {"connection_pool": server.connection_pool},
            "redis_buffer": {"transaction": False},
        }
        # A band's key stands for its three values: what was read of a source holds no others, and it takes a third.
        self.lsh: Any = MinHashLSH(num_perm=BANDS, params=(BANDS, 1), storage_config=storage, prepickle=False)

    def listed(self, reading: str) -> dict[str, Listed]:
        """The sources by their ids; CorpusError where another version of gyebo put them there."""
        stored = self.server.get(PREFIX + b"about")
        about = read(About, stored) if stored else None
        if about and (about.format, about.reading) != (FORMAT, reading):
            raise CorpusError(
                "another version of gyebo filled it, which cuts fragments otherwise; use the same version, or another "
                "database (the number at the end of the address)."
            )
        found = self.server.hgetall(PREFIX + b"sources")
        sources = {name.decode(errors="replace"): read(Listed, told) for name, told in found.items()}
        for one in sources.values():
            works = np.frombuffer(one.files[: len(one.files) // 2 * 2], "<u2")
            if not 0 <= one.number < 1 << SOURCE_BITS or works.max(initial=0) >= max(len(one.works), 1):
                raise foreign()
        return sources

    def near(self, keys: U32) -> set[tuple[int, int]]:
        """Numbers of sources and digests of classes that agree in a band with one of some signatures."""
        found = {one for row in keys for one in self.lsh.query(signature(row))}
        return {cast(tuple[int, int], KEY.unpack(one)) for one in found if len(one) == KEY.size}

    def bodies(self, number: int, digests: Sequence[int]) -> dict[int, Body]:
        """Classes of a source, as far as it has them."""
        found = self._many(number, b"classes", [one.to_bytes(8, "big") for one in digests])
        return {one: _sane(read(Body, told)) for one, told in zip(digests, found, strict=True) if told}

    def any(self, number: int) -> list[int]:
        """A class or a few of a source."""
        _, found = self.server.hscan(of(number, b"classes"), count=1)
        return [int.from_bytes(one[:8], "big") for one in found]

    def files(self, listed: Listed, files: Sequence[int]) -> dict[int, File]:
        """Files of a source by their numbers in it."""
        found = self._many(listed.number, b"files", [str(one).encode() for one in files])
        known = zip(files, found, strict=True)
        return {one: _placed(read(File, told), len(listed.works)) for one, told in known if told}

    def same(self, number: int, digests: Sequence[int]) -> list[int]:
        """Files of a source whose whole text has one of these digests."""
        found = self._many(number, b"texts", [one.to_bytes(8, "big") for one in digests])
        return [read(int, told) for told in found if told]

    def having(self, family: bytes, hashes: U64) -> tuple[U64, I64, I64]:
        """Of some hashes all that is known: the hash, cut, the source's number, and the file's in it."""
        wanted = np.unique(hashes & CUT)
        found: list[NDArray[np.uint64]] = []
        buckets = np.unique(wanted >> np.uint64(64 - BUCKET_BITS)).tolist()
        for some in batches(buckets):
            for bucket, told in zip(some, self.server.mget([bucket_of(family, one) for one in some]), strict=True):
                rows = rows_of(told)
                rest = rows >> np.uint64(SOURCE_BITS + FILE_BITS) << np.uint64(24)
                hashed = rest | np.uint64(bucket << (64 - BUCKET_BITS))
                is_asked = wanted[np.minimum(np.searchsorted(wanted, hashed), len(wanted) - 1)] == hashed
                found.append(np.stack([hashed, rows])[:, is_asked])
        hashed, rows = np.concatenate([*found, np.empty((2, 0), np.uint64)], axis=1)
        return hashed, source_in(rows), file_in(rows)

    def _many(self, number: int, what: bytes, fields: Sequence[bytes]) -> list[bytes | None]:
        found: list[bytes | None] = []
        for some in batches(fields):
            found += self.server.hmget(of(number, what), list(some))
        return found


@contextmanager
def connected(address: str, password: str | None) -> Generator[Live]:
    """What lies at an address; CorpusError in one sentence, without the password, where it cannot be had."""
    shown = re.sub("//[^/@]*@", "//", address)
    try:
        server = cast(Any, Redis).from_url(address, password=password, **_PATIENCE)
    except ValueError as error:
        raise CorpusError(f"{shown}: no address of a Redis database; write redis://HOST:PORT/NUMBER.") from error
    try:
        with server:
            yield Live(server)
    except RedisError as error:
        raise CorpusError(f"{shown}: {error}; look whether Redis runs there and lets you in.") from error
    except CorpusError as error:
        raise CorpusError(f"{shown}: {error}") from error


def batches(items: Iterable[T]) -> Iterator[list[T]]:
    """Some thousand at once: a round trip for each would take most of the time."""
    given = iter(items)
    while some := list(islice(given, AT_ONCE)):
        yield some


def read(kind: type[T], stored: bytes) -> T:
    """A value that somebody else may have put there."""
    try:
        return codec.unpacked(kind, stored, "a value")
    except ReportError as error:
        raise foreign() from error


def foreign() -> CorpusError:
    """Of a value that no gyebo wrote."""
    return CorpusError("it holds what gyebo does not write there; use another database, and share the sources anew.")


def number_of(told: bytes) -> int:
    """A number that stands there as text."""
    if not told.isdigit():
        raise foreign()
    return int(told)


def signature(keys: U32) -> LeanMinHash:
    """The keys of a signature's bands as a signature."""
    return LeanMinHash(seed=1, hashvalues=keys.astype(np.uint32), scheme="affine32")


def of(number: int, what: bytes) -> bytes:
    """Where something of a source lies."""
    return b"%s%s:%d" % (PREFIX, what, number)


def bucket_of(family: bytes, bucket: int) -> bytes:
    """Where the pairs lie whose hashes begin so."""
    return b"%s%s:%d" % (PREFIX, family, bucket)


def rows_of(stored: bytes | None) -> U64:
    """A bucket's pairs: what of a hash the bucket does not say, a source and a file of it."""
    if stored and len(stored) % 8:
        raise foreign()
    return np.frombuffer(stored or b"", "<u8").astype(np.uint64)


def source_in(rows: U64) -> I64:
    """The numbers of the sources in some pairs."""
    return (rows >> np.uint64(FILE_BITS) & np.uint64((1 << SOURCE_BITS) - 1)).astype(np.int64)


def file_in(rows: U64) -> I64:
    """The numbers that their files have in those sources."""
    return (rows & np.uint64((1 << FILE_BITS) - 1)).astype(np.int64)


def _sane(body: Body) -> Body:
    """A class whose parts belong together."""
    codes = 0 if body.kind == MODULE else 2 * body.tokens
    fits = (len(body.codes), len(body.features) % 8, len(body.keys)) == (codes, 0, 4 * BANDS)
    if not fits or not _are_small(body.tokens, *body.files) or not 0 <= body.kind < len(KINDS):
        raise foreign()
    return body


def _placed(file: File, works: int) -> File:
    """A file whose parts belong together."""
    numbers = [n for unit in file.units for n in (unit.first_line, unit.last_line, unit.tokens)]
    hashes = [file.digest, *(n for unit in file.units for n in (unit.digest, unit.exact))]
    kinds = all(0 <= unit.kind < len(KINDS) for unit in file.units)
    if not kinds or not _are_small(*numbers) or not all(0 <= n < 1 << 64 for n in hashes) or not 0 <= file.work < works:
        raise foreign()
    return file


def _are_small(*numbers: int) -> bool:
    return all(0 <= one < 1 << 32 for one in numbers)
