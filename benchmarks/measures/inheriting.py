# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""The classes of transformers 5.23.0 that a modular file derives from another model's, and that differ from it."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from gyebo.corpus.index import Index
from gyebo.corpus.lineage import MODULAR, Descent, chain, descents
from gyebo.model import SourceFile
from gyebo.report import FragmentKind
from gyebo.rulebook import Rulebook
from measures.families import Families, Named, child, parent, younger
from measures.ranking import named_places


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


def queries(index: Index, files: Mapping[str, SourceFile], rules: Rulebook) -> list[tuple[str, Query]]:
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
        model = models[named]
        later = younger(model, index.description, rules)
        theirs = [parent(one) for one in ours if models[parent(one)] not in later]
        ancestors = frozenset(models[one] for one in families.ancestors(named) if one in models) - {model} - later
        without = {other for other, above in ancestry.items() if model in above} - ancestors | {model} | later
        if not theirs or any(classes[one] == classes[named] for one in theirs) or not ancestors:
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
