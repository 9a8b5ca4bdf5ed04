# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Read Debian's copyright file, .reuse/dep5 or debian/copyright, as annotations of the files that it names.

https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/: of several paragraphs that cover a file the last one
speaks. REUSE has what dep5 says stand beside what a file says itself.
"""

import re
from collections.abc import Iterator
from itertools import groupby
from pathlib import PurePosixPath

from gyebo.declarations.patterns import debian_patterns
from gyebo.declarations.types import Annotation, Precedence
from gyebo.notices.repository import repository_notices

FOLDERS = frozenset({".reuse", "debian"})
WHOLE = ("*",)
"""What the header speaks of."""
FILES = re.compile(r"^Files:(?P<value>[^\n]*+(?:\n[ \t][^\n]*+)*+)", re.MULTILINE | re.IGNORECASE)
LICENCE = re.compile(r"^License:[ \t]{0,20}(?P<name>[^\n]{1,200})", re.MULTILINE | re.IGNORECASE)


def paragraphs(text: str, path: str) -> Iterator[Annotation]:
    """What the header says of all files, and each paragraph of those that it names; a licence alone is a text."""
    place = PurePosixPath(path).parent
    top = place.parent if place.name in FOLDERS else place
    folder = "" if top == PurePosixPath() else str(top)
    notices = repository_notices(text, path)
    for at, numbered in enumerate(_blocks(text)):
        block = "\n".join(numbered.values())
        holding = tuple(one for one in notices if one.line in numbered)
        named = _named(block)
        licence = LICENCE.search(block)
        if named or holding or (licence and not at):
            yield Annotation(
                path=path,
                line=next(iter(numbered)),
                paths=named or WHOLE,
                patterns=debian_patterns(named or WHOLE, folder),
                copyrights=tuple(one.text for one in holding),
                licences=(licence["name"].strip(),) if licence else (),
                precedence=Precedence.AGGREGATE,
                notices=holding,
                lines=(min(numbered), max(numbered)),
            )


def _blocks(text: str) -> Iterator[dict[int, str]]:
    """Paragraphs as their lines by number."""
    numbered = enumerate((line.rstrip("\r") for line in text.split("\n")), 1)
    for is_blank, lines in groupby(numbered, lambda line: not line[1].strip()):
        if not is_blank:
            yield dict(lines)


def _named(block: str) -> tuple[str, ...]:
    found = FILES.search(block)
    return tuple(found["value"].split()) if found else ()
