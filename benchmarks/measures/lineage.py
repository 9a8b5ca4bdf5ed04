# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""The modular files of transformers 5.23.0: how often an edited class is told as coming from whom it inherits from.

Looked up is each class that a modular file derives from another model's and that differs from it after renaming. Its
own model, all models that descend from that and all that were first published after it are looked past. What is told
is the tie set and its chains; which of those that cannot be told apart is shown is for the origins of the file to say.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from gyebo import rulebook
from gyebo.analysis import Analyser
from gyebo.cli import places
from gyebo.context import chained
from gyebo.corpus.index import Index, open_index
from gyebo.corpus.lookup import Lookup
from gyebo.matching import Matching
from gyebo.model import Paired, Pairing, SourceFile
from gyebo.report import Skipped
from gyebo.rulebook import Rulebook
from gyebo.search import Against, SearchJob, search
from gyebo.stages.attribute import attribute
from gyebo.stages.descend import descend
from gyebo.stages.gather import pieces, weighed
from measures import edits
from measures.bench import SEED, Bench
from measures.inheriting import Query, queries
from measures.ranking import analysed, ranked, size, unit_named
from measures.rows import Bar, Row

CORPUS, SOURCE = "transformers_5", "transformers-5.23.0-models"
SAMPLE = 400
AS_IS, RENAMED = "as is", "renamed"
MOST_TOLD = 8
UNLIKE = 0.35
"""Nearness; what is farther from everything was mostly written anew."""
CLOSE = 0.05
"""Nearness; two edited copies of one class differ by up to 0.03 from model to model."""


@dataclass(frozen=True, slots=True)
class Job:
    file: SourceFile
    queries: tuple[Query, ...]
    index: Path


@dataclass(frozen=True, slots=True)
class Told:
    """What the scanner says of one class."""

    done: str
    place: str
    tokens: int
    tied: frozenset[str]
    """Models of the tie set; empty where nothing is reported."""
    chained: frozenset[str]
    """Their ancestors."""
    shown: str
    """The class of the corpus that would be shown, reported or not, and how like it is."""
    is_family: bool
    """Whether that is of the declared family."""
    is_line: bool
    """Whether its model is an ancestor of the class's model, or descends from one."""
    nearness: float
    """Of the nearest class."""
    behind: float
    """How much less near the likest class of the declared family is; 1 where none is a candidate."""
    query: Query

    def __str__(self) -> str:
        tied = ", ".join(sorted(self.tied)[:MOST_TOLD]) + (", ..." if len(self.tied) > MOST_TOLD else "")
        return (
            f"{self.place} ({self.tokens} tokens) inherits from {self.query.parent}; "
            f"told: {tied or 'nothing'}; shown: {self.shown}"
        )


def _is_descended(told: Told) -> bool:
    """Whether a declared parent or ancestor is in the tie set or in a chain."""
    return bool(told.query.ancestors & (told.tied | told.chained))


def _is_tied(told: Told) -> bool:
    return bool(told.tied & told.query.parents)


def _is_family(told: Told) -> bool:
    return told.is_family


def _is_reported(told: Told) -> bool:
    return bool(told.tied)


@dataclass(frozen=True, slots=True)
class Asked:
    """One row of the table, once for the classes as they are and once renamed."""

    what: str
    is_right: Callable[[Told], bool]
    bars: dict[str, float]


ASKED = (
    Asked("parent or ancestor in tie set or chain", _is_descended, {AS_IS: 0.90, RENAMED: 0.88}),
    Asked("family first: the class shown is of the family", _is_family, {AS_IS: 0.96, RENAMED: 0.95}),
    Asked("declared parent in the tie set", _is_tied, {}),
    Asked("anything reported", _is_reported, {}),
)


def rows(bench: Bench) -> Iterator[Row]:
    """Four rows for the classes as they are, and four for the renamed ones."""
    folder = bench.corpus(CORPUS)
    index = open_index(folder)
    files = {str(file.path): file for file in bench.files(CORPUS, SOURCE)}
    found = queries(index, files, bench.rules)
    chosen = bench.sample(found, SAMPLE)
    by_file: dict[str, list[Query]] = defaultdict(list)
    for path, query in chosen:
        by_file[path].append(query)
    jobs = [Job(files[path], tuple(ours), folder) for path, ours in sorted(by_file.items())]
    told = [one for many in bench.each(measure, jobs, lost, "search lineage") for one in many]
    note = f"{len(chosen):,} of {len(found):,} edited classes; {_chances([one for _, one in chosen], index)}"
    for done in (AS_IS, RENAMED):
        ours = [one for one in told if one.done == done]
        yield from (_row(asked, done, ours, note, bench.shown) for asked in ASKED)


def _chances(chosen: Sequence[Query], index: Index) -> str:
    model = sum(one.chance for one in chosen) / len(chosen)
    family = sum(len(one.family) for one in chosen) / len(chosen) / len(index.arrays.class_digest)
    return f"by chance a model is or descends from an ancestor in {model:.1%}, a class is of the family in {family:.2%}"


@cache
def _tools(index: Path) -> tuple[Analyser, Index, Rulebook]:
    """One a process."""
    return Analyser(), open_index(index), rulebook.load(places.rules())


def measure(job: Job) -> tuple[Told, ...]:
    """What is told of one file's classes, as is and renamed."""
    text = job.file.content.decode()
    whole = edits.disguised(text, SEED)
    renamed = SourceFile(job.file.path, whole.text.encode())
    told = list(_told(job, AS_IS, job.file, {one.name: one for one in job.queries}))
    told += _told(job, RENAMED, renamed, {whole.names[one.name]: one for one in job.queries})
    return tuple(told)


def _origins(file: SourceFile, job: Job, without: frozenset[str]) -> tuple[int, ...]:
    """The works named as origins of a file, in their order."""
    _, index, book = _tools(job.index)
    searched = search(SearchJob(file, Against(job.index, places.cache(), places.rules(), (), "", without)))
    if isinstance(searched, Skipped):
        return ()
    cut, worth = pieces(searched, lambda _: False), {str(searched.path): weighed(searched)}
    found = descend(cut, worth, Lookup(index, without=without).ancestors, book.matching)
    return tuple(origin.works[0] for origin in found)


def lost(job: Job) -> tuple[Told, ...]:
    """A process that ends tells nothing."""
    nothing = frozenset[str]()
    return tuple(
        Told(done, str(job.file.path), 0, nothing, nothing, "nothing", False, False, 0.0, 1.0, one)
        for one in job.queries
        for done in (AS_IS, RENAMED)
    )


def _told(job: Job, done: str, file: SourceFile, queries: Mapping[str, Query]) -> Iterator[Told]:
    """Nothing for what is smaller than the scanner looks up."""
    analyser, index, book = _tools(job.index)
    matching = book.matching
    read, origins = analysed(analyser, file), dict[frozenset[str], tuple[int, ...]]()
    for name, query in queries.items():
        unit, lookup = unit_named(read, name), Lookup(index, without=query.without)
        if unit is None or size(read, unit) < matching.smallest_fragment.value:
            continue
        if query.without not in origins:
            origins[query.without] = _origins(file, job, query.without)
        near = ranked(lookup, read, unit)
        pairing = attribute(lookup, read.prints, unit, size(read, unit), near, matching)
        shown = _shown(lookup, near, origins[query.without], matching)
        yield Told(
            done=done,
            place=f"{read.path.name} {query.name}",
            tokens=size(read, unit),
            tied=_models(lookup, pairing),
            chained=_chained(lookup, book, pairing, origins[query.without]) if pairing else frozenset(),
            shown=_named(lookup, shown) if shown else "nothing",
            is_family=shown is not None and shown.candidate.cls in query.family,
            is_line=shown is not None and bool(query.ancestors & _line_of(lookup, shown)),
            nearness=near[0].nearness if near else 0.0,
            behind=next((near[0].nearness - one.nearness for one in near if one.candidate.cls in query.family), 1.0),
            query=query,
        )


def _shown(lookup: Lookup, near: Sequence[Paired], named: Sequence[int], matching: Matching) -> Paired | None:
    """Of those that cannot be told from the nearest one the one of the file's first origin, else the nearest."""
    floor = near[0].nearness - matching.tie_margin.value if near and near[0].nearness < 1 else 1.0
    tied = [one for one in near if one.nearness >= floor]

    def place(one: Paired) -> int:
        works = set(lookup.works_of(one.candidate.cls).tolist())
        return next((at for at, work in enumerate(named) if work in works), len(named))

    return min(tied, key=place, default=None)


def _models(lookup: Lookup, pairing: Pairing | None) -> frozenset[str]:
    works = lookup.index.description.works
    return frozenset(works[lookup.work_at(place)].model for place in (pairing.ties if pairing else ()))


def _chained(lookup: Lookup, book: Rulebook, pairing: Pairing, origins: Sequence[int]) -> frozenset[str]:
    """The ancestors told beside a match: of the tied place that is shown, and of the others."""
    ranks = {work: rank for rank, work in reversed(list(enumerate(origins)))}

    def rank(place: int) -> tuple[int, str, int]:
        return ranks.get(lookup.work_at(place), len(ranks)), lookup.first_at(place), place

    places = [lookup.place(place) for place in sorted(pairing.ties, key=rank)]
    return frozenset(link.parent.model for link in chained(lookup, book, places))


def _line_of(lookup: Lookup, one: Paired) -> set[str]:
    """The models that have a class, and all they declare to descend from."""
    works = lookup.index.description.works
    having = lookup.works_of(one.candidate.cls).tolist()
    return {works[work].model for own in having for work in (own, *lookup.ancestors(own))}


def _named(lookup: Lookup, one: Paired) -> str:
    place = lookup.place(lookup.places(one.candidate.cls)[0])
    return f"{place.work.model} {place.name} ({one.resemblance:.2f}, {one.candidate.shared:.0f} bits)"


def _row(asked: Asked, done: str, told: Sequence[Told], note: str, shown: int) -> Row:
    wrong = [one for one in told if not asked.is_right(one)]
    sizes = sorted(len(one.tied) for one in told if one.tied)
    near, none = (sum(low <= one.behind < high for one in wrong) for low, high in ((0, CLOSE), (1, 2)))
    anew, line = sum(one.nearness < UNLIKE for one in wrong), sum(one.is_line for one in wrong)
    kinds = (
        f"of the {len(wrong)} others nothing is reported for {sum(not one.tied for one in wrong)}; a tie set has "
        f"{sizes[len(sizes) // 2] if sizes else 0} models in the median; of the family none is a candidate for "
        f"{none}, one lags behind the nearest by less than {CLOSE} for {near}; the nearest of all is less near than "
        f"{UNLIKE} for {anew}; the model shown is of the same line for {line}"
    )
    bar = Bar(asked.bars[done]) if done in asked.bars else None
    below = (note, kinds, *map(str, wrong[:shown])) if bar else (kinds,)
    return Row(f"modular lineage, {done}: {asked.what}", len(told) - len(wrong), len(told), bar, below)
