# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""The modular files of transformers 5.23.0: how often an edited class is told as coming from whom it inherits from.

Looked up is each class that a modular file derives from another model's and that differs from it after renaming. Its
own model and all models that descend from that are looked past. What is told is the tie set and the chains of it.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from gyebo import rulebook
from gyebo.analysis import Analyser
from gyebo.cli import places
from gyebo.corpus.index import Index, open_index
from gyebo.corpus.lineage import MODULAR, Descent, chain, descents
from gyebo.corpus.lookup import Lookup
from gyebo.model import Analysed, Pairing, SourceFile
from gyebo.report import FragmentKind
from gyebo.rulebook import Matching
from gyebo.stages.attribute import attribute
from measures import edits
from measures.bench import SEED, Bench
from measures.families import Families, Named, child, parent
from measures.ranking import analysed, named_places, ranked, size, unit_named
from measures.rows import Bar, Row

CORPUS, SOURCE = "transformers_5", "transformers-5.23.0-models"
SAMPLE = 400
AS_IS, RENAMED = "as is", "renamed"


@dataclass(frozen=True, slots=True)
class Asked:
    """One row of the table."""

    what: str
    done: str
    is_right: Callable[["Told"], bool]
    bar: float | None


@dataclass(frozen=True, slots=True)
class Query:
    """A class and what it declares."""

    name: str
    parent: str
    """The model it inherits from, and the class."""
    parents: frozenset[str]
    """Models of the declared parents; then of all ancestors of the class."""
    ancestors: frozenset[str]
    family: frozenset[int]
    """Classes of the index that declared links connect with this one."""
    without: frozenset[str]
    chance: float
    """Share of the models that would be right as the only one of a tie set."""


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
    first: str
    is_family: bool
    """Whether the nearest class of the corpus is of the declared family."""
    query: Query

    @property
    def is_descended(self) -> bool:
        """Whether a declared parent or ancestor is in the tie set or in a chain."""
        return bool(self.query.ancestors & (self.tied | self.chained))

    def __str__(self) -> str:
        tied = ", ".join(sorted(self.tied)) or "nothing is reported"
        return (
            f"{self.place} ({self.tokens} tokens) inherits from {self.query.parent}; told: {tied}; first: {self.first}"
        )


def _is_tied(told: Told) -> bool:
    return bool(told.tied & told.query.parents)


def _is_family(told: Told) -> bool:
    return told.is_family


def _is_descended(told: Told) -> bool:
    return told.is_descended


ASKED = (
    Asked("modular lineage, edited classes: parent or ancestor in tie set or chain", AS_IS, _is_descended, 0.90),
    Asked("modular lineage, edited classes: family first", AS_IS, _is_family, 0.96),
    Asked("modular lineage, edited classes: declared parent in the tie set", AS_IS, _is_tied, None),
    Asked("modular lineage, renamed: parent or ancestor in tie set or chain", RENAMED, _is_descended, 0.88),
    Asked("modular lineage, renamed: family first", RENAMED, _is_family, 0.95),
    Asked("modular lineage, renamed: declared parent in the tie set", RENAMED, _is_tied, None),
)


def rows(bench: Bench) -> Iterator[Row]:
    """Six rows, two of them without a bar."""
    folder = bench.corpus(CORPUS)
    files = {str(file.path): file for file in bench.files(CORPUS, SOURCE)}
    found = queries(open_index(folder), files)
    chosen = bench.sample(found, SAMPLE)
    by_file: dict[str, list[Query]] = defaultdict(list)
    for path, query in chosen:
        by_file[path].append(query)
    jobs = [Job(files[path], tuple(ours), folder) for path, ours in sorted(by_file.items())]
    told = [one for many in bench.each(measure, jobs, lost, "search lineage") for one in many]
    count = len(open_index(folder).arrays.class_digest)
    chances = (
        sum(one.chance for _, one in chosen) / len(chosen),
        sum(len(q.family) for _, q in chosen) / len(chosen) / count,
    )
    for asked in ASKED:
        yield _row(asked, [one for one in told if one.done == asked.done], chances, bench.shown)


def queries(index: Index, files: Mapping[str, SourceFile]) -> list[tuple[str, Query]]:
    """Path and query of each class that differs from the class it inherits from."""
    declared = [one for file in files.values() for one in descents(file.path, file.content.decode())]
    families, links, arrays = Families(declared), index.description.links, index.arrays
    classes: dict[Named, int] = {}
    models: dict[Named, str] = {}
    is_class: set[Named] = set()
    kind = list(FragmentKind).index(FragmentKind.CLASS)
    for named, place, cls in named_places(index):
        classes.setdefault(named, cls)
        models.setdefault(named, index.description.works[int(arrays.file_work[arrays.place_file[place]])].model)
        if arrays.place_kind[place] == kind:
            is_class.add(named)
    ancestry = {model: {link.parent for link in chain(model, links)} for model in {link.child for link in links}}
    by_child: dict[Named, list[Descent]] = defaultdict(list)
    for one in declared:
        if one.declared_by == MODULAR and child(one) in is_class and parent(one) in classes:
            by_child[child(one)].append(one)
    every = frozenset(models.values())
    found: list[tuple[str, Query]] = []
    for named, ours in sorted(by_child.items()):
        model, theirs = models[named], [parent(one) for one in ours]
        ancestors = frozenset(models[one] for one in families.ancestors(named) if one in models) - {model}
        without = {other for other, above in ancestry.items() if model in above} - ancestors | {model}
        if any(classes[one] == classes[named] for one in theirs) or not ancestors:
            continue
        query = Query(
            name=named[1],
            parent=f"{models[theirs[0]]} {theirs[0][1]}",
            parents=frozenset(models[one] for one in theirs),
            ancestors=ancestors,
            family=frozenset(classes[one] for one in families.family(named) if one in classes),
            without=frozenset(without),
            chance=sum(bool(ancestors & {one, *ancestry.get(one, ())}) for one in every - without)
            / len(every - without),
        )
        found.append((named[0], query))
    return found


@cache
def _tools(index: Path) -> tuple[Analyser, Index, Matching]:
    """One a process."""
    return Analyser(), open_index(index), rulebook.load(places.rules()).matching


def measure(job: Job) -> tuple[Told, ...]:
    """What is told of one file's classes, as is and renamed."""
    analyser, _, _ = _tools(job.index)
    text = job.file.content.decode()
    whole = edits.disguised(text, SEED)
    renamed = analysed(analyser, SourceFile(job.file.path, whole.text.encode()))
    told = list(_told(job, AS_IS, analysed(analyser, job.file), {one.name: one for one in job.queries}))
    told += _told(job, RENAMED, renamed, {whole.names[one.name]: one for one in job.queries})
    return tuple(told)


def lost(job: Job) -> tuple[Told, ...]:
    """A process that ends tells nothing."""
    nothing = frozenset[str]()
    return tuple(
        Told(done, str(job.file.path), 0, nothing, nothing, "", is_family=False, query=one)
        for one in job.queries
        for done in (AS_IS, RENAMED)
    )


def _told(job: Job, done: str, read: Analysed, queries: Mapping[str, Query]) -> Iterator[Told]:
    """Nothing for what is smaller than the scanner looks up."""
    _, index, matching = _tools(job.index)
    for name, query in queries.items():
        unit, lookup = unit_named(read, name), Lookup(index, without=query.without)
        if unit is None or size(read, unit) < matching.smallest_fragment.value:
            continue
        near = ranked(lookup, read, unit)
        pairing = attribute(lookup, read.prints, unit, size(read, unit), near, matching)
        tied = _models(lookup, pairing)
        links = index.description.links
        yield Told(
            done=done,
            place=f"{read.path.name} {query.name}",
            tokens=size(read, unit),
            tied=tied,
            chained=frozenset(link.parent for model in tied for link in chain(model, links)),
            first=_first(lookup, pairing.best.candidate.cls)
            if pairing
            else _first(lookup, near[0].candidate.cls)
            if near
            else "",
            is_family=pairing is not None and pairing.best.candidate.cls in query.family,
            query=query,
        )


def _models(lookup: Lookup, pairing: Pairing | None) -> frozenset[str]:
    works = lookup.index.description.works
    return frozenset(works[lookup.work_at(place)].model for place in (pairing.ties if pairing else ()))


def _first(lookup: Lookup, cls: int) -> str:
    place = lookup.place(lookup.places(cls)[0])
    return f"{place.work.model} {place.name}"


def _row(asked: Asked, told: Sequence[Told], chances: tuple[float, float], shown: int) -> Row:
    wrong = [one for one in told if not asked.is_right(one)]
    silent = sum(not one.tied for one in wrong)
    kinds = f"of the {len(wrong)} others {silent} are not reported at all" if wrong else ""
    chance = f"by chance {chances[asked.is_right is _is_family]:.1%}"
    bar = None if asked.bar is None else Bar(asked.bar)
    return Row(asked.what, len(told) - len(wrong), len(told), bar, (f"{chance}; {kinds}", *map(str, wrong[:shown])))
