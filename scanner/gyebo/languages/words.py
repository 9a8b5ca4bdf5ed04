# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""The words of one file: how each is written, and what it stands for."""

import unicodedata
from enum import IntEnum

import numpy as np

from gyebo.languages.language import Language
from gyebo.model import I32


class Sort(IntEnum):
    """What a word is; a name and a string of one text are two words."""

    IDENTIFIER = 0
    STRING = 1
    ESCAPED = 2
    """A string in which some characters stand for others."""
    LITERAL = 3


class Words:
    """The distinct words at these places of a text, each with its number."""

    def __init__(self, language: Language, text: bytes, starts: list[int], ends: list[int], sorts: list[int]) -> None:
        ids: dict[tuple[int, bytes], int] = {}
        found = zip(sorts, starts, ends, strict=True)
        places = [ids.setdefault((sort, text[start:end]), len(ids)) for sort, start, end in found]
        self.numbers: I32 = np.array(places, np.int32)
        """One a place."""
        self.written = [language.spelling(w) if sort == Sort.LITERAL else _composed(w) for sort, w in ids]
        self.meant = [
            language.text(word) if sort == Sort.ESCAPED else word
            for (sort, _), word in zip(ids, self.written, strict=True)
        ]
        strings = [number for number, (sort, _) in enumerate(ids) if sort in (Sort.STRING, Sort.ESCAPED)]
        self._strings = {self.meant[number]: number for number in reversed(strings)}
        self.same: I32 = np.arange(len(ids), dtype=np.int32)
        """Of each word, the first that says the same."""
        self.same[strings] = [self._strings[self.meant[number]] for number in strings]

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
