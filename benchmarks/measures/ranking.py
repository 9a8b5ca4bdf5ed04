# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Rank what the scanner finds for one fragment: its own retrieval, alignment and order, with nothing left out."""

from collections.abc import Iterator
from functools import cache
from pathlib import PurePosixPath

import numpy as np

from gyebo.analysis import Analyser
from gyebo.corpus.index import Index
from gyebo.corpus.lookup import Lookup
from gyebo.hashing import fold
from gyebo.likening import compared
from gyebo.model import U16, Analysed, Paired, SourceFile
from gyebo.report import Skipped
from gyebo.stages.align import Least
from gyebo.stages.attribute import order


def analysed(analyser: Analyser, file: SourceFile) -> Analysed:
    """A file of a pinned package, which can be read; ValueError otherwise."""
    read = analyser(file)
    if isinstance(read, Skipped):
        raise ValueError(f"{read.path}: {read.detail.en or read.reason}")
    return read


def unit_named(read: Analysed, name: str) -> int | None:
    """The first unit of this qualified name."""
    return next((at for at, unit in enumerate(read.syntax.units) if at and unit.name == name), None)


def size(read: Analysed, unit: int) -> int:
    """Tokens of a unit."""
    return read.syntax.units[unit].last - read.syntax.units[unit].first


def codes_of(read: Analysed, unit: int) -> U16:
    """Token codes of a unit, as the index keeps them."""
    one = read.syntax.units[unit]
    return fold(read.syntax.tokens.code[one.first : one.last])


def undecorated(codes: U16) -> bytes:
    """A definition's token codes from `def`, `class` or `async` on."""
    at = np.flatnonzero(np.isin(codes, _openings()))
    return codes[int(at[0]) if len(at) else 0 :].tobytes()


@cache
def _openings() -> tuple[int, ...]:
    """The codes of the words that open a definition."""
    texts = ("def f(): pass", "class C: pass", "async def f(): pass")
    files = (SourceFile(PurePosixPath("opening.py"), text.encode()) for text in texts)
    return tuple(int(codes_of(analysed(Analyser(), file), 1)[0]) for file in files)


def ranked(lookup: Lookup, read: Analysed, unit: int) -> list[Paired]:
    """What a unit is like, the likest first."""
    found = next(compared(lookup, read, [unit], Least.nothing()))
    return sorted(found.paired, key=order, reverse=True)


def named_places(index: Index) -> Iterator[tuple[tuple[str, str], int, int]]:
    """Path and qualified name of every place of an index, its number and its class."""
    arrays = index.arrays
    cls: list[int] = np.repeat(np.arange(len(arrays.class_digest)), np.diff(arrays.class_places)).tolist()
    paths = [index.text(path) for path in arrays.file_path.tolist()]
    files: list[int] = arrays.place_file.tolist()
    names: list[int] = arrays.place_name.tolist()
    for at, (file, name, one) in enumerate(zip(files, names, cls, strict=True)):
        yield (paths[file], index.text(name)), at, one
