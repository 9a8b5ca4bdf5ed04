# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""What a source holds beside the code that is compared, from its archive, where that is still in the user's cache."""

from collections.abc import Collection, Iterable
from pathlib import Path, PurePosixPath

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
    """LICENSE and NOTICE, those nearest the top first; None where the archive is not at hand."""
    found = _members(source, cache, WANTED)
    return found and tuple(sorted(found, key=lambda one: (len(one.path.parts), str(one.path))))


def texts_of(
    sources: Iterable[Source], wanted: Collection[str], cache: Path
) -> dict[str, tuple[tuple[str, str], ...] | None]:
    """(path, text) of LICENSE and NOTICE of the wanted sources, by their ids; None where they are not at hand."""
    found = {one.id: papers(one, cache) for one in sources if one.id in wanted}
    return {
        name: None if kept is None else tuple((str(one.path), one.content.decode("utf-8", "replace")) for one in kept)
        for name, kept in found.items()
    }


def code(source: Source, cache: Path, suffixes: Collection[str]) -> dict[PurePosixPath, bytes]:
    """All files with these suffixes, also those that the manifest leaves out; none where the archive is not at hand."""
    found = _members(source, cache, tuple(f"**/*{suffix}" for suffix in suffixes)) or ()
    return {one.path: one.content for one in found}


def _members(source: Source, cache: Path, wanted: tuple[str, ...]) -> tuple[SourceFile, ...] | None:
    folder = cache / "archives" / source.sha256
    archive = next((path for path in sorted(folder.glob("*")) if path.is_file()), None) if source.sha256 else None
    if archive is None:
        return None
    try:
        return members(archive, wanted, ()).files
    except CorpusError:
        return None
