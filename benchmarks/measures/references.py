# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""How often what a comment says of its origin is read right: lines of four packages, drawn by rule, labelled by hand.

benchmarks/labels/references.csv holds, of every line a seed draws, where it is, a digest of its text and the label: 4 a
pinned link, a path of a package or of a file, 3 another link to code, 2 a name, 1 a paper, 0 no reference. A line has
the label of the reference that it makes or carries the target of. A reference says of code that it was taken from, made
after or equals code elsewhere, or calls that the original; "see", a link alone, documentation, issues, weights and what
merely resembles one are none. `python benchmarks/accuracy.py --only references`
"""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from gyebo.analysis import Analyser
from gyebo.makers import Makers
from gyebo.model import SourceFile
from gyebo.notices.references import references
from gyebo.report import Reference, Skipped
from measures.bench import BENCHMARKS, SEED, Bench
from measures.rows import Bar, Row, Sense
from measures.spoken import SOURCES, Spoken, draw, files

LABELS = BENCHMARKS / "labels" / "references.csv"
DRAWS = {"first": (SEED, 1), "second": (SEED + 1, 2), "third": (SEED + 2, 2), "fourth": (SEED + 3, 1)}
"""Seed and parts of each; what an earlier one has is left out of a later one.

The reader as it stood told 91 of 95 places of the first right and found 86 of 106. Mended there, it told 42 of 45 of
the second right and found 42 of 43. Mended there too, it told 27 of 27 of the third right and found 27 of 28, and, not
mended for either, 70 of 70 of the fourth right and found 70 of 73. Of names alone it then found 12 of 30 of the first
three and 6 of 17 of the fourth; mended on what the three missed, 18 of 30 and 13 of 17, and no more of other lines.
"""
PRECISION, RECALL = Bar(0.97), Bar(0.93)
NONE = Bar(0, Sense.AT_MOST)
FILE, NAME = 3, 2
"""Levels: from here on a place is named, from here on anything."""
ABOVE = 5
"""Lines between a word of descent and its link, at most."""


@dataclass(frozen=True, slots=True)
class Label:
    """What a person read in one line."""

    draw: str
    source: str
    path: str
    line: int
    digest: str
    stratum: str
    level: int
    targets: frozenset[str]

    def __str__(self) -> str:
        said = f"labelled {self.level} {' '.join(sorted(self.targets))}".rstrip()
        return f"{self.source} {self.path}:{self.line} ({self.stratum}), {said}"


@dataclass(frozen=True, slots=True)
class Read:
    """A labelled line, and what gyebo reads of it."""

    label: Label
    readings: tuple[Reference, ...]

    @property
    def places(self) -> tuple[Reference, ...]:
        """The readings that name a place."""
        return tuple(one for one in self.readings if one.level >= FILE)

    def is_found(self, least: int) -> bool:
        """Whether a reading of some level has a target of the label."""
        return any(one.level >= least and is_same(one.target, self.label.targets) for one in self.readings)


def labels() -> tuple[Label, ...]:
    """The committed labels of both draws."""
    with LABELS.open(encoding="utf-8", newline="") as opened:
        return tuple(_label(one) for one in csv.DictReader(opened))


def _label(one: Mapping[str, str]) -> Label:
    return Label(
        one["draw"],
        one["source"],
        one["path"],
        int(one["line"]),
        one["digest"],
        one["stratum"],
        int(one["level"]),
        frozenset(one["targets"].split()),
    )


def rows(bench: Bench) -> Iterator[Row]:
    """One row of the draws, four of each."""
    labelled, found, unlabelled, count = labels(), list[Read](), list[str](), 0
    for source in SOURCES:
        contents = files(bench, source)
        ours = [one for one in labelled if one.source == source]
        drawn: dict[str, tuple[str, Spoken]] = {}
        for name, by in DRAWS.items():
            drawn = {one.digest: (name, one) for one in draw(source, contents, *by)} | drawn
        known = {one.digest: one.draw for one in ours}
        unlabelled += [
            f"{source} {one.path}:{one.line}" for key, (name, one) in drawn.items() if known.get(key) != name
        ]
        unlabelled += [str(one) for one in ours if one.digest not in drawn]
        found += _read(contents, ours, bench.rules.makers)
        count += len(drawn)
    below = tuple(unlabelled[: bench.shown])
    yield Row("references: drawn lines without label, or the reverse", len(unlabelled), count, NONE, below)
    for name in DRAWS:
        yield from _rows(name, [one for one in found if one.label.draw == name], bench.shown)


def _read(contents: Sequence[SourceFile], labelled: Sequence[Label], makers: Makers) -> Iterator[Read]:
    analyser, by_path = Analyser(), {str(file.path): file for file in contents}
    for path in sorted({one.path for one in labelled}):
        file = by_path[path]
        analysed = analyser(file)
        spoken = [] if isinstance(analysed, Skipped) else [(one.line, one.text) for one in analysed.syntax.comments]
        said = references(spoken, path, makers)
        written = file.content.decode("utf-8", "replace").split("\n")
        yield from (Read(one, tuple(_of(one, said, written))) for one in labelled if one.path == path)


def _of(label: Label, said: Sequence[Reference], written: Sequence[str]) -> Iterator[Reference]:
    """The readings that open on a line, and those from just above whose target the line holds."""
    text = squashed(written[label.line - 1])
    for one in said:
        is_held = squashed(one.target.rsplit("/", 1)[-1]) in text or is_same(one.target, label.targets)
        if one.line == label.line or (0 < label.line - one.line <= ABOVE and is_held):
            yield one


def squashed(text: str) -> str:
    """Letters and digits alone."""
    return re.sub(r"[\W_]+", "", text).casefold()


def is_same(target: str, labelled: frozenset[str]) -> bool:
    """Whether a target is a labelled one: a place in full, a name as part of what was read or the reverse."""
    for one in labelled:
        ours, theirs = squashed(target), squashed(one)
        if ours == theirs or ("/" not in one and (theirs in ours or ours in theirs)):
            return True
    return False


def _rows(name: str, found: Sequence[Read], shown: int) -> Iterator[Row]:
    told = [(one, place) for one in found for place in one.places]
    wrong = [f"{one.label}: read {place.target}" for one, place in told if not is_right(one.label, place)]
    yield Row(
        f"references, {name} draw: places told that are right",
        len(told) - len(wrong),
        len(told),
        PRECISION,
        _errors(wrong, shown),
    )
    placed = [one for one in found if one.label.level >= FILE]
    missed = [str(one.label) for one in placed if not one.is_found(FILE)]
    yield Row(
        f"references, {name} draw: places named that are found",
        len(placed) - len(missed),
        len(placed),
        RECALL,
        _errors(missed, shown),
    )
    named = [one for one in found if one.label.level == NAME]
    unheard = [str(one.label) for one in named if not one.is_found(NAME)]
    yield Row(
        f"references, {name} draw: names alone that are found",
        len(named) - len(unheard),
        len(named),
        None,
        _errors(unheard, shown),
    )
    silent = [one for one in found if not one.label.level]
    loud = [f"{one.label}: read {one.readings[0].target}" for one in silent if one.readings]
    yield Row(
        f"references, {name} draw: lines without any of which none is told",
        len(silent) - len(loud),
        len(silent),
        None,
        _errors(loud, shown),
    )


def is_right(label: Label, place: Reference) -> bool:
    """Whether a told place is one of a line that names places."""
    return label.level >= FILE and is_same(place.target, label.targets)


def _errors(texts: Sequence[str], shown: int) -> tuple[str, ...]:
    return tuple(texts[:shown])
