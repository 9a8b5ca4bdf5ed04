# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Turn one file's bytes into syntax with its fragments, or say why that cannot be done."""

from collections.abc import Iterator
from dataclasses import dataclass

from gyebo.encoding import Decoded, Undecodable, decode
from gyebo.languages.nodes import Unparsable
from gyebo.languages.reading import Reader
from gyebo.model import SourceFile, Syntax
from gyebo.report import Cell, Skipped, SkipReason, Text

MOST_UNPARSED = 0.5
"""Share of the bytes; beyond it what is left says too little of the file. Python 2 files have 0.01 to 0.1."""
_SMALLEST_TOLD = 0.001
"""Share of the bytes; a smaller one would be told as 0.0 %."""
_HARDLY_UNPARSED = Text(
    "Parts of the file do not parse (less than 0.1 % of it).",
    "파일의 일부(0.1% 미만)가 구문 분석되지 않습니다.",
)
_FORMER = Text(
    "The file has statements of an earlier version of its language, which do not run in the present one.",
    "현재 버전의 언어에서는 실행되지 않는 이전 버전의 구문이 있습니다.",
)


@dataclass(frozen=True, slots=True)
class Fragmented:
    """A file's syntax, and what a reader of the evidence should know of how it was read."""

    syntax: Syntax
    notes: tuple[Text, ...]
    cells: tuple[Cell, ...] = ()
    """Of a notebook."""


def fragment(file: SourceFile, reader: Reader) -> Fragmented | Skipped:
    """The file's fragments; Skipped with its reason when it cannot be decoded or parsed."""
    decoded, cells = _opened(file)
    if isinstance(decoded, Undecodable):
        return Skipped(str(file.path), SkipReason.ENCODING, decoded.reason)
    try:
        syntax = reader.read(decoded.text)
    except Unparsable as reason:
        return Skipped(str(file.path), SkipReason.TIMEOUT, Text(f"{reason.text.en}.", f"{reason.text.ko}."))
    if syntax.unparsed > MOST_UNPARSED:
        return Skipped(str(file.path), SkipReason.SYNTAX, _unparsed(f"{syntax.unparsed:.0%}"))
    return Fragmented(syntax, decoded.notes + tuple(_faults(syntax)), cells)


def _opened(file: SourceFile) -> tuple[Decoded | Undecodable, tuple[Cell, ...]]:
    if file.path.suffix.lower() != ".ipynb":
        return decode(file.content), ()
    from gyebo.notebook import open_notebook  # most submissions hold none

    found = open_notebook(file.content)
    return (found, ()) if isinstance(found, Undecodable) else (found.decoded, found.cells)


def _faults(syntax: Syntax) -> Iterator[Text]:
    if syntax.unparsed >= _SMALLEST_TOLD:
        yield _unparsed(f"{syntax.unparsed:.1%}")
    elif syntax.has_error:
        yield _HARDLY_UNPARSED
    if syntax.has_former:
        yield _FORMER


def _unparsed(share: str) -> Text:
    return Text(f"{share} of the file does not parse.", f"파일의 {share}가 구문 분석되지 않습니다.")
