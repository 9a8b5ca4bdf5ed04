# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Debian's machine-readable copyright file, as .reuse/dep5 or debian/copyright: paragraphs that speak for some files.

https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/: `*` and `?` cross folders, and of several paragraphs
that cover a file the last one speaks.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from itertools import groupby, islice
from pathlib import PurePosixPath

from gyebo.notices.repository import KIND, repository_notices
from gyebo.report import Notice

WHOLE = frozenset({"*", "./*"})
MOST_PATTERNS = 500
LONGEST = 200
FILES = re.compile(r"^Files:(?P<value>[^\n]{0,1000}(?:\n[ \t]+[^\n]{1,1000}){0,500})", re.MULTILINE | re.IGNORECASE)
SPECIAL = re.compile(r"[\[\]]")
"""Of fnmatch, and of no meaning here."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Whose some files are."""

    files: tuple[str, ...]
    notices: tuple[Notice, ...]

    def covers(self, path: str) -> bool:
        return any(fnmatchcase(path, pattern) for pattern in self.files)


def is_parted(path: str) -> bool:
    """Whether a file of that name is of this format."""
    return KIND.get(PurePosixPath(path).name.lower()) == "dep5"


def parted(text: str, path: str) -> tuple[tuple[Notice, ...], tuple[Paragraph, ...]]:
    """The statements for the whole, and the paragraphs for files that they name."""
    notices = repository_notices(text, path)
    told = list[Paragraph]()
    for is_blank, lines in groupby(enumerate(text.split("\n"), 1), lambda line: not line[1].strip()):
        numbered = dict[int, str]() if is_blank else dict(lines)
        named = FILES.search("\n".join(numbered.values())) if numbered else None
        files = _patterns(named["value"].split()) if named else ()
        if files:
            told.append(Paragraph(files, tuple(one for one in notices if one.line in numbered)))
    some = {notice for one in told for notice in one.notices}
    return tuple(one for one in notices if one not in some), tuple(told)


def speaking(paragraphs: Sequence[Paragraph], path: str) -> tuple[Notice, ...]:
    """What the last paragraph that covers the file says."""
    return next((one.notices for one in reversed(paragraphs) if one.covers(path)), ())


def _patterns(named: Sequence[str]) -> tuple[str, ...]:
    """None where they mean every file."""
    if WHOLE & set(named):
        return ()
    short = (one.removeprefix("./") for one in named if len(one) <= LONGEST)
    return tuple(islice((SPECIAL.sub(r"[\g<0>]", one) for one in short), MOST_PATTERNS))
