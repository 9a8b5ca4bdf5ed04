# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Find where a file's comments say that it was changed."""

import re
from collections.abc import Sequence

from gyebo.notices.lines import lines

LIMIT = 65_536
"""Characters of comment read of one file; what states a change stands near the top."""
CHANGE = re.compile(
    r"\b(?:modified|changed|adapted|edited|altered|rewritten|patched)\s+(?:by|for|from|to|in|version)\b"
    r"|\b(?:has|have|was|were)\s+been\s+(?:modified|changed|adapted)\b|\bmodifications?\s*(?:\(c\)|copyright|by|:|made)"
    r"|\bwith\s+(?:\w+\s){0,2}(?:modifications?|changes)\b|\bchanges?\s*(?:made|:|by)|\bSPDX-FileContributor:\s*Modified\b"
    r"|수정(?:하였|했|됨|함|본|\s?사항|된)|변경(?:하였|했|됨|함|\s?사항|된)|修改",
    re.IGNORECASE,
)


def changes_stated(comments: Sequence[tuple[int, str]]) -> tuple[int, ...]:
    """The lines that say so. `comments` are as in statements()."""
    return tuple(line.number for line in lines(comments, LIMIT) if CHANGE.search(line.text))
