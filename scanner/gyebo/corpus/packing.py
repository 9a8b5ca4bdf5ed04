# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""A built index as a wheel that holds no code: what a release passes on, and pip can install beside gyebo."""

import base64
import hashlib
import re
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from gyebo.corpus import credits as credits_on_disk
from gyebo.corpus import index
from gyebo.corpus.atomic import written
from gyebo.corpus.credits import Credit
from gyebo.errors import CorpusError

PACKAGE = "gyebo_corpora"
"""Folder of site-packages that holds the indexes of all such wheels, each in a folder named by its digest."""
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The only date a zip member may have that says nothing."""
_WHEEL = "Wheel-Version: 1.0\nGenerator: gyebo\nRoot-Is-Purelib: true\nTag: py3-none-any\n"


def pack(folder: Path, told: Sequence[Credit], version: str, requires: Sequence[str], out: Path) -> Path:
    """The wheel of an index and of what its files say.

    It requires what the index was cut with, so that pip never sets another beside it.
    """
    changed = index.damaged(folder)
    if changed:
        raise CorpusError(f"{folder}: {', '.join(changed)} changed since the index was written; build it again.")
    described = index.describe(folder)
    name = re.sub(r"[^a-z0-9]+", "_", f"gyebo_corpus_{described.name}".lower())
    metadata = [f"Name: {name}", f"Version: {version}", f"Summary: Index of the corpus {described.name} of gyebo"]
    metadata += [f"Requires-Dist: {one}" for one in requires]
    info = f"{name}-{version}.dist-info"
    files: dict[str, Path | bytes] = {
        **{f"{PACKAGE}/{folder.name}/{path.name}": path for path in sorted(folder.iterdir())},
        f"{PACKAGE}/{folder.name}/{credits_on_disk.NAME}": credits_on_disk.written(tuple(told)),
        f"{info}/METADATA": "\n".join(["Metadata-Version: 2.1", *metadata, ""]).encode(),
        f"{info}/WHEEL": _WHEEL.encode(),
    }
    wheel = out / f"{name}-{version}-py3-none-any.whl"
    with written(wheel) as stream, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as opened:
        record = "".join(_put(opened, files))
        _add(opened, f"{info}/RECORD", f"{record}{info}/RECORD,,\n".encode())
    return wheel


def sha256_of(path: Path) -> str:
    """SHA-256 of a file's bytes, in hexadecimal digits."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _put(opened: zipfile.ZipFile, files: dict[str, Path | bytes]) -> Iterator[str]:
    """Add the files, and give the record's line of each."""
    for name, given in files.items():
        content = given.read_bytes() if isinstance(given, Path) else given
        _add(opened, name, content)
        digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
        yield f"{name},sha256={digest},{len(content)}\n"


def _add(opened: zipfile.ZipFile, name: str, content: bytes) -> None:
    info = zipfile.ZipInfo(name, _EPOCH)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.create_system = 3  # the same byte on every system
    info.external_attr = 0o644 << 16
    opened.writestr(info, content)
