# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""The `# Copied from` labels of transformers 4.57.1: how often the origin that a label names is found.

A label's own file is looked past. The origin counts, and so does its exact twin: code of the same tokens when the names
that it gives are taken out. Decorators do not count, since a label stands below them. Of half a class a method of the
origin counts too, where it has most of that half. The ranking is the scanner's. In all rows but the first every name of
the file is changed, and the file is reformatted.
"""

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from gyebo.analysis import Analyser
from gyebo.corpus.index import Index, open_index
from gyebo.corpus.lineage import COPIED_FROM, Descent, descents
from gyebo.corpus.lookup import Lookup
from gyebo.corpus.sources import kept_files
from gyebo.model import Analysed, SourceFile
from gyebo.stages.fingerprint import SMALLEST_UNIT
from measures import edits
from measures.bench import SEED, Bench
from measures.ranking import analysed, codes_of, named_places, ranked, size, undecorated, unit_named
from measures.rows import Bar, Row

CORPUS, SOURCE = "transformers_4", "transformers-4.57.1-models"
OTHER, OTHERS, FROM = ("default", "timm-1.0.31"), 24, "timm/models/"
"""Where other code comes from: model code that the corpus lacks; so many of its files."""
SAMPLE = 400
NEAR = 20
AS_IS, RENAMED = "as is", "renamed"
HALF = "half"
MOST = 0.5
"""Share of a half's tokens that a definition inside its origin has: less than that is not where it comes from."""
EDITS: dict[str, edits.Edit] = {"edited": edits.edited, HALF: edits.half, "surrounded": edits.surrounded}


@dataclass(frozen=True, slots=True)
class Asked:
    """One row of the table: what was done to the labelled definitions, and how near their origin has to be."""

    what: str
    done: str
    within: int
    bar: float | None
    is_exact: bool = False
    """Only of definitions that are, as they stand, what their label says: of the others the origin may be unlike."""


ASKED = (
    Asked("`# Copied from`, as is: origin or exact twin first", AS_IS, 1, 0.995),
    Asked("... of those that are twins of their origin as they stand", AS_IS, 1, 0.995, is_exact=True),
    Asked("`# Copied from`, as is: in the first 20", AS_IS, NEAR, 1.0),
    Asked("... of those that are twins of their origin as they stand", AS_IS, NEAR, 1.0, is_exact=True),
    Asked("`# Copied from`, renamed and reformatted: first", RENAMED, 1, 0.985),
    Asked("... of those that are twins of their origin as they stand", RENAMED, 1, 0.985, is_exact=True),
    Asked("`# Copied from`, renamed and reformatted: in the first 20", RENAMED, NEAR, 1.0),
    Asked("... of those that are twins of their origin as they stand", RENAMED, NEAR, 1.0, is_exact=True),
    Asked("`# Copied from`, renamed and 25 % of statements edited: first", "edited", 1, 0.85),
    Asked("`# Copied from`, renamed and 25 % of statements edited: in the first 20", "edited", NEAR, 0.98),
    Asked("`# Copied from`, half of the renamed function: first", HALF, 1, None),
    Asked("`# Copied from`, half of the renamed function: in the first 20", HALF, NEAR, 0.98),
    Asked("`# Copied from`, renamed inside twice as much other code: first", "surrounded", 1, None),
    Asked("`# Copied from`, renamed inside twice as much other code: in the first 20", "surrounded", NEAR, 0.97),
)


@dataclass(frozen=True, slots=True)
class Label:
    name: str
    origin: str
    """Where the label says the definition comes from."""
    cls: int
    """The origin's class in the index: the origin and its exact twins."""
    inner: frozenset[int]
    """Classes of the definitions inside the origin: half of a class may be little but one method of it."""


@dataclass(frozen=True, slots=True)
class Job:
    """A file with labels."""

    file: SourceFile
    number: int
    """Of the file in the index."""
    labels: tuple[Label, ...]
    index: Path
    other: Path
    """Kept source of the other code."""


@dataclass(frozen=True, slots=True)
class Rank:
    """How near the origin of one label is, after something was done to the labelled definition."""

    done: str
    place: str
    origin: str
    tokens: int
    is_exact: bool
    """Whether the labelled definition, as it stands, is a twin of its origin."""
    rank: int
    """From 1; 0 where neither the origin nor a twin of it is a candidate."""
    of: int
    """How many candidates there are."""
    first: str
    """What is nearest."""

    def __str__(self) -> str:
        where = f"rank {self.rank}" if self.rank else "no candidate"
        return f"{self.place} ({self.tokens} tokens): {self.origin} is {where} of {self.of}; first is {self.first}"


def rows(bench: Bench) -> Iterator[Row]:
    """A row each of what is asked."""
    folder = bench.corpus(CORPUS)
    found, unresolved = resolved(bench, open_index(folder))
    chosen = bench.sample(found, SAMPLE)
    note = f"{len(chosen):,} of {len(found):,} labels; {unresolved} more name nothing that the corpus has"
    ranks = [one for many in bench.each(measure, jobs(bench, folder, chosen), lost, "search labels") for one in many]
    for asked in ASKED:
        ours = [one for one in ranks if one.done == asked.done and (one.is_exact or not asked.is_exact)]
        yield _row(asked, ours, note, bench.shown)


def resolved(bench: Bench, index: Index) -> tuple[list[tuple[str, Label]], int]:
    """Path and label of every label whose origin the index has, and how many it has not."""
    classes: dict[tuple[str, str], int] = {}
    inner: dict[tuple[str, str], set[int]] = defaultdict(set)
    for (path, name), _, cls in named_places(index):
        classes.setdefault((path, name), cls)
        inner[path, name.rpartition(".")[0]].add(cls)
    declared = [one for file in bench.files(CORPUS, SOURCE) for one in descents(file.path, file.content.decode())]
    labels = [one for one in declared if one.declared_by == COPIED_FROM]
    known = [(one, at) for one in labels if (at := _origin(one)) in classes]
    found = [(str(one.child_path), _label(one, classes[at], frozenset(inner[at]))) for one, at in known]
    return found, len(labels) - len(found)


def _origin(descent: Descent) -> tuple[str, str]:
    return f"{descent.parent_module.replace('.', '/')}.py", descent.parent_name


def _label(descent: Descent, cls: int, inner: frozenset[int]) -> Label:
    return Label(descent.child_name, f"{descent.parent_module.rsplit('.', 1)[-1]}.{descent.parent_name}", cls, inner)


def jobs(bench: Bench, folder: Path, labels: Sequence[tuple[str, Label]]) -> list[Job]:
    index, other = open_index(folder), bench.kept(*OTHER)
    numbers = {index.text(path): number for number, path in enumerate(index.arrays.file_path.tolist())}
    by_file: dict[str, list[Label]] = defaultdict(list)
    for path, label in labels:
        by_file[path].append(label)
    files = {str(file.path): file for file in bench.files(CORPUS, SOURCE)}
    return [Job(files[path], numbers[path], tuple(ours), folder, other) for path, ours in sorted(by_file.items())]


@cache
def _tools(index: Path, other: Path) -> tuple[Analyser, Index, edits.Pool]:
    """One a process."""
    texts = [one.content.decode() for one in kept_files(other) if str(one.path).startswith(FROM)]
    chance = random.Random(SEED)  # noqa: S311  no secret
    return Analyser(), open_index(index), edits.pool(chance.sample(texts, OTHERS))


def measure(job: Job) -> tuple[Rank, ...]:
    """The ranks of one file's labels, as is and after everything that is done to them."""
    analyser, index, pool = _tools(job.index, job.other)
    lookup, text = Lookup(index, past=(job.number,)), job.file.content.decode()
    read = analysed(analyser, job.file)
    exact = frozenset(label.name for label in job.labels if _is_exact(lookup, read, label))
    found = list(_ranks(lookup, AS_IS, read, {one.name: one for one in job.labels}, exact))
    whole = edits.disguised(text, SEED)
    found += _ranks(lookup, RENAMED, _read(job, whole), {whole.names[one.name]: one for one in job.labels}, exact)
    for labels in _apart(job.labels):
        for done, edit in EDITS.items():
            changed = edits.changed(text, [one.name for one in labels], edit, pool, SEED)
            found += _ranks(lookup, done, _read(job, changed), {changed.names[one.name]: one for one in labels}, exact)
    return tuple(found)


def lost(job: Job) -> tuple[Rank, ...]:
    """A process that ends finds nothing."""
    done = (AS_IS, RENAMED, *EDITS)
    return tuple(
        Rank(one, str(job.file.path), label.origin, 0, is_exact=True, rank=0, of=0, first="")
        for label in job.labels
        for one in done
    )


def _read(job: Job, edited: edits.Edited) -> Analysed:
    return analysed(_tools(job.index, job.other)[0], SourceFile(job.file.path, edited.text.encode()))


def _is_exact(lookup: Lookup, read: Analysed, label: Label) -> bool:
    unit = unit_named(read, label.name)
    return unit is not None and undecorated(codes_of(read, unit)) == undecorated(lookup.codes(label.cls))


def _apart(labels: Sequence[Label]) -> list[list[Label]]:
    """Labels in lists of which none has a definition inside another's."""
    lists: list[list[Label]] = []
    for label in labels:
        free = [one for one in lists if not any(_overlap(label.name, other.name) for other in one)]
        if free:
            free[0].append(label)
        else:
            lists.append([label])
    return lists


def _overlap(one: str, other: str) -> bool:
    return one == other or one.startswith(f"{other}.") or other.startswith(f"{one}.")


def _ranks(
    lookup: Lookup, done: str, read: Analysed, labels: dict[str, Label], exact: frozenset[str]
) -> Iterator[Rank]:
    """Nothing for what is too small to be compared by more than its digest."""
    for name, label in labels.items():
        unit = unit_named(read, name)
        if unit is not None and size(read, unit) >= SMALLEST_UNIT:
            origin, near = undecorated(lookup.codes(label.cls)), ranked(lookup, read, unit)
            classes = [one.candidate.cls for one in near]
            parts = label.inner if done == HALF else frozenset[int]()
            most = [one.candidate.cls in parts and one.containment >= MOST for one in near]
            twins = (at for at, cls in enumerate(classes) if most[at] or undecorated(lookup.codes(cls)) == origin)
            first = lookup.place(lookup.places(classes[0])[0]) if classes else None
            yield Rank(
                done=done,
                place=f"{read.path.name} {label.name}",
                origin=label.origin,
                tokens=size(read, unit),
                is_exact=label.name in exact,
                rank=next(twins, -1) + 1,
                of=len(classes),
                first=f"{Path(first.path).stem}.{first.name}" if first else "nothing",
            )


def _row(asked: Asked, ranks: Sequence[Rank], note: str, shown: int) -> Row:
    missed = [one for one in ranks if not 1 <= one.rank <= asked.within]
    absent, drifted = sum(not one.rank for one in missed), sum(not one.is_exact for one in missed)
    kinds = (
        f"missed: {absent} are no candidate, {len(missed) - absent} rank lower; "
        f"{drifted} of them are no twin of their origin as they stand"
    )
    bar = None if asked.bar is None else Bar(asked.bar)
    return Row(asked.what, len(ranks) - len(missed), len(ranks), bar, (note, kinds, *map(str, missed[:shown])))
