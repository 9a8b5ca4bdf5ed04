# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Print what a corpus manifest holds, source by source; what the cache lacks is obtained first."""

import argparse
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from gyebo.corpus.download import obtain
from gyebo.corpus.manifest import Source, SourceKind, component_of, find
from gyebo.corpus.pipconfig import Indexes, configured
from gyebo.corpus.sources import files_of, kept_files, passed_over
from gyebo.errors import GyeboError
from gyebo.model import silent


@dataclass(frozen=True, slots=True)
class Measured:
    """One source, counted."""

    source: Source
    archive_bytes: int
    files: int
    lines: int
    kept_bytes: int
    models: tuple[str, ...]
    of_models: int
    """Files that belong to a model, not to the host."""
    passed_over: tuple[str, ...]


def measure(source: Source, cache: Path, indexes: Indexes) -> Measured:
    kept = files_of(source, cache, indexes, silent)
    files = tuple(kept_files(kept))
    components = tuple(component for file in files if (component := component_of(source, file.path)))
    pinned = source.kind is SourceKind.PYPI
    return Measured(
        source=source,
        archive_bytes=obtain(source, cache, indexes, silent).stat().st_size if pinned else 0,
        files=len(files),
        lines=sum(file.content.count(b"\n") for file in files),
        kept_bytes=kept.stat().st_size,
        models=tuple(sorted({component.model for component in components})),
        of_models=len(components),
        passed_over=passed_over(kept),
    )


def rows(measured: tuple[Measured, ...], names: str) -> Iterator[str]:
    yield f"{'source':32}{'archive':>12}{'kept':>12}{'files':>7}{'lines':>10}{'models':>8}  released    licence"
    for one in measured:
        yield (
            f"{one.source.id:32}{one.archive_bytes:>12,}{one.kept_bytes:>12,}{one.files:>7,}{one.lines:>10,}"
            f"{len(one.models):>8}  {one.source.released}  {one.source.licence}"
        )
        yield from (f"    passed over: {note}" for note in one.passed_over)
        if names == "models" and one.models:
            yield f"    {one.of_models} files of {', '.join(one.models)}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("manifest", nargs="?", default="default", help="a name in rules/corpora, or a file")
    parser.add_argument("--cache", type=Path, required=True, help="folder for archives and source texts")
    parser.add_argument("--names", choices=("none", "models"), default="none", help="list the models of each source")
    asked = parser.parse_args()
    measured: list[Measured] = []
    failures: list[str] = []
    for source in find(asked.manifest).sources:
        try:
            measured.append(measure(source, asked.cache, configured(os.environ)))
        except GyeboError as error:
            failures.append(f"{source.id}: {error}")
    print("\n".join(rows(tuple(measured), asked.names)))
    archives = {one.source.sha256: one.archive_bytes for one in measured}
    print(
        f"\n{len(measured)} sources, {sum(archives.values()):,} bytes to download, "
        f"{sum(one.kept_bytes for one in measured):,} bytes kept, {sum(one.files for one in measured):,} files, "
        f"{sum(one.lines for one in measured):,} lines"
    )
    print("\n".join(failures), file=sys.stderr)
    return 1 if failures else 0


if __name__ == "__main__":
    raise SystemExit(main())
