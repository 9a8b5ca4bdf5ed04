# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""The unit of work: one file's bytes in, its fragments out; for the corpus and for a submission alike."""

import hashlib
from collections.abc import Iterable, Sequence
from functools import cache as memo
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from gyebo.hashing import fold
from gyebo.languages import language_of
from gyebo.languages.reading import Reader
from gyebo.model import I64, U32, Analysed, Entry, SourceFile, Syntax
from gyebo.report import FragmentKind, Skipped, SkipReason, Text, same
from gyebo.signatures import band_keys
from gyebo.stages.fingerprint import SMALLEST_UNIT, fingerprint
from gyebo.stages.fragment import fragment
from gyebo.stages.quote import digests, literals

KINDS = tuple(FragmentKind)
READING_CRASHED = Text("Reading it ended its process.", "파일을 읽던 프로세스가 종료되었습니다.")
PACKAGE = Path(__file__).parent
READING = (
    "analysis.py",
    "encoding.py",
    "hashing.py",
    "notebook.py",
    "ranges.py",
    "signatures.py",
    "stages/fingerprint.py",
    "stages/fragment.py",
    "stages/quote.py",
)
PARSERS = ("tree-sitter", "tree-sitter-python")


class Analyser:
    """Reads files of every language; each grammar is loaded when its first file comes."""

    def __init__(self) -> None:
        self._readers: dict[str, Reader] = {}

    def __call__(self, file: SourceFile) -> Analysed | Skipped:
        """A file read and fingerprinted."""
        language = language_of(file.path)
        if language is None:
            return Skipped(str(file.path), SkipReason.UNKNOWN_LANGUAGE, same(""))
        if language.name not in self._readers:
            self._readers[language.name] = Reader(language)
        read = fragment(file, self._readers[language.name])
        if isinstance(read, Skipped):
            return read
        digest = hashlib.sha256(file.content).hexdigest()
        return Analysed(file.path, digest, language.name, read.notes, read.syntax, fingerprint(read.syntax), read.cells)


@memo
def reading_digest() -> str:
    """SHA-256 of all that decides how a file becomes fragments: our code that does it, the parser and its grammars.

    An index made by another reading would be compared with fragments cut otherwise, and find less without a word.
    """
    from importlib import metadata  # costs as much as three bare interpreter starts

    languages = sorted(f"languages/{path.name}" for path in (PACKAGE / "languages").glob("*.py"))
    versions = [f"{name} {metadata.version(name)}" for name in PARSERS]
    return hashlib.sha256("\n".join([*versions, code_digest((*READING, *languages))]).encode()).hexdigest()


def code_digest(names: Iterable[str]) -> str:
    """SHA-256 of modules of this package, by their paths in it."""
    digests = (hashlib.sha256((PACKAGE / name).read_bytes()).hexdigest() for name in names)
    return hashlib.sha256("\n".join(digests).encode()).hexdigest()


def lines_of(syntax: Syntax) -> U32:
    """(units, 2): first and last line of every unit."""
    newlines = np.flatnonzero(np.frombuffer(syntax.text, np.uint8) == ord("\n"))
    ends = np.array([(unit.start, max(unit.end - 1, unit.start)) for unit in syntax.units])
    return (np.searchsorted(newlines, ends) + 1).astype(np.uint32)


def entry(analysed: Analysed, source: int, work: int) -> Entry:
    """A corpus file's contribution to the index; units below the smallest size stay out."""
    syntax, prints = analysed.syntax, analysed.prints
    # A module that is nothing but one definition has that definition's digest, and no codes.
    defined = {(unit.first, unit.last) for unit in syntax.units[1:]}
    kept = [
        i
        for i, unit in enumerate(syntax.units)
        if unit.last - unit.first >= SMALLEST_UNIT and (i or (unit.first, unit.last) not in defined)
    ]
    units = [syntax.units[i] for i in kept]
    featured = [prints.features[slice(*prints.bounds[i : i + 2].tolist())] for i in kept]
    return Entry(
        path=str(analysed.path),
        source=source,
        work=work,
        digest=int(analysed.sha256[:16], 16),
        names=tuple(unit.name for unit in units),
        kinds=np.array([KINDS.index(unit.kind) for unit in units], np.uint8),
        lines=lines_of(syntax)[kept],
        tokens=np.array([unit.last - unit.first for unit in units], np.uint32),
        digests=prints.digests[kept],
        exact=prints.exact[kept],
        features=np.concatenate([*featured, np.empty(0, np.uint64)]),
        bounds=_bounds(featured),
        first=np.array([unit.first for unit in units], np.int64),
        codes=fold(syntax.tokens.code),
        bands=band_keys(prints.signatures[kept]).T,
        literals=digests(literals(syntax)),
    )


def _bounds(rows: Sequence[NDArray[np.generic]]) -> I64:
    return np.concatenate(([0], np.cumsum([len(row) for row in rows]))).astype(np.int64)
