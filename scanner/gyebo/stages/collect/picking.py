# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Take the files that were named, as they stand on disk, and ask no repository: what a commit hook is given."""

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path, PurePosixPath

from gyebo.files import EntryKind, Root
from gyebo.model import Collected
from gyebo.report import Skipped
from gyebo.stages.collect.limits import Limits
from gyebo.stages.collect.naming import Part, part
from gyebo.stages.collect.sorting import Found, sort_out


def picked(top: Path, names: Sequence[PurePosixPath], dated: str, suffixes: frozenset[str]) -> Collected:
    """The named files below a folder, with the README, NOTICE and the like of the folders above them."""
    with Root(top) as root:
        wanted = dict.fromkeys((*names, *_statements(root, names, suffixes)))
        heap = sort_out((Found(path, partial(root.read, path)) for path in wanted), suffixes, Limits())
    return Collected(top.name, "", dated, tuple(heap.files), tuple(heap.skipped), tuple(heap.statements))


def _statements(root: Root, names: Sequence[PurePosixPath], suffixes: frozenset[str]) -> Iterator[PurePosixPath]:
    for folder in {above for name in names for above in name.parents}:
        entries = root.entries(folder)
        for entry in () if isinstance(entries, Skipped) else entries:
            path = folder / entry.name
            if entry.kind is EntryKind.FILE and part(path, suffixes) is Part.STATEMENT:
                yield path
