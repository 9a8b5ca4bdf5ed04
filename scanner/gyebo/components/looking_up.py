# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Ask licensecheck for the licences of declared packages, and pass its answers through our own table."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import cast

from gyebo.components.dependencies import packages
from gyebo.components.gathering import decoded
from gyebo.components.rechecking import Raw, rechecked
from gyebo.licencebook import LicenceBook
from gyebo.model import SourceFile
from gyebo.report import Dependency, Licensing, Text

MOST = 500
"""Packages asked for in one scan."""
SECONDS = 600.0
KEPT = ("PATH", "SYSTEMROOT", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "http_proxy", "https_proxy", "no_proxy")
CUT_OFF = Text(
    "The look-up was cut off before it came to this package.", "이 패키지에 이르기 전에 조회가 중단되었습니다."
)


@dataclass(frozen=True, slots=True)
class PackageIndex:
    """Where packages are looked up: an address below which /pypi/NAME/json answers."""

    url: str = ""
    """Empty: the public one that licensecheck knows."""
    cert: str = ""
    """File of certificates, where the system's do not do."""


def dependencies(
    files: Sequence[SourceFile], licensing: Licensing, index: PackageIndex | None, book: LicenceBook
) -> tuple[Dependency, ...]:
    """The declared packages; looked up only where an index is given, else told as not examined."""
    found = packages(decoded(files))
    if index is None or not found:
        return found
    return looked_up(found, next((one.expression for one in licensing.code if one.expression), ""), index, book)


def looked_up(found: Sequence[Dependency], own: str, index: PackageIndex, book: LicenceBook) -> tuple[Dependency, ...]:
    """The packages with what is known of their licences; `own` is the submission's. What was not answered stays so."""
    asked = found[:MOST]
    answers = _answers([[one.name, exact(one.version)] for one in asked], own, index)
    told = (rechecked(one, answers[one.name], own, book) if one.name in answers else _cut_off(one) for one in asked)
    return (*told, *(_cut_off(one) for one in found[MOST:]))


def exact(specifier: str) -> str:
    """The version that is pinned; empty where several will do."""
    from packaging.specifiers import InvalidSpecifier, SpecifierSet
    from packaging.version import InvalidVersion, Version

    try:
        pinned = [one for one in SpecifierSet(specifier) if one.operator in ("==", "===")]
        return str(Version(pinned[0].version)) if len(pinned) == 1 else ""
    except (InvalidSpecifier, InvalidVersion):
        return ""


def _cut_off(one: Dependency) -> Dependency:
    return replace(one, remark=CUT_OFF)


def _answers(packages: Sequence[Sequence[str]], own: str, index: PackageIndex) -> Mapping[str, Raw]:
    """By name; fewer than asked for where the process died or took too long."""
    asked = json.dumps({"index": index.url, "licence": own, "packages": packages})
    with tempfile.TemporaryDirectory(prefix="gyebo-") as home:
        command = [sys.executable, "-I", "-m", "gyebo.components.licensechecking"]
        try:
            done = subprocess.run(  # noqa: S603  our own module, isolated; nothing of the submission is on the line
                command,
                input=asked.encode(),
                capture_output=True,
                cwd=home,
                env=_environment(home, index),
                timeout=SECONDS,
                check=False,
            )
            told = done.stdout
        except subprocess.TimeoutExpired as error:
            told = error.stdout or b""
    return {one["name"]: one for one in map(_read, told.splitlines()) if one}


def _environment(home: str, index: PackageIndex) -> dict[str, str]:
    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    certificates = {"REQUESTS_CA_BUNDLE": index.cert} if index.cert else {}
    return {**kept, **certificates, "HOME": home, "XDG_CACHE_HOME": home, "LOCALAPPDATA": home, "LC_ALL": "C.UTF-8"}


def _read(line: bytes) -> Raw | None:
    """One answer; None for a line that was cut short."""
    try:
        return cast("Raw", json.loads(line))
    except ValueError:
        return None
