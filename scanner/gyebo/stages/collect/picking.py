# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Take the files that were named, as they stand on disk, and ask no repository: what a commit hook is given."""

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path, PurePosixPath

from gyebo.errors import UsageError
from gyebo.files import LINKED, MISSING, EntryKind, Root, raw, size_in_words
from gyebo.model import Collected, SourceFile
from gyebo.report import Skipped, SkipReason
from gyebo.stages.collect.limits import Limits
from gyebo.stages.collect.naming import KEPT_IN, Part, is_modular, part
from gyebo.stages.collect.sorting import Found, sort_out


def picked(top: Path, names: Sequence[PurePosixPath], dated: str, suffixes: frozenset[str]) -> Collected:
    """The named files below a folder, and nothing else."""
    with Root(top) as root:
        heap = sort_out((Found(path, partial(root.read, path)) for path in dict.fromkeys(names)), suffixes, Limits())
    return Collected(top.name, "", dated, tuple(heap.files), tuple(heap.skipped), tuple(heap.statements))


def piped(top: Path, file: SourceFile, dated: str, suffixes: frozenset[str]) -> Collected:
    """A text that stands on no disk, as if it stood at its path below a folder; what stands there is not read."""
    heap = sort_out([Found(file.path, partial(_content, file))], suffixes, Limits())
    return Collected(top.name, "", dated, tuple(heap.files), tuple(heap.skipped), tuple(heap.statements))


def statements(known: Iterable[PurePosixPath], suffixes: frozenset[str]) -> list[PurePosixPath]:
    """Those of a repository's paths that are statements by their names, nearest to the top first."""
    said = [path for path in known if part(path, suffixes) is Part.STATEMENT]
    return sorted(said, key=lambda path: (len(path.parts), raw(path)))


def answered(top: Path, given: Collected, known: Iterable[PurePosixPath], suffixes: frozenset[str]) -> Collected:
    """The same with what speaks for its files: README, NOTICE, LICENSES and the like, and modular files beside them.

    Read are the folders above each file, with those that such statements are kept in; no other folder is gone through:
    what else of the repository is read is `known`, from git's index.
    """
    own = {one.path for one in given.files}
    with Root(top) as root:
        said = statements((*above(root, own), *known), suffixes)
        wanted = dict.fromkeys((*(one.path for one in given.statements), *_beside(root, own), *said))
        found = (Found(path, partial(root.read, path)) for path in wanted if path not in own)
        heap = sort_out(found, suffixes, Limits())
    there = (one for one in heap.skipped if one.detail not in (MISSING, LINKED))  # as git has it, and no file on disk
    skipped = sorted(dict.fromkeys((*given.skipped, *there)), key=lambda one: raw(one.path))
    return replace(given, skipped=tuple(skipped), statements=tuple(heap.statements), beside=tuple(heap.files))


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


def _beside(root: Root, names: Iterable[PurePosixPath]) -> Iterator[PurePosixPath]:
    for folder in {name.parent for name in names}:
        yield from filter(is_modular, _files(root, folder))


def above(root: Root, names: Iterable[PurePosixPath]) -> Iterator[PurePosixPath]:
    """What stands in the folders above some names, and in those there that statements are kept in."""
    folders = dict.fromkeys(folder for name in names for folder in name.parents)
    for folder in (*folders, *(folder / name for folder in folders for name in KEPT_IN)):
        yield from _files(root, folder)


def _files(root: Root, folder: PurePosixPath) -> Iterator[PurePosixPath]:
    entries = root.entries(folder)
    for entry in () if isinstance(entries, Skipped) else entries:
        if entry.kind is EntryKind.FILE:
            yield folder / entry.name
