# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""What of the user's machine decides where things lie: the cache, the rules, the package index."""

import os
import time
from pathlib import Path
from typing import TYPE_CHECKING

from gyebo import resources
from gyebo.errors import CorpusError, UsageError

if TYPE_CHECKING:
    from gyebo.cli.console import Console
    from gyebo.components.looking_up import PackageIndex
    from gyebo.corpus.manifest import Manifest
    from gyebo.corpus.stamp import Stamp
    from gyebo.rulebook import Rulebook


def cache() -> Path:
    """GYEBO_CACHE, else the user's cache folder."""
    chosen = os.environ.get("GYEBO_CACHE")
    if chosen:
        return Path(chosen).absolute()
    from platformdirs import user_cache_path

    return user_cache_path("gyebo")


def package_index() -> "PackageIndex":
    """The index that pip is set up to use, else the public one; UsageError where the extra is not installed."""
    from gyebo.components.licensechecking import is_installed
    from gyebo.components.looking_up import PackageIndex
    from gyebo.corpus.pipconfig import configured

    if not is_installed():
        raise UsageError("--dependencies: licensecheck is not installed; run `pip install 'gyebo[dependencies]'`.")
    indexes = configured(os.environ)
    return PackageIndex(indexes.url.rstrip("/").removesuffix("/simple"), indexes.cert)


def today() -> str:
    """The day in UTC, ISO 8601: of what is being committed, and by which a baseline's entries end."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return time.strftime("%Y-%m-%d", time.gmtime(int(epoch) if epoch.isdigit() else None))


def rules() -> Path:
    """The rules of this installation."""
    return resources.folder("rules")


def corpus(name: str, rules: "Rulebook", console: "Console") -> Path:
    """Folder of the index that is meant: a built one, or a manifest's, built on first use."""
    from gyebo.build import build  # a command that needs no corpus loads no parser
    from gyebo.catalogue import folder_of
    from gyebo.corpus import index
    from gyebo.corpus.manifest import find
    from gyebo.corpus.papers import keep_all
    from gyebo.corpus.pipconfig import configured

    if (Path(name) / index.DESCRIPTION).is_file():
        return Path(name).absolute()
    manifest = find(name)
    found = there(folder_of(manifest, rules, cache()))
    if found is None:
        console.say(_announcement(manifest))
    folder = found or build(manifest, rules, cache(), configured(os.environ), console)
    keep_all((source.sha256 for source in manifest.sources), cache())
    return folder


def built(name: str, rules: "Rulebook") -> Path:
    """Folder of an index that is there; CorpusError with the command that builds it, for nothing is built here."""
    from gyebo.catalogue import folder_of
    from gyebo.corpus import index
    from gyebo.corpus.manifest import find

    if (Path(name) / index.DESCRIPTION).is_file():
        return Path(name).absolute()
    manifest = find(name)
    found = there(folder_of(manifest, rules, cache()))
    if found is None:
        raise CorpusError(
            f"The corpus {manifest.name!r} is not built; run `gyebo corpus build {name}`, "
            "or take a built one with `gyebo corpus pull`."
        )
    return found


def there(folder: Path) -> Path | None:
    """The index of that name: in the cache, or installed by pip beside this package; None where it is in neither."""
    from gyebo.corpus import index
    from gyebo.corpus.packing import PACKAGE

    beside = Path(__file__).parents[2] / PACKAGE / folder.name
    return next((one for one in (folder, beside) if (one / index.DESCRIPTION).is_file()), None)


def ready(name: str) -> "Stamp":
    """The index a commit hook compares with, verified now or known to be as it was then; CorpusError as in built()."""
    from gyebo.corpus import stamp
    from gyebo.hashing import text_hash

    package = Path(__file__).parent.parent
    meant = str(Path(name).absolute()) if Path(name).exists() else name
    key = text_hash(f"{package} {cache()} {meant}".encode(errors="surrogateescape"))
    place = cache() / "stamps" / f"{key:016x}.txt"
    return stamp.read(place) or _verified(name, package, place)


def _verified(name: str, package: Path, place: Path) -> "Stamp":
    from importlib.util import find_spec

    from gyebo.analysis import PARSERS
    from gyebo.corpus import stamp
    from gyebo.corpus.manifest import find
    from gyebo.pipeline import opened

    rulebook = loaded()
    folder = built(name, rulebook)
    opened(folder)
    found = stamp.Stamp(folder, int(rulebook.matching.smallest_fragment.value))
    specs = [find_spec(parser.replace("-", "_")) for parser in PARSERS]
    rests_on = [Path(spec.origin).parent for spec in specs if spec and spec.origin]
    if folder != Path(name).absolute():
        own = [Path(name)] if Path(name).is_file() else []
        rests_on += own + [Path(source.path) for source in find(name).sources if source.path]
    stamp.write(place, found, (package, rules(), *(path.absolute() for path in rests_on)))
    return stamp.read(place) or found


def loaded() -> "Rulebook":
    """The rulebook of this installation."""
    from gyebo import rulebook

    return rulebook.load(rules())


def _announcement(manifest: "Manifest") -> str:
    count = len(manifest.sources)
    sources = f"{count} source{'s' if count > 1 else ''}"
    told = f"The corpus {manifest.name!r} ({manifest.title}; {sources}) is not built yet and is built now."
    return " ".join(part for part in (told, manifest.announcement, f"It is kept in {cache()}.") if part)
