# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""A corpus that a team shares in Redis: filled, listed, and asked for one submission."""

import argparse
import os
import re
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

from gyebo.cli import places
from gyebo.cli.console import Console
from gyebo.corpus.manifest import find
from gyebo.corpus.pipconfig import configured
from gyebo.errors import UsageError
from gyebo.model import SourceFile

ADDRESS = re.compile(r"rediss?://")
NEEDED = "redis"
PASSWORD = "REDISCLI_AUTH"  # noqa: S105  the name of the variable that redis-cli reads it from


def is_meant(address: str) -> bool:
    """Whether an address is of a Redis database."""
    return bool(ADDRESS.match(address))


def run(options: argparse.Namespace) -> str:
    """One action on what is shared, and what to tell of it."""
    _needs(options.redis)
    from gyebo import live
    from gyebo.engines.redis import connected

    with connected(options.redis, os.environ.get(PASSWORD)) as there, Console(is_quiet=options.quiet) as console:
        match options.action:
            case "share":
                manifest, indexes = find(options.name), configured(os.environ)
                put = live.share(manifest, places.loaded(), places.cache(), indexes, console, there)
                return f"{len(put)} of {len(manifest.sources)} sources put in; the others are there."
            case "unshare":
                live.unshare(options.source, there)
                return f"{options.source} taken out."
            case _:
                return "\n".join(
                    f"{one.source.released}  {name:32} {one.classes:7} distinct fragments  {one.source.licence}"
                    for name, one in live.shared(there).items()
                )


def excerpt(options: argparse.Namespace, files: Sequence[SourceFile]) -> Path:
    """The index of what is shared of what these files can have to do with."""
    if options.engine != "duckdb":
        raise UsageError("--engine: Redis answers by itself; name tables with --index where Spark shall ask.")
    _needs(options.index)
    from gyebo import excerpting, nearby
    from gyebo.engines.redis import connected

    given = excerpting.asked(files)
    with connected(options.index, os.environ.get(PASSWORD)) as there:
        return nearby.excerpt(there, given, places.cache())


def _needs(address: str) -> None:
    """UsageError where it is no address, or the client is not installed; nothing is imported."""
    if not is_meant(address):
        raise UsageError(f"{address}: no address of a Redis database; write redis://HOST:PORT/NUMBER.")
    if find_spec(NEEDED) is None:
        raise UsageError("redis: not installed; run `pip install 'gyebo[redis]'`.")
