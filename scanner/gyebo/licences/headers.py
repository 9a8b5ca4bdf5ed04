# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Find what comments, docstrings and prose say of a licence: SPDX tags, standard headers and names."""

import re
from collections.abc import Iterator, Sequence
from functools import cache as memo

from gyebo.licencebook import Licence, LicenceBook
from gyebo.licences.classifying import Region, regions
from gyebo.licences.expressions import normalised
from gyebo.report import LicenceSource, LicenceStatement

HEADER_LINES = 60
"""As for notices: below it stand the licences of pieces, which are read from their tags alone."""
LINE_LIMIT = 1_000
SHOWN = 200
TAG = re.compile(r"SPDX-License-Identifier:\s{0,9}([\w .+():-]{1,300})")
POINTER = re.compile(r"\blicen[cs]e\s+(?:that\s+can\s+be\s+)?found\s+in\s+the\s+[`\"']?[\w./-]{2,80}", re.IGNORECASE)
GIVEN = r"(?:licen[cs]ed|released|distributed|available|published|provided|governed)\s+(?:by|under)\s+(?:the\s+)?"
TERMS = r"(?:terms\s+of\s+(?:the\s+)?)?[\[\"'*`(]{0,3}"

LABEL = r"^[\W_]{0,9}(?:licen[cs]e|라이[선센]스)\s{0,3}(?:[:：]|\s)\s{0,3}(?:the\s)?"
BEHIND_A_HOLDER = r"\bcopyright\b[^\n]{0,200}?(?:[,;(|/\n]|\s[-–]|\.\s|\bunder\b)\s{0,3}(?:the\s)?(?!MIT\b(?! licen))"
CLOSE = r"(?:\s(?:licen[cs]e|라이[선센]스))?[\s).\"'*/]{0,9}$"
"""A licence's name that ends a line, behind a label or a copyright statement; there "MIT" alone is a holder."""


def of_comments(comments: Sequence[tuple[int, str]], path: str, book: LicenceBook) -> tuple[LicenceStatement, ...]:
    """What a source file says of its licence; `comments` are (first line, text without its marker), docstrings too."""
    numbered = [
        (first + offset, line[:LINE_LIMIT].strip().lstrip("#").strip())
        for first, text in comments
        for offset, line in enumerate(text.split("\n"))
    ]
    tags = tuple(_tagged(numbered, path, book))
    if tags:
        return tags
    return in_prose([one for one in numbered if one[0] <= HEADER_LINES], path, book)


def in_prose(numbered: Sequence[tuple[int, str]], path: str, book: LicenceBook) -> tuple[LicenceStatement, ...]:
    """Licences that lines name in words; a name beats the words that its header has in common with others."""
    text = "\n".join(line for _, line in numbered)
    named = [(_start(found), _licence(found, book).id) for found in _names(book, text).finditer(text)]
    known = [(one.start, one.licence) for one in regions(text) if not _is_overruled(one, named)]
    pointed = [(found.start(), "") for found in POINTER.finditer(text)] if not named and not known else []
    first: dict[str, int] = {}
    for start, licence in sorted([*named, *known, *pointed]):
        first.setdefault(licence, start)
    quoted = first | {licence: start for start, licence in sorted(named, reverse=True)}
    return tuple(_stated(numbered, text, start, licence, path) for licence, start in quoted.items())


def _is_overruled(one: Region, named: Sequence[tuple[int, str]]) -> bool:
    return any(one.start - SHOWN <= at <= one.end and other != one.licence for at, other in named)


def _tagged(numbered: Sequence[tuple[int, str]], path: str, book: LicenceBook) -> Iterator[LicenceStatement]:
    for number, line in numbered:
        tag = TAG.search(line)
        if tag:
            expression = normalised(tag[1].strip(), book)
            yield LicenceStatement(path, number, line[:SHOWN], expression, LicenceSource.TAG)


def _stated(numbered: Sequence[tuple[int, str]], text: str, start: int, licence: str, path: str) -> LicenceStatement:
    """Quotes the line that names it, else that in which its region begins, or the first one of it that has words."""
    start += len(text[start:]) - len(text[start:].lstrip())
    number, line = numbered[min(text.count("\n", 0, start), len(numbered) - 1)]
    return LicenceStatement(path, number, line[:SHOWN], licence, LicenceSource.HEADER)


@memo
def _names_of(titles: tuple[tuple[str, str], ...], *, is_korean: bool) -> re.Pattern[str]:
    longest = sorted(titles, key=lambda one: -len(one[0]))
    known = "|".join(r"\s+".join(map(re.escape, title.split())) for title, _ in longest)
    korean = rf"(?P<korean>{known})\s?(?:라이선스|라이센스)|" if is_korean else ""
    return re.compile(
        rf"\b{GIVEN}{TERMS}(?P<name>{known})(?![\w])|{korean}"
        rf"{LABEL}(?P<labelled>{known}){CLOSE}|{BEHIND_A_HOLDER}(?P<behind>{known}){CLOSE}",
        re.IGNORECASE | re.MULTILINE,
    )


def _names(book: LicenceBook, text: str) -> re.Pattern[str]:
    """A name before the Korean word may begin anywhere, so it is looked for only where that word is."""
    return _names_of(_titles(book), is_korean="라이" in text)


def _titles(book: LicenceBook) -> tuple[tuple[str, str], ...]:
    return tuple((title, one.id) for one in book.licences.values() for title in {*one.titles, one.id, one.name})


def _start(found: re.Match[str]) -> int:
    return found.start("behind") if found["behind"] else found.start()


def _licence(found: re.Match[str], book: LicenceBook) -> Licence:
    """The licence a matched name belongs to."""
    name = " ".join(found[found.lastgroup or ""].split()).casefold()
    identity = next(one for title, one in _titles(book) if title.casefold() == name)
    return book.licences[identity]
