# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""What a file says of itself, read from its comments; and so what all files of a corpus do."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache as memo
from pathlib import Path, PurePosixPath

from gyebo import rulebook
from gyebo.analysis import Analyser
from gyebo.corpus.credits import Credit
from gyebo.corpus.index import Description
from gyebo.corpus.sources import kept_files
from gyebo.errors import CorpusError
from gyebo.licencebook import LicenceBook
from gyebo.licences.headers import of_comments
from gyebo.makers import Makers
from gyebo.model import Progress, SourceFile, Syntax
from gyebo.notices.references import pointers, references
from gyebo.notices.statements import statements
from gyebo.report import Reference, Skipped
from gyebo.stages.trace import Lines
from gyebo.workers import cores, spread

LINES_ABOVE = 3
"""From a comment to the definition that it speaks of."""
Comments = Sequence[tuple[int, str]]
"""First line, and text without its marker; docstrings too."""


@dataclass(frozen=True, slots=True)
class _Job:
    file: SourceFile
    source: str
    rules: Path


def stated(comments: Comments, path: str, book: LicenceBook) -> str:
    """The licence that a file's own header states, where it states one."""
    found = of_comments(comments, path, book)
    return found[0].expression if len(found) == 1 else ""


def credits_of(described: Description, cache: Path, rules: Path, progress: Progress) -> tuple[Credit, ...]:
    """Of every file of a corpus that can be read; CorpusError where a source's text is not at hand."""
    jobs = list[_Job]()
    for key in described.source_keys:
        kept = cache / "sources" / f"{key}.zip"
        if not kept.is_file():
            raise CorpusError(f"{kept} is not there; `gyebo corpus build {described.name}` obtains what is missing.")
        jobs += [_Job(file, key, rules) for file in kept_files(kept)]
    found = list[Credit]()
    for number, one in enumerate(spread(_credit, jobs, _lost, cores()), 1):
        found += one
        progress("read", number, len(jobs))
    return tuple(found)


def sources(syntax: Syntax, path: str) -> tuple[Reference, ...]:
    """What a file names as its sources, each with the lines of which it speaks."""
    return _with_reach(references(_said(syntax), path), syntax)


def named(syntax: Syntax, path: str, makers: Makers) -> tuple[Reference, ...]:
    """What a submitted file names as its sources, and the code elsewhere that it has links to and says nothing of."""
    said = references(_said(syntax), path, makers)
    return _with_reach((*said, *pointers(_said(syntax), path, said)), syntax)


def _said(syntax: Syntax) -> Comments:
    return [(comment.line, comment.text) for comment in syntax.comments]


def _with_reach(found: Sequence[Reference], syntax: Syntax) -> tuple[Reference, ...]:
    if not found:
        return ()
    lines = Lines(syntax.text)
    spans = [lines.span(unit.start, unit.end) for unit in syntax.units[1:]]
    definitions = [(span.first_line, span.last_line) for span in spans]
    return tuple(_reaching(one, _reach(one.line, definitions, len(lines.newlines) + 1)) for one in found)


def _reaching(reference: Reference, lines: tuple[int, int]) -> Reference:
    return replace(reference, first_line=lines[0], last_line=lines[1])


def _reach(line: int, spans: Sequence[tuple[int, int]], last: int) -> tuple[int, int]:
    """Of a comment: the innermost definition around or right below it; above all of them the file, else the rest."""
    around = [span for span in spans if span[0] <= line <= span[1]]
    if around:
        return min(around, key=lambda span: span[1] - span[0])
    if not any(first < line for first, _ in spans):
        return (1, last)
    below = [span for span in spans if line < span[0] <= line + LINES_ABOVE]
    return min(below, default=(line, last), key=lambda span: (span[0], -span[1]))


@memo
def _tools(rules: Path) -> tuple[Analyser, LicenceBook]:
    """One a process: its grammars and licences are loaded once."""
    return Analyser(), rulebook.load(rules).licences


def _credit(job: _Job) -> tuple[Credit, ...]:
    """None of a file that the corpus could not read either."""
    analyser, book = _tools(job.rules)
    analysed = analyser(SourceFile(PurePosixPath(job.file.path), job.file.content))
    if isinstance(analysed, Skipped):
        return ()
    path = str(job.file.path)
    comments = _said(analysed.syntax)
    said = statements(comments, path), sources(analysed.syntax, path)
    return (Credit(job.source, path, *said, stated(comments, path, book)),)


def _lost(_job: _Job) -> tuple[Credit, ...]:
    return ()
