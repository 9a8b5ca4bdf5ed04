# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Lay out our own bare repository over a foreign one's objects, so that git never meets the foreign configuration."""

import os
import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from gyebo.errors import SubmissionError
from gyebo.files import EntryKind, Root, raw
from gyebo.report import Skipped, Text

_HEAD = re.compile(rb"(?:ref: (refs/[^\n]+)|([0-9a-f]{40}))\n?")
_ID = re.compile(rb"([0-9a-f]{40})\n?")
_PACKED = re.compile(rb"^([0-9a-f]{40}) (refs/[^\n]+)$", re.MULTILINE)
_SAFE_NAME = re.compile(
    rb"(?!.*(?:\.\.|//|@\{|/\.|\.lock(?:/|$)))refs/[^\x00-\x20\x7f~^:?*\[\\]+[^\x00-\x20\x7f~^:?*\[\\/.]"
)
_CONFIG = b"[core]\n\trepositoryformatversion = 0\n\tbare = false\n"
_SMALL, _INDEX = 65_536, 268_435_456
_REFS = 67_108_864


class HistoryUnavailable(SubmissionError):
    """There is a repository whose history cannot be read safely, or at all; its files can be read all the same."""

    def __init__(self, en: str, ko: str) -> None:
        super().__init__(en)
        self.text = Text(en, ko)


def find_top(path: Path) -> Path | None:
    """The nearest folder from `path` upwards that holds a `.git`, whatever that is."""
    return next((folder for folder in (path, *path.parents) if os.path.lexists(folder / ".git")), None)


def lay_out(top: Path, view: Path) -> None:
    """Fill the empty folder `view`: its objects are the repository's own by reference, refs and index are copies."""
    git = top / ".git"
    if git.is_symlink() or not git.is_dir():
        raise HistoryUnavailable(
            f"{git} is a link or a file that leads elsewhere; give a clone of the repository instead.",
            f"{git}: 다른 곳을 가리키는 링크 또는 파일입니다. 저장소의 복제본을 제출해 주십시오.",
        )
    lay_out_empty(view)
    try:
        with Root(git) as root:
            _refuse_elsewhere(root)
            _copy(root, view)
    except OSError as error:
        raise HistoryUnavailable(
            f"{git} cannot be read: {error.strerror}.", f"{git}: 읽을 수 없습니다: {error.strerror}."
        ) from error
    (view / "objects" / "info" / "alternates").write_bytes(_quoted(git / "objects"))


def lay_out_empty(folder: Path) -> None:
    """A repository with no commit in a folder that need not be there; no template, so no hook."""
    (folder / "objects" / "info").mkdir(parents=True, exist_ok=True)
    (folder / "refs").mkdir(exist_ok=True)
    (folder / "config").write_bytes(_CONFIG)
    (folder / "HEAD").write_bytes(b"ref: refs/heads/none\n")


def _refuse_elsewhere(root: Root) -> None:
    """HistoryUnavailable when any part of the object store stands outside this repository."""
    for path, kind in _below(root, PurePosixPath("objects")):
        if kind is EntryKind.LINK:
            raise HistoryUnavailable(
                f".git/{path} is a link; give a clone of the repository instead.",
                f".git/{path}: 링크입니다. 저장소의 복제본을 제출해 주십시오.",
            )
        if path.name in ("alternates", "http-alternates"):
            raise HistoryUnavailable(
                f".git/{path} borrows objects from elsewhere; give a full clone instead.",
                f".git/{path}: 다른 곳의 객체를 참조합니다. 저장소 전체의 복제본을 제출해 주십시오.",
            )
    if not isinstance(root.read(PurePosixPath("commondir"), _SMALL), Skipped):
        raise HistoryUnavailable(
            ".git/commondir leads elsewhere; give a clone of the repository instead.",
            ".git/commondir: 다른 곳을 가리킵니다. 저장소의 복제본을 제출해 주십시오.",
        )


def _below(root: Root, start: PurePosixPath) -> Iterator[tuple[PurePosixPath, EntryKind]]:
    """Everything below a folder, folders first met first gone through; a link only by its own name."""
    waiting = [start]
    while waiting:
        folder = waiting.pop()
        entries = root.entries(folder)
        if isinstance(entries, Skipped):
            raise HistoryUnavailable(
                f".git/{folder} cannot be read: {entries.detail.en}",
                f".git/{folder}: 읽을 수 없습니다: {entries.detail.ko}",
            )
        for entry in entries:
            yield folder / entry.name, entry.kind
            if entry.kind is EntryKind.FOLDER:
                waiting.append(folder / entry.name)


def _copy(root: Root, view: Path) -> None:
    head = root.read(PurePosixPath("HEAD"), _SMALL)
    if isinstance(head, Skipped) or not _HEAD.fullmatch(head):
        raise HistoryUnavailable(
            ".git/HEAD names no branch and no commit that can be read.",
            ".git/HEAD: 읽을 수 있는 브랜치나 커밋을 가리키지 않습니다.",
        )
    (view / "HEAD").write_bytes(head)
    refs = _packed(root) | _loose(root)
    (view / "packed-refs").write_bytes(b"".join(b"%s %s\n" % (refs[name], name) for name in sorted(refs)))
    for name in ("shallow", *_indexes(root)):
        content = root.read(PurePosixPath(name), _INDEX)
        if isinstance(content, bytes):
            (view / name).write_bytes(content)


def _packed(root: Root) -> dict[bytes, bytes]:
    content = root.read(PurePosixPath("packed-refs"), _REFS)
    if isinstance(content, Skipped):
        return {}
    return {name: commit for commit, name in _PACKED.findall(content) if _is_safe(name)}


def _loose(root: Root) -> dict[bytes, bytes]:
    found: dict[bytes, bytes] = {}
    for path, kind in _below(root, PurePosixPath("refs")):
        if kind is EntryKind.FILE and _is_safe(raw(path)):
            content = root.read(path, _SMALL)
            if isinstance(content, bytes) and (commit := _ID.fullmatch(content)):
                found[raw(path)] = commit[1]
    return found


def _is_safe(name: bytes) -> bool:
    # A ref below refs/replace would show us other objects than the ones the commit names.
    return not name.startswith(b"refs/replace/") and _SAFE_NAME.fullmatch(name) is not None


def _indexes(root: Root) -> tuple[str, ...]:
    """The index, and the part of a split one that it shares."""
    entries = root.entries(PurePosixPath())
    if isinstance(entries, Skipped):
        return ()
    return tuple(e.name for e in entries if e.name == "index" or re.fullmatch(r"sharedindex\.[0-9a-f]{40}", e.name))


def _quoted(path: Path) -> bytes:
    """A line of objects/info/alternates, in the C quoting that git reads there."""
    text = os.fsencode(path).replace(b"\\", b"\\\\").replace(b'"', b'\\"').replace(b"\n", b"\\n")
    return b'"%s"\n' % text
