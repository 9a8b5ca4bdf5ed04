# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""What a git tree object says, entry by entry; the bytes may be hostile."""

from dataclasses import dataclass
from enum import Enum, auto
from pathlib import PurePosixPath

from gyebo.files import named


class Kind(Enum):
    """What stands at a path of a commit, and whether the repository holds it."""

    BLOB = auto()
    FOLDER = auto()
    LINK = auto()
    SUBMODULE = auto()
    MISSING = auto()
    """Named by the commit, not in this repository (a partial clone, or damage)."""
    IMPROPER = auto()
    """A name or mode that git itself refuses to check out."""


@dataclass(frozen=True, slots=True)
class TreeEntry:
    """One path of a commit; `oid` names the object behind it."""

    path: PurePosixPath
    kind: Kind
    size: int
    """Bytes of a blob or link; 0 while unknown."""
    oid: str


_KINDS = {
    b"40000": Kind.FOLDER,
    b"040000": Kind.FOLDER,
    b"100644": Kind.BLOB,
    b"100664": Kind.BLOB,
    b"100755": Kind.BLOB,
    b"120000": Kind.LINK,
    b"160000": Kind.SUBMODULE,
}
_REFUSED = frozenset({b"", b".", b"..", b".git"})


def entries(tree: bytes, folder: PurePosixPath) -> list[TreeEntry]:
    """A tree's entries, in the order of their paths' bytes; ValueError when the tree is cut short."""
    found: list[TreeEntry] = []
    names: set[bytes] = set()
    at = 0
    while at < len(tree):
        end = tree.index(b"\0", at)
        mode, _, name = tree[at:end].partition(b" ")
        at = end + 21
        if at > len(tree):
            raise ValueError("a tree's last entry is cut short")
        found.append(_entry(folder, mode, name, tree[end + 1 : at].hex(), names))
        names.add(name)
    return sorted(found, key=_place)


def _entry(folder: PurePosixPath, mode: bytes, name: bytes, oid: str, names: set[bytes]) -> TreeEntry:
    if name in _REFUSED or name in names or b"/" in name:
        return TreeEntry(folder / named(name).replace("/", "\ufffd"), Kind.IMPROPER, 0, oid)
    return TreeEntry(folder / named(name), _KINDS.get(mode, Kind.IMPROPER), 0, oid)


def _place(entry: TreeEntry) -> bytes:
    name = entry.path.name.encode("utf-8", "surrogateescape")
    return name + b"/" if entry.kind is Kind.FOLDER else name
