# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Tell of which of its files a line of NOTICE or README speaks: "src/a.py is taken from Qwen2" credits no other."""

import re
from collections.abc import Iterable
from fnmatch import fnmatchcase
from functools import cached_property

from gyebo.report import Reference

_NAME = r"[\w.*-][\w./*-]{0,200}"
OPENING = re.compile(
    r"[\s>*+•|#\"'`(\[\d.)-]*(?:(?:the|a|our|this|these|all|some|most|parts?|portions?|code|contents?|files?|modules?"
    r"|scripts?|folders?|director(?:y|ies)|implementation|class(?:es)?|functions?|of|in|under|파일|폴더)[\s:]+){0,6}",
    re.IGNORECASE,
)
"""What may stand before the files that a line is about."""
FILE = re.compile(rf"[\"'`*\[(]*(?P<name>{_NAME}(?:\.[A-Za-z][A-Za-z0-9+]{{0,6}}|/\**))(?![A-Za-z0-9_/])[\"'`*\])]*")
JOINED = re.compile(r"\s*(?:파일|폴더|文件)?\s*(?:,\s*(?:and\s)?|&|\band\b|와|과|및|、|和|\|)\s*", re.IGNORECASE)


class Subjects:
    """The files of a submission, asked by how a line names them."""

    def __init__(self, paths: Iterable[str]) -> None:
        self._paths = tuple(paths)
        self._spoken: dict[str, frozenset[str]] = {}

    def means(self, reference: Reference, path: str) -> bool:
        """Whether a line may be about that file: it names that one, or none at all that is the submission's."""
        return self.is_about(reference.text, path)

    def is_about(self, text: str, path: str) -> bool:
        """The same of any line's text."""
        if text not in self._spoken:
            self._spoken[text] = self._of(text)
        return not self._spoken[text] or path in self._spoken[text]

    def names(self, text: str, path: str) -> bool:
        """Whether a line says that it is about that file."""
        return self.is_about(text, path) and bool(self._spoken[text])

    def _of(self, text: str) -> frozenset[str]:
        opening = OPENING.match(text)
        at, found = opening.end() if opening else 0, frozenset[str]()
        while name := FILE.match(text, at):
            found |= self._named(name["name"])
            more = JOINED.match(text, name.end())
            at = more.end() if more else len(text)
        return found

    def _named(self, name: str) -> frozenset[str]:
        told = name.removeprefix("./")
        if told.endswith(("/", "*")):
            folder = told.rstrip("*").rstrip("/")
            return frozenset(one for one in self._paths if folder and f"/{folder}/" in f"/{one}")
        if "*" in told:
            return frozenset(one for one in self._paths if fnmatchcase(f"/{one}", f"*/{told}"))
        return self._by_ending.get(told, frozenset())

    @cached_property
    def _by_ending(self) -> dict[str, frozenset[str]]:
        """By its path, and by all that a path ends with."""
        found: dict[str, set[str]] = {}
        for path in self._paths:
            parts = path.split("/")
            for at in range(len(parts)):
                found.setdefault("/".join(parts[at:]), set()).add(path)
        return {ending: frozenset(paths) for ending, paths in found.items()}
