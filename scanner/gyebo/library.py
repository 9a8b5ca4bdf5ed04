# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""What stands beside a match: the corpus's own text where that is at hand, else what is known of what it says."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath

from gyebo.analysis import Analyser
from gyebo.corpus import credits as credits_on_disk
from gyebo.corpus.credits import Credits
from gyebo.corpus.lookup import Lookup
from gyebo.corpus.sources import SourceTexts
from gyebo.crediting import stated
from gyebo.licencebook import LicenceBook
from gyebo.model import Analysed, SourceFile
from gyebo.notices.references import references
from gyebo.notices.statements import statements
from gyebo.report import Notice, Reference
from gyebo.stages.quote import Literal, literals, within
from gyebo.stages.trace import Lines, Side

HEADER_LINES, LINES_ABOVE = 40, 3
KEPT = 64
"""Read files that are kept at hand."""


@dataclass(frozen=True, slots=True, eq=False)
class Referenced:
    """A unit of the corpus with its text."""

    side: Side
    notices: tuple[Notice, ...]
    sources: tuple[Reference, ...]
    """What the file names as its own sources, in its header or about the unit."""
    literals: tuple[Literal, ...]
    licence: str


@dataclass(frozen=True, slots=True)
class Credited:
    """A unit of the corpus without its text; `notices` is None where nothing is known of what its file says."""

    notices: tuple[Notice, ...] | None = None
    sources: tuple[Reference, ...] = ()
    licence: str = ""


class Library:
    """Reads the files of a corpus, each once in a while; one a process."""

    def __init__(self, index: Path, texts: SourceTexts, analyser: Analyser, licences: LicenceBook) -> None:
        self._index = index
        self._texts = texts
        self._analyser = analyser
        self._licences = licences
        self._read: dict[tuple[str, str], Analysed | None] = {}

    def referenced(self, lookup: Lookup, place: int) -> Referenced | Credited:
        """The unit at a place; without its text where that is gone or no longer the one indexed."""
        source, path = lookup.source_at(place)
        analysed = self._analysed(source, path)
        if analysed is None or not lookup.is_same_text(place, analysed.sha256):
            return self._credited(lookup, place)
        named, syntax = lookup.place(place), analysed.syntax
        comments = [(comment.line, comment.text) for comment in syntax.comments]
        lines = Lines(syntax.text)
        for unit in syntax.units:
            span = lines.span(unit.start, unit.end)
            if unit.name == named.name and span.first_line == named.first_line:
                told = references([one for one in comments if _is_about(one[0], span.first_line, span.last_line)], path)
                side = Side(lines, syntax.tokens, unit)
                said = statements(comments, path), told, within(literals(syntax), span)
                return Referenced(side, *said, stated(comments, path, self._licences))
        return Credited()

    @cached_property
    def _credits(self) -> Credits:
        return credits_on_disk.read(self._index)

    def _credited(self, lookup: Lookup, place: int) -> Credited:
        known = self._credits.get(lookup.source_at(place))
        if known is None:
            return Credited()
        named = lookup.place(place)
        told = tuple(one for one in known.references if _is_about(one.line, named.first_line, named.last_line))
        return Credited(known.notices, told, known.licence)

    def _analysed(self, source: str, path: str) -> Analysed | None:
        if (source, path) not in self._read:
            content = self._texts.read(source, path)
            found = self._analyser(SourceFile(PurePosixPath(path), content)) if content is not None else None
            if len(self._read) == KEPT:
                self._read.pop(next(iter(self._read)))
            self._read[source, path] = found if isinstance(found, Analysed) else None
        return self._read[source, path]


def _is_about(line: int, first: int, last: int) -> bool:
    """Whether a comment speaks of a unit: in the file's header, right above it or inside it."""
    return line <= HEADER_LINES or first - LINES_ABOVE <= line <= last
