# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Find the copyright statements of the files that speak for a repository: LICENSE, NOTICE, REUSE.toml, dep5, SBOMs."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate, islice
from pathlib import PurePosixPath

from gyebo.notices.citation import authors
from gyebo.notices.statements import statements
from gyebo.report import Notice

MOST = 2_000
"""Fields read of one file."""
FIELDS = {
    "reuse.toml": re.compile(
        r"^\s*SPDX-FileCopyrightText\s*=\s*(?P<value>[^\n]{1,2000}(?:\n\s+[\"'][^\n]{1,1000}){0,40})", re.MULTILINE
    ),
    "dep5": re.compile(r"^Copyright:(?P<value>[^\n]{0,1000}(?:\n[ \t]+[^\n]{1,1000}){0,40})", re.MULTILINE),
    "sbom": re.compile(
        r"^[ \t-]{0,20}copyright(?:[ _-]texts?)?[ \t]{0,9}:"
        r"(?P<value>[^\n]{0,1000}(?:\n[ \t]+(?![ \t-]{0,20}[\w-][\w -]{0,40}:(?:\s|$))[^\n]{1,1000}){0,40})",
        re.MULTILINE | re.IGNORECASE,
    ),
}
"""Where a format gives holders without the word copyright on each line."""
KIND = {
    "reuse.toml": "reuse.toml",
    "sbom-info.yaml": "sbom",
    "oss-pkg-info.yaml": "sbom",
}
QUOTED = re.compile(r"\"([^\"\n]{1,1000})\"|'([^'\n]{1,1000})'")
MARKED = re.compile(r"copyright|\(c\)|©|SPDX-|저작권", re.IGNORECASE)
TAG = "SPDX-FileCopyrightText: "
SIDECAR = ".license"
"""Behind the name of the file that it speaks for."""


def is_debian(path: str) -> bool:
    """Whether a file of that name is in Debian's machine-readable format: .reuse/dep5, debian/copyright."""
    place = PurePosixPath(path)
    return place.name == "dep5" or (place.name == "copyright" and place.parent.name == "debian")


def is_by_file(path: str) -> bool:
    """Whether what it says it says of the files that it names, and not of the whole."""
    name = PurePosixPath(path).name
    return name.lower() == "reuse.toml" or name.endswith(SIDECAR) or is_debian(path)


def repository_notices(text: str, path: str) -> tuple[Notice, ...]:
    """Each statement with its holders, its years and its line; of a format with fields, one for each value."""
    name = PurePosixPath(path).name.lower()
    if name == "citation.cff":
        return authors(text, path)
    kind = "dep5" if is_debian(path) else KIND.get(name)
    if kind is None:
        return statements([(1, text)], path)
    return tuple(one for number, value in _values(text, kind) for one in stated(number, value, path))


def _values(text: str, kind: str) -> Iterator[tuple[int, str]]:
    line_starts = list(accumulate((len(line) + 1 for line in text.split("\n")), initial=0))
    for field in islice(FIELDS[kind].finditer(text), MOST):
        first = bisect_right(line_starts, field.start("value"))
        for offset, line in enumerate(field["value"].split("\n")):
            quoted = [one or other for one, other in QUOTED.findall(line)]
            bare = line.strip(" \t-,[]|>+\"'")
            for value in quoted or [bare] * bool(bare):
                yield first + offset, value


def stated(number: int, value: str, path: str) -> Iterator[Notice]:
    """A bare value is a statement by its place; it is read as one, and quoted as it stands."""
    read = value if MARKED.search(value) else f"{TAG}{value}"
    for one in statements([(number, read)], path):
        yield Notice(one.path, one.line, one.text.removeprefix(TAG), one.holders, one.years)
