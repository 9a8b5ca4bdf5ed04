# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""What a source must say so that everybody gets the same bytes; every mistake is told, not only the first."""

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from gyebo.corpus import patterns

if TYPE_CHECKING:
    from gyebo.corpus.manifest import Component, Source

_ID = re.compile(r"[a-z0-9][a-z0-9._+-]*")
_PACKAGE = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?")
_VERSION = re.compile(r"[A-Za-z0-9.!+_-]+")
_FILE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._+!-]*\.(?:whl|zip|tar\.gz)")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_COMMIT = re.compile(r"[0-9a-f]{40}")
_URL = re.compile(r"https://[A-Za-z0-9.-]+(?::[0-9]+)?/[A-Za-z0-9._~/-]+")
_LICENCE = re.compile(r"[A-Za-z0-9.+()-]+(?: [A-Za-z0-9.+()-]+)*")
_COUNTRY = re.compile(r"(?:[A-Z]{2})?")
_TEXT = re.compile(r"\S.*")

_ALWAYS = (
    ("id", _ID, "lower-case letters, digits and . _ + -"),
    ("host", _TEXT, "the publishing project's name"),
    ("licence", _LICENCE, "an SPDX expression"),
)
_NEEDED = {
    "pypi": (
        ("package", _PACKAGE, "a package name"),
        ("version", _VERSION, "an exact version"),
        ("file", _FILE, "the exact name of a .whl, .zip or .tar.gz archive"),
        ("sha256", _SHA256, "64 lower-case hexadecimal digits"),
    ),
    "git": (("url", _URL, "an https:// address"), ("commit", _COMMIT, "40 lower-case hexadecimal digits")),
    "directory": (("path", _TEXT, "a folder relative to the manifest"),),
}
_PINS = tuple(dict.fromkeys(key for needed in _NEEDED.values() for key, _, _ in needed))


def mistakes(sources: Iterable["Source"]) -> tuple[str, ...]:
    """Source by source, each with the key, what was found and what was expected."""
    return tuple(
        f"sources[{number}] ({source.id}): {mistake}."
        for number, source in enumerate(sources)
        for mistake in (*_of_keys(source), *_of_patterns(source), *_of_components(source.components))
    )


def _of_keys(source: "Source") -> Iterator[str]:
    needed = _NEEDED[source.kind]
    for key, form, expected in (*_ALWAYS, *needed):
        found = getattr(source, key)
        if not form.fullmatch(found):
            yield f"{key}: found {found!r}, expected {expected}"
    for key in _PINS:
        if getattr(source, key) and key not in {name for name, _, _ in needed}:
            yield f"{key}: a source of kind {source.kind.value} has none, remove it"


def _of_patterns(source: "Source") -> Iterator[str]:
    if not source.include:
        yield "include: found nothing, expected at least one pattern"
    for key, found in (("include", source.include), ("exclude", source.exclude)):
        yield from (f"{key}: {pattern!r}: {patterns.fault(pattern)}" for pattern in found if patterns.fault(pattern))
        yield from (f"{key}: {pattern!r}: {{model}} belongs to components" for pattern in found if "{model}" in pattern)


def _of_components(components: Iterable["Component"]) -> Iterator[str]:
    for number, component in enumerate(components):
        place = f"components[{number}]"
        if fault := patterns.fault(component.pattern):
            yield f"{place}.pattern: {component.pattern!r}: {fault}"
        if component.model and "{model}" in component.pattern:
            yield f"{place}.model: the pattern already tells it by {{model}}, give one of the two"
        if not _COUNTRY.fullmatch(component.country):
            yield f"{place}.country: found {component.country!r}, expected two capital letters"
