# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Write a file or a folder whole or not at all: under another name in the same folder, then moved into place.

The names are made here: those of `tempfile` come with rights for their owner alone, and a corpus is shared.
"""

import contextlib
import errno
import os
import secrets
import shutil
import time
from collections.abc import Generator
from pathlib import Path
from typing import IO

from gyebo.errors import CorpusError

_PREFIX = ".gyebo-"
_STALE_SECONDS = 86_400
_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


@contextlib.contextmanager
def written(path: Path) -> Generator[IO[bytes]]:
    """A file to write to that takes `path`'s place on success; after any failure the old one is untouched."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _sweep(path.parent)
        yield from _beside(path)
    except OSError as error:
        raise CorpusError(_sentence(path, error)) from error


def _beside(path: Path) -> Generator[IO[bytes]]:
    beside = path.parent / f"{_PREFIX}{secrets.token_hex(8)}.part"
    with beside.open("xb") as stream:
        try:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
            beside.replace(path)
        except BaseException:
            beside.unlink(missing_ok=True)
            raise


@contextlib.contextmanager
def unfinished(folder: Path) -> Generator[Path]:
    """An empty folder beside the one meant, gone afterwards where it was not moved; OSError as the system says it."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    beside = folder.parent / f".{folder.name}-{secrets.token_hex(8)}"
    beside.mkdir()
    try:
        yield beside
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _sweep(folder: Path) -> None:
    """Temporary files of a process that was killed; a day old, so that none in use is hit."""
    for left in folder.glob(f"{_PREFIX}*.part"):
        with contextlib.suppress(OSError):
            if time.time() - left.stat().st_mtime > _STALE_SECONDS:
                left.unlink()


def _sentence(path: Path, error: OSError) -> str:
    if error.errno in _NO_ROOM:
        return f"There is no room left to write {path} ({error.strerror}); make room or choose another cache folder."
    return f"{path} cannot be written ({error}); choose a cache folder you may write to."
