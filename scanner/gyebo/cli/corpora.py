# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""`gyebo corpus build|list|show|verify`."""

import argparse
import sys
from pathlib import Path

from gyebo.build import folder_of
from gyebo.cli import places
from gyebo.cli.console import Console
from gyebo.cli.exits import ExitCode
from gyebo.corpus import index
from gyebo.corpus.manifest import find
from gyebo.errors import CorpusError


def run(options: argparse.Namespace) -> ExitCode:
    """One action on a corpus."""
    match options.action:
        case "build":
            with Console(is_quiet=options.quiet) as console:
                _print(str(places.corpus(options.name, places.loaded(), console)))
        case "key":
            _print(_key(options.name))
        case "list":
            _list()
        case "show":
            _show(places.built(options.name, places.loaded()))
        case _:
            _verify(places.built(options.name, places.loaded()))
    return ExitCode.CLEAN


def _key(name: str) -> str:
    """What the folder of a corpus is called, whether it is built or not; a folder that is named keeps its name."""
    if _is_built(Path(name)):
        return Path(name).resolve().name
    return folder_of(find(name), places.loaded(), places.cache()).name


def _list() -> None:
    rulebook = places.loaded()
    for path in sorted((places.rules() / "corpora").glob("*.toml")):
        manifest = find(path.stem)
        folder = folder_of(manifest, rulebook, places.cache())
        state = str(folder) if _is_built(folder) else f"not built; run `gyebo corpus build {manifest.name}`"
        _print(f"{manifest.name:10} {len(manifest.sources):3} sources  {manifest.title}\n{'':10} {state}")


def _show(folder: Path) -> None:
    opened = index.open_index(folder)
    described = opened.description
    _print(f"{described.name}: {described.title}\nfolder  {folder}\ndigest  {opened.digest}")
    fragments, places_ = len(opened.arrays.class_digest), len(opened.arrays.place_file)
    _print(f"holds   {fragments} distinct fragments in {places_} places, {len(described.works)} works")
    for source in described.sources:
        _print(f"{source.released}  {source.id:32} {source.fragments:7} fragments  {source.licence}")
    for line in described.unparsed:
        _print(f"not read: {line}")


def _verify(folder: Path) -> None:
    damaged = index.damaged(folder)
    if damaged:
        raise CorpusError(
            f"{folder}: {', '.join(damaged)} changed since the index was written; delete the folder and build it again."
        )
    _print(f"{folder}: as it was written.")


def _is_built(folder: Path) -> bool:
    return (folder / index.DESCRIPTION).is_file()


def _print(text: str) -> None:
    sys.stdout.write(f"{text}\n")
