# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Write rules/chronology: in which release of a package each model, or file of its own, was for the first time.

Usage: python benchmarks/first_releases.py [PACKAGE...] [--corpus NAME|FILE] [--folder DIR]

Without names: every package of which the manifest's patterns take models from paths. A release counts when it is final
and no later than the newest one that the manifest pins; of a wheel only the table of contents is read, by HTTP range
requests, of an older source archive all of it. A package's models and files are those of its pinned releases; the
manifest's components say which path belongs to which model, EARLIER and MOVED where paths were before. A file counts as
the package's own where it belongs to no model. The exit status is 1 when a release cannot be read.
"""

import argparse
import io
import os
import re
import sys
import tarfile
import textwrap
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

import httpx2
from packaging.utils import canonicalize_name
from packaging.version import InvalidVersion, Version
from unearth import Link, PackageFinder
from unearth.fetchers import Fetcher

from former import EARLIER, MOVED, PREDECESSORS, REARRANGED
from gyebo.corpus.download import connected, finders
from gyebo.corpus.manifest import Source, component_of, find
from gyebo.corpus.patterns import captured, fits
from gyebo.corpus.pipconfig import Indexes, configured
from gyebo.errors import CorpusError, GyeboError
from remote import RemoteFile

LARGEST_SDIST = 50 << 20
ATTEMPTS, READERS = 3, 6


@dataclass(frozen=True, slots=True)
class Release:
    """One final release of a package, and the archive of it that is read."""

    package: str
    version: Version
    published: datetime
    link: Link


@dataclass(frozen=True, slots=True)
class First:
    """The models and files that a release was the first to have."""

    release: Release
    models: tuple[str, ...]
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Package:
    """A package with the sources of the manifest that pin it."""

    name: str
    sources: tuple[Source, ...]

    @property
    def newest(self) -> Version:
        return max(Version(source.version) for source in self.sources)


@dataclass(frozen=True, slots=True)
class Listed:
    """What a release holds: model ids by the manifest's components, and names at the package's earlier places."""

    release: Release
    models: frozenset[str]
    earlier: frozenset[str] = field(default=frozenset())
    files: frozenset[str] = field(default=frozenset())
    """Paths that belong to no model."""
    moved: frozenset[str] = field(default=frozenset())
    """Where files at their earlier places would be now."""


def packages(manifest: str, wanted: Sequence[str]) -> tuple[Package, ...]:
    """The packages asked for, or those of which a pattern takes models from paths."""
    by_name: dict[str, list[Source]] = {}
    for source in find(manifest).sources:
        if source.package:
            by_name.setdefault(source.package, []).append(source)
    chosen = wanted or [
        name
        for name, sources in by_name.items()
        if name not in REARRANGED
        and any("{model}" in component.pattern for source in sources for component in source.components)
    ]
    unknown = ", ".join(sorted(set(chosen) - set(by_name)))
    if unknown:
        raise CorpusError(f"The manifest {manifest} has no models of {unknown}.")
    return tuple(Package(name, tuple(by_name[name])) for name in chosen)


def releases(package: Package, indexes: Indexes, client: Fetcher) -> Iterator[Release]:
    """Final releases up to the newest pinned one, the predecessors' among them, each with its smallest reading."""
    for name in (package.name, *PREDECESSORS.get(package.name, ())):
        newest = package.newest if name == package.name else None
        found: dict[Version, list[Link]] = {}
        for finder in finders(indexes, client):
            for version, link in _archives(finder, name):
                if not version.is_prerelease and (newest is None or version <= newest):
                    found.setdefault(version, []).append(link)
        if not found:
            raise CorpusError(f"No index that tells upload times has {name}; `pip config list` shows which are asked.")
        for version, links in found.items():
            published = min(link.upload_time for link in links if link.upload_time)
            yield Release(name, version, published, min(links, key=lambda link: (not link.is_wheel, link.filename)))


def _archives(finder: PackageFinder, name: str) -> Iterator[tuple[Version, Link]]:
    for found in finder.find_all_packages(name, allow_yanked=True):
        if found.link.upload_time and found.version and found.link.filename.endswith((".whl", ".tar.gz", ".zip")):
            try:
                yield Version(found.version), found.link
            except InvalidVersion:  # of the time before versions had a form; such a release is older than any model
                continue


def listed(package: Package, release: Release, client: Fetcher) -> Listed:
    """The models of one release, by the paths in its archive."""
    paths = [PurePosixPath(name) for name in names(release, client) if name.endswith(".py")]
    models = frozenset(_models(package, paths))
    files = frozenset(str(path) for path in paths if _is_its_own(package, path))
    return Listed(release, models, frozenset(_earlier(package, paths)), files, frozenset(_moved(package, paths)))


def _is_its_own(package: Package, path: PurePosixPath) -> bool:
    return any(_is_wanted(source, path) and not component_of(source, path) for source in package.sources)


def _moved(package: Package, paths: Sequence[PurePosixPath]) -> Iterator[str]:
    for now, before in MOVED.get(package.name, ()):
        yield from (now + str(path).removeprefix(before) for path in paths if str(path).startswith(before))


def _models(package: Package, paths: Iterable[PurePosixPath]) -> Iterator[str]:
    for path in paths:
        for source in package.sources:
            component = component_of(source, path) if _is_wanted(source, path) else None
            if component:
                yield component.model


def _earlier(package: Package, paths: Sequence[PurePosixPath]) -> Iterator[str]:
    for component in EARLIER.get(package.name, ()):
        for name in (captured(path, component.pattern) for path in paths):
            if name is not None:
                yield component.model or name


def _is_wanted(source: Source, path: PurePosixPath) -> bool:
    return fits(path, source.include) and not fits(path, source.exclude)


def names(release: Release, client: Fetcher) -> list[str]:
    """The paths in a release's archive as they would be installed; httpx2.HTTPError when it cannot be had."""
    for attempt in range(ATTEMPTS):
        try:
            return _names(release.link, client)
        except httpx2.TransportError:
            if attempt == ATTEMPTS - 1:
                raise
    return []


def _names(link: Link, client: Fetcher) -> list[str]:
    if link.is_wheel:
        with zipfile.ZipFile(RemoteFile(client, link.normalized)) as wheel:
            return wheel.namelist()
    with client.get_stream(link.normalized) as answer:
        answer.raise_for_status()
        if int(answer.headers.get("Content-Length") or 0) > LARGEST_SDIST:
            raise CorpusError(f"{link.filename}: larger than {LARGEST_SDIST} bytes; it was not read.")
        whole = io.BytesIO(b"".join(answer.iter_bytes()))
    if link.filename.endswith(".zip"):
        inside = zipfile.ZipFile(whole).namelist()
    else:
        with tarfile.open(fileobj=whole) as archive:
            inside = archive.getnames()
    return [re.sub(r"^[^/]*/(src/)?", "", name) for name in inside]


def firsts(package: Package, all_listed: Sequence[Listed]) -> Iterator[First]:
    """For each release, the earliest first, what none before it had; only models and files of the pinned releases."""
    versions = {Version(source.version) for source in package.sources}
    pinned = [one for one in all_listed if one.release.package == package.name and one.release.version in versions]
    models = frozenset[str]().union(*(one.models for one in pinned))
    files = frozenset[str]().union(*(one.files for one in pinned))
    for one in sorted(all_listed, key=lambda one: (one.release.published, one.release.version)):
        new, own = (one.models | one.earlier) & models, (one.files | one.moved) & files
        models, files = models - new, files - own
        if new or own:
            yield First(one.release, tuple(sorted(new)), tuple(sorted(own)))


def toml(package: Package, read: int, found: Sequence[First]) -> str:
    """The file as it stands in rules/chronology."""
    lines = [
        "# SPDX-FileCopyrightText: 2026 The gyebo authors",
        "# SPDX-License-Identifier: Apache-2.0",
        "",
        f"# Written by `python benchmarks/first_releases.py {package.name}`.",
        f'id = "{package.name}"',
        f'host = "{package.sources[0].host}"',
        f'known_from = "Upload times and file lists of {read} releases in the package index, up to {package.newest}."',
    ]
    for first in found:
        lines += ["", "[[releases]]"]
        if first.release.package != package.name:
            lines.append(f'package = "{first.release.package}"')
        lines += [
            f'version = "{first.release.version}"',
            f"published = {first.release.published.astimezone(UTC):%Y-%m-%d}",
        ]
        for kind, found_first in (("models", first.models), ("files", first.files)):
            named = textwrap.wrap(" ".join(f'"{one}",' for one in found_first), 116, break_on_hyphens=False)
            lines += [f"{kind} = [", *(f"    {line}" for line in named), "]"] if named else []
    return "\n".join(lines) + "\n"


def write(package: Package, folder: Path) -> str:
    """Write one package's file; what was read, in a line."""
    indexes = configured(os.environ)
    with connected(indexes) as client, ThreadPoolExecutor(READERS) as readers:
        known = list(releases(package, indexes, client))
        found = tuple(
            firsts(package, [one.result() for one in [readers.submit(listed, package, r, client) for r in known]])
        )
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{canonicalize_name(package.name)}.toml").write_text(toml(package, len(known), found), encoding="utf-8")
    models, files = sum(len(one.models) for one in found), sum(len(one.files) for one in found)
    return f"{package.name}: {len(known)} releases read, {models} models, {files} files"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("packages", nargs="*")
    parser.add_argument("--corpus", default="extended", help="a name in rules/corpora, or a file")
    parser.add_argument("--folder", type=Path, default=Path(__file__).parent.parent / "rules" / "chronology")
    asked = parser.parse_args()
    failures: list[str] = []
    for package in packages(asked.corpus, asked.packages):
        try:
            print(write(package, asked.folder), flush=True)
        except (GyeboError, httpx2.HTTPError, zipfile.BadZipFile, tarfile.TarError) as error:
            failures.append(f"{package.name}: {error}")
    print("\n".join(failures), file=sys.stderr)
    return 1 if failures else 0


if __name__ == "__main__":
    raise SystemExit(main())
