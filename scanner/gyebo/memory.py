# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""What earlier scans found, by all that it rests on: kept in the user's cache, bounded, and safe to delete.

A result is asked for by a digest over everything that it depends on: the contents looked at, our code, the rules, the
parser and its grammars, the index and the texts beside it. Where any of these is another there is no result, and
nothing is ever looked for inside a submission.
"""

import contextlib
import hashlib
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar, cast

from gyebo import codec
from gyebo.errors import CorpusError, ReportError
from gyebo.hashing import text_hash
from gyebo.uncollected import uncollected

T = TypeVar("T")
FOLDER = "results"
MOST_BYTES = 512 << 20
"""Kept at most; beyond it those go first that were longest not asked for."""
_LEFT = 0.8
"""Share of MOST_BYTES that is left when room is made."""
_FRESH_SECONDS = 3600
_DIGEST = 8


@dataclass(frozen=True, slots=True)
class Memory:
    """The results of one state of code, rules and corpus."""

    folder: Path
    state: bytes
    """Digest of all that is the same for a whole scan."""

    def key(self, *parts: bytes | str) -> str:
        """The name of a result of these parts; where one ends and the next begins takes part."""
        digest = hashlib.sha256(self.state)
        for part in parts:
            one = part.encode(errors="surrogateescape") if isinstance(part, str) else part
            digest.update(len(one).to_bytes(8, "big") + one)
        return digest.hexdigest()

    def key_of(self, called: str, *values: object) -> str:
        """The name of a result that rests on these values; empty where a name in them is no text that can be kept."""
        try:
            return self.key(called, *map(codec.packed, values))
        except UnicodeEncodeError:
            return ""

    @uncollected
    def get(self, kind: type[T], key: str) -> T | None:
        """A result that was kept whole; None where there is none."""
        place = self._place(key)
        try:
            stored = memoryview(place.read_bytes())
            if _check(stored[_DIGEST:]) != bytes(stored[:_DIGEST]):
                return None
            found = codec.unpacked(kind, stored[_DIGEST:], str(place))
            _touch(place)
        except (OSError, ReportError):
            return None
        return found

    def keep(self, key: str, value: object) -> None:
        """Keep a result; where that fails, as for a file name that is no text, only time is lost."""
        place = self._place(key)
        beside = place.with_suffix(f".{os.getpid()}.part")
        with contextlib.suppress(OSError, UnicodeEncodeError):
            packed = codec.packed(value)
            place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            beside.write_bytes(_check(packed) + packed)
            beside.replace(place)

    def make_room(self) -> None:
        """Delete what was longest not asked for, where too much is kept."""
        with contextlib.suppress(OSError):
            kept = sorted(_kept(self.folder), reverse=True)
            total = 0
            is_full = sum(size for _, size, _ in kept) > MOST_BYTES
            for _, size, path in kept if is_full else ():
                total += size
                if total > _LEFT * MOST_BYTES:
                    Path(path).unlink(missing_ok=True)

    def _place(self, key: str) -> Path:
        return self.folder / key[:2] / key


def memory(cache: Path, submission: Path, rests_on: Iterable[str]) -> Memory | None:
    """What is remembered in a cache; None where that is inside the submission, or another user's."""
    folder = cache / FOLDER
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if submission.resolve() in (folder.resolve(), *folder.resolve().parents):
            return None
        is_ours = not hasattr(os, "getuid") or folder.stat().st_uid == os.getuid()
    except (OSError, RuntimeError, CorpusError):  # RuntimeError: a loop of links, before Python 3.13
        return None
    state = hashlib.sha256("\n".join(rests_on).encode(errors="surrogateescape")).digest()
    return Memory(folder, state) if is_ours else None


def _check(packed: bytes | memoryview) -> bytes:
    """Against damage alone: whoever can write here can write our code too. SHA-256 takes ten times as long."""
    return text_hash(cast("bytes", packed)).to_bytes(_DIGEST, "big")


def _touch(place: Path) -> None:
    """So that it is not the first to go; once an hour is enough."""
    import time

    if time.time() - place.stat().st_mtime > _FRESH_SECONDS:
        with contextlib.suppress(OSError):
            os.utime(place)


def _kept(folder: Path) -> Iterator[tuple[float, int, str]]:
    with os.scandir(folder) as parts:
        for part in parts:
            if part.is_dir(follow_symlinks=False):
                with os.scandir(part) as entries:
                    for one in entries:
                        state = one.stat(follow_symlinks=False)
                        yield state.st_mtime, state.st_size, one.path
