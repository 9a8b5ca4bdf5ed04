# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Remember which index was found whole and fitting, and notice a change of anything that this rests on.

By size, time and inode, as git's own index does: to hash 80 MB takes 200 milliseconds, to ask for the state of 500
files two. A stamp spares work and decides nothing: what is told of a match is told by a scan, which hashes the whole
index.
"""

import contextlib
import os
import stat
from collections.abc import Iterable
from dataclasses import dataclass, field
from operator import attrgetter
from pathlib import Path

import numpy as np

from gyebo.errors import CorpusError
from gyebo.hashing import text_hash
from gyebo.model import U64

_FORMAT = "gyebo-stamp/1"
_CACHE = "__pycache__"


@dataclass(frozen=True, slots=True)
class Stamp:
    """An index that was verified, and what of the rules a first glance needs."""

    folder: Path
    smallest: int
    """Tokens of the smallest fragment that can be a match."""
    state: str = field(default="", compare=False)
    """Of all that this rests on, when it was read; empty before it was kept."""

    def digests(self) -> U64:
        """Digests of all that the corpus holds, sorted, mapped and not read."""
        return np.asarray(np.load(self.folder / "class_digest.npy", mmap_mode="r"))


def read(place: Path) -> Stamp | None:
    """The stamp at a place; None where there is none, or where anything it rests on is no longer as it was."""
    try:
        head, folder, smallest, *roots = place.read_text(encoding="utf-8").splitlines()
        is_as_it_was = head == f"{_FORMAT} {state_of(roots)}"
        return Stamp(Path(folder), int(smallest), head) if is_as_it_was else None
    except (OSError, ValueError):
        return None


def write(place: Path, stamp: Stamp, rests_on: Iterable[Path]) -> None:
    """Keep a stamp with the state of the files and folders it rests on; where that fails, only time is lost."""
    from gyebo.corpus.atomic import written  # a hook that finds its stamp writes none

    roots = sorted({str(path) for path in (stamp.folder, *rests_on)})
    if any(not root.isprintable() for root in roots):
        return
    with contextlib.suppress(OSError, CorpusError):
        lines = (f"{_FORMAT} {state_of(roots)}", str(stamp.folder), str(stamp.smallest), *roots)
        with written(place) as stream:
            stream.write("\n".join(lines).encode())


def state_of(roots: Iterable[str]) -> str:
    """Digest over size, time and inode of each file below the roots; OSError where one of these is gone."""
    lines = list[str]()
    for root in roots:
        found = Path(root).stat()
        if stat.S_ISDIR(found.st_mode):
            _add(root, lines)
        else:
            lines.append(_line(root, found))
    return f"{text_hash('/'.join(lines).encode(errors='surrogateescape')):016x}"


def _add(folder: str, lines: list[str]) -> None:
    with os.scandir(folder) as entries:
        listed = sorted(entries, key=attrgetter("name"))
    for entry in listed:
        if not entry.is_dir():
            lines.append(_line(entry.path, entry.stat()))
        elif entry.name != _CACHE:
            _add(entry.path, lines)


def _line(path: str, found: os.stat_result) -> str:
    return f"{path} {found.st_size} {found.st_mtime_ns} {found.st_ino}"
