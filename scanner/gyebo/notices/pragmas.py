# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Read `gyebo: ignore[rule] reason="..."` in comments; one that is written otherwise is told, never guessed at."""

import re
from collections.abc import Iterable, Iterator

from gyebo.model import Pragma

_BEGINNING = re.compile(r"gyebo:|(?i:gyebo {0,3}: {0,3}ignore\b)")
_WHOLE = re.compile(
    r'gyebo: ?ignore\[([a-z][a-z-]{0,60}(?:, ?[a-z][a-z-]{0,60}){0,20})\](?: reason="([^"]{0,500})")? *'
)


def pragmas(comments: Iterable[tuple[int, str]], path: str) -> Iterator[Pragma]:
    """The ignores among a file's comments, one for each rule named; a malformed one names no rule."""
    for line, text in comments:
        if _BEGINNING.match(text):
            found = _WHOLE.fullmatch(text)
            rules = found.group(1).replace(" ", "").split(",") if found else [""]
            reason = (found.group(2) or "").strip() if found else ""
            yield from (Pragma(path, line, rule, reason) for rule in rules)
