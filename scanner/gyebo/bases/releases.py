# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Tell a library in a release that the corpus does not hold from one whose files somebody worked on."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from gyebo.bases.comparing import Compared
from gyebo.matching import Matching
from gyebo.model import SourceFile


@dataclass(frozen=True, slots=True)
class Release:
    """What the changed files of a library look like."""

    is_another: bool = False
    """So many of them, and so little in most, as between two releases: whose changes they are cannot be told."""
    unlike: tuple[PurePosixPath, ...] = ()
    """Changed files of which less than the least share of lines stands in the nearest release."""


def release_of(compared: Compared, files: Sequence[SourceFile], matching: Matching) -> Release:
    """Line by line, layout apart: a release changes a few lines in many files, who works on a copy few files."""
    changed = [one for one in files if one.path in compared.before]
    least = matching.release_changed.value * (len(changed) + len(compared.unchanged))
    if len(changed) < max(least, matching.release_files.value):
        return Release()
    unlike = tuple(
        one.path for one in changed if kept(one.content, compared.before[one.path]) < matching.release_lines.value
    )
    return Release(len(unlike) <= matching.release_unlike.value * len(changed), unlike)


def nearest_of(
    files: Sequence[SourceFile], held: Mapping[int, Mapping[PurePosixPath, bytes]], equal_to: Mapping[int, int]
) -> tuple[int, dict[PurePosixPath, bytes]]:
    """The release with most equal files, those counted before included; and for each file its nearest text of any."""
    equal = {at: equal_to[at] + sum(texts.get(one.path) == one.content for one in files) for at, texts in held.items()}
    choices = {one: [texts[one.path] for texts in held.values() if one.path in texts] for one in files}
    nearest = {one.path: _nearest(one.content, texts) for one, texts in choices.items() if texts}
    return max(equal, key=lambda at: equal[at]), nearest


def _nearest(content: bytes, texts: Sequence[bytes]) -> bytes:
    return content if content in texts else max(texts, key=lambda text: kept(content, text))


def kept(content: bytes, before: bytes) -> float:
    """The share of a text's lines that the earlier one has, however often."""
    lines, earlier = _lines(content), _lines(before)
    return (lines & earlier).total() / lines.total() if lines else 1.0


def _lines(content: bytes) -> Counter[bytes]:
    return Counter(line for line in map(bytes.strip, content.splitlines()) if line)
