# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Whether the words that two texts have in common stand in somebody else's code too, by a search of its own.

No parser, no fingerprints, nothing of the scanner's: words and signs in a row, names of classes set equal since each
model has its own, everything else as it is written.
"""

import re
from collections import defaultdict

import numpy as np

from gyebo.corpus.index import Index
from gyebo.corpus.sources import SourceTexts
from gyebo.model import I64, U64
from gyebo.stages.attribute import maker

ROW = 12
"""Words in a row."""
FEWEST, ALL = 20, 0.95
"""Rows that two texts must have in common to be looked for, and the share of them that is as good as all."""
_WORD = re.compile(r"\w+|[^\w\s]")
_COMMENT = re.compile(r"#[^\n]*|\"\"\"(?:.|\n)*?\"\"\"")
_FACTOR = np.uint64(0x9E3779B97F4A7C15)


class Library:
    """The rows of words of all older code, by who made it."""

    def __init__(self, index: Index, texts: SourceTexts, before: str) -> None:
        self._words: dict[str, int] = {}
        self._texts: dict[str, list[tuple[str, U64]]] = defaultdict(list)
        described, arrays = index.description, index.arrays
        for file in range(len(arrays.file_path)):
            source = int(arrays.file_source[file])
            if described.sources[source].released < before:
                path = index.text(int(arrays.file_path[file]))
                content = texts.read(described.source_keys[source], path) or b""
                owner = maker(described.works[int(arrays.file_work[file])])
                self._texts[owner].append((path, self.rows(content.decode("utf-8", "replace"))))

    def rows(self, text: str) -> U64:
        """A hash of every twelve words in a row, sorted and distinct."""
        words = _WORD.findall(_COMMENT.sub("", text))
        plain = ("C" if word[:1].isupper() and not word.isupper() else word for word in words)
        codes: I64 = np.fromiter((self._words.setdefault(word, len(self._words)) for word in plain), np.int64)
        if len(codes) < ROW:
            return np.empty(0, np.uint64)
        rows = np.zeros(len(codes) - ROW + 1, np.uint64)
        for at in range(ROW):
            rows = (rows ^ (rows >> np.uint64(29))) * _FACTOR + codes[at : at + len(rows)].astype(np.uint64)
        return np.unique(rows)

    def elsewhere(self, submitted: str, referenced: str, owner: str) -> list[str] | None:
        """Files of other makers that have all that the two have in common; None where that is next to nothing."""
        common = np.intersect1d(self.rows(submitted), self.rows(referenced))
        if len(common) < FEWEST:
            return None
        others = ((other, path, rows) for other in self._texts if other != owner for path, rows in self._texts[other])
        return [f"{other}: {path}" for other, path, rows in others if _held(common, rows) >= ALL]


def _held(common: U64, rows: U64) -> float:
    """The share of some rows that a file has; both are sorted, so each is looked up instead of sorting all again."""
    if not len(rows):
        return 0.0
    at = np.minimum(np.searchsorted(rows, common), len(rows) - 1)
    return float((rows[at] == common).mean())
