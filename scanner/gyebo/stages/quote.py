# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Quote what two fragments say alike outside their code: comments, docstrings and messages, and names left in them."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from gyebo.hashing import text_hash
from gyebo.languages.reading import TEXT
from gyebo.model import U64, Syntax
from gyebo.report import Leftover, Quote, Rename, Span, Wording

SHORTEST, FEWEST_WORDS = 20, 4
"""Characters and words; shorter lines are said everywhere. A Chinese or Korean character counts as two, and where words
have no blanks between them two characters as a word."""
SHORTEST_NAME = 5
"""Characters of a model's name; shorter ones are words of the language."""
MOST_QUOTED = 12
_WORD = re.compile(r"\w+")
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_DENSE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
_PUNCTUATION = "()[]\"'“”‘’.,;:!?"
_JOINTS = str.maketrans("", "", "-'’/")
"""Signs inside of words."""
_NAME = re.compile(r"[\w.-]+")
_MARKS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Literal:
    """One line of a comment or docstring, or a string; runs of blanks are one."""

    wording: Wording
    line: int
    text: str


def literals(syntax: Syntax) -> tuple[Literal, ...]:
    """What a file says outside its code, in the order of comments and then of strings."""
    return tuple(one for one in (*_comments(syntax), *_strings(syntax)) if one.text)


def digests(found: Sequence[Literal]) -> U64:
    """Hashes of what is long enough to be told apart, distinct and sorted."""
    return np.unique(np.array([text_hash(one.text.encode()) for one in found if _is_long(one.text)], np.uint64))


def _comments(syntax: Syntax) -> Iterator[Literal]:
    for comment in syntax.comments:
        for number, line in enumerate(comment.text.split("\n")):
            yield Literal(Wording.COMMENT, comment.line + number, " ".join(line.split()))


def _strings(syntax: Syntax) -> Iterator[Literal]:
    tokens = syntax.tokens
    at = np.flatnonzero((tokens.code == TEXT) & (tokens.name >= 0))
    newlines = np.flatnonzero(np.frombuffer(syntax.text, np.uint8) == ord("\n"))
    lines = np.searchsorted(newlines, tokens.start[at]) + 1
    names: list[int] = tokens.name[at].tolist()
    for line, name in zip(lines.tolist(), names, strict=True):
        yield Literal(Wording.MESSAGE, line, " ".join(tokens.names[name].split()))


def _is_long(text: str) -> bool:
    if text.isascii():
        return len(text) >= SHORTEST and len(_LETTERS.findall(text)) >= FEWEST_WORDS
    words = len(_LETTERS.findall(text)) + len(_UNSPACED.findall(text)) // 2
    return len(text) + len(_DENSE.findall(text)) >= SHORTEST and words >= FEWEST_WORDS


def is_prose(text: str) -> bool:
    """Whether something long is a sentence rather than keys, types and signs, which an interface may ask for."""
    plain = sum(word.strip(_PUNCTUATION).translate(_JOINTS).isalpha() for word in text.split())
    return plain + len(_UNSPACED.findall(text)) // 2 >= FEWEST_WORDS


def within(found: Sequence[Literal], span: Span) -> tuple[Literal, ...]:
    """Those that begin in a stretch of lines."""
    return tuple(one for one in found if span.first_line <= one.line <= span.last_line)


def quotes(
    submitted: Sequence[Literal], referenced: Sequence[Literal], renames: Sequence[Rename], works: Callable[[int], int]
) -> tuple[Quote, ...]:
    """What both sides say, as it stands or after the renaming, the rarest first; `works` counts works by a hash."""
    names = {one.referenced: one.submitted for one in renames}
    exact = {one.text: one.line for one in reversed(referenced) if _is_long(one.text)}
    renamed = {_renamed(text, names): (text, line) for text, line in exact.items()}
    found: dict[str, Quote] = {}
    for one in submitted:
        text, line = (one.text, exact[one.text]) if one.text in exact else renamed.get(one.text, ("", 0))
        if text and one.text not in found:
            count = works(text_hash(text.encode()))
            found[one.text] = Quote(one.wording, one.text, one.line, line, text == one.text, count)
    return tuple(sorted(found.values(), key=lambda one: (one.works, -len(one.text), one.submitted_line))[:MOST_QUOTED])


def _renamed(text: str, names: dict[str, str]) -> str:
    return _WORD.sub(lambda word: names.get(word[0], word[0]), text)


def leftovers(submitted: Sequence[Literal], names: Sequence[str]) -> tuple[Leftover, ...]:
    """Where the submission's comments and messages hold a name of the origin, in whatever spelling."""
    known = {_bare(name): name for name in reversed(names) if len(_bare(name)) >= SHORTEST_NAME}
    found: dict[str, Leftover] = {}
    begins = _paragraphs(submitted)
    for one in submitted:
        for word in _NAME.findall(one.text):
            name = next((known[bare] for bare in known if bare in _bare(word)), None)
            if name:
                first = begins.get(one.line, 0) if one.wording is Wording.COMMENT else 0
                found.setdefault(one.text, Leftover(one.wording, name, one.text, one.line, first))
    return tuple(found.values())[:MOST_QUOTED]


def _paragraphs(said: Sequence[Literal]) -> dict[int, int]:
    """By line of a comment, the first of the lines of comment that stand without a gap above it."""
    begins: dict[int, int] = {}
    for line in sorted({one.line for one in said if one.wording is Wording.COMMENT}):
        begins[line] = begins.get(line - 1, line)
    return begins


def _bare(name: str) -> str:
    return _MARKS.sub("", name).casefold()
