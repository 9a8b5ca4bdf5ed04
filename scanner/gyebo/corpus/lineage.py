# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""What the corpus says of its own descent: inheritance in modular_*.py and "# Copied from" labels; nothing is run."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from gyebo.corpus.copied_from import labels
from gyebo.corpus.modular import Declared, inherited
from gyebo.report import Place

MODULAR = "modular"
COPIED_FROM = "copied-from"
SOURCE_ROOTS = frozenset({"src", "lib", "python"})
LONGEST_CHAIN = 12
NO_MODEL = frozenset({"auto", "deprecated", "utils"})
"""Folders beside the models that are no model themselves."""


@dataclass(frozen=True, slots=True)
class Descent:
    """One definition of the corpus and the definition it declares itself to come from."""

    child_path: PurePosixPath
    """Where the child stands; for a modular file, the file generated from it."""
    child_name: str
    """Qualified, as in `LlamaAttention.forward`."""
    parent_module: str
    """Absolute and dotted."""
    parent_name: str
    declared_by: str
    """`modular` or `copied-from`."""
    declared_in: PurePosixPath
    line: int


@dataclass(frozen=True, slots=True)
class ModelLink:
    """A model whose code declares to come from another model's, and the first line that does."""

    child: str
    parent: str
    declared_by: str
    path: str
    line: int
    definitions: int
    """How many definitions declare it."""
    part: str = ""
    """Which of a model's files it is said of, by what stands before the model in their names: `modeling`."""
    name: str = ""
    """The definition that declares it, where that is one alone."""


def descents(path: PurePosixPath, text: str) -> tuple[Descent, ...]:
    """Every descent a source file declares; none where it does not parse."""
    module = _module(path)
    modular = inherited(module, text) if path.name.startswith("modular_") else ()
    return (
        *(Descent(path.with_name(f"{one.child_module}.py"), *_named(one), MODULAR, path, one.line) for one in modular),
        *(Descent(path, *_named(one), COPIED_FROM, path, one.line) for one in labels(module, text)),
    )


def model_links(declared: Iterable[Descent]) -> tuple[ModelLink, ...]:
    """Descents between models, gathered: one link for each child, parent, way of declaring and part."""
    gathered: dict[tuple[str, str, str, str], list[Descent]] = defaultdict(list)
    for descent in declared:
        child, parent = _model(descent.child_path.with_suffix("").parts), _model(descent.parent_module.split("."))
        if child and parent and child != parent:
            gathered[child, parent, descent.declared_by, part_of(descent.child_path)].append(descent)
    return tuple(_link(between, together) for between, together in sorted(gathered.items()))


def part_of(path: PurePosixPath) -> str:
    """What stands before the model in the name of one of its files; empty where nothing does."""
    before, found, _ = path.stem.partition(f"_{_model(path.with_suffix('').parts) or '/'}")
    return before if found else ""


class Chains:
    """The ancestors of places: a tokenizer's are not those of its attention, and one norm's not the whole model's."""

    def __init__(self, links: Sequence[ModelLink]) -> None:
        self._links = links
        self._single: dict[str, list[ModelLink]] = defaultdict(list)
        for link in links:
            if link.name:
                self._single[link.child].append(link)
        self._known: dict[tuple[str, str, tuple[ModelLink, ...]], tuple[ModelLink, ...]] = {}

    def of(self, places: Sequence[Place]) -> tuple[ModelLink, ...]:
        """The ancestors of code that stands in all of these places: of the first, then what the others have beside."""
        found = (link for place in places for link in self._at(place))
        return tuple(dict.fromkeys(found))[:LONGEST_CHAIN]

    def _at(self, place: Place) -> tuple[ModelLink, ...]:
        model, part = place.work.model, part_of(PurePosixPath(place.path))
        own = tuple(one for one in self._single[model] if f"{place.name}.".startswith(f"{one.name}."))
        key = model, part, own
        if key not in self._known:
            told = [one for one in self._links if not one.name or one in own]
            self._known[key] = chain(model, [one for one in told if not part or one.part in ("", part)])
        return self._known[key]


def chain(model: str, links: Sequence[ModelLink]) -> tuple[ModelLink, ...]:
    """The model's ancestors, nearest first: each as the parent of the link that reaches it first; no cycles."""
    parents: dict[str, list[ModelLink]] = defaultdict(list)
    for link in sorted(links, key=_weight):
        parents[link.child].append(link)
    seen, reached, at = {model}, list[ModelLink](), 0
    queue = [model]
    while at < len(queue):
        for link in parents[queue[at]]:
            if link.parent not in seen:
                seen.add(link.parent)
                queue.append(link.parent)
                reached.append(link)
        at += 1
    return tuple(reached)


def _named(one: Declared) -> tuple[str, str, str]:
    return one.child_name, one.parent_module, one.parent_name


def _module(path: PurePosixPath) -> str:
    parts = path.with_suffix("").parts
    return ".".join(parts[1:] if parts[:1] and parts[0] in SOURCE_ROOTS else parts)


def _model(parts: Sequence[str]) -> str:
    """The folder below `models`, where the path has one; empty otherwise."""
    at = next((at for at, part in enumerate(parts) if part == "models"), len(parts))
    below = tuple(part for part in parts[at + 1 :] if part != "deprecated")
    return below[0] if len(below) > 1 and below[0] not in NO_MODEL else ""


def _link(between: tuple[str, str, str, str], together: Sequence[Descent]) -> ModelLink:
    first, (child, parent, declared_by, part) = min(together, key=_position), between
    name = first.child_name if len({one.child_name for one in together}) == 1 else ""
    return ModelLink(child, parent, declared_by, str(first.declared_in), first.line, len(together), part, name)


def _position(descent: Descent) -> tuple[str, int]:
    return str(descent.declared_in), descent.line


def _weight(link: ModelLink) -> tuple[bool, int, str]:
    """Inheritance before comments, then the parent of more definitions."""
    return link.declared_by != MODULAR, -link.definitions, link.parent
