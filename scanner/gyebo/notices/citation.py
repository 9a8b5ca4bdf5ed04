# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Read the authors whom CITATION.cff names for the whole work; those of works it cites are theirs, not this one's."""

import re
from collections.abc import Iterator, Mapping

from gyebo.report import Notice

MOST = 500
"""Lines read of the list; the format's own example has ten."""
FIELD = re.compile(r"(?P<key>[a-z-]{2,20})\s*:\s*(?P<value>[^\n]{0,300})")
ITEM = re.compile(r"\s*-\s+")


def authors(text: str, path: str) -> tuple[Notice, ...]:
    """One for each author: a person's given and family names, or an entity's name, at the line that opens the entry."""
    lines = text.split("\n")
    first = next((at for at, line in enumerate(lines) if line.rstrip() == "authors:"), len(lines))
    return tuple(_named(lines, first + 1, path))


def _named(lines: list[str], first: int, path: str) -> Iterator[Notice]:
    entry: dict[str, str] = {}
    opened = first
    for at, line in enumerate(lines[first : first + MOST], first):
        if line.strip() and not line.startswith((" ", "-", "\t")):
            break
        if ITEM.match(line):
            yield from _notice(entry, lines[opened], opened, path)
            entry, opened = {}, at
        field = FIELD.match(ITEM.sub("", line).strip())
        if field:
            entry[field["key"]] = field["value"].split(" #")[0].strip().strip("\"'")
    yield from _notice(entry, lines[opened] if opened < len(lines) else "", opened, path)


def _notice(entry: Mapping[str, str], line: str, at: int, path: str) -> Iterator[Notice]:
    person = [entry.get(key, "") for key in ("given-names", "name-particle", "family-names", "name-suffix")]
    name = entry.get("name", "") or " ".join(filter(None, person))
    if name:
        yield Notice(path, at + 1, ITEM.sub("", line).strip(), (name,))
