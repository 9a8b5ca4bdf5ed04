# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""A corpus manifest: the pinned sources reference code comes from, and which of their paths belong to which model."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from pathlib import Path, PurePosixPath

from gyebo import codec, resources
from gyebo.corpus import pins
from gyebo.corpus.patterns import captured
from gyebo.errors import CorpusError, RuleError


class SourceKind(StrEnum):
    """Where the pinned bytes of a source come from."""

    PYPI = "pypi"
    """One archive of a Python package index, pinned by its SHA-256."""
    GIT = "git"
    """One commit of a public repository, pinned by its id."""
    DIRECTORY = "directory"
    """A folder beside the manifest: an organisation's own code, or a test's."""


@dataclass(frozen=True, slots=True)
class Component:
    """Paths of a source that belong to one model; without a model they belong to the host itself."""

    pattern: str
    """As in gyebo.corpus.patterns; `{model}` captures the model's id from the path."""
    model: str = ""
    """Id of the model, where the path does not tell it."""
    organisation: str = ""
    """Id of a file of rules/organisations; empty: found there by the model's id."""
    country: str = ""
    """ISO 3166-1 alpha-2, where the organisation has no file; empty: that of the organisation."""
    known_from: str = ""
    """How this is known, for the reader of a report."""


@dataclass(frozen=True, slots=True)
class Source:
    """One pinned source of reference code."""

    id: str
    kind: SourceKind
    host: str
    """Name of the project that publishes the code; it need not be the maker of the models in it."""
    licence: str
    """SPDX expression, as the source itself declares it."""
    released: date
    """Day of publication; decides which side of a match is older."""
    include: tuple[str, ...]
    organisation: str = ""
    """Id of the organisation that publishes the host project, where rules/organisations knows it."""
    exclude: tuple[str, ...] = ()
    components: tuple[Component, ...] = ()
    """The first that fits a path decides; a path that none fits belongs to the host itself."""
    package: str = ""
    version: str = ""
    file: str = ""
    """Exact name of the archive in the index."""
    sha256: str = ""
    url: str = ""
    commit: str = ""
    path: str = ""
    """Folder of a `directory` source, absolute once loaded; in the file it is relative to the manifest."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """A named set of sources."""

    name: str
    title: str
    sources: tuple[Source, ...]
    announcement: str = ""
    """What building it costs, told before it is done."""


@dataclass(frozen=True, slots=True)
class _Stored:
    """What a manifest file holds."""

    title: str
    sources: tuple[Source, ...]
    extends: str = ""
    """Name of a manifest whose sources come first."""
    announcement: str = ""


def find(name_or_path: str) -> Manifest:
    """The manifest of that name in rules/corpora, or in that file; CorpusError for a folder, RuleError otherwise."""
    corpora = resources.folder("rules") / "corpora"
    named = corpora / f"{name_or_path}.toml"
    if PurePosixPath(name_or_path).name == name_or_path and named.is_file():
        return load(named)
    if Path(name_or_path).is_file():
        return load(Path(name_or_path))
    if Path(name_or_path).is_dir():
        raise CorpusError(
            f"{name_or_path}: the folder holds no corpus index; give the folder that `gyebo corpus build` prints, "
            "or the name or file of a manifest."
        )
    known = ", ".join(sorted(path.stem for path in corpora.glob("*.toml")))
    raise RuleError(f"There is no corpus manifest {name_or_path!r}; give one of {known}, or the path of a TOML file.")


def load(path: Path) -> Manifest:
    """A manifest file, read strictly: one RuleError lists every mistake in it."""
    stored = codec.from_toml(_Stored, path)
    own = tuple(_placed(source, path) for source in stored.sources)
    mistakes = pins.mistakes(own)
    if mistakes:
        raise RuleError("\n".join(f"{path}: {mistake}" for mistake in mistakes))
    sources = _inherited(stored.extends, path) + own
    twice = sorted({source.id for source in sources if [other.id for other in sources].count(source.id) > 1})
    if twice:
        raise RuleError(f"{path}: sources: the id {', '.join(twice)} is given more than once; ids are unique.")
    return Manifest(path.stem, stored.title, sources, stored.announcement)


def component_of(source: Source, path: PurePosixPath) -> Component | None:
    """Whose model the file belongs to, with the model's id filled in; None when it belongs to the host itself."""
    for component in source.components:
        model = captured(path, component.pattern)
        if model is not None:
            found = replace(component, model=component.model or model)
            return found if found.model else None
    return None


def folder_of(source: Source) -> Path:
    """The folder of a `directory` source; CorpusError when it is not there."""
    if not Path(source.path).is_dir():
        raise CorpusError(f"{source.id}: the folder {source.path} does not exist; mend `path` in the manifest.")
    return Path(source.path)


def _placed(source: Source, manifest: Path) -> Source:
    if source.kind is not SourceKind.DIRECTORY or not source.path:
        return source
    return replace(source, path=str((manifest.parent / source.path).resolve()))


def _inherited(extends: str, path: Path) -> tuple[Source, ...]:
    """One level deep: a manifest that others extend extends none itself, so there is no circle to fall into."""
    if not extends:
        return ()
    base = resources.folder("rules") / "corpora" / f"{extends}.toml"
    if PurePosixPath(extends).name != extends or not base.is_file():
        raise RuleError(f"{path}: extends: {extends!r} is no manifest of rules/corpora; give the name of one.")
    if codec.from_toml(_Stored, base).extends:
        raise RuleError(f"{path}: extends: {extends!r} extends another manifest; extend that one instead.")
    return load(base).sources
