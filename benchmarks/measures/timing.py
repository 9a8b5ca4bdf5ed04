# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Figures beside their bars, and how they are taken: medians of runs that alternate with the floor's."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

import tree_sitter

from gyebo.languages import LANGUAGES
from gyebo.model import SourceFile
from measures.bench import Bench


@dataclass(frozen=True, slots=True)
class Row:
    """One figure beside its bar; what is to be as high as it says `is_floor`."""

    what: str
    figure: float
    bar: float | None
    """None: told beside others, and held to nothing."""
    unit: str = "x"
    note: str = ""
    is_floor: bool = False

    @property
    def is_missed(self) -> bool:
        if self.bar is None:
            return False
        return self.figure < self.bar if self.is_floor else self.figure > self.bar

    def __str__(self) -> str:
        sign, mark = (">=" if self.is_floor else "<="), ("missed" if self.is_missed else "met")
        held = "" if self.bar is None else f"{sign} {self.bar:g} {mark}"
        told = f"{self.what:<66} {self.figure:>9.2f} {self.unit:<3} {held}".rstrip()
        return f"{told}\n    {self.note}" if self.note else told


@dataclass(frozen=True, slots=True, eq=False)
class Measured:
    """What the rows work with."""

    bench: Bench
    files: tuple[SourceFile, ...]
    runs: int

    def parse(self) -> None:
        """The floor."""
        parser = tree_sitter.Parser(LANGUAGES["python"].grammar())
        for file in self.files:
            parser.parse(file.content)


def ratios(measured: Measured, work: Callable[[], object]) -> tuple[float, float]:
    """Processor time and time on the clock of some work, in parses of the same files."""
    work()
    floors, works = list[tuple[float, float]](), list[tuple[float, float]]()
    for _ in range(measured.runs):
        floors.append(timed(measured.parse))
        works.append(timed(work))
    cpu, wall = (median(w[at] / f[at] for w, f in zip(works, floors, strict=True)) for at in (0, 1))
    return cpu, wall


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds of a processor, and seconds on the clock."""
    began, cpu = time.perf_counter(), time.process_time()
    work()
    return time.process_time() - cpu, time.perf_counter() - began
