# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""What stands beside a match: the corpus's own text where that is at hand, else what is known of what it says."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Self

from gyebo.analysis import Analyser
from gyebo.corpus import credits as credits_on_disk
from gyebo.corpus.credits import Credits
from gyebo.corpus.lookup import Lookup
from gyebo.corpus.sources import SourceTexts
from gyebo.crediting import sources, stated
from gyebo.licencebook import LicenceBook
from gyebo.model import Analysed, SourceFile, Tokens, Unit
from gyebo.notices.statements import statements
from gyebo.report import Notice, Place, Reference
from gyebo.stages.quote import Literal, literals, within
from gyebo.stages.trace import Lines, Side

KEPT = 64
"""Read files that are kept at hand."""


@dataclass(frozen=True, slots=True, eq=False)
class Referenced:
    """A unit of the corpus with its text."""

    side: Side
    notices: tuple[Notice, ...]
    sources: tuple[Reference, ...]
    """What the file names as its own sources, of all its code or of some of the unit's."""
    literals: tuple[Literal, ...]
    licence: str


@dataclass(frozen=True, slots=True)
class Credited:
    """A unit of the corpus without its text; `notices` is None where nothing is known of what its file says."""

    notices: tuple[Notice, ...] | None = None
    sources: tuple[Reference, ...] = ()
    licence: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class _Text:
    """A file of the corpus, with all that is asked of it for each of its units."""

    sha256: str
    tokens: Tokens
    lines: Lines
    units: dict[tuple[str, int], Unit]
    """By name and first line."""
    notices: tuple[Notice, ...]
    sources: tuple[Reference, ...]
    literals: tuple[Literal, ...]
    licence: str

    @classmethod
    def of(cls, analysed: Analysed, path: str, book: LicenceBook) -> Self:
        syntax, lines = analysed.syntax, Lines(analysed.syntax.text)
        comments = [(comment.line, comment.text) for comment in syntax.comments]
        units = [((unit.name, lines.span(unit.start, unit.end).first_line), unit) for unit in syntax.units]
        return cls(
            sha256=analysed.sha256,
            tokens=syntax.tokens,
            lines=lines,
            units=dict(reversed(units)),
            notices=statements(comments, path),
            sources=sources(syntax, path),
            literals=literals(syntax),
            licence=stated(comments, path, book),
        )


class Library:
    """Reads the files of a corpus, each once in a while; one a process."""

    def __init__(self, index: Path, texts: SourceTexts, analyser: Analyser, licences: LicenceBook) -> None:
        self._index = index
        self._texts = texts
        self._analyser = analyser
        self._licences = licences
        self._read: dict[tuple[str, str], _Text | None] = {}

    def referenced(self, lookup: Lookup, place: int) -> Referenced | Credited:
        """The unit at a place; without its text where that is gone or no longer the one indexed."""
        found = self._of_file(lookup, lookup.file_at(place))
        if found is None:
            return self._credited(lookup, place)
        named = lookup.place(place)
        unit = found.units.get((named.name, named.first_line))
        if unit is None:
            return Credited()
        side = Side(found.lines, found.tokens, unit)
        said = within(found.literals, side.whole())
        return Referenced(side, found.notices, _about(found.sources, named), said, found.licence)

    @cached_property
    def _credits(self) -> Credits:
        return credits_on_disk.read(self._index)

    def _credited(self, lookup: Lookup, place: int) -> Credited:
        known = self._credits.get(lookup.source_of(lookup.file_at(place)))
        if known is None:
            return Credited()
        named = lookup.place(place)
        return Credited(known.notices, _about(known.references, named), known.licence)

    def _of_file(self, lookup: Lookup, file: int) -> _Text | None:
        found = self._text(*lookup.source_of(file))
        return found if found and lookup.is_same_text(file, found.sha256) else None

    def _text(self, source: str, path: str) -> _Text | None:
        if (source, path) not in self._read:
            content = self._texts.read(source, path)
            found = self._analyser(SourceFile(PurePosixPath(path), content)) if content is not None else None
            if len(self._read) == KEPT:
                self._read.pop(next(iter(self._read)))
            text = _Text.of(found, path, self._licences) if isinstance(found, Analysed) else None
            self._read[source, path] = text
        return self._read[source, path]


def _about(said: Sequence[Reference], unit: Place) -> tuple[Reference, ...]:
    """Those that speak of the unit or of a part of it."""
    return tuple(one for one in said if one.first_line <= unit.last_line and unit.first_line <= one.last_line)
