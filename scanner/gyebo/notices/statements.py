# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Find the copyright statements in a file's comments and docstrings, whole and with every holder."""

import re
from collections.abc import Iterator, Sequence

from gyebo.notices.holders import holders, years_behind
from gyebo.notices.lines import LINE_LIMIT, Line, Marks, around, lines
from gyebo.report import Notice

FILE_LIMIT = 262_144
"""Characters of comment read of one file; the model files of transformers 4.57.1 and 5.23.0 have up to 63,365."""
LINES_PER_STATEMENT = 4

LONGEST_NAMES = 160
"""Characters of a line that may hold the names of a statement that had only years."""

MARK = r"(?:\(c\)|©|ⓒ|&copy;|&#169;)"
OPENING = re.compile(
    rf"(?P<spdx>SPDX-(?:File|Snippet)CopyrightText:\s{{0,9}}(?:copyright\b)?\s{{0,9}}{MARK}?)"
    rf"|(?P<word>\b(?:copyright|copyrights(?=\s{{1,3}}(?:{MARK}\s?)?(?:19|20)\d\d))\b\s{{0,9}}[:：]?\s{{0,9}}(?P<marked>{MARK})?)"
    rf"|(?P<native>(?:저작권(?:\s?소유)?자?|版权所有|版權所有|著作权人?)\s{{0,9}}(?:[:：]\s{{0,9}}{MARK}?|{MARK}|(?=\d{{4}}))"
    rf"|저작권은\s{{1,3}}(?=.{{1,80}}?(?:에게|에)\s{{0,3}}(?:있|귀속)))"
    rf"|(?P<mark>{MARK}\s{{0,9}}(?=(?:19|20)\d\d)|(?<!\w)(?:©|&copy;|&#169;)\s{{0,9}}(?=[^\W\d])(?!copyright))"
    rf"|(?P<bare>(?<!\w)(?:\(c\)|ⓒ)\s{{0,9}}(?=[^\W\d])(?!copyright))",
    re.IGNORECASE,
)
MARKS = Marks(("copyright", "(c)", "&copy;", "&#169;"), ("©", "ⓒ", "저작권", "版权所有", "版權所有", "著作权人"))
"""One of these stands in everything that OPENING finds."""
YEAR = re.compile(
    r"(?:[\s,.;~/–—-]{0,9}|\s?(?:to|and|&|until)\s)"
    r"(?:(?:19|20)\d{2,3}(?!\d)(?:[-–]\d\d(?!\d))?\+?|present\b|now\b|date\b|현재)\s?[년年]?",
    re.IGNORECASE,
)
AHEAD = re.compile(rf"{MARK}\s{{0,9}}$", re.IGNORECASE)
PUNCTUATION = " \t,.;:~-–—"
MARKERS = " \t*-#/\"'"
PLACEHOLDER = tuple("[<{")
LAW = frozenset(
    "notice notices holder holders owner owners ownership law laws license licenses licence and or infringement "
    "statement statements information header headers protection is are of for in text year years date act office "
    "protected material policy as to by-line, claim claims disclaimer term terms line lines".split()
)
"""Words behind "copyright" that make it prose or a licence's own text."""
UNFINISHED = re.compile(r"(?:,|，|、|&|\band|\bthe|및|\s-|\ball|\ball rights?)$", re.IGNORECASE)
NEW_PARAGRAPH = re.compile(r"\s*(?:$|licen[cs]e|SPDX-|permission|redistribution|this |http|@|:|=|-{3})", re.IGNORECASE)


def statements(comments: Sequence[tuple[int, str]], path: str) -> tuple[Notice, ...]:
    """The copyright statements of one file; `comments` are (first line, text without its marker), docstrings too."""
    numbered = lines(around(comments, MARKS, LINES_PER_STATEMENT - 1), FILE_LIMIT)
    return tuple(
        notice for at, line in enumerate(numbered) for notice in _on_line(line, numbered[at + 1 : at + 4], path)
    )


def form(text: str) -> str:
    """How a statement opens: spdx, word, native or mark; empty where it is no statement."""
    opening = OPENING.search(text[:LINE_LIMIT])
    return (opening.lastgroup or "").replace("bare", "mark") if opening else ""


def _on_line(line: Line, following: Sequence[Line], path: str) -> Iterator[Notice]:
    openings = [opening for opening in OPENING.finditer(line.text) if _opens(opening, line.text)]
    for opening, after in zip(openings, [*openings[1:], None], strict=False):
        start = _start(opening, line.text)
        text = line.text[start : after.start() if after else None]
        behind = opening.end() - start
        if after is None:
            text = _continued(text, behind, line.number, following)
        rest = _behind_years(text[behind:])[1]
        between = text[behind : len(text) - len(rest)].strip(PUNCTUATION)
        years = between or text[: opening.start() - start].strip(PUNCTUATION) or years_behind(rest)
        yield Notice(path, line.number, text.strip(), holders(rest), years)


def _start(opening: re.Match[str], line: str) -> int:
    """Where a statement begins: at its first word, or at the years that alone stand before it on its line."""
    before = line[: opening.start()]
    years, between = _behind_years(AHEAD.sub("", before) if before else "")
    return 0 if years and not between else opening.start()


def _opens(opening: re.Match[str], line: str) -> bool:
    years, rest = _behind_years(line[opening.end() :])
    if rest.startswith(PLACEHOLDER):
        return False
    if opening.lastgroup == "bare":
        return _is_dated(opening, line, rest)
    if opening.lastgroup != "word" or years:
        return True
    first = rest.split(maxsplit=1)[0].casefold().strip(".,;:()\"'") if rest else ""
    if not first or first in LAW:
        return False
    return bool(opening["marked"] or AHEAD.search(line[: opening.start()])) or _begins_a_notice(opening, line, rest)


def _is_dated(opening: re.Match[str], line: str, rest: str) -> bool:
    """Whether a mark that may count a list's items has the years of a statement before it, or at the line's end."""
    if not _is_name(rest):
        return False
    before = line[: opening.start()]
    return _start(opening, line) < opening.start() or (not before.strip(MARKERS) and bool(years_behind(rest)))


def _begins_a_notice(opening: re.Match[str], line: str, rest: str) -> bool:
    """Whether a bare "Copyright X" is a statement: it opens its line or a bracket, and a name follows."""
    before = line[: opening.start()].rstrip(MARKERS)
    is_first = _start(opening, line) < opening.start() or (not before and line[opening.start()].isupper())
    return (is_first or before.endswith("(")) and _is_name(rest.removeprefix("by "))


def _is_name(rest: str) -> bool:
    return rest[:1].isupper() or not rest[:1].isascii() or rest.startswith(("contributors ", "the "))


def _behind_years(text: str) -> tuple[int, str]:
    """How many years stand first, and what follows them."""
    at, count = 0, 0
    while year := YEAR.match(text, at):
        at, count = year.end(), count + 1
    return count, text[at:].lstrip(PUNCTUATION)


def _continued(text: str, behind: int, number: int, following: Sequence[Line]) -> str:
    """The statement with the lines it wraps onto: up to four in all, none behind a blank or a new statement."""
    for offset, line in enumerate(following[: LINES_PER_STATEMENT - 1], 1):
        broken = line.number != number + offset or NEW_PARAGRAPH.match(line.text) or OPENING.search(line.text)
        if broken or not _is_unfinished(text, _behind_years(text[behind:])[1], line.text):
            return text
        text = f"{text} {line.text}"
    return text


def _is_unfinished(text: str, rest: str, following: str) -> bool:
    if not rest:
        return following[:1].isupper() and len(following) <= LONGEST_NAMES
    return text.count("(") > text.count(")") or bool(UNFINISHED.search(text[-20:].rstrip()))
