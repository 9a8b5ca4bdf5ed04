# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""`gyebo corpus build|compact|share|unshare|shared|pull|pack|key|list|show|verify`."""

import argparse
import os
import re
import sys
from pathlib import Path

from gyebo.catalogue import folder_of
from gyebo.cli import live, places, tables
from gyebo.cli.console import Console
from gyebo.cli.exits import ExitCode
from gyebo.corpus import index
from gyebo.corpus.manifest import find
from gyebo.corpus.packing import pack, sha256_of
from gyebo.corpus.pipconfig import configured
from gyebo.errors import CorpusError, UsageError

ADDRESS = re.compile(r"https?://")
DIGEST = re.compile(r"[0-9a-f]{64}")


def run(options: argparse.Namespace) -> ExitCode:
    """One action on a corpus."""
    match options.action:
        case "build":
            _print(tables.build(options) if options.parquet else str(_build(options)))
        case "compact":
            _print(str(tables.compact(options)))
        case "share" | "unshare" | "shared":
            _print(live.run(options))
        case "pull":
            _print(str(_pull(options)))
        case "pack":
            _pack(options)
        case "key":
            _print(_key(options.name))
        case "list":
            _list()
        case _:
            _tell(options.action, places.built(options.name, places.loaded()))
    return ExitCode.CLEAN


def _tell(action: str, folder: Path) -> None:
    """What a built corpus holds, or whether it is as it was written."""
    (_show if action == "show" else _verify)(folder)


def _build(options: argparse.Namespace) -> Path:
    """The index, and the kept sources too where the index came without them: a report shows both sides from these."""
    from gyebo.corpus.sources import files_of

    if options.engine != "processes":
        raise UsageError("--engine: an index is built by processes; say with --parquet where tables shall be written.")
    with Console(is_quiet=options.quiet) as console:
        folder = places.corpus(options.name, places.loaded(), console)
        if folder != Path(options.name).absolute():
            for source in find(options.name).sources:
                files_of(source, places.cache(), configured(os.environ), console)
    return folder


def _pull(options: argparse.Namespace) -> Path:
    """An index that somebody built, from a file or an address, put where a hook and a scan look for it.

    Where it is at hand nothing is taken, and that is said: what was named may be another than it was thought to be.
    """
    from gyebo.corpus.pulling import pull

    if options.sha256 and not DIGEST.fullmatch(options.sha256):
        raise UsageError(f"--sha256: found {options.sha256!r}, expected 64 hexadecimal digits in small letters.")
    source = _on_disk(options.source)
    _check(source, options.sha256)
    folder = folder_of(find(options.corpus), places.loaded(), places.cache())
    with Console(is_quiet=options.quiet) as console:
        if _is_built(folder):
            console.say(f"The index is at hand, and {source} was not used.")
        else:
            pull(_given(source, options.sha256, console), folder)
    return folder


def _on_disk(source: str) -> str:
    """What was named, as a path where it is an address of this machine."""
    from urllib.parse import unquote

    return unquote(source.removeprefix("file://")) if source.startswith("file:///") else source


def _check(source: str, sha256: str | None) -> None:
    """Whether the wheel is there and is the one that is meant, as far as can be told without the network."""
    if ADDRESS.match(source):
        if not sha256:
            raise UsageError("An address needs --sha256, the digest that whoever published the index says it has.")
        return
    wheel = Path(source)
    if not wheel.is_file() or wheel.suffix != ".whl":
        raise UsageError(f"{source}: no wheel there; name one that `gyebo corpus pack` wrote, or its address.")
    if sha256 and (found := sha256_of(wheel)) != sha256:
        raise CorpusError(f"{source} has sha256 {found}, asked for was {sha256}; nothing was kept.")


def _given(source: str, sha256: str | None, console: Console) -> Path:
    """The wheel on disk. What an address sends is used only where its digest is known beforehand."""
    if sha256 and ADDRESS.match(source):
        from gyebo.corpus.download import fetched

        return fetched(source, sha256, places.cache(), configured(os.environ), console)
    return Path(source)


def _pack(options: argparse.Namespace) -> None:
    """A wheel that fits this version of gyebo and of its parser, and no other."""
    from importlib import metadata

    from gyebo import __version__
    from gyebo.analysis import PARSERS
    from gyebo.crediting import credits_of

    requires = [f"{name}=={metadata.version(name)}" for name in ("gyebo", *PARSERS)]
    folder = places.built(options.name, places.loaded())
    with Console(is_quiet=options.quiet) as console:
        told = credits_of(index.describe(folder), places.cache(), places.rules(), console)
    wheel = pack(folder, told, __version__, requires, Path(options.output))
    _print(f"{wheel}\nsha256 {sha256_of(wheel)}")


def _key(name: str) -> str:
    """What the folder of a corpus is called, whether it is built or not; a folder that is named keeps its name."""
    if _is_built(Path(name)):
        return Path(name).resolve().name
    return folder_of(find(name), places.loaded(), places.cache()).name


def _list() -> None:
    rulebook = places.loaded()
    for path in sorted((places.rules() / "corpora").glob("*.toml")):
        manifest = find(path.stem)
        found = places.there(folder_of(manifest, rulebook, places.cache()))
        state = str(found) if found else f"not built; run `gyebo corpus build {manifest.name}`"
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
