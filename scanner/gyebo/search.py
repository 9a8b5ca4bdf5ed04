# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Look one submitted file up in the corpus, and align what is to be reported; both run in processes of their own."""

import hashlib
from codecs import BOM_UTF8
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache as memo
from functools import partial
from pathlib import Path

from gyebo import rulebook, wholes
from gyebo.analysis import Analyser
from gyebo.components.usage import used_in
from gyebo.corpus.index import open_index
from gyebo.corpus.lookup import Lookup
from gyebo.corpus.sources import SourceTexts
from gyebo.crediting import named
from gyebo.doubting import doubtful
from gyebo.hashing import fold
from gyebo.library import Credited, Library
from gyebo.licencebook import LicenceBook
from gyebo.licences.headers import of_comments
from gyebo.likening import around, found_in, likened, with_stretches
from gyebo.makers import Makers
from gyebo.matching import Matching
from gyebo.model import (
    Analysed,
    Detail,
    Found,
    Searched,
    SearchedUnit,
    SourceFile,
    Trace,
    Unit,
)
from gyebo.notices.changes import changes_stated
from gyebo.notices.pragmas import pragmas
from gyebo.notices.statements import statements
from gyebo.phrasing import own_lines, phrases
from gyebo.report import ByteRange, Excerpt, Skipped
from gyebo.stages.align import runs
from gyebo.stages.attribute import in_common
from gyebo.stages.differ import judged, kept, tokens_kept
from gyebo.stages.quote import Literal, leftovers, literals, quotes, within
from gyebo.stages.trace import Lines, Side, trace
from gyebo.uncollected import uncollected

EXCERPT_LINES = 400
"""Lines of one side shown in a report; the place says where the rest stands."""


@dataclass(frozen=True, slots=True)
class Against:
    """What a file is looked up in; travels to other processes, which open it themselves."""

    index: Path
    cache: Path
    rules: Path
    team: tuple[str, ...]
    """Whose submission it is: their own works are told apart."""
    before: str
    """ISO 8601 date; what was released on it or later can be in common, but no origin. Empty: nothing is set apart."""
    without: frozenset[str] = frozenset()
    """Models looked past, for measurements."""


@dataclass(frozen=True, slots=True)
class SearchJob:
    file: SourceFile
    against: Against
    before: bytes | None = None
    """What the file was in the submission's base; None where it is new, or there is no base."""


@dataclass(frozen=True, slots=True)
class DetailJob:
    file: SourceFile
    against: Against
    wanted: tuple[tuple[int, int], ...]
    """Units and the places of the corpus to show beside them."""
    stretches: tuple[Unit, ...] = ()
    """Units that are no definitions."""


@dataclass(frozen=True, slots=True, eq=False)
class _Tools:
    analyser: Analyser
    lookup: Lookup
    """Of what is older than the submission."""
    whole: Lookup
    """Of everything, for what is in common with younger code."""
    matching: Matching
    licences: LicenceBook
    makers: Makers
    library: Library


@memo
def _tools(against: Against) -> _Tools:
    """One a process: an opened index and loaded grammars."""
    index, book, analyser = open_index(against.index), rulebook.load(against.rules), Analyser()
    past = partial(Lookup, index, against.team, without=against.without, firsts=book.first_days)
    whole = past()
    is_cut = any(source.released >= against.before for source in index.description.sources)
    older = past(before=against.before) if against.before and is_cut else whole
    library = Library(against.index, SourceTexts(against.cache), analyser, book.licences)
    return _Tools(analyser, older, whole, book.matching, book.licences, book.makers, library)


@uncollected
def search(job: SearchJob) -> Searched | Skipped:
    """A file's fragments and what each is like; Skipped when the file cannot be read as code."""
    tools = _tools(job.against)
    analysed = tools.analyser(job.file)
    if isinstance(analysed, Skipped):
        return analysed
    syntax, path = analysed.syntax, str(analysed.path)
    comments = [(comment.line, comment.text) for comment in syntax.comments]
    analysed, all_found = _all_found(tools, analysed)
    earlier = None if job.before is None else tools.analyser(SourceFile(job.file.path, job.before))
    base = earlier if isinstance(earlier, Analysed) else None
    found, base_tokens = _judged(tools, analysed, base, all_found)
    notices = statements(comments, path)
    return Searched(
        path=analysed.path,
        sha256=analysed.sha256,
        language=analysed.language,
        notes=analysed.notes,
        units=_units(analysed, job.file.content),
        found=found,
        notices=notices,
        references=named(syntax, path, tools.makers),
        pragmas=tuple(pragmas(comments, path)),
        cells=analysed.cells,
        sha1=hashlib.sha1(job.file.content, usedforsecurity=False).hexdigest(),
        licences=of_comments(comments, path, tools.licences),
        uses=used_in(syntax.text, syntax.tokens.start, syntax.units),
        changes_stated=own_lines(tools.whole, syntax, changes_stated(comments), found),
        base_tokens=base_tokens,
        stretches=analysed.syntax.units[len(syntax.units) :],
        phrases=phrases(tools.lookup, tools.whole, syntax, notices, tools.matching, base.syntax if base else None),
    )


def _judged(
    tools: _Tools, analysed: Analysed, base: Analysed | None, found: tuple[Found, ...]
) -> tuple[tuple[Found, ...], int]:
    """What is found of a file, and the tokens of which nothing is said since its base has them."""
    if base is None:
        return found, 0
    tokens, units = analysed.syntax.tokens.raw, analysed.syntax.units
    same = runs(fold(tokens), fold(base.syntax.tokens.raw))
    is_kept = kept(units, same, len(tokens), tools.matching.base_share.value)
    found = judged(found, is_kept)
    return found, tokens_kept(units, found, is_kept, len(tokens))


def _all_found(tools: _Tools, analysed: Analysed) -> tuple[Analysed, tuple[Found, ...]]:
    """What each definition is like, stretches of functions among them, and the module where one is like it as a whole.

    To a younger one it is compared only where none of its definitions says anything.
    """
    units = analysed.syntax.units
    analysed, older = likened(tools.lookup, tools.matching, analysed)
    whole = older.get(0)
    equal = {at for at, one in older.items() if one.pairing.is_same_class}
    silent = (at for at in range(1, len(units)) if at not in older and units[at].parent not in older)
    asked = [at for at in silent if equal.isdisjoint(around(units, at))]
    # Asked where nothing older is like it: what a unit has in common with code published later.
    younger = {} if tools.whole is tools.lookup else found_in(tools.whole, tools.matching, analysed, asked)
    found = dict(sorted((older | {at: in_common(one) for at, one in younger.items()}).items()))
    if whole:
        tops = [one for at, one in found.items() if _is_top(analysed, at)]
        found[0] = wholes.equal(tools.lookup, tools.matching, analysed, whole, tops)
    elif near := wholes.together(tools.lookup, tools.matching, analysed, older):
        found = {0: near} | found
    if tools.whole is not tools.lookup:
        found |= {at: in_common(found[at]) for at in tuple(doubtful(tools.whole, tools.matching, analysed, found))}
    if found or tools.whole is tools.lookup:
        return analysed, tuple(found.values())
    return analysed, tuple(in_common(one) for one in found_in(tools.whole, tools.matching, analysed, [0]).values())


def _is_top(analysed: Analysed, number: int) -> bool:
    return analysed.syntax.units[number].parent == 0


def _units(analysed: Analysed, content: bytes) -> tuple[SearchedUnit, ...]:
    syntax, digests = analysed.syntax, analysed.prints.digests.tolist()
    lines, line_end = Lines(syntax.text), _line_end(syntax.text, content)
    return tuple(
        SearchedUnit(
            kind=unit.kind,
            name=unit.name,
            span=lines.span(unit.start, unit.end),
            tokens=unit.last - unit.first,
            digest=f"{digest:016x}",
            parent=unit.parent,
            bytes=_bytes(unit, syntax.text, content, line_end) if line_end else None,
        )
        for unit, digest in zip(syntax.units, digests, strict=True)
    )


def _bytes(unit: Unit, text: bytes, content: bytes, line_end: bytes) -> ByteRange:
    """Where a unit lies in the file's own bytes; before its text stands no more than a byte order mark."""
    mark = len(content) - len(content.removeprefix(BOM_UTF8))
    wider = len(line_end) > 1  # lines are counted only where their ends are left out of the text
    first = mark + unit.start + (text.count(b"\n", 0, unit.start) if wider else 0)
    size = unit.end - unit.start + (text.count(b"\n", unit.start, unit.end) if wider else 0)
    return ByteRange(first + 1, first + size)


def _line_end(text: bytes, content: bytes) -> bytes | None:
    """With which line end the text is the file's own bytes; None where the file is encoded otherwise."""
    plain = content.removeprefix(BOM_UTF8)
    return next((end for end in (b"\n", b"\r\n") if plain == text.replace(b"\n", end)), None)


@uncollected
def detail(job: DetailJob) -> tuple[Detail, ...]:
    """The wanted matches of one file, aligned with the corpus's text where that is at hand."""
    tools = _tools(job.against)
    analysed = tools.analyser(job.file)
    if isinstance(analysed, Skipped):
        return ()
    analysed = with_stretches(analysed, job.stretches)
    lines, said = Lines(analysed.syntax.text), literals(analysed.syntax)
    sides = {unit: Side(lines, analysed.syntax.tokens, analysed.syntax.units[unit]) for unit, _ in job.wanted}
    return tuple(_detail(tools, sides[unit], said, unit, place) for unit, place in job.wanted)


def _detail(tools: _Tools, side: Side, literals: Sequence[Literal], unit: int, place: int) -> Detail:
    shown = _excerpt(side)
    referenced = tools.library.referenced(tools.lookup, place)
    if isinstance(referenced, Credited):
        known = referenced.notices, referenced.sources
        return Detail(unit, place, Trace(), shown, None, *known, licence=referenced.licence)
    other = referenced.side
    traced = trace(runs(fold(side.codes), fold(other.codes)), side, other)
    said = within(literals, side.whole())
    work = tools.lookup.place(place).work
    return Detail(
        unit=unit,
        place=place,
        trace=traced,
        submitted_text=shown,
        referenced_text=_excerpt(other),
        upstream=referenced.notices,
        sources=referenced.sources,
        quotes=quotes(said, referenced.literals, traced.renames, tools.lookup.literals.works),
        leftovers=leftovers(said, (work.name, work.model)),
        licence=referenced.licence,
    )


def _excerpt(side: Side) -> Excerpt:
    """From the first line of code: a file may begin with a page of licence, which is quoted apart."""
    span = side.span(0, len(side.codes))
    shown = side.lines.between(span.first_line, min(span.last_line, span.first_line + EXCERPT_LINES - 1))
    return Excerpt(span.first_line, tuple(shown.decode("utf-8", "replace").split("\n")))
