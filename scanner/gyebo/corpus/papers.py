# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""LICENSE and NOTICE of a source, from the archive it was built from, where that is still in the user's cache."""

from pathlib import Path

from gyebo.corpus.archive import members
from gyebo.errors import CorpusError
from gyebo.model import SourceFile
from gyebo.report import Source

WANTED = tuple(
    f"{where}{name}*"
    for where in ("", "**/licenses/", "*.dist-info/")
    for name in ("LICENSE", "LICENCE", "COPYING", "NOTICE")
)


def papers(source: Source, cache: Path) -> tuple[SourceFile, ...] | None:
    """The files, those nearest the top first; None where the archive is not at hand."""
    folder = cache / "archives" / source.sha256
    archive = next((path for path in sorted(folder.glob("*")) if path.is_file()), None) if source.sha256 else None
    if archive is None:
        return None
    try:
        found = members(archive, WANTED, ()).files
    except CorpusError:
        return None
    return tuple(sorted(found, key=lambda one: (len(one.path.parts), str(one.path))))
