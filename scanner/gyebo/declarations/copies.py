# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Draft the licence copies that are asked for and not there, from the origins' own archives where these are at hand."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from gyebo.corpus.papers import papers
from gyebo.declarations.patch import Change
from gyebo.licencebook import LicenceBook
from gyebo.licences.expressions import symbols
from gyebo.licences.texts import of_text
from gyebo.report import ObligationKind, ObligationState, Report, Source

FOLDER = "LICENSES"
Wanted = tuple[str, str]
"""A licence's id and the id of the source that stands under it."""


@dataclass(frozen=True, slots=True)
class Copies:
    """The licence files to add, and the licences whose text is not at hand."""

    changes: tuple[Change, ...]
    absent: tuple[str, ...]


def copies(report: Report, contents: Mapping[str, bytes], cache: Path, book: LicenceBook) -> Copies:
    """One file a licence; the origin's own copy, for it has the copyright line that is to be kept."""
    sources = {one.id: one for one in report.yardstick.sources}
    found: dict[str, bytes | None] = {}
    for licence, source in _wanted(report):
        if not found.get(licence):
            found[licence] = _text(licence, sources[source], cache, book) if source in sources else None
    missing = {name: text for name, text in found.items() if f"{FOLDER}/{name}.txt" not in contents}
    changes = (Change(f"{FOLDER}/{name}.txt", None, text) for name, text in sorted(missing.items()) if text)
    return Copies(tuple(changes), tuple(sorted(name for name, text in missing.items() if not text)))


def _wanted(report: Report) -> Iterator[Wanted]:
    by_match = {one.match.id: one.match for file in report.files for one in file.fragments if one.match}
    for taken in report.licensing.taken:
        kinds = {one.kind for one in taken.obligations if one.state is ObligationState.NOT_SEEN}
        if ObligationKind.GIVE_COPY in kinds:
            for match in taken.matches:
                yield from ((licence, by_match[match].referenced.source) for licence in symbols(taken.licence))
    by_name = {(one.host, one.version): one.id for one in report.yardstick.sources}
    for base in report.bases:
        if base.copy is ObligationState.NOT_SEEN:
            source = by_name.get((base.name, base.version), "")
            yield from ((licence, source) for licence in symbols(base.licence))


def _text(licence: str, source: Source, cache: Path, book: LicenceBook) -> bytes | None:
    """A file of the origin's archive that holds this licence and no other."""
    for file in papers(source, cache) or ():
        stated = of_text(file.content.decode("utf-8", "replace"), str(file.path), book)
        if {one.expression for one in stated} == {licence}:
            return file.content if file.content.endswith(b"\n") else file.content + b"\n"
    return None
