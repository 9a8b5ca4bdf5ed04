# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Recognise licence files: known texts, makers' own model licences, and known texts that were changed."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fnmatch import fnmatchcase
from pathlib import PurePosixPath

from gyebo.licencebook import MODIFIED, LicenceBook
from gyebo.licences.classifying import LONGEST, Region, regions
from gyebo.licences.expressions import normalised
from gyebo.naming import plain
from gyebo.report import LicenceSource, LicenceStatement

FILES = ("license*", "licence*", "copying*", "unlicense*", "*license-model*", "*-license.txt")
BUNDLES = ("third_party*", "third-party*", "thirdparty*", "notice*")
FOLDER = "LICENSES"
FOREIGN_WORDS = 8
CONDITION = re.compile(
    r"\b(?:shall|must|may not|cannot|prohibit(?:ed|s)?|forbidden|restrict(?:ed|ions?)|non-?commercial|commercial(?:ly)?"
    r"|provided that|only for|solely|research purposes|monthly active)\b|금지|제한|상업적|조건으로|禁止|不得|商业",
    re.IGNORECASE,
)
"""So many words beside a licence's own, one of them of this kind, and a text counts as changed. Of 183 licence files of
Python and Node packages that hold one licence, 21 have 20 words or more beside it; among these such a word stands in
numpy/random's alone, which holds a second licence that no template knows. Kimi K2's tail has 61 words and five."""
ABOUT_ITSELF = re.compile(r"Creative Commons is not a party.{0,3000}?creativecommons\.org\.", re.DOTALL)
"""What Creative Commons says behind its licences of itself; what it says before them is no condition either."""
SHOWN = 200
WORD = re.compile(r"[^\W_]{2,}")
COPYRIGHT = re.compile(r"copyright|©|\(c\)|all rights reserved|저작권|版权", re.IGNORECASE)
OPENINGS = {
    "MIT": "permission is hereby granted free of charge to any person obtaining a copy",
    "Apache-2.0": "apache license version 2 0 january 2004",
    "BSD-3-Clause": "redistribution and use in source and binary forms with or without modification are permitted",
    "GPL-3.0-only": "gnu general public license version 3 29 june 2007",
    "GPL-2.0-only": "gnu general public license version 2 june 1991",
    "LGPL-3.0-only": "gnu lesser general public license version 3 29 june 2007",
    "LGPL-2.1-only": "gnu lesser general public license version 2 1 february 1999",
    "AGPL-3.0-only": "gnu affero general public license version 3 19 november 2007",
    "MPL-2.0": "mozilla public license version 2 0",
    "ISC": "permission to use copy modify and or distribute this software for any purpose with or without fee",
    "Unlicense": "this is free and unencumbered software released into the public domain",
    "CC0-1.0": "cc0 1 0 universal",
    "CC-BY-4.0": "creative commons attribution 4 0 international public license",
    "CC-BY-SA-4.0": "creative commons attribution sharealike 4 0 international public license",
    "CC-BY-NC-4.0": "creative commons attribution noncommercial 4 0 international public license",
    "CC-BY-NC-SA-4.0": "creative commons attribution noncommercial sharealike 4 0 international public license",
}
"""Words of a text whose rest is not as it should be."""


def is_licence_file(path: PurePosixPath) -> bool:
    """Whether a file's name says that it holds a licence, for the whole or for parts."""
    name = path.name.lower()
    return path.parent.name == FOLDER or any(fnmatchcase(name, each) for each in FILES)


def is_bundle(path: PurePosixPath) -> bool:
    """Whether a file's name says that it gathers notices and licences of others."""
    return any(fnmatchcase(path.name.lower(), each) for each in BUNDLES)


def of_text(text: str, path: str, book: LicenceBook) -> tuple[LicenceStatement, ...]:
    """The licences whose text a file holds; one for each licence."""
    text = text[:LONGEST]
    known = _by_anchors(text, path, book)
    if known:
        return (known,)
    found = tuple(_of_the_text(regions(text), book))
    if len({one.licence for one in found}) == 1 and _sets_conditions(text, found):
        return (_stated(text, found[0].start, f"{MODIFIED}{found[0].licence}", path, is_modified=True),)
    first = {one.licence: one.start for one in reversed(found)}
    told = tuple(_stated(text, first[each], each, path) for each in dict.fromkeys(one.licence for one in found))
    return told or tuple(_changed_inside(text, path))


def _of_the_text(found: Sequence[Region], book: LicenceBook) -> Iterator[Region]:
    """Regions by their ids of today, without the "or later" that the GNU licences give as an example at their end."""
    named = [replace(one, licence=normalised(one.licence, book)) for one in found]
    texts = {one.licence.removesuffix("-only") for one in named if one.licence.endswith("-only")}
    return (one for one in named if one.licence.removesuffix("-or-later") not in texts or one.licence in texts)


def _by_anchors(text: str, path: str, book: LicenceBook) -> LicenceStatement | None:
    """A makers' licence: the one most of whose words stand there, so that a longer name beats the shorter in it."""
    words = plain(text)
    having = [
        one for one in book.licences.values() if one.anchors and all(plain(each) in words for each in one.anchors)
    ]
    if not having:
        return None
    best = max(having, key=lambda one: sum(map(len, one.anchors)))
    return _stated(text, 0, best.id, path)


def _changed_inside(text: str, path: str) -> Iterator[LicenceStatement]:
    """A text that opens like a known licence and goes on otherwise."""
    words = plain(text)
    for licence, opening in OPENINGS.items():
        if opening.replace(" ", "") in words:
            yield _stated(text, 0, f"{MODIFIED}{licence}", path, is_modified=True)
            return


def _sets_conditions(text: str, found: tuple[Region, ...]) -> bool:
    """Whether words stand beside the licence's own, copyright statements apart, that set a condition."""
    is_commons = found[0].licence.startswith("CC-")
    rest, at = "", found[0].start if is_commons else 0
    for one in found:
        rest, at = f"{rest}{text[at : one.start]}\n", one.end
    rest += text[at:]
    lines = [
        line for line in (ABOUT_ITSELF.sub("", rest) if is_commons else rest).split("\n") if not COPYRIGHT.search(line)
    ]
    words = sum(len(WORD.findall(line)) for line in lines)
    return words >= FOREIGN_WORDS and any(CONDITION.search(line) for line in lines)


def _stated(text: str, start: int, licence: str, path: str, *, is_modified: bool = False) -> LicenceStatement:
    start += len(text[start:]) - len(text[start:].lstrip())
    line = text[start : text.find("\n", start) if "\n" in text[start:] else None]
    number = text.count("\n", 0, start) + 1
    return LicenceStatement(path, number, line.strip()[:SHOWN], licence, LicenceSource.TEXT, is_modified)
