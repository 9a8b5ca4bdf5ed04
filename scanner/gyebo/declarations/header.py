# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Put an origin's copyright lines and a mention of it on top of a file, where its own header begins."""

import re
from collections.abc import Iterator, Sequence

from gyebo.declarations.borrowing import Borrowed
from gyebo.declarations.patch import line_end
from gyebo.notebook import SUFFIX

MARKS = {"python": "#"}
"""How a line comment begins, by language; a file of another one keeps its header as it is, and so does a notebook."""
_FIRST_LINES = re.compile(rb"(?:\xef\xbb\xbf)?(?:#!.*\n)?(?:#.*coding[:=].*\n)?")
"""What must stay on top: the interpreter's line and the encoding's."""
WIDTH = 110


def with_header(content: bytes, found: Sequence[Borrowed]) -> bytes:
    """The same file with the missing lines; unchanged where nothing is missing, or where it can hold none."""
    mark = MARKS.get(found[0].language)
    if mark is None or found[0].path.lower().endswith(SUFFIX) or not _is_utf8(content):
        return content
    first = _FIRST_LINES.match(content)
    at = first.end() if first else 0
    end = line_end(content)
    lines = "".join(f"{mark} {line}{end}" for line in dict.fromkeys(_missing(found)))
    return content[:at] + lines.encode() + content[at:]


def _missing(found: Sequence[Borrowed]) -> Iterator[str]:
    for one in found:
        yield from one.lost
    for one in found:
        if not one.has_reference:
            yield from _wrapped(one.mention)


def _wrapped(text: str) -> Iterator[str]:
    line = ""
    for word in text.split():
        if line and len(line) + len(word) >= WIDTH:
            yield line
            line = ""
        line = f"{line} {word}".strip()
    yield line


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
