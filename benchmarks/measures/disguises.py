# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""How many definitions of transformers 4.57.1 are still traced to their origin behind a disguise, or three of them.

A definition is drawn from its file, disguised, and looked up in the default corpus as a file of its own would be. It
is traced when a definition of the disguised file leads to it, or to one that is the same but for its names: among the
first 20 of the candidates, by the alignment, and reported as a match that one of the origin's works is told of.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import PurePosixPath
from random import Random

from gyebo import rulebook
from gyebo.analysis import Analyser
from gyebo.cli import places
from gyebo.corpus.index import open_index
from gyebo.corpus.lookup import Lookup
from gyebo.matching import Matching
from gyebo.model import Analysed, Paired, SourceFile
from gyebo.report import Skipped
from gyebo.search import Against
from gyebo.stages.attribute import attribute
from measures.bench import SEED, Bench
from measures.drawing import Drawn, draw
from measures.ranking import ranked, size
from measures.rows import Bar, Row
from measures.transforms import DISGUISES, Subject

FIRST = 20
ALONE, TOGETHER = Bar(0.95), Bar(0.85)
THREE = "three at random together"
WANTED, BATCH = 100, 20
"""Definitions a disguise in the short form, ten times as many in the full one; files looked through at a time."""
MANIFEST, SOURCE = "default", "transformers-4.57.1"


class Outcome(StrEnum):
    """What became of one disguised definition."""

    FOUND = "found"
    NOT_RETRIEVED = "not among the candidates"
    LATE = "behind the first 20"
    NOT_REPORTED = "not reported as a match"
    OTHER = "reported as like other works"


@dataclass(frozen=True, slots=True)
class Tried:
    """One disguise of one definition."""

    disguise: str
    outcome: Outcome
    place: str
    text: str
    told: str
    """Figures of the origin as it was found."""


@dataclass(frozen=True, slots=True)
class Job:
    file: SourceFile
    against: Against
    disguises: tuple[str, ...]


def rows(bench: Bench) -> Iterator[Row]:
    """One a disguise, then three at random together."""
    against = Against(bench.corpus(MANIFEST), places.cache(), places.rules(), (), "")
    files = [file for file in bench.files(MANIFEST, SOURCE) if file.path.name.startswith("modeling_")]
    Random(SEED).shuffle(files)  # noqa: S311  a sample, no secret
    names, wanted = (*DISGUISES, THREE), WANTED * (10 if bench.is_full else 1)
    found: dict[str, list[Tried]] = defaultdict(list)
    for first in range(0, len(files), BATCH):
        lacking = tuple(name for name in names if len(found[name]) < wanted)
        jobs = [Job(file, against, lacking) for file in files[first : first + BATCH] if lacking]
        for one in (one for result in bench.each(tried, jobs, lost, "disguise") for one in result):
            found[one.disguise].append(one)
    yield from (_row(name, found[name][:wanted], bench.shown) for name in names)


def _row(name: str, of: Sequence[Tried], shown: int) -> Row:
    counts = Counter(one.outcome for one in of)
    below = [f"{counts[outcome]} {outcome}" for outcome in Outcome if counts[outcome] and outcome is not Outcome.FOUND]
    missed = [one for one in of if one.outcome is not Outcome.FOUND]
    below += [f"  {one.place}: {one.outcome}; {one.told}" for one in missed[:shown]]
    bar = TOGETHER if name == THREE else ALONE
    return Row(f"disguise: {name}", counts[Outcome.FOUND], len(of), bar, tuple(below))


@cache
def _tools(against: Against) -> tuple[Analyser, Lookup, Matching]:
    """One a process."""
    lookup = Lookup(open_index(against.index), against.team, against.before)
    return Analyser(), lookup, rulebook.load(against.rules).matching


def tried(job: Job) -> tuple[Tried, ...]:
    """Every disguise that applies, on some definitions of a file."""
    analyser, lookup, matching = _tools(job.against)
    found: list[Tried] = []
    for drawn in draw(job.file, analyser, lookup, Random(str(job.file.path))):  # noqa: S311  likewise
        for disguise in job.disguises:
            random = Random(f"{disguise} {drawn.place}")  # noqa: S311  likewise
            subject = three(drawn.subject, random) if disguise == THREE else DISGUISES[disguise](drawn.subject, random)
            if subject:
                outcome, told = _outcome(analyser, lookup, matching, drawn, subject)
                found.append(Tried(disguise, outcome, drawn.place, subject.text, told))
    return tuple(found)


def lost(_job: Job) -> tuple[Tried, ...]:
    return ()


def three(subject: Subject, random: Random) -> Subject | None:
    """Three disguises that apply one after another; None where fewer do."""
    count = 0
    for name in random.sample(list(DISGUISES), len(DISGUISES)):
        if count < 3 and (disguised := DISGUISES[name](subject, random)):
            subject, count = disguised, count + 1
    return subject if count == 3 else None


def _outcome(
    analyser: Analyser, lookup: Lookup, matching: Matching, drawn: Drawn, subject: Subject
) -> tuple[Outcome, str]:
    """The best that any part of the disguised definition comes to."""
    analysed = analyser(SourceFile(PurePosixPath("model.py"), subject.text.encode()))
    if isinstance(analysed, Skipped):
        raise ValueError(f"{drawn.place}: the disguise does not parse")
    names = [unit.name for unit in analysed.syntax.units]
    found = [_of_unit(lookup, matching, drawn.origin, analysed, names.index(part)) for part in subject.parts]
    return min(found, key=lambda one: list(Outcome).index(one[0]))


def _of_unit(lookup: Lookup, matching: Matching, origin: int, analysed: Analysed, number: int) -> tuple[Outcome, str]:
    paired = ranked(lookup, analysed, number)
    rank = next((at for at, one in enumerate(paired) if one.candidate.cls == origin), None)
    if rank is None:
        return Outcome.NOT_RETRIEVED, ""
    told = _told(paired[rank], rank)
    if rank >= FIRST:
        return Outcome.LATE, told
    pairing = attribute(lookup, analysed.prints, number, size(analysed, number), paired, matching)
    if pairing is None:
        return Outcome.NOT_REPORTED, told
    works = {one.work for one in pairing.likenesses}
    return (Outcome.FOUND if works & set(lookup.works_of(origin).tolist()) else Outcome.OTHER), told


def _told(one: Paired, rank: int) -> str:
    rare = one.candidate
    return (
        f"number {rank + 1}, {one.tokens} tokens in runs, resemblance {one.resemblance:.2f}, containment "
        f"{one.containment:.2f}, inclusion {one.inclusion:.2f}; {rare.shared:.0f} bits, {rare.containment:.2f} and "
        f"{rare.inclusion:.2f} of the rarity"
    )
