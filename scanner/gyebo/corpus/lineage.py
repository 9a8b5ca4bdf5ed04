# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""What the corpus says of its own descent: inheritance in modular_*.py and "# Copied from" labels; nothing is run."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from gyebo.corpus.copied_from import labels
from gyebo.corpus.modular import LAYERS, Declared, inherited, kind_of
from gyebo.report import Link, Place

MODULAR = "modular"
COPIED_FROM = "copied-from"
SOURCE_ROOTS = frozenset({"src", "lib", "python"})
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


_Asked = tuple[str, str, tuple[ModelLink, ...]]
"""A model, which of its files, and what one definition alone declares."""


class Chains:
    """The ancestors of places: a tokenizer's are not those of its attention, and one norm's not the whole model's."""

    def __init__(self, links: Sequence[ModelLink]) -> None:
        self._links = links
        self._single: dict[str, list[ModelLink]] = defaultdict(list)
        for link in links:
            if link.name:
                self._single[link.child].append(link)
        self._known: dict[_Asked, tuple[ModelLink, ...]] = {}
        self._main: dict[_Asked, frozenset[str]] = {}

    def of(self, places: Sequence[Place]) -> tuple[ModelLink, ...]:
        """The ancestors of code that stands in all of these places: of the first, then what the others have beside."""
        found = (link for place in places for link in self._at(place))
        return tuple(dict.fromkeys(found))

    def main(self, places: Sequence[Place], least: float) -> frozenset[str]:
        """The ancestors that gave a child on the way back `least` of what its largest parent did, or gave this code."""
        return frozenset[str]().union(*(self._main_at(place, least) for place in places))

    def _at(self, place: Place) -> tuple[ModelLink, ...]:
        key = self._asked(place)
        if key not in self._known:
            self._known[key] = chain(place.work.model, self._told(key))
        return self._known[key]

    def _main_at(self, place: Place, least: float) -> frozenset[str]:
        key = self._asked(place)
        if key not in self._main:
            self._main[key] = _main(place.work.model, self._told(key), least)
        return self._main[key]

    def _asked(self, place: Place) -> _Asked:
        own = (one for one in self._single[place.work.model] if f"{place.name}.".startswith(f"{one.name}."))
        part = part_of(PurePosixPath(place.path)) or LAYERS
        return place.work.model, kind_of(place.name.partition(".")[0]) if part == MODULAR else part, tuple(own)

    def _told(self, asked: _Asked) -> list[ModelLink]:
        _, part, own = asked
        told = (one for one in self._links if not one.name or one in own)
        return [one for one in told if one.part in ("", part)]


def _main(model: str, links: Sequence[ModelLink], least: float) -> frozenset[str]:
    given: dict[str, dict[str, int]] = defaultdict(dict)
    for link in links:
        given[link.child][link.parent] = max(link.definitions, given[link.child].get(link.parent, 0))
    named = {link.parent for link in links if link.name}
    reached, queue = {model}, [model]
    for child in queue:
        parents = given.get(child, {})
        enough = least * max(parents.values(), default=0)
        new = sorted(one for one, count in parents.items() if (count >= enough or one in named) and one not in reached)
        queue += new
        reached.update(new)
    return frozenset(reached - {model})


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


def in_time(links: Iterable[Link], models: Iterable[str]) -> tuple[Link, ...]:
    """The steps back from some models that dates allow: a library writes old code anew after that of younger models.

    What is reached only over a step that they do not allow is left out, too.
    """
    reached, told = set(models), list[Link]()
    for link in links:
        child, parent = link.child.first_published, link.parent.first_published
        is_younger = child is not None and parent is not None and parent.published > child.published
        if link.child.model in reached and not is_younger:
            reached.add(link.parent.model)
            told.append(link)
    return tuple(told)


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
