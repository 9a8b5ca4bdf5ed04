# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""What a source holds beside the code that is compared, from its archive, where that is still in the user's cache."""

import contextlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from gyebo import codec
from gyebo.corpus.archive import members
from gyebo.corpus.atomic import written
from gyebo.errors import CorpusError, ReportError
from gyebo.model import SourceFile
from gyebo.report import Source

WANTED = tuple(
    f"{where}{name}*"
    for where in ("", "**/licenses/", "*.dist-info/")
    for name in ("LICENSE", "LICENCE", "COPYING", "NOTICE")
)


@dataclass(frozen=True, slots=True)
class _Kept:
    """A source's papers as they are kept."""

    files: tuple[tuple[str, str], ...]


def papers(source: Source, cache: Path) -> tuple[SourceFile, ...] | None:
    """LICENSE and NOTICE, those nearest the top first; None where neither they nor the archive are at hand.

    They are kept beside it: to find them in an archive of 250 MB takes seconds.
    """
    kept = known_papers(source, cache)
    return kept_papers(source.sha256, cache) if kept is None else kept


def known_papers(source: Source, cache: Path) -> tuple[SourceFile, ...] | None:
    """The same, where they were kept already."""
    try:
        held = codec.from_json(_Kept, _place(source.sha256, cache).read_bytes(), "papers")
    except (OSError, ReportError):
        return None
    return tuple(SourceFile(PurePosixPath(path), text.encode()) for path, text in held.files)


def kept_papers(sha256: str, cache: Path) -> tuple[SourceFile, ...] | None:
    """Taken out of the archive, and kept."""
    found = _members(sha256, cache, WANTED)
    if found is None:
        return None
    ordered = sorted(found, key=lambda one: (len(one.path.parts), str(one.path)))
    texts = tuple((str(one.path), one.content.decode("utf-8", "replace")) for one in ordered)
    with contextlib.suppress(CorpusError), written(_place(sha256, cache)) as file:
        file.write(codec.to_json(_Kept(texts)))
    return tuple(SourceFile(PurePosixPath(path), text.encode()) for path, text in texts)


def keep_all(digests: Iterable[str], cache: Path) -> None:
    """Keeps the papers of these archives, where that was not done before: a scan then need not wait for them."""
    for sha256 in digests:
        if sha256 and not _place(sha256, cache).is_file():
            kept_papers(sha256, cache)


def texts_of(
    sources: Iterable[Source], wanted: Collection[str], cache: Path
) -> dict[str, tuple[tuple[str, str], ...] | None]:
    """(path, text) of what was kept of the wanted sources, by their ids; None where nothing was: a hook cannot wait."""
    found = {one.id: known_papers(one, cache) for one in sources if one.id in wanted}
    return {
        name: None if kept is None else tuple((str(one.path), one.content.decode()) for one in kept)
        for name, kept in found.items()
    }


def code(source: Source, cache: Path, suffixes: Collection[str]) -> dict[PurePosixPath, bytes]:
    """All files with these suffixes, also those that the manifest leaves out; none where the archive is not at hand."""
    found = _members(source.sha256, cache, tuple(f"**/*{suffix}" for suffix in suffixes)) or ()
    return {one.path: one.content for one in found}


def _place(sha256: str, cache: Path) -> Path:
    return cache / "papers" / f"{sha256}.json"


def _members(sha256: str, cache: Path, wanted: tuple[str, ...]) -> tuple[SourceFile, ...] | None:
    folder = cache / "archives" / sha256
    archive = next((path for path in sorted(folder.glob("*")) if path.is_file()), None) if sha256 else None
    if archive is None:
        return None
    try:
        return members(archive, wanted, ()).files
    except CorpusError:
        return None
