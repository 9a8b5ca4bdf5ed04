# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""The words of one file: how each is written, and what it stands for."""

import unicodedata
from enum import IntEnum

import numpy as np

from gyebo.languages.language import Language, numbered
from gyebo.model import I64


class Sort(IntEnum):
    """What a word is; a name and a string of one text are two words."""

    STRING = 1
    ESCAPED = 2
    """A string in which some characters stand for others."""
    LITERAL = 3


class Words:
    """The distinct words of a text: first its names, numbered as they are, then what else is added."""

    def __init__(self, language: Language, names: tuple[bytes, ...]) -> None:
        self._language = language
        self.written = [_composed(name) for name in names]
        self.meant = self.written.copy()
        self._strings: dict[bytes, int] = {}
        self._same: dict[int, int] = {}

    def add(self, sort: Sort, found: list[bytes]) -> I64:
        """The numbers of words of one sort, which come all at once."""
        words, numbers = numbered(found, len(self.written))
        for number, word in enumerate(words, len(self.written)):
            written = self._language.spelling(word) if sort is Sort.LITERAL else _composed(word)
            meant = self._language.text(written) if sort is Sort.ESCAPED else written
            self.written.append(written)
            self.meant.append(meant)
            if sort is not Sort.LITERAL:
                self._same[number] = self._strings.setdefault(meant, number)
        return numbers

    def same(self) -> I64:
        """Of each word, the first that says the same."""
        same = np.arange(len(self.written))
        same[list(self._same.keys())] = list(self._same.values())
        return same

    def joined(self, parts: list[int]) -> int:
        """The number of the string that these make together."""
        text = b"".join(self.meant[part] for part in parts)
        if text not in self._strings:
            self._strings[text] = len(self.meant)
            self.meant.append(text)
        return self._strings[text]

    def texts(self) -> tuple[str, ...]:
        """What each word stands for."""
        return tuple(word.decode("utf-8", "replace") for word in self.meant)


def _composed(word: bytes) -> bytes:
    """As Python compares names: NFKC."""
    return word if word.isascii() else unicodedata.normalize("NFKC", word.decode("utf-8", "replace")).encode()
