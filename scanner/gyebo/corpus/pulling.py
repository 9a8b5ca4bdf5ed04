# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Take an index out of the wheel that somebody packed: checked array by array, whole or not at all, no path its own."""

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import fields
from pathlib import Path

from gyebo.corpus import credits as credits_on_disk
from gyebo.corpus import index
from gyebo.corpus.archive import Limits, walked
from gyebo.corpus.atomic import unfinished
from gyebo.corpus.packing import PACKAGE
from gyebo.errors import CorpusError
from gyebo.report import Skipped

LIMITS = Limits(file_bytes=4_000_000_000, total_bytes=16_000_000_000, members=1_000)
"""The largest array of the default corpus has 4.5e7 bytes, all of them 2.0e8."""
_ARRAYS = {f"{field.name}.npy" for field in fields(index.Arrays)}
_NAMES = {index.DESCRIPTION, credits_on_disk.NAME, *_ARRAYS}
MADE = "another version, manifest or parser made it"
_CURE = "get it from whoever published it once more"


def pull(wheel: Path, folder: Path) -> None:
    """The index that a wheel holds, put where this gyebo looks for it; CorpusError when it is not the one meant."""
    with _beside(folder) as beside:
        _unpack(wheel, beside)
        fault = _fault(beside, folder.name)
        if fault:
            raise CorpusError(f"{wheel}: {fault}; nothing was kept.")
        beside.replace(folder)


@contextmanager
def _beside(folder: Path) -> Generator[Path]:
    """An empty folder beside the one meant; CorpusError where there is no room."""
    try:
        with unfinished(folder) as beside:
            yield beside
    except OSError as error:
        raise CorpusError(
            f"The corpus index could not be written to {folder}: {error.strerror or error}; "
            "make room or choose another cache with GYEBO_CACHE."
        ) from error


def _unpack(wheel: Path, beside: Path) -> None:
    """Only by names that an index has, and only the files of one index."""
    of = set[str]()
    for one in walked(wheel, (f"{PACKAGE}/",), (), LIMITS, _CURE):
        if isinstance(one, Skipped):
            raise CorpusError(f"{wheel}: {one.path} is no plain file of a usual size; {_CURE}.")
        _, *folders, name = one.path.parts
        of.add("/".join(folders))
        if name not in _NAMES or len(folders) != 1 or len(of) > 1:
            raise CorpusError(f"{wheel}: {one.path} is no part of an index; {_CURE}.")
        (beside / name).write_bytes(one.content)
    if not of:
        raise CorpusError(f"{wheel}: holds no index; name a wheel that `gyebo corpus pack` wrote.")


def _fault(beside: Path, meant: str) -> str:
    """Why what was unpacked is not the index that is meant; empty when it is."""
    try:
        described = index.describe(beside)
        held = f"{described.name}-{described.key[:16]}"
        if held != meant:
            another = meant.rpartition("-")[0] != described.name
            cure = f"of the manifest {described.name!r}; name that manifest with --corpus" if another else MADE
            return f"holds {held}, and this gyebo needs {meant} ({cure})"
        if {f"{name}.npy" for name in described.arrays} != _ARRAYS or index.damaged(beside):
            return "its arrays are not those that its description tells of"
        index.open_index(beside)
        credits_on_disk.read(beside)
    except CorpusError as error:
        return str(error).removeprefix(f"{beside}: ").split("; ")[0]
    return ""
