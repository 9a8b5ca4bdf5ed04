# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""What of the user's machine decides where things lie: the cache, the rules, the package index."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

from gyebo import resources, rulebook
from gyebo.cli.console import Console
from gyebo.rulebook import Rulebook

if TYPE_CHECKING:
    from gyebo.corpus.manifest import Manifest


def cache() -> Path:
    """GYEBO_CACHE, else the user's cache folder."""
    chosen = os.environ.get("GYEBO_CACHE")
    if chosen:
        return Path(chosen).absolute()
    from platformdirs import user_cache_path

    return user_cache_path("gyebo")


def rules() -> Path:
    """The rules of this installation."""
    return resources.folder("rules")


def corpus(name: str, rules: Rulebook, console: Console) -> Path:
    """Folder of the index that is meant: a built one, or a manifest's, built on first use."""
    from gyebo.build import build, folder_of  # a command that needs no corpus loads no parser
    from gyebo.corpus import index
    from gyebo.corpus.manifest import find
    from gyebo.corpus.pipconfig import configured

    if (Path(name) / index.DESCRIPTION).is_file():
        return Path(name).absolute()
    manifest = find(name)
    if not (folder_of(manifest, rules, cache()) / index.DESCRIPTION).is_file():
        console.say(_announcement(manifest))
    return build(manifest, rules, cache(), configured(os.environ), console)


def loaded() -> Rulebook:
    """The rulebook of this installation."""
    return rulebook.load(rules())


def _announcement(manifest: "Manifest") -> str:
    count = len(manifest.sources)
    sources = f"{count} source{'s' if count > 1 else ''}"
    told = f"The corpus {manifest.name!r} ({manifest.title}; {sources}) is not built yet."
    return " ".join(part for part in (told, manifest.announcement, f"It is kept in {cache()}.") if part)
