# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Whole models of transformers 5.23.0: how often the origins told of a modeling file are the parents it declares.

Looked up is the modeling file of each model that derives definitions from other models' in its modular file, without
the model itself, what declares to descend from it and what was first published after it. A work is an exact
equivalent of a declared parent when it has, but for names, each of the very definitions declared to come from there.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from gyebo import rulebook
from gyebo.cli import places
from gyebo.corpus.index import Description, Index, open_index
from gyebo.corpus.lineage import MODULAR, Descent, chain, descents
from gyebo.corpus.lookup import Lookup
from gyebo.model import Searched, SourceFile
from gyebo.report import Skipped
from gyebo.rulebook import Rulebook
from gyebo.search import Against, SearchJob, search
from gyebo.stages.attribute import maker
from gyebo.stages.descend import descend
from gyebo.stages.gather import pieces, weighed
from measures import edits
from measures.bench import SEED, Bench
from measures.families import Named, child, parent, younger
from measures.naming import why_not
from measures.ranking import named_places
from measures.rows import Bar, Row

CORPUS, SOURCE = "transformers_5", "transformers-5.23.0-models"
AS_IS, RENAMED = "as is", "renamed"
HELD = "declare nothing but what works of many makers have"
SAMPLE = 150


@dataclass(frozen=True, slots=True)
class Query:
    """A model's modeling file and whom it declares as its parents."""

    model: str
    file: SourceFile
    parents: Mapping[str, frozenset[int]]
    """By model: the classes of the index that definitions of this file are declared to come from."""
    without: frozenset[str]


@dataclass(frozen=True, slots=True)
class Job:
    query: Query
    index: Path


@dataclass(frozen=True, slots=True)
class Told:
    """The origins told of one file, those of the most tokens first; works by their number."""

    query: Query
    done: str
    origins: tuple[tuple[int, ...], ...]
    why_not: Mapping[str, str]
    """By declared parent: what speaks against naming it; of no meaning where it is named."""


@dataclass(frozen=True, slots=True)
class Truth:
    """What the index holds of each work, to say who is an exact equivalent of whom."""

    models: tuple[str, ...]
    makers: tuple[str, ...]
    classes: Mapping[int, frozenset[int]]
    ancestors: Mapping[str, frozenset[str]]
    """By model, those it declares to descend from."""

    def is_parent(self, work: int, query: Query) -> bool:
        """Whether a work is a declared parent."""
        return self.models[work] in query.parents

    def stands_for(self, work: int, model: str, query: Query) -> bool:
        """Whether a work is a declared parent or an exact equivalent of it."""
        return self.models[work] == model or query.parents[model] <= self.classes[work]

    def is_common(self, model: str, query: Query) -> bool:
        """Whether works of many makers have all that is declared to come from a parent: heritage names nobody."""
        held = (work for work, own in self.classes.items() if query.parents[model] <= own)
        makers = {self.makers[work] for work in held if self.models[work] not in query.without}
        return len(makers) > _rules().matching.shared_organisations.value

    def is_right(self, work: int, query: Query) -> bool:
        """Whether a work stands for any declared parent."""
        return any(self.stands_for(work, model, query) for model in query.parents)

    def kin(self, origin: Sequence[int], query: Query) -> str:
        """How an origin that is not right is related to the declared parents, by what is declared."""
        model, parents = self.models[origin[0]], query.parents.keys()
        if any(self.is_right(work, query) for work in origin):
            return "tied with a right one"
        if self.ancestors.get(model, frozenset()) & parents:
            return "descend from a declared parent"
        if any(model in self.ancestors.get(one, ()) for one in parents):
            return "are ancestors of a declared parent"
        return "are of no declared kin"


def rows(bench: Bench) -> tuple[Row, ...]:
    """First origin and set of origins, as the files are and with every name changed."""
    folder = bench.corpus(CORPUS)
    index, files = open_index(folder), bench.files(CORPUS, SOURCE)
    jobs = [Job(query, folder) for query in bench.sample(queries(index, files, bench.rules), SAMPLE)]
    found = [one for told in bench.each(told_of, jobs, lost, "models") for one in told]
    truth = truth_of(index)
    return tuple(row for asked in ASKED for row in _rows(asked, found, truth, bench.shown))


def queries(index: Index, files: Sequence[SourceFile], rules: Rulebook) -> list[Query]:
    """The modeling files that declare parents which can be found, in the order of their models."""
    declared: dict[str, list[Descent]] = defaultdict(list)
    for file in files:
        for one in descents(file.path, file.content.decode()):
            if one.declared_by == MODULAR and one.child_path.name.startswith("modeling_"):
                declared[str(one.child_path)].append(one)
    held = {name: cls for name, _, cls in named_places(index)}
    by_path = {str(file.path): file for file in files}
    made = (_query(by_path[path], own, held, index.description, rules) for path, own in sorted(declared.items()))
    return [query for query in made if query.parents]


def _query(
    file: SourceFile, declared: Sequence[Descent], held: Mapping[Named, int], index: Description, rules: Rulebook
) -> Query:
    model = _model(child(declared[0]))
    heirs = frozenset(
        one.model for one in index.works if model in {link.parent for link in chain(one.model, index.links)}
    )
    without = heirs | {model} | younger(model, index, rules)
    parents: dict[str, set[int]] = defaultdict(set)
    for one in declared:
        if parent(one) in held and _model(parent(one)) not in without:
            parents[_model(parent(one))].add(held[parent(one)])
    return Query(model, file, {name: frozenset(classes) for name, classes in parents.items()}, without)


def _model(named: Named) -> str:
    return Path(named[0]).parent.name


def truth_of(index: Index) -> Truth:
    arrays, classes = index.arrays, defaultdict[int, set[int]](set)
    for _, place, cls in named_places(index):
        classes[int(arrays.file_work[arrays.place_file[place]])].add(cls)
    works = index.description.works
    models, makers = tuple(work.model for work in works), tuple(maker(work) for work in works)
    links = index.description.links
    ancestors = {model: frozenset(link.parent for link in chain(model, links)) for model in {*models}}
    return Truth(models, makers, {work: frozenset(own) for work, own in classes.items()}, ancestors)


@cache
def _rules() -> Rulebook:
    """One a process."""
    return rulebook.load(places.rules())


def told_of(job: Job) -> tuple[Told, ...]:
    """What the scanner says of a file as it is, and of it with every name changed and another layout."""
    text = job.query.file.content.decode()
    forms = {AS_IS: text, RENAMED: edits.disguised(text, SEED).text}
    against = Against(job.index, places.cache(), places.rules(), (), "", job.query.without)
    files = {done: SourceFile(job.query.file.path, form.encode()) for done, form in forms.items()}
    found = {done: search(SearchJob(file, against)) for done, file in files.items()}
    lookup = Lookup(open_index(job.index), without=job.query.without)
    return tuple(_told(job.query, done, one, lookup) for done, one in found.items() if not isinstance(one, Skipped))


def _told(query: Query, done: str, searched: Searched, lookup: Lookup) -> Told:
    cut, matching = pieces(searched, lambda _: False), _rules().matching
    origins = descend(cut, {str(searched.path): weighed(searched)}, lookup.ancestors, matching)
    named = frozenset(origin.works[0] for origin in origins)
    against = {model: why_not(searched, classes, named, matching) for model, classes in query.parents.items()}
    return Told(query, done, tuple(origin.works for origin in origins), against)


def lost(_job: Job) -> tuple[Told, ...]:
    return ()


@dataclass(frozen=True, slots=True)
class Asked:
    """The bars of one form of the files."""

    done: str
    first: float
    equivalent: float
    harmonic: float


ASKED = (Asked(AS_IS, 0.80, 0.90, 0.85), Asked(RENAMED, 0.76, 0.87, 0.80))


def _rows(asked: Asked, found: Sequence[Told], truth: Truth, shown: int) -> Iterator[Row]:
    told = [one for one in found if one.done == asked.done]
    named: list[tuple[str, Callable[[int, Query], bool], float]] = [
        ("a declared parent", truth.is_parent, asked.first),
        ("a declared parent or an exact equivalent", truth.is_right, asked.equivalent),
    ]
    for what, is_right, bar in named:
        right = [one for one in told if one.origins and is_right(one.origins[0][0], one.query)]
        wrong = [one for one in told if one not in right]
        below = tuple(_line(one, truth) for one in wrong[:shown])
        yield Row(f"whole models, {asked.done}: {what} is named first", len(right), len(told), Bar(bar), below)
    yield _harmonic(f"whole models, {asked.done}: F1 of the origins named", told, truth, _named, Bar(asked.harmonic))
    yield _harmonic(f"whole models, {asked.done}: F1, tie sets counted as named", told, truth, _tied, None)


def _named(origin: tuple[int, ...]) -> tuple[int, ...]:
    return origin[:1]


def _tied(origin: tuple[int, ...]) -> tuple[int, ...]:
    return origin


def _harmonic(
    what: str, told: Sequence[Told], truth: Truth, of: Callable[[tuple[int, ...]], tuple[int, ...]], bar: Bar | None
) -> Row:
    """F1 = 2 PR / (P + R), as twice the hits of twice the hits and all misses where both count alike."""
    origins = [(one.query, of(origin)) for one in told for origin in one.origins]
    wrong = [(query, works) for query, works in origins if not any(truth.is_right(work, query) for work in works)]
    parents = [(one, model) for one in told for model in one.query.parents]
    left = [
        (one, model)
        for one, model in parents
        if not any(truth.stands_for(work, model, one.query) for origin in one.origins for work in of(origin))
    ]
    right, covered = len(origins) - len(wrong), len(parents) - len(left)
    precision, recall = right / max(len(origins), 1), covered / max(len(parents), 1)
    share = 2 * precision * recall / max(precision + recall, 1e-9)
    kin = Counter(truth.kin(works, query) for query, works in wrong)
    why = Counter(HELD if truth.is_common(model, one.query) else one.why_not[model] for one, model in left)
    below = (
        f"{right:,} of {len(origins):,} origins told are right ({precision:.1%}); of the others {_counts(kin)}",
        f"{covered:,} of {len(parents):,} declared parents are told ({recall:.1%}); of the others {_counts(why)}",
    )
    count = len(origins) + len(parents)
    return Row(what, round(share * count), count, bar, below)


def _counts(kinds: Counter[str]) -> str:
    return ", ".join(f"{count} {kind}" for kind, count in kinds.most_common())


def _line(one: Told, truth: Truth) -> str:
    named = "; ".join(", ".join(truth.models[work] for work in origin[:3]) for origin in one.origins) or "nothing"
    return f"{one.query.model}: {named}; declared: {', '.join(sorted(one.query.parents))}"
