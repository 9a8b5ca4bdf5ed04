# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Turn one file's bytes into syntax with its fragments, or say why that cannot be done."""

from collections.abc import Iterator
from dataclasses import dataclass

from gyebo.encoding import Undecodable, decode
from gyebo.languages.nodes import Unparsable
from gyebo.languages.reading import Reader
from gyebo.model import SourceFile, Syntax
from gyebo.report import Skipped, SkipReason

MOST_UNPARSED = 0.5
"""Share of the bytes; beyond it what is left says too little of the file. Python 2 files have 0.01 to 0.1."""
_SMALLEST_TOLD = 0.001
"""Share of the bytes; a smaller one would be told as 0.0 %."""


@dataclass(frozen=True, slots=True)
class Fragmented:
    """A file's syntax, and what a reader of the evidence should know of how it was read."""

    syntax: Syntax
    notes: tuple[str, ...]


def fragment(file: SourceFile, reader: Reader) -> Fragmented | Skipped:
    """The file's fragments; Skipped with its reason when it cannot be decoded or parsed."""
    decoded = decode(file.content)
    if isinstance(decoded, Undecodable):
        return Skipped(str(file.path), SkipReason.ENCODING, decoded.reason)
    try:
        syntax = reader.read(decoded.text)
    except Unparsable as reason:
        return Skipped(str(file.path), SkipReason.TIMEOUT, f"{reason}.")
    if syntax.unparsed > MOST_UNPARSED:
        return Skipped(str(file.path), SkipReason.SYNTAX, f"{syntax.unparsed:.0%} of the file does not parse.")
    return Fragmented(syntax, decoded.notes + tuple(_faults(syntax)))


def _faults(syntax: Syntax) -> Iterator[str]:
    if syntax.unparsed >= _SMALLEST_TOLD:
        yield f"{syntax.unparsed:.1%} of the file does not parse."
    elif syntax.has_error:
        yield "Parts of the file do not parse (less than 0.1 % of it)."
    if syntax.has_former:
        yield "The file has statements of an earlier version of its language, which do not run in the present one."
