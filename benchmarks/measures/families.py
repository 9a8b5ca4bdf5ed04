# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""What definitions declare of their descent, as families: ancestors of one, and all that declared links connect."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from gyebo.corpus.index import Description
from gyebo.corpus.lineage import Descent
from gyebo.rulebook import Rulebook

HOST = "Hugging Face transformers"
Named = tuple[str, str]
"""Path of a file and qualified name of a definition in it."""


def child(descent: Descent) -> Named:
    return str(descent.child_path), descent.child_name


def parent(descent: Descent) -> Named:
    return f"{descent.parent_module.replace('.', '/')}.py", descent.parent_name


def younger(model: str, index: Description, rules: Rulebook) -> frozenset[str]:
    """The models that transformers is known to have published after this one: no code of it comes from there."""
    known = {work.model: rules.firsts.get((HOST, work.model)) for work in index.works}
    first = {name: one.published for name, one in known.items() if one}
    return frozenset(name for name, day in first.items() if day > first.get(model, "9999"))


class Families:
    """Declared descents, as a graph of definitions."""

    def __init__(self, declared: Iterable[Descent]) -> None:
        self._parents: dict[Named, list[Named]] = defaultdict(list)
        self._next: dict[Named, list[Named]] = defaultdict(list)
        for one in declared:
            self._parents[child(one)].append(parent(one))
            self._next[child(one)].append(parent(one))
            self._next[parent(one)].append(child(one))

    def ancestors(self, of: Named) -> frozenset[Named]:
        """Parents, their parents, and so on."""
        return _reached(of, self._parents) - {of}

    def family(self, of: Named) -> frozenset[Named]:
        """All that declared links connect with a definition, itself among them."""
        return _reached(of, self._next)


def _reached(start: Named, steps: Mapping[Named, list[Named]]) -> frozenset[Named]:
    seen, waiting = {start}, [start]
    while waiting:
        for one in steps.get(waiting.pop(), ()):
            if one not in seen:
                seen.add(one)
                waiting.append(one)
    return frozenset(seen)
