# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Draw definitions from real files as subjects of disguises, each with the class of the corpus that it is."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from gyebo.analysis import Analyser
from gyebo.corpus.lookup import Lookup
from gyebo.model import SourceFile
from gyebo.report import Skipped
from measures.transforms import Subject

SMALLEST, PER_FILE = 60, 4
"""Tokens of a definition that is drawn, and how many are drawn from a file at most."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A definition of the corpus in a file of its own."""

    subject: Subject
    place: str
    origin: int
    """Its class."""


def draw(file: SourceFile, analyser: Analyser, lookup: Lookup, random: Random) -> Iterator[Drawn]:
    """Some definitions of a file of the corpus."""
    analysed = analyser(file)
    if isinstance(analysed, Skipped):
        return
    tree = ast.parse(analysed.syntax.text)
    units = [(at, one) for at, one in enumerate(analysed.syntax.units) if at and one.last - one.first >= SMALLEST]
    units = [(at, one) for at, one in units if one.name.count(".") < 2]
    for at, unit in random.sample(units, min(PER_FILE, len(units))):
        origin = lookup.of_digest(int(analysed.prints.digests[at]))
        subject = alone(analysed.syntax.text.decode(), tree, unit.name)
        if origin is not None and subject:
            yield Drawn(subject, f"{file.path} {unit.name}, {unit.last - unit.first} tokens", origin)


def alone(text: str, tree: ast.Module, name: str) -> Subject | None:
    """A definition with the imports of its file, and with what it needs of the rest imported too."""
    outer = [one for one in tree.body if isinstance(one, ast.FunctionDef | ast.ClassDef)]
    own = [one for one in outer if one.name == name.partition(".")[0]]
    if len(own) != 1 or (own[0].decorator_list and not ast.get_source_segment(text, own[0])):
        return None
    rest = [one for one in outer if one is not own[0]]
    names = {one.id for one in ast.walk(own[0]) if isinstance(one, ast.Name)}
    needed = sorted(names & _given(one for one in tree.body if one is not own[0]))
    head = [_source(text, one) for one in tree.body if isinstance(one, ast.Import | ast.ImportFrom)]
    head += [f"from .rest import {', '.join(needed)}"] if needed else []
    beside = "\n\n\n".join(_source(text, one) for one in rest)
    return Subject("\n".join([*head, "\n", _source(text, own[0]), ""]), (name,), beside)


def _given(statements: Iterator[ast.stmt]) -> set[str]:
    """Names that definitions and assignments of a file give."""
    found = set[str]()
    for one in statements:
        if isinstance(one, ast.FunctionDef | ast.ClassDef):
            found.add(one.name)
        elif isinstance(one, ast.Assign | ast.AnnAssign):
            targets = one.targets if isinstance(one, ast.Assign) else [one.target]
            found |= {target.id for target in targets if isinstance(target, ast.Name)}
    return found


def _source(text: str, node: ast.stmt) -> str:
    """A statement as written, its decorators included."""
    decorators = node.decorator_list if isinstance(node, ast.FunctionDef | ast.ClassDef) else []
    first = min([node.lineno, *[one.lineno for one in decorators]])
    return "\n".join(text.split("\n")[first - 1 : node.end_lineno])
