# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Read the licence fields of project files: pyproject.toml, setup.cfg, CITATION.cff, REUSE.toml, dep5, model cards."""

import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import PurePosixPath
from typing import cast

from gyebo.licencebook import LicenceBook
from gyebo.licences.expressions import normalised
from gyebo.notices.repository import is_debian
from gyebo.report import LicenceSource, LicenceStatement

SHOWN = 200
MOST = 200
"""Fields read of one file."""
CARD_FIELD = re.compile(r"^(?:license|license_name)\s*:\s*[\"']?(?P<name>[^\"'#\n]{1,100})", re.MULTILINE)
CITATION_FIELD = re.compile(r"^license\s*:\s*[\"']?(?P<name>[^\"'#\n]{1,100})", re.MULTILINE)
CFG_FIELD = re.compile(r"^license\s*=\s*(?P<name>[^\n]{1,100})", re.MULTILINE)
DEP5_FIELD = re.compile(r"^License:\s*(?P<name>[^\n]{1,100})", re.MULTILINE)
SBOM_FIELD = re.compile(r"^[\s-]{0,12}licen[cs]e\s*:\s*[\"'\[]{0,2}(?P<name>[^\"'\]#\n]{1,100})", re.MULTILINE)
CLASSIFIER = "License :: "
FRONT = re.compile(r"\A---\s*\n(.{0,20000}?)\n---\s*$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Field:
    """A licence as a project file names it."""

    name: str
    start: int
    """Character offset in the file."""
    source: LicenceSource = LicenceSource.METADATA


def of_metadata(text: str, path: str, book: LicenceBook) -> tuple[LicenceStatement, ...]:
    """What a project file's own fields say; nothing for files of other kinds."""
    read = _reader(PurePosixPath(path))
    found = read(text) if read else ()
    stated = (_stated(text, path, one, book) for one in islice(found, MOST))
    return tuple(dict.fromkeys(stated))


def _reader(path: PurePosixPath) -> Callable[[str], Iterator[Field]] | None:
    if path.name.lower().startswith(("readme", "model_card")):
        return _card
    if is_debian(str(path)):
        return lambda text: _fields(DEP5_FIELD, text)
    return READERS.get(path.name.lower())


def _stated(text: str, path: str, field: Field, book: LicenceBook) -> LicenceStatement:
    number = text.count("\n", 0, field.start) + 1
    line = text.split("\n")[number - 1]
    return LicenceStatement(path, number, line.strip()[:SHOWN], normalised(field.name.strip(), book), field.source)


def _fields(pattern: re.Pattern[str], text: str, source: LicenceSource = LicenceSource.METADATA) -> Iterator[Field]:
    return (Field(found["name"], found.start("name"), source) for found in pattern.finditer(text))


def _card(text: str) -> Iterator[Field]:
    """The fields of a model card's front matter; "other" is explained by license_name."""
    front = FRONT.match(text)
    found = _fields(CARD_FIELD, front[0], LicenceSource.CARD) if front else iter(())
    return (one for one in found if one.name.strip().casefold() != "other")


def _pyproject(text: str) -> Iterator[Field]:
    try:
        table: object = tomllib.loads(text).get("project", {})
    except (tomllib.TOMLDecodeError, RecursionError):
        return
    project = cast("dict[str, object]", table) if isinstance(table, dict) else {}
    declared = project.get("license")
    named = cast("dict[str, object]", declared).get("text") if isinstance(declared, dict) else declared
    if isinstance(named, str):
        yield Field(named, max(0, text.find("license")))
    classifiers = project.get("classifiers")
    for one in cast("list[object]", classifiers) if isinstance(classifiers, list) and not named else []:
        if isinstance(one, str) and one.startswith(CLASSIFIER) and one.count(" :: ") > 1:
            yield Field(one.rsplit(" :: ", 1)[-1], max(0, text.find(one)))


def _reuse(text: str) -> Iterator[Field]:
    return _fields(re.compile(r"^SPDX-License-Identifier\s*=\s*[\"'](?P<name>[^\"'\n]{1,200})", re.MULTILINE), text)


READERS: dict[str, Callable[[str], Iterator[Field]]] = {
    "pyproject.toml": _pyproject,
    "setup.cfg": lambda text: _fields(CFG_FIELD, text),
    "citation.cff": lambda text: _fields(CITATION_FIELD, text),
    "reuse.toml": _reuse,
    "sbom-info.yaml": lambda text: _fields(SBOM_FIELD, text),
    "oss-pkg-info.yaml": lambda text: _fields(SBOM_FIELD, text),
}
