# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Draw lines of comments and docstrings from pinned packages by a stated rule, for a person to label.

Lines are found by Python's own tokenizer and sorted into strata by crude words, so that nothing of what is measured
decides what is measured. Of each source, files come in the order of a digest of seed and path; of their distinct lines,
each stratum has those whose digest of seed and text is least. Who knows the seed can draw the same lines again.
"""

import io
import re
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

from gyebo.model import SourceFile
from measures.bench import Bench

SOURCES = {
    "transformers-4.57.1": ("default", "transformers/models/**/*.py"),
    "diffusers-0.42.1": ("default", "diffusers/**/*.py"),
    "vllm-0.33.0": ("default", "vllm/**/*.py"),
    "sglang-0.5.23": ("extended", "sglang/srt/**/*.py"),
}
"""The manifest that pins each source, and the files lines are drawn from."""
FILES = 600
"""Of each source; some have more."""
LAYOUT = {tokenize.NEWLINE, tokenize.NL, tokenize.INDENT, tokenize.DEDENT, tokenize.ENCODING}
FORMATTED = re.compile(r"[rR]?[fF]")
"""Strings that Python 3.12 takes apart into tokens of their own."""
QUOTES = re.compile(r"\A[rRuUbB]{0,2}[\"']{1,3}|[\"']{1,3}\Z")
LINK = re.compile(r"https?://")
DOTTED = re.compile(r"\b(?:transformers|diffusers|vllm|sglang)(?:\.\w+){2,}|\bgenerated from\b")
CUE = re.compile(
    r"\b(?:cop(?:y|ied|ies)|adapt(?:ed|ation|s)?|adopt(?:ed|s)?|taken|borrow(?:ed|s)?|port(?:ed)?|fork(?:ed)?|modified"
    r"|lifted|stolen|based (?:up)?on|derived|inspired|references?|sources?|origin(?:al|ally)?|credits?|thanks"
    r"|acknowledge\w*|rewritten|reimplement\w*|translated|reused?|follow(?:s|ing)|mirrors|equivalent to|same as"
    r"|implementation (?:of|from|in))\b",
    re.IGNORECASE,
)


class Stratum(StrEnum):
    DOTTED = "dotted"
    """A word of descent, and a path of a package or a generator's banner."""
    LINKED = "linked"
    """A word of descent, and a link on the line or the one below."""
    NAMED = "named"
    """A word of descent, and no link."""
    POINTED = "pointed"
    """A link, and no word of descent here or on the line above."""
    PLAIN = "plain"


TAKEN = {Stratum.DOTTED: 6, Stratum.LINKED: 30, Stratum.NAMED: 30, Stratum.POINTED: 14, Stratum.PLAIN: 6}
"""Lines of each stratum and source in a whole draw."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """A line of a comment or a documentation string."""

    source: str
    path: str
    line: int
    text: str
    stratum: Stratum
    around: tuple[str, ...]
    """The lines of the file from four above to six below, for who labels it."""

    @property
    def digest(self) -> str:
        """Of the text, twelve hexadecimal digits."""
        return digest(self.text)


def digest(text: str) -> str:
    """Twelve hexadecimal digits that tell a line by, without keeping it."""
    return sha256(text.encode()).hexdigest()[:12]


def files(bench: Bench, source: str) -> tuple[SourceFile, ...]:
    """The files of one source lines are drawn from; its archive is obtained where it is not at hand."""
    manifest, include = SOURCES[source]
    return bench.unpacked(manifest, source, include)


def draw(source: str, found: tuple[SourceFile, ...], seed: int, parts: int = 1) -> tuple[Spoken, ...]:
    """The lines one seed draws from the files of a source: of each stratum so many, or one of so many parts of them."""
    ordered = sorted(found, key=lambda file: digest(f"{seed} {file.path}"))[:FILES]
    distinct: dict[str, Spoken] = {}
    for file in ordered:
        for one in _lines(source, file):
            distinct.setdefault(one.text, one)
    chosen = sorted(distinct.values(), key=lambda one: digest(f"{seed} {one.text}"))
    return tuple(
        one
        for stratum, count in TAKEN.items()
        for one in [each for each in chosen if each.stratum is stratum][: count // parts]
    )


def _lines(source: str, file: SourceFile) -> Iterator[Spoken]:
    text = file.content.decode("utf-8", "replace")
    written = text.split("\n")
    spoken = list(_comments(text))
    before = ""
    for at, (number, line) in enumerate(spoken):
        below = spoken[at + 1][1] if spoken[at + 1 : at + 2] and spoken[at + 1][0] == number + 1 else ""
        if len(line) > 2:
            around = tuple(written[max(0, number - 5) : number + 6])
            yield Spoken(source, str(file.path), number, line, _stratum(line, before, below), around)
        before = line


def _stratum(line: str, above: str, below: str) -> Stratum:
    if not CUE.search(line):
        return Stratum.POINTED if LINK.search(line) and not CUE.search(above) else Stratum.PLAIN
    if DOTTED.search(line):
        return Stratum.DOTTED
    return Stratum.LINKED if LINK.search(line) or LINK.search(below) else Stratum.NAMED


def _comments(text: str) -> Iterator[tuple[int, str]]:
    """Number and text of each line of the comments, and of the statements that are nothing but a string."""
    before = tokenize.NEWLINE
    try:
        for token in tokenize.generate_tokens(io.StringIO(text).readline):
            if token.type == tokenize.COMMENT:
                yield token.start[0], token.string.lstrip("#").strip()
                continue
            if token.type == tokenize.STRING and before in LAYOUT and not FORMATTED.match(token.string):
                for offset, line in enumerate(QUOTES.sub("", token.string).split("\n")):
                    yield token.start[0] + offset, line.strip()
            before = token.type
    except (SyntaxError, tokenize.TokenError):
        return
