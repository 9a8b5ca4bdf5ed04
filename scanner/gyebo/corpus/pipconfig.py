# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Which package indexes pip is set up to use on this machine; what works for `pip download` works for the corpus."""

import configparser
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from gyebo.errors import CorpusError

_SECTIONS = ("global", "download")
"""As `pip download` reads them: the command's own section wins."""
_TIMEOUT = "15"
"""Seconds; pip's own default."""
_TRUE = frozenset({"1", "true", "yes", "on", "y", "t"})


@dataclass(frozen=True, slots=True)
class Indexes:
    """Where archives are looked for, and how the places are reached."""

    url: str = ""
    """The main index; empty: the default of the library that asks it."""
    extra_urls: tuple[str, ...] = ()
    find_links: tuple[str, ...] = ()
    """Folders, or pages, of archives."""
    trusted_hosts: tuple[str, ...] = ()
    cert: str = ""
    proxy: str = ""
    timeout: float = float(_TIMEOUT)
    no_index: bool = False
    """Only `find_links` are looked at."""


def configured(environ: Mapping[str, str], prefix: Path = Path(sys.prefix)) -> Indexes:
    """The settings in pip's files and PIP_* variables, the later ones winning as they do in pip."""
    settings: dict[str, str] = {}
    for path in _files(environ, prefix):
        settings |= _read(path)
    settings |= _variables(environ)
    return Indexes(
        url=settings.get("index-url", ""),
        extra_urls=tuple(settings.get("extra-index-url", "").split()),
        find_links=tuple(settings.get("find-links", "").split()),
        trusted_hosts=tuple(settings.get("trusted-host", "").split()),
        cert=settings.get("cert", ""),
        proxy=_with_scheme(settings.get("proxy", "")),
        timeout=_seconds(settings.get("timeout", settings.get("default-timeout", _TIMEOUT))),
        no_index=settings.get("no-index", "").lower() in _TRUE,
    )


def _files(environ: Mapping[str, str], prefix: Path) -> Iterator[Path]:
    """The weakest first; PIP_CONFIG_FILE replaces the user's own files, and the null device there replaces all."""
    own = environ.get("PIP_CONFIG_FILE", "")
    if own in {"/dev/null", "nul"}:
        return
    for folder in reversed(environ.get("XDG_CONFIG_DIRS", "/etc/xdg").split(":")):
        yield Path(folder, "pip", "pip.conf")
    yield Path("/etc/pip.conf")
    if not (own and Path(own).exists()):
        yield from _files_of_user(environ)
    yield from (prefix / name for name in ("pip.conf", "pip.ini"))
    if own:
        yield Path(own)


def _files_of_user(environ: Mapping[str, str]) -> Iterator[Path]:
    home = environ.get("HOME") or environ.get("USERPROFILE", "")
    if home:
        yield from (Path(home, folder, name) for folder, name in ((".pip", "pip.conf"), ("pip", "pip.ini")))
        yield Path(home, "Library", "Application Support", "pip", "pip.conf")
    if home or environ.get("XDG_CONFIG_HOME"):
        yield Path(environ.get("XDG_CONFIG_HOME") or Path(home, ".config"), "pip", "pip.conf")
    if environ.get("APPDATA"):
        yield Path(environ["APPDATA"], "pip", "pip.ini")


def _read(path: Path) -> dict[str, str]:
    parser = configparser.RawConfigParser()
    try:
        parser.read(path, encoding="utf-8")
    except (configparser.Error, UnicodeDecodeError) as error:
        reason = " ".join(str(error).split())
        raise CorpusError(f"pip's configuration cannot be read: {reason}; mend {path}.") from error
    sections = [parser[name] for name in _SECTIONS if parser.has_section(name)]
    return {_key(key): value.strip() for section in sections for key, value in section.items() if value.strip()}


def _variables(environ: Mapping[str, str]) -> dict[str, str]:
    return {_key(name[4:]): value for name, value in environ.items() if name.startswith("PIP_") and value}


def _key(name: str) -> str:
    return name.lower().replace("_", "-").removeprefix("--")


def _with_scheme(proxy: str) -> str:
    return f"http://{proxy}" if proxy and "://" not in proxy else proxy


def _seconds(text: str) -> float:
    try:
        return float(text)
    except ValueError as error:
        raise CorpusError(f"pip's setting timeout is {text!r}; it must be a number of seconds.") from error
