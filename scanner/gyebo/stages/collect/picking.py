# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Take the files that were named, as they stand on disk, and ask no repository: what a commit hook is given."""

import os
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path, PurePosixPath

from gyebo.errors import UsageError
from gyebo.files import EntryKind, Root, size_in_words
from gyebo.model import Collected, SourceFile
from gyebo.report import Skipped, SkipReason
from gyebo.stages.collect.limits import Limits
from gyebo.stages.collect.naming import Part, part
from gyebo.stages.collect.sorting import Found, sort_out


def picked(top: Path, names: Sequence[PurePosixPath], dated: str, suffixes: frozenset[str]) -> Collected:
    """The named files below a folder, with the README, NOTICE and the like of the folders above them."""
    with Root(top) as root:
        wanted = dict.fromkeys((*names, *_statements(root, names, suffixes)))
        heap = sort_out((Found(path, partial(root.read, path)) for path in wanted), suffixes, Limits())
    return Collected(top.name, "", dated, tuple(heap.files), tuple(heap.skipped), tuple(heap.statements))


def piped(top: Path, file: SourceFile, dated: str, suffixes: frozenset[str]) -> Collected:
    """A text that stands on no disk, as if it stood at its path below a folder; what stands there is not read."""
    with Root(top) as root:
        around = (path for path in _statements(root, (file.path,), suffixes) if path != file.path)
        found = [Found(path, partial(root.read, path)) for path in around]
        heap = sort_out([*found, Found(file.path, partial(_content, file))], suffixes, Limits())
    return Collected(top.name, "", dated, tuple(heap.files), tuple(heap.skipped), tuple(heap.statements))


def below(top: Path, name: str) -> PurePosixPath:
    """A name relative to a folder; UsageError where it lies outside."""
    path = PurePosixPath(os.path.relpath(name, top))
    if ".." in path.parts:
        raise UsageError(f"{name} lies outside {top}; run this at the top of the repository.")
    return path


def _content(file: SourceFile, most: int) -> bytes | Skipped:
    if len(file.content) > most:
        return Skipped(str(file.path), SkipReason.TOO_LARGE, size_in_words(len(file.content)))
    return file.content


def _statements(root: Root, names: Sequence[PurePosixPath], suffixes: frozenset[str]) -> Iterator[PurePosixPath]:
    for folder in {above for name in names for above in name.parents}:
        entries = root.entries(folder)
        for entry in () if isinstance(entries, Skipped) else entries:
            path = folder / entry.name
            if entry.kind is EntryKind.FILE and part(path, suffixes) is Part.STATEMENT:
                yield path
