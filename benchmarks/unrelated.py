# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Measure how often code that has nothing to do with models is reported as a match; each such match is printed.

Printed too are the figures that the thresholds of rules/matching.toml cut, and the fragments that lack least of being
reported. The exit status is 1 when more than 1 fragment in 10,000 is reported.
"""

import argparse
import math
import os
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from gyebo import rulebook
from gyebo.analysis import Analyser
from gyebo.cli import places
from gyebo.cli.console import Console
from gyebo.corpus.index import open_index
from gyebo.corpus.lookup import Lookup
from gyebo.corpus.manifest import load
from gyebo.corpus.pipconfig import configured
from gyebo.corpus.sources import files_of, kept_files
from gyebo.model import Analysed, Paired, SourceFile
from gyebo.report import Kind, Skipped, SkipReason, same
from gyebo.rulebook import Matching
from gyebo.search import Against
from gyebo.stages.align import fold, pair
from gyebo.stages.attribute import attribute
from gyebo.stages.retrieve import retrieve
from gyebo.workers import cores, spread

MOST_REPORTED = 1 / 10_000
FLOORS = (0, 40, 60, 80, 100)
"""Tokens in common runs; a pair with fewer does not count in that row."""
FIGURES = ("resemblance", "containment", "rarity resemblance", "rarity containment", "bits")
RARITY = {"equal": 4, "whole": 4, "part": 3}
"""By rule of what is a match: the figure by which it asks for rarity."""
REPORTED = {kind.value for kind in Kind}
SHOWN = 8


@dataclass(frozen=True, slots=True)
class Job:
    source: str
    file: SourceFile
    against: Against


@dataclass(frozen=True, slots=True)
class Near:
    """A fragment of the unrelated code, one of the corpus, and how like they are."""

    kind: str
    place: str
    referenced: str
    common: int
    figures: tuple[float, ...]

    def __str__(self) -> str:
        told = ", ".join(f"{name} {value:.2f}" for name, value in zip(FIGURES, self.figures, strict=True))
        return f"  {self.place}\n    {self.referenced}\n    {self.kind}: {self.common} common tokens, {told}"


@dataclass(frozen=True, slots=True)
class Measure:
    """One fragment: its highest figures, floor by floor, and what it is, or is nearly, reported as."""

    source: str
    kind: str
    highest: tuple[tuple[float, ...], ...]
    near: tuple[Near, ...]


@cache
def _tools(against: Against) -> tuple[Analyser, Lookup, Matching]:
    """One a process."""
    lookup = Lookup(open_index(against.index), against.organisation, against.before)
    return Analyser(), lookup, rulebook.load(against.rules).matching


def measure(job: Job) -> tuple[Measure, ...] | Skipped:
    """Every fragment of a file that is large enough to be looked up."""
    analyser, lookup, matching = _tools(job.against)
    analysed = analyser(job.file)
    if isinstance(analysed, Skipped):
        return analysed
    sizes = enumerate(unit.last - unit.first for unit in analysed.syntax.units)
    large = (number for number, size in sizes if size >= matching.smallest_fragment.value)
    return tuple(_measure(job, analysed, number, lookup, matching) for number in large)


def lost(job: Job) -> Skipped:
    return Skipped(str(job.file.path), SkipReason.CRASH, same(""))


def _measure(job: Job, analysed: Analysed, number: int, lookup: Lookup, matching: Matching) -> Measure:
    """The steps of gyebo.search, with the pairs kept."""
    unit, prints = analysed.syntax.units[number], analysed.prints
    codes = fold(analysed.syntax.tokens.code[unit.first : unit.last])
    paired = [pair(codes, lookup.codes(one.cls), one) for one in retrieve(lookup, prints, number)]
    found = dict(_but_rarity(paired, lookup.of_digest(int(prints.digests[number])), matching))
    if pairing := attribute(lookup, prints, number, len(codes), paired, matching):
        kind = Kind.VERBATIM if pairing.is_verbatim else Kind.RENAMED if pairing.is_same_class else Kind.MODIFIED
        found[kind.value] = pairing.best
    line = analysed.syntax.text.count(b"\n", 0, unit.start) + 1
    place = f"{job.source} {job.file.path}:{line} {unit.kind} {unit.name}, {len(codes)} tokens"
    near = (Near(kind, place, _referenced(lookup, one), one.tokens, _figures(one)) for kind, one in found.items())
    return Measure(job.source, unit.kind, tuple(_highest(paired, floor) for floor in FLOORS), tuple(near))


def _but_rarity(paired: Sequence[Paired], same: int | None, rules: Matching) -> Iterator[tuple[str, Paired]]:
    """By rule the rarest pair among those that meet all of it but its rarity."""
    whole = [one for one in paired if one.tokens >= rules.whole_tokens.value]
    part = [one for one in paired if one.tokens >= rules.part_tokens.value]
    met = {
        "equal": [one for one in paired if one.candidate.cls == same],
        "whole": [one for one in whole if one.resemblance >= rules.whole_resemblance.value],
        "part": [one for one in part if one.containment >= rules.part_containment.value],
    }
    return ((rule, max(ones, key=lambda one: _figures(one)[RARITY[rule]])) for rule, ones in met.items() if ones)


def _referenced(lookup: Lookup, one: Paired) -> str:
    place = lookup.place(lookup.places(one.candidate.cls)[0])
    return f"{place.source} {place.path}:{place.first_line} {place.name}"


def _figures(one: Paired) -> tuple[float, ...]:
    return one.resemblance, one.containment, one.candidate.resemblance, one.candidate.containment, one.candidate.shared


def _highest(paired: Sequence[Paired], floor: int) -> tuple[float, ...]:
    """Figure by figure; nothing where no pair has that many tokens in common runs."""
    rows = [_figures(one) for one in paired if one.tokens >= floor]
    return tuple(max(column) for column in zip(*rows, strict=True))


def lines(measured: Sequence[Measure]) -> Iterator[str]:
    """What was measured, as text."""
    yield from (f"{n:7,} fragments of {source}" for source, n in Counter(one.source for one in measured).items())
    yield from (f"{n:7,} of kind {kind}" for kind, n in Counter(one.kind for one in measured).most_common())
    yield from _distribution(measured)
    for rule, figure in RARITY.items():
        near = sorted(chosen(measured, {rule}), key=lambda one: -one.figures[figure])
        heading = f"{len(near)} fragments meet the rule {rule!r} but for its rarity; the rarest:"
        yield from (heading, *map(str, near[:SHOWN]))
    yield from ("Reported:", *map(str, chosen(measured, REPORTED)))
    yield _verdict(len(chosen(measured, REPORTED)), len(measured))


def chosen(measured: Sequence[Measure], kinds: Collection[str]) -> list[Near]:
    return [one for fragment in measured for one in fragment.near if one.kind in kinds]


def _distribution(measured: Sequence[Measure]) -> Iterator[str]:
    yield f"{'highest of a fragment':20}{'common tokens':>15}{'fragments':>11}{'max':>9}{'p99.9':>9}{'p99':>9}"
    for column, figure in enumerate(FIGURES):
        for row, floor in enumerate(FLOORS):
            top = sorted((one.highest[row][column] if one.highest[row] else 0.0 for one in measured), reverse=True)
            shown = "".join(f"{top[int(len(top) * share)]:9.3f}" for share in (0, 0.001, 0.01))
            yield f"{figure:20}{f'>= {floor}':>15}{sum(bool(one.highest[row]) for one in measured):11,}{shown}"


def _verdict(hits: int, trials: int) -> str:
    """With the 95 % interval of a share (Wilson 1927)."""
    z = 1.959964
    middle, reach = hits + z * z / 2, z * math.sqrt(hits * (trials - hits) / trials + z * z / 4)
    low, high = ((middle + sign * reach) / (trials + z * z) * 10_000 for sign in (-1, 1))
    share = f"{hits / trials * 10_000:.2f} in 10,000 (95 % interval {low:.2f} to {high:.2f})"
    return f"{hits} of {trials:,} fragments are reported as a match of something in the corpus: {share}."


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", default="default", help="default: %(default)s")
    parser.add_argument("--sources", type=Path, default=Path(__file__).with_suffix(".toml"), help="a corpus manifest")
    options, folder, indexes = parser.parse_args(), places.cache(), configured(os.environ)
    with Console(is_quiet=False) as console:
        index = places.corpus(options.corpus, places.loaded(), console)
        against = Against(index, folder, places.rules(), "", "")
        kept = [(one.id, files_of(one, folder, indexes, console)) for one in load(options.sources).sources]
        jobs = [Job(source, file, against) for source, archive in kept for file in kept_files(archive)]
        results: list[tuple[Measure, ...] | Skipped] = []
        for result in spread(measure, jobs, lost, cores()):
            results.append(result)
            console("search", len(results), len(jobs))
    measured = [one for result in results if not isinstance(result, Skipped) for one in result]
    unread = ", ".join(one.path for one in results if isinstance(one, Skipped))
    print(f"{len(jobs):,} files against {index.name}; not read: {unread or 'none'}")
    print(*lines(measured), sep="\n")
    return int(len(chosen(measured, REPORTED)) > MOST_REPORTED * len(measured))


if __name__ == "__main__":
    raise SystemExit(main())
