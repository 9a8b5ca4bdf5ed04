# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""`gyebo doctor` and `gyebo --version`: what is in place, and what to do where something is not."""

import argparse
import os
import platform
import re
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from gyebo import __version__
from gyebo.cli import places
from gyebo.cli.exits import ExitCode
from gyebo.display import display
from gyebo.errors import GyeboError

_NAME = re.compile(r"[\w.-]+")


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that a scan needs; where it is missing, `told` says what to do."""

    name: str
    told: str
    is_there: bool = True


def version() -> ExitCode:
    """The versions of the program and of the corpus that it compares with unless told otherwise."""
    try:
        corpus = _described(places.built("default", places.loaded()))
    except GyeboError as error:
        corpus = str(error)
    sys.stdout.write(f"gyebo {__version__}\ncorpus: {display(corpus)}\n")
    return ExitCode.CLEAN


def run(options: argparse.Namespace) -> ExitCode:
    """Print a line a check; ERROR where something is missing."""
    checks = tuple(_checks(options.corpus))
    for one in checks:
        sys.stdout.write(display(f"{'ok' if one.is_there else 'missing':8}{one.name:10}{one.told}") + "\n")
    return ExitCode.CLEAN if all(one.is_there for one in checks) else ExitCode.ERROR


def _checks(corpus: str) -> Iterator[Check]:
    yield Check("gyebo", f"{__version__} in {Path(__file__).parent.parent}")
    yield Check("python", f"{platform.python_version()} on {platform.platform()}")
    yield _libraries()
    yield _cache()
    yield from _corpus(corpus)
    found = shutil.which("git")
    yield Check(
        "git", found or "git is not on the PATH; install it, else no date and no commit can be read", bool(found)
    )


def _libraries() -> Check:
    names = [_NAME.findall(line)[0] for line in metadata.requires("gyebo") or () if "extra ==" not in line]
    lacking = [name for name in names if not any(metadata.distributions(name=name))]
    if lacking:
        return Check("libraries", f"{', '.join(lacking)} not found; install gyebo again with pip", is_there=False)
    return Check("libraries", f"all {len(names)}")


def _cache() -> Check:
    folder = places.cache()
    nearest = next(one for one in (folder, *folder.parents) if one.exists())
    if nearest.is_dir() and os.access(nearest, os.W_OK | os.X_OK):
        return Check("cache", str(folder))
    return Check("cache", f"{nearest} cannot be written to; choose another place with GYEBO_CACHE", is_there=False)


def _corpus(name: str) -> Iterator[Check]:
    from gyebo.corpus.index import describe
    from gyebo.corpus.sources import at_hand
    from gyebo.pipeline import opened

    try:
        folder = places.built(name, places.loaded())
        opened(folder)
    except GyeboError as error:
        yield Check("corpus", str(error), is_there=False)
        return
    yield Check("corpus", _described(folder))
    keys = describe(folder).source_keys
    kept = at_hand(keys, places.cache())
    told = f"{kept} of {len(keys)} at hand"
    more = "" if kept == len(keys) else "; without the others a report shows the submission's side only"
    yield Check("sources", told + more)


def _described(folder: Path) -> str:
    from gyebo.corpus.index import describe

    described = describe(folder)
    return f"{described.name}, digest {described.digest()}, in {folder}"
