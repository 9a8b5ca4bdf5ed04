# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""How often code that has nothing to do with models is reported as a match; each such match is printed.

In the full form the figures that the thresholds of rules/matching.toml cut are printed too, and the fragments that
lack least of being reported.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from gyebo import rulebook
from gyebo.analysis import Analyser
from gyebo.cli import places
from gyebo.corpus.index import open_index
from gyebo.corpus.lookup import Lookup
from gyebo.corpus.manifest import find
from gyebo.likening import compared
from gyebo.matching import Matching
from gyebo.model import Analysed, Paired, SourceFile
from gyebo.report import Kind, Skipped, SkipReason, same
from gyebo.search import Against
from gyebo.stages.align import Least
from gyebo.stages.attribute import attribute
from measures.bench import Bench, named
from measures.rows import Bar, Row, Sense

MANIFESTS = {"unrelated": "that set the thresholds", "unrelated_fresh": "pinned later"}
AT_MOST = Bar(1 / 10_000, Sense.AT_MOST)
FILES = 2_600
"""In the short form: they have more than the 30,000 fragments that the bar asks for."""
FLOORS = (0, 40, 60, 80, 100)
"""Tokens in common runs; a pair with fewer does not count in that row."""
FIGURES = (
    *("resemblance", "containment", "inclusion"),
    *("rarity resemblance", "rarity containment", "rarity inclusion", "bits"),
)
RARITY = {"equal": 6, "whole": 6, "part": 4, "included": 5}
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
    lookup = Lookup(open_index(against.index), against.team, against.before)
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
    size = unit.last - unit.first
    paired = list(next(compared(lookup, analysed, [number], Least.nothing())).paired)
    found = dict(_but_rarity(paired, lookup.of_digest(int(prints.digests[number])), matching))
    if pairing := attribute(lookup, prints, number, size, paired, matching):
        kind = Kind.VERBATIM if pairing.is_verbatim else Kind.RENAMED if pairing.is_same_class else Kind.MODIFIED
        found[kind.value] = pairing.best
    line = analysed.syntax.text.count(b"\n", 0, unit.start) + 1
    place = f"{job.source} {job.file.path}:{line} {unit.kind} {unit.name}, {size} tokens"
    near = (Near(kind, place, _referenced(lookup, one), one.tokens, _figures(one)) for kind, one in found.items())
    return Measure(job.source, unit.kind, tuple(_highest(paired, floor) for floor in FLOORS), tuple(near))


def _but_rarity(paired: Sequence[Paired], same: int | None, rules: Matching) -> Iterator[tuple[str, Paired]]:
    """By rule the rarest pair among those that meet all of it but its rarity."""
    whole = [one for one in paired if one.tokens >= rules.whole_tokens.value]
    part = [one for one in paired if one.tokens >= rules.small_tokens.value]
    met = {
        "equal": [one for one in paired if one.candidate.cls == same],
        "whole": [one for one in whole if one.resemblance >= rules.whole_resemblance.value],
        "part": [one for one in part if one.containment >= rules.part_share.value],
        "included": [one for one in part if one.inclusion >= rules.part_share.value],
    }
    return ((rule, max(ones, key=lambda one: _figures(one)[RARITY[rule]])) for rule, ones in met.items() if ones)


def _referenced(lookup: Lookup, one: Paired) -> str:
    place = lookup.place(lookup.places(one.candidate.cls)[0])
    return f"{place.source} {place.path}:{place.first_line} {place.name}"


def _figures(one: Paired) -> tuple[float, ...]:
    rare = one.candidate
    shares = (one.resemblance, one.containment, one.inclusion)
    return (*shares, rare.resemblance, rare.containment, rare.inclusion, rare.shared)


def _highest(paired: Sequence[Paired], floor: int) -> tuple[float, ...]:
    """Figure by figure; nothing where no pair has that many tokens in common runs."""
    rows = [_figures(one) for one in paired if one.tokens >= floor]
    return tuple(max(column) for column in zip(*rows, strict=True))


def rows(bench: Bench) -> Iterator[Row]:
    """Fragments of unrelated packages that are reported as a match of any kind."""
    for manifest, called in MANIFESTS.items():
        yield _row(bench, manifest, called)


def _row(bench: Bench, manifest: str, called: str) -> Row:
    against = Against(bench.corpus("default"), places.cache(), places.rules(), (), "")
    sources = [one.id for one in find(named(manifest)).sources]
    jobs = [Job(source, file, against) for source in sources for file in bench.files(manifest, source)]
    results = tuple(bench.each(measure, bench.sample(jobs, FILES), lost, "search"))
    measured = [one for result in results if not isinstance(result, Skipped) for one in result]
    reported = chosen(measured, REPORTED)
    unread = [f"not read: {one.path}" for one in results if isinstance(one, Skipped)]
    below = (*unread, *map(str, reported), *(_figures_cut(measured) if bench.is_full else ()))
    return Row(f"unrelated code ({called}) reported as a match", len(reported), len(measured), AT_MOST, below)


def _figures_cut(measured: Sequence[Measure]) -> Iterator[str]:
    """What the thresholds rest on, as text."""
    yield from (f"{n:7,} fragments of {source}" for source, n in Counter(one.source for one in measured).items())
    yield from (f"{n:7,} of kind {kind}" for kind, n in Counter(one.kind for one in measured).most_common())
    yield from _distribution(measured)
    for rule, figure in RARITY.items():
        near = sorted(chosen(measured, {rule}), key=lambda one: -one.figures[figure])
        yield f"{len(near)} fragments meet the rule {rule!r} but for its rarity; the rarest:"
        yield from map(str, near[:SHOWN])


def chosen(measured: Sequence[Measure], kinds: Collection[str]) -> list[Near]:
    return [one for fragment in measured for one in fragment.near if one.kind in kinds]


def _distribution(measured: Sequence[Measure]) -> Iterator[str]:
    yield f"{'highest of a fragment':20}{'common tokens':>15}{'fragments':>11}{'max':>9}{'p99.9':>9}{'p99':>9}"
    for column, figure in enumerate(FIGURES):
        for row, floor in enumerate(FLOORS):
            top = sorted((one.highest[row][column] if one.highest[row] else 0.0 for one in measured), reverse=True)
            shown = "".join(f"{top[int(len(top) * share)]:9.3f}" for share in (0, 0.001, 0.01))
            yield f"{figure:20}{f'>= {floor}':>15}{sum(bool(one.highest[row]) for one in measured):11,}{shown}"
