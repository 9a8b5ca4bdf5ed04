# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Write a file whole or not at all: to a temporary name in the same folder, then moved into place."""

import contextlib
import errno
import os
import tempfile
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
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=_PREFIX, suffix=".part", delete=False) as beside:
        try:
            yield beside.file
            beside.flush()
            os.fsync(beside.fileno())
            Path(beside.name).replace(path)
        except BaseException:
            Path(beside.name).unlink(missing_ok=True)
            raise


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
