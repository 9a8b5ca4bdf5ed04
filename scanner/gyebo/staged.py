# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""What a commit would take in, by git's index."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from gyebo import gitindex
from gyebo.files import named, raw
from gyebo.repository import find_top

_POINTER = b"gitdir: "


@dataclass(frozen=True, slots=True)
class Staged:
    """Which paths below a folder a commit would take in; where that is not known, all of them."""

    below: PurePosixPath
    """The folder, as seen from the top of its repository."""
    names: frozenset[bytes] | None
    is_unreadable: bool
    """There is a repository, and its index could not be read."""

    def __call__(self, path: PurePosixPath) -> bool:
        return self.names is None or raw(self.below / path) in self.names

    def paths(self) -> Iterator[PurePosixPath]:
        """All that is in the index below the folder, as seen from there; nothing where that is not known."""
        start = raw(self.below) + b"/" if self.below.parts else b""
        for name in self.names or ():
            if name.startswith(start):
                yield PurePosixPath(named(name[len(start) :]))


def staged(top: Path, index: str) -> Staged:
    """What is in the index, `index` or the repository's own, of a folder."""
    repository = find_top(top)
    if repository is None:
        return Staged(PurePosixPath(), None, is_unreadable=False)
    names = _names(repository, index)
    return Staged(PurePosixPath(top.relative_to(repository).as_posix()), names, is_unreadable=names is None)


def _names(repository: Path, index: str) -> frozenset[bytes] | None:
    git = repository / ".git"
    try:
        if git.is_file():  # of a second work tree, or of a submodule
            git = repository / git.read_bytes().removeprefix(_POINTER).rstrip(b"\n").decode()
        place = repository / index if index else git / "index"
        if git.is_dir() and not place.exists():
            return frozenset()  # nothing was ever added
        return gitindex.names(place.read_bytes(), lambda part: (git / f"sharedindex.{part}").read_bytes())
    except (OSError, UnicodeDecodeError):
        return None
