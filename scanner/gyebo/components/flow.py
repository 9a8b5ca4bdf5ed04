# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Read what YAML writes on one line, in braces and brackets: `{path: a/b}`, `[a/b, c/d]`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

DEEPEST = 12
BEGUN = ("{", "[")
PART = re.compile(
    r"[ \t]*(?:(?P<mark>[{}\[\],])|\"(?P<double>[^\"\\]*)\"|'(?P<single>[^']*)'"
    r"|(?P<plain>[^{}\[\],\"'\s][^{}\[\],\"']*))"
)
KEY = re.compile(r"(?P<key>[^:]{1,100}):(?:[ \t]+(?P<value>.*))?$")


@dataclass(slots=True)
class Held:
    """A table or a list of the line: the keys above it, and the key in it whose value comes next."""

    keys: tuple[str, ...]
    number: int
    is_list: bool
    key: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """A text of the line."""

    keys: tuple[str, ...]
    text: str
    table: int
    """Which table or list of the line it stands in."""
    is_listed: bool


def flowing(line: str) -> Iterator[Told]:
    """The texts of a value that is written so, up to where it ends; nothing of what is nested very deeply."""
    opened, at, count = list[Held](), 0, 0
    while part := PART.match(line, at):
        at = part.end()
        if part["mark"] in BEGUN and len(opened) < DEEPEST:
            count += 1
            opened.append(Held(_below(opened), count, part["mark"] == "["))
        elif not opened or part["mark"] in BEGUN:
            return
        elif part["mark"] == ",":
            opened[-1].key = ""
        elif part["mark"]:
            opened.pop()
        else:
            yield from _said(opened[-1], part)


def _below(opened: list[Held]) -> tuple[str, ...]:
    if not opened:
        return ()
    return (*opened[-1].keys, opened[-1].key) if opened[-1].key else opened[-1].keys


def _said(held: Held, part: re.Match[str]) -> Iterator[Told]:
    """What a part says: in a list a text, in a table a key, a text, or both."""
    quoted = part["double"] if part["double"] is not None else part["single"]
    plain = (part["plain"] or "").strip()
    if held.is_list:
        yield Told(held.keys, plain if quoted is None else quoted, held.number, is_listed=True)
    elif quoted is not None and not held.key:
        held.key = quoted
    elif quoted is not None:
        yield Told((*held.keys, held.key), quoted, held.number, is_listed=False)
    else:
        yield from _keyed(held, plain)


def _keyed(held: Held, plain: str) -> Iterator[Told]:
    """`key: text`, `key:` before what follows, or `: text` behind a key in quotation marks."""
    found = KEY.match(held.key + plain if plain.startswith(":") else plain)
    if found:
        held.key = found["key"].strip()
        if found["value"]:
            yield Told((*held.keys, held.key), found["value"].strip(), held.number, is_listed=False)
