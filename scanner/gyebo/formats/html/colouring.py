# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Tell the parts of source lines that a reader's eye looks for: words of the language, texts, numbers, comments."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name  # pyright: ignore[reportUnknownVariableType]  its options have no type
from pygments.token import Comment, Keyword, Literal, Name, Number, Operator, String
from pygments.util import ClassNotFound

LONGEST = 200_000
"""Characters of one excerpt: beyond it the colours are not worth the time."""
KINDS = (
    (Comment, "c"),
    (String.Doc, "c"),
    (String, "s"),
    (Number, "m"),
    (Literal, "m"),
    (Keyword, "k"),
    (Operator.Word, "k"),
    (Name.Function, "d"),
    (Name.Class, "d"),
    (Name.Decorator, "d"),
)
"""Pygments' kinds of tokens and our classes of the stylesheet; what is none of them keeps the colour of the text."""


@dataclass(frozen=True, slots=True)
class Colour:
    """Columns from `start` up to `stop`, from 0."""

    start: int
    stop: int
    kind: str


def colours(lines: Sequence[str], language: str) -> tuple[tuple[Colour, ...], ...]:
    """One tuple a line, in order and without overlap; empty ones where the language is not known."""
    text = "\n".join(line.replace("\n", " ") for line in lines)
    lexer = _lexer(language) if len(text) <= LONGEST else None
    told: list[list[Colour]] = [[] for _ in lines]
    for number, colour in _placed(lexer, text) if lexer else ():
        before = told[number][-1] if told[number] else None
        if before and (before.kind, before.stop) == (colour.kind, colour.start):
            told[number][-1] = Colour(before.start, colour.stop, colour.kind)
        else:
            told[number].append(colour)
    return tuple(map(tuple, told))


def _lexer(language: str) -> Lexer | None:
    try:
        return get_lexer_by_name(language)
    except ClassNotFound:
        return None


def _placed(lexer: Lexer, text: str) -> Iterator[tuple[int, Colour]]:
    """Tokens of our kinds by line; one that spans several lines in pieces."""
    number = begin = 0
    for _, token, value in lexer.get_tokens_unprocessed(text):
        # types-pygments calls a token a tuple of texts; it holds the tokens below it as well
        kind = next((kind for of, kind in KINDS if token in of), "")  # type: ignore[comparison-overlap]
        for below, part in enumerate(value.split("\n")):
            number, begin = (number + 1, 0) if below else (number, begin)
            if kind and part:
                yield number, Colour(begin, begin + len(part), kind)
            begin += len(part)
