# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Find beside a package's folder, as an installer laid it out, what its distribution says of version and licence."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from email.parser import BytesHeaderParser
from pathlib import Path, PurePosixPath

MOST_BYTES = 2_000_000
PAPERS = ("LICENSE", "LICENCE", "COPYING", "NOTICE")


@dataclass(frozen=True, slots=True, eq=False)
class Installed:
    """Of the one distribution that the folder belongs to; empty where none or several claim it."""

    version: str = ""
    licence: str = ""
    """SPDX expression of its metadata, where that has one."""
    papers: dict[PurePosixPath, bytes] = field(default_factory=dict[PurePosixPath, bytes])


def installed(folder: Path) -> Installed:
    """What the *.dist-info folder beside a package's folder holds; which one it is its RECORD says."""
    owners = [one for one in sorted(folder.parent.glob("*.dist-info")) if _owns(one, folder.name)]
    if len(owners) != 1:
        return Installed()
    said = BytesHeaderParser().parsebytes(_content(owners[0] / "METADATA"))
    version, licence = (str(said.get(name, "")).strip() for name in ("Version", "License-Expression"))
    papers: dict[PurePosixPath, bytes] = {}
    for path in _papers(owners[0]):
        papers.setdefault(PurePosixPath(path.name), _content(path))
    return Installed(version, licence, papers)


def _owns(info: Path, package: str) -> bool:
    record = _content(info / "RECORD").decode("utf-8", "replace")
    return any(line.startswith(f"{package}/") for line in record.splitlines())


def _papers(info: Path) -> Iterator[Path]:
    """Those nearest the top first, as in a source's archive."""
    found = (path for path in info.rglob("*") if path.is_file() and path.name.upper().startswith(PAPERS))
    return iter(sorted(found, key=lambda path: (len(path.parts), str(path))))


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES)
    except OSError:
        return b""
