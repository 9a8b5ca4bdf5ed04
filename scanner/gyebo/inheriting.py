# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""What a modular file says of the files generated from it: its imports name where their definitions come from."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from gyebo.corpus.modular import Declared, inherited
from gyebo.model import Searched, SearchedUnit, SourceFile
from gyebo.report import Reference
from gyebo.stages.collect.naming import MODULAR, is_modular

LEVEL = 1
"""Said beside the file, not in it."""
_HOME = "transformers.models"
"""Where the generator runs, and what a relative import of another model there means."""


def inherited_references(
    files: Sequence[SourceFile], searched: Sequence[Searched]
) -> Mapping[str, tuple[Reference, ...]]:
    """By generated file: the models that its modular file, in the same folder, takes definitions from."""
    by_path = {one.path: one for one in searched}
    found: dict[str, tuple[Reference, ...]] = {}
    for file in files:
        if is_modular(file.path):
            text = file.content.decode("utf-8", "replace")
            module = f"{_HOME}.{file.path.stem.removeprefix(MODULAR)}.{file.path.stem}"
            declared = defaultdict[PurePosixPath, list[Declared]](list)
            for one in inherited(module, text):
                declared[file.path.with_name(f"{one.child_module}.py")].append(one)
            for path, told in declared.items():
                if path in by_path:
                    found[str(path)] = tuple(_references(str(file.path), text.split("\n"), told, by_path[path]))
    return found


def _references(path: str, lines: Sequence[str], told: Sequence[Declared], generated: Searched) -> Iterator[Reference]:
    """What gave half of the definitions speaks of the whole file, once; any other model of the definitions it gave."""
    by_parent = defaultdict[str, list[Declared]](list)
    for one in told:
        by_parent[one.parent_module].append(one)
    units = {unit.name: unit for unit in generated.units}
    for own in by_parent.values():
        is_main = 2 * len(own) >= len(told)
        for one in own[:1] if is_main else own:
            unit = generated.units[0] if is_main else units.get(one.child_name)
            if unit:
                yield _reference(path, lines[one.line - 1].strip(), one, unit)


def _reference(path: str, text: str, one: Declared, unit: SearchedUnit) -> Reference:
    target = f"{one.parent_module}.{one.parent_name}"
    first, last = unit.span.first_line, unit.span.last_line
    return Reference(path, one.line, text, target, LEVEL, first_line=first, last_line=last)
