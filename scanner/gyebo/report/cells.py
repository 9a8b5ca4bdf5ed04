# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Where in a notebook a line is: a report's lines count over all code cells, and no reader of it counts like that."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gyebo.report.basics import Cell, Text


@dataclass(frozen=True, slots=True)
class CellLines:
    """Lines of a notebook by code cell and line in it."""

    first_cell: int
    first_line: int
    last_cell: int
    last_line: int

    @property
    def told(self) -> Text:
        """As a reader says it."""
        first, last = self.first_line, self.last_line
        begin, begin_ko = f"cell {self.first_cell}, line", f"셀 {self.first_cell},"
        if self.first_cell != self.last_cell:
            return Text(
                f"{begin} {first} – cell {self.last_cell}, line {last}",
                f"{begin_ko} {first}번째 줄 – 셀 {self.last_cell}, {last}번째 줄",
            )
        if first == last:
            return Text(f"{begin} {first}", f"{begin_ko} {first}번째 줄")
        return Text(f"{begin}s {first}–{last}", f"{begin_ko} {first}–{last}번째 줄")


@dataclass(frozen=True, slots=True)
class Notebooks:
    """The code cells of a submission's notebooks, by path."""

    cells: Mapping[str, Sequence[Cell]]

    def lines(self, path: str, first: int, last: int) -> CellLines | None:
        """None in other files; a line that heads a cell, and is nobody's code, counts to the cell beside it."""
        cells = self.cells.get(path, ())
        begin = next((cell for cell in cells if first <= cell.last_line), None)
        end = next((cell for cell in reversed(cells) if cell.first_line <= last), None)
        if begin is None or not first:
            return None
        line = max(first - begin.first_line, 0) + 1
        if end is None or end.number < begin.number:
            return CellLines(begin.number, line, begin.number, line)
        return CellLines(begin.number, line, end.number, min(last, end.last_line) - end.first_line + 1)

    def told(self, path: str, first: int, last: int) -> Text | None:
        """The cell and the lines in it, in words; None in other files."""
        found = self.lines(path, first, last)
        return found.told if found else None

    def english(self, path: str, first: int, last: int) -> str:
        """Cell and lines, or the lines alone, for what is written in English only."""
        told = self.told(path, first, last)
        return told.en if told else f"lines {first}-{last}"

    def number(self, path: str, line: int) -> int:
        """What stands beside a line of a source text: in a notebook its number in the cell, 0 for what heads a cell."""
        cells = self.cells.get(path, ())
        if not cells:
            return line
        return next((line - cell.first_line + 1 for cell in cells if cell.first_line <= line <= cell.last_line), 0)
