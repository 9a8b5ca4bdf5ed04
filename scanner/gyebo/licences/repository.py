# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Put together what a repository says of its licences: for its code, for its weights, and for its parts."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from gyebo.licencebook import LicenceBook, Scope
from gyebo.licences.expressions import symbols
from gyebo.licences.headers import in_prose
from gyebo.licences.metadata import of_metadata
from gyebo.licences.texts import FOLDER, SHOWN, is_bundle, is_licence_file, of_text
from gyebo.notices.repository import is_by_file
from gyebo.report import LicenceSource, LicenceStatement

OWN = frozenset({LicenceSource.TEXT, LicenceSource.METADATA, LicenceSource.HEADER})
WEIGHTS = ("model", "weight", "checkpoint")
"""Words in a licence file's name that say that it is about weights."""
LISTS = ("sbom-info.yaml", "oss-pkg-info.yaml")
"""Lists of parts, whose fields do not speak of the whole."""


@dataclass(frozen=True, slots=True)
class Said:
    """The licence statements of the files that are no code, sorted out."""

    code: tuple[LicenceStatement, ...]
    weights: tuple[LicenceStatement, ...]
    others: tuple[LicenceStatement, ...]

    @property
    def all(self) -> tuple[LicenceStatement, ...]:
        return (*self.code, *self.weights, *self.others)

    @property
    def of_no_file(self) -> tuple[LicenceStatement, ...]:
        """All but those of REUSE.toml and dep5: these speak for the files that they name."""
        return tuple(one for one in self.all if not is_by_file(one.path))

    @property
    def texts(self) -> frozenset[str]:
        """The licences whose text stands in the repository."""
        return frozenset(one.expression for one in self.all if one.source is LicenceSource.TEXT and one.expression)


def said_in(files: Sequence[tuple[str, str]], book: LicenceBook) -> Said:
    """What (path, text) pairs of README, LICENSE and their like say."""
    stated = [one for path, text in files for one in _of_file(path, text, book)]
    weights = tuple(one for one in stated if _is_of_weights(one, book))
    own = [one for one in stated if one not in weights and _is_of_whole(one)]
    code = tuple(sorted(own, key=lambda one: (one.source is not LicenceSource.TEXT, one.path.count("/"), one.path)))
    return Said(code, weights, tuple(one for one in stated if one not in weights and one not in code))


def licence_of(path: str, own: Sequence[LicenceStatement], said: Said) -> str:
    """A file's licence: its own, else that of the nearest licence file above it, else the repository's."""
    declared = [one.expression for one in own if one.expression]
    if declared:
        return declared[0] if len(declared) == 1 else " AND ".join(f"({one})" for one in dict.fromkeys(declared))
    folders = [str(folder) for folder in PurePosixPath(path).parents]
    texts = {
        str(PurePosixPath(one.path).parent): one.expression
        for one in reversed((*said.code, *said.others))
        if one.source is LicenceSource.TEXT and one.expression and not is_bundle(PurePosixPath(one.path))
    }
    nearest = next((texts[folder] for folder in folders if folder in texts), "")
    whole = (*said.code, *(one for one in said.weights if one.source is LicenceSource.CARD))
    return nearest or next((one.expression for one in whole if one.expression), "")


def _of_file(path: str, text: str, book: LicenceBook) -> tuple[LicenceStatement, ...]:
    place = PurePosixPath(path)
    if is_licence_file(place):
        return of_text(text, path, book) or _unknown(text, path)
    if is_bundle(place):
        numbered = list(enumerate(text.split("\n"), 1))
        return of_text(text, path, book) or in_prose(numbered, path, book)
    fields = of_metadata(text, path, book)
    if fields or not place.name.lower().startswith("readme"):
        return fields
    return in_prose(list(enumerate(text.split("\n"), 1)), path, book)


def _unknown(text: str, path: str) -> tuple[LicenceStatement, ...]:
    """A licence file that no rule knows, by its first words: to pass it over would look like no licence at all."""
    numbered = ((number, line.strip(" \t\r#*=-_")) for number, line in enumerate(text.split("\n"), 1))
    first = next(((number, line) for number, line in numbered if line), None)
    return (LicenceStatement(path, first[0], first[1][:SHOWN], "", LicenceSource.TEXT),) if first else ()


def _is_of_weights(one: LicenceStatement, book: LicenceBook) -> bool:
    name = PurePosixPath(one.path).name.lower()
    known = [book.named(each) for each in symbols(one.expression)]
    return (
        one.source is LicenceSource.CARD
        or (one.source is LicenceSource.TEXT and any(word in name for word in WEIGHTS))
        or any(licence is not None and licence.scope is Scope.WEIGHTS for licence in known)
    )


def _is_of_whole(one: LicenceStatement) -> bool:
    """Whether it stands at the top and speaks of the whole."""
    path = PurePosixPath(one.path)
    is_top = path.parent in (PurePosixPath(), PurePosixPath(FOLDER))
    is_part = is_by_file(one.path) or path.name.lower() in LISTS or is_bundle(path)
    return is_top and one.source in OWN and not is_part
