# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Cut a path or a maker's name to the room that a picture has; letters are all as wide, Korean and Chinese ones two."""

from itertools import accumulate
from unicodedata import east_asian_width


def cells(text: str) -> int:
    """Its width in letters of a monospaced font."""
    return sum(map(_width, text))


def shortened(path: str, room: int) -> str:
    """Whole, else its last folders, else its name without the middle: files of one model differ at either end of it."""
    name = path.rpartition("/")[2]
    if cells(path) <= room:
        return path
    folders = (f"…{path[at:]}" for at, letter in enumerate(path) if letter == "/")
    if within := next((one for one in folders if cells(one) <= room), ""):
        return within
    if cells(name) <= room:
        return name
    head = name[: _fitting(name, room // 2)]
    tail = _fitting(name[::-1], room - cells(head) - 1)
    return f"{head}…{name[len(name) - tail :]}"


def seated(maker: str, country: str, iso: str, room: int) -> str:
    """A maker and its country: whole, else with the country's letters alone, else the maker cut as well."""
    whole = f"{maker}, {country}"
    if cells(whole) <= room:
        return whole
    seat = "" if iso == "unknown" else f", {iso}"
    left = max(room - cells(seat), 2)
    return (maker if cells(maker) <= left else f"{maker[: _fitting(maker, left - 1)].rstrip()}…") + seat


def _width(letter: str) -> int:
    return 2 if east_asian_width(letter) in "WF" else 1


def _fitting(text: str, room: int) -> int:
    """How many letters from its start have room."""
    return sum(width <= room for width in accumulate(map(_width, text)))
