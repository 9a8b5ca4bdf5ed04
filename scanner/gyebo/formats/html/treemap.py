# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Lay out the map of the repository: a box a file, as large as its tokens, cut by where they come from."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import squarify

from gyebo.formats.html.labels import cells, shortened
from gyebo.report import DECLARED, INCOMPLETE, Commonality, File, Match, Report

WIDTH, HEIGHT = 960.0, 340.0
"""Units of the drawing for all analysed files."""
MOST_FILES, MOST_CELLS = 80, 96
"""Boxes that a printed page can hold; where there are more files, those of a folder share one."""
LEAST, MOST_FOLDERS = 0.01, 40
"""Share of all tokens from which a file has a box of its own then, and how many folders there are at most."""
CELL, GAP = 19.0, 1.0
"""Side of the boxes of what was not analysed, all alike since their size is not known; room between boxes."""
LETTER, LINE = 7.2, 16.0
"""Width and height of a letter of the labels."""
KINDS = ("own", "declared", "undeclared", "heritage", "base")


@dataclass(frozen=True, slots=True)
class Box:
    x: float
    y: float
    width: float
    height: float
    kind: str
    """One of KINDS, or `unread`; `base` is what a known project has just so, and is not judged here."""


@dataclass(frozen=True, slots=True)
class Plot:
    """A file's place on the map."""

    label: str
    """As much of its path as there is room for."""
    path: str
    frame: Box
    parts: tuple[Box, ...]

    @property
    def width(self) -> float:
        """Of the plate below the label."""
        return cells(self.label) * LETTER + LETTER


@dataclass(frozen=True, slots=True)
class Counted:
    """Tokens of one file, or of all, by kind."""

    path: str
    tokens: Mapping[str, int]

    @property
    def total(self) -> int:
        return sum(self.tokens.values())


@dataclass(frozen=True, slots=True)
class Treemap:
    plots: tuple[Plot, ...]
    files: tuple[Counted, ...]
    """All of them, the largest first."""
    total: Counted
    merged: int
    """Files that share a box with others of their folder."""
    unread: tuple[Box, ...]
    unread_paths: int
    """Paths that may hold code and were not analysed."""
    held: tuple[Box, ...]
    held_files: int
    """Files that are a known project's byte for byte; they were not compared."""
    undeclared: int
    """Matches of the third kind."""
    mentioned: int
    """Those of them whose origin the submission names elsewhere than in a declaration."""
    height: float


def treemap(report: Report) -> Treemap | None:
    """None where there is nothing to draw."""
    files = sorted(map(_counted, report.files), key=lambda one: (-one.total, one.path))
    drawn = [one for one in files if one.total]
    unread = sum(skipped.paths for skipped in report.skipped if skipped.reason in INCOMPLETE)
    held = report.coverage.base_files
    if not drawn and not unread and not held:
        return None
    large, small = _apart(drawn)
    shown = [*large, *_folders(small)]
    top = HEIGHT if drawn else 0.0
    cells = tuple(_cells(min(unread, MOST_CELLS), "unread", top + LINE))
    below = max([top, *(cell.y + CELL for cell in cells)]) + LINE
    vendored = tuple(_cells(min(held, MOST_CELLS), "base", below))
    undeclared = _undeclared(report)
    return Treemap(
        plots=tuple(_plots(sorted(shown, key=lambda one: -one.total))),
        files=tuple(files),
        total=_sum(files, ""),
        merged=len(small),
        unread=cells,
        unread_paths=unread,
        held=vendored,
        held_files=held,
        undeclared=len(undeclared),
        mentioned=sum(any(said.level for said in one.references) for one in undeclared),
        height=max([top, *(cell.y + cell.height for cell in (*cells, *vendored))]),
    )


def _apart(drawn: Sequence[Counted]) -> tuple[Sequence[Counted], Sequence[Counted]]:
    """What has a box of its own, and what shares one: nothing, where there is room for all."""
    if len(drawn) <= MOST_FILES:
        return drawn, ()
    least = LEAST * sum(one.total for one in drawn)
    large = [one for one in drawn if one.total >= least]
    folders = list(_folders(drawn[len(large[: MOST_FILES - MOST_FOLDERS]) :]))
    large = large[: MOST_FILES - len(folders)]
    return large, drawn[len(large) :]


def _folders(files: Sequence[Counted]) -> Iterator[Counted]:
    """Files by their folders, as far down as there is room for."""
    deepest = max((one.path.count("/") for one in files), default=0)
    by_depth = (_by_folder(files, depth) for depth in range(deepest, -1, -1))
    grouped = next((one for one in by_depth if len(one) <= MOST_FOLDERS), dict[str, list[Counted]]())
    return (_sum(own, f"{folder}…") for folder, own in grouped.items())


def _by_folder(files: Sequence[Counted], depth: int) -> dict[str, list[Counted]]:
    grouped: dict[str, list[Counted]] = {}
    for one in files:
        *folders, _ = one.path.split("/")
        grouped.setdefault("".join(f"{folder}/" for folder in folders[:depth]), []).append(one)
    return grouped


def _undeclared(report: Report) -> list[Match]:
    matches = (one.match for file in report.files for one in file.fragments if one.match)
    rare = (match for match in matches if match.commonality is not Commonality.COMMON_HERITAGE)
    return [match for match in rare if match.declaration not in DECLARED]


def _counted(file: File) -> Counted:
    """Common heritage that the team declares counts as declared."""
    borrowed = file.tokens - file.own_tokens - file.base_tokens
    declared = min(file.declared_tokens, borrowed)
    heritage = max(file.common_tokens - file.declared_common_tokens, 0)
    undeclared = max(borrowed - declared - heritage, 0)
    tokens = (file.own_tokens, declared, undeclared, borrowed - declared - undeclared, file.base_tokens)
    return Counted(file.path, dict(zip(KINDS, tokens, strict=True)))


def _sum(files: Sequence[Counted], path: str) -> Counted:
    return Counted(path, {kind: sum(file.tokens[kind] for file in files) for kind in KINDS})


def _plots(files: Sequence[Counted]) -> Iterator[Plot]:
    if not files:
        return
    layout: Any = squarify  # it ships no types
    areas: list[float] = layout.normalize_sizes([file.total for file in files], WIDTH, HEIGHT)
    placed: list[dict[str, float]] = layout.squarify(areas, 0, 0, WIDTH, HEIGHT)
    for file, at in zip(files, placed, strict=True):
        width, height = max(at["dx"] - GAP, GAP), max(at["dy"] - GAP, GAP)
        frame = Box(at["x"], at["y"], width, height, "")
        yield Plot(_label(file.path, width, height), file.path, frame, tuple(_parts(file, frame)))


def _parts(file: Counted, frame: Box) -> Iterator[Box]:
    x = frame.x
    for kind, tokens in file.tokens.items():
        width = frame.width * tokens / file.total
        if tokens:
            yield Box(x, frame.y, width, frame.height, kind)
        x += width


def _label(path: str, width: float, height: float) -> str:
    room = int((width - 2 * LETTER) / LETTER)
    name = path.rpartition("/")[2]
    if height < LINE or room < min(cells(name), 8):
        return ""
    return shortened(path, room)


def _cells(count: int, kind: str, top: float) -> Iterator[Box]:
    across = int(WIDTH // (CELL + GAP))
    for place in range(count):
        row, column = divmod(place, across)
        yield Box(column * (CELL + GAP), top + row * (CELL + GAP), CELL, CELL, kind)
