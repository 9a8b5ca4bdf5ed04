# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Disguise or cut code as a copier would: the same text and seed give the same text; what comes out parses.

Every transformation works on a parsed file, so its outcome is also reformatted, without comments and docstrings.
"""

import ast
import random
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import cast

from measures.renaming import Definition, Function, rename

DELETED, INSERTED, SWAPPED = 0.10, 0.10, 0.05
"""Shares of the statements that edited() changes, each."""
MUCH = 2
"""Other code around a definition, as a multiple of its own size."""
Compound = ast.If | ast.For | ast.AsyncFor | ast.While | ast.With | ast.AsyncWith | ast.Try | ast.TryStar | ast.Match
Part = ast.ExceptHandler | ast.match_case
Holder = Definition | Compound | Part
"""Holds statements."""


@dataclass(frozen=True, slots=True, eq=False)
class Pool:
    """Other code, to take from."""

    functions: tuple[Function, ...]
    statements: tuple[ast.stmt, ...]


Edit = Callable[[Definition, Pool, random.Random], None]
"""Changes a definition in place."""


@dataclass(frozen=True, slots=True)
class Edited:
    """A file's new text, and the new name of each definition; both names are qualified."""

    text: str
    names: dict[str, str]


def pool(texts: Iterable[str]) -> Pool:
    """The functions and methods of some files, and their statements."""
    found = [one for text in texts for one in definitions(plain(text)).values() if isinstance(one, Function)]
    return Pool(tuple(found), tuple(statement for one in found for statement in _simple(one)))


def plain(text: str) -> ast.Module:
    """A file without comments and docstrings; SyntaxError where it does not parse."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        tree = ast.parse(text)
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | Definition):
            node.body = [one for one in node.body if not _is_text(one)] or [ast.Pass()]
    return tree


def reformatted(text: str) -> str:
    """The same code in another layout, comments and docstrings gone."""
    return ast.unparse(plain(text))


def disguised(text: str, seed: int) -> Edited:
    """Every name the file gives changed, consistently, and the file reformatted."""
    tree = plain(text)
    before = definitions(tree)
    rename(tree, seed)
    after = {id(node): name for name, node in definitions(tree).items()}
    return Edited(_text(tree), {name: after[id(node)] for name, node in before.items()})


def changed(text: str, names: Sequence[str], edit: Edit, pool: Pool, seed: int) -> Edited:
    """A disguised file in which the definitions of these qualified names are edited after that."""
    whole, chance = disguised(text, seed), random.Random(seed)  # noqa: S311  no secret
    tree = plain(whole.text)
    found = definitions(tree)
    for name in names:
        edit(found[whole.names[name]], pool, chance)
    return Edited(_text(tree), whole.names)


def definitions(tree: ast.Module) -> dict[str, Definition]:
    """Every definition of a file by its qualified name, the first of equal ones."""
    found: dict[str, Definition] = {}
    waiting: list[tuple[ast.AST, str]] = [(tree, "")]
    while waiting:
        node, prefix = waiting.pop(0)
        for child in ast.iter_child_nodes(node):
            if isinstance(child, Definition):
                found.setdefault(f"{prefix}{child.name}", child)
                waiting.append((child, f"{prefix}{child.name}."))
            elif isinstance(child, ast.stmt | Part):
                waiting.append((child, prefix))
    return found


def edited(definition: Definition, pool: Pool, chance: random.Random) -> None:
    """Annotations gone; 10 % of the statements deleted, 10 % inserted, 5 % swapped with the next; at least one."""
    _without_annotations(definition)
    bodies = [body for body in _bodies(definition) if any(not isinstance(one, Holder) for one in body)]
    changes = sum(_edit(body, pool, chance) for body in bodies)
    while bodies and not changes:
        changes = _edit(chance.choice(bodies), pool, chance)


def half(definition: Definition, _pool: Pool, chance: random.Random) -> None:
    """A contiguous half of its statements, by size, where it has two; what they stand in stays around them."""
    statements = _simple(definition)
    if len(statements) < 2:
        return
    sizes = [_size(one) for one in statements]
    total, starts = sum(sizes), [sum(sizes[:at]) for at in range(len(sizes))]
    first = chance.choice([at for at, start in enumerate(starts) if start <= total / 2])
    kept = {
        id(one)
        for one, start, size in zip(statements, starts, sizes, strict=True)
        if starts[first] <= start and start + size / 2 - starts[first] <= total / 2
    }
    _keep(definition, kept)


def surrounded(definition: Definition, pool: Pool, chance: random.Random) -> None:
    """The whole of it inside twice as much other code: a class among others' methods, a function among statements."""
    is_class = isinstance(definition, ast.ClassDef)
    wanted, before, after = MUCH * _size(definition), list[ast.stmt](), list[ast.stmt]()
    for other in chance.sample(pool.functions, len(pool.functions)):
        side = chance.choice((before, after))
        for part in [other] if is_class else other.body:
            size = _size(part)
            if size <= wanted:
                side.append(deepcopy(part))
                wanted -= size
    definition.body = [*before, *definition.body, *after]


def _text(tree: ast.Module) -> str:
    """The tree as text that parses again, or a SyntaxError."""
    text = ast.unparse(ast.fix_missing_locations(tree))
    plain(text)
    return text


def _is_text(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)


def _size(node: ast.AST) -> int:
    """Nodes of the tree: near enough to tokens."""
    return sum(1 for _ in ast.walk(node))


def _lists(node: ast.AST) -> Iterator[tuple[str, list[ast.AST]]]:
    """The statements and parts of statements that a node holds, list by list."""
    for name in ("body", "orelse", "finalbody", "handlers", "cases"):
        held: object = getattr(node, name, None)
        if isinstance(held, list) and held:
            yield name, cast("list[ast.AST]", held)


def _bodies(node: ast.AST) -> Iterator[list[ast.stmt]]:
    """Every list of statements in a node, the outer ones first."""
    for name, held in _lists(node):
        if name not in ("handlers", "cases"):
            yield cast("list[ast.stmt]", held)
        for one in held:
            yield from _bodies(one)


def _simple(node: ast.AST) -> list[ast.stmt]:
    """Statements that hold no others, in order."""
    found: list[ast.stmt] = []
    for child in ast.iter_child_nodes(node):
        if isinstance(child, Holder):
            found += _simple(child)
        elif isinstance(child, ast.stmt):
            found.append(child)
    return found


def _edit(body: list[ast.stmt], pool: Pool, chance: random.Random) -> int:
    """Edits of one list of statements, in place; how many there were."""
    new, changes, at = list[ast.stmt](), 0, 0
    while at < len(body):
        draw, one = chance.random(), body[at]
        if isinstance(one, Holder) or draw >= DELETED + INSERTED + SWAPPED:
            new.append(one)
        elif draw < DELETED:
            changes += 1
        elif draw < DELETED + INSERTED:
            new += [one, deepcopy(chance.choice(pool.statements))]
            changes += 1
        elif at + 1 < len(body):
            new += [body[at + 1], one]
            changes, at = changes + 1, at + 1
        else:
            new.append(one)
        at += 1
    body[:] = new or [ast.Pass()]
    return changes


def _without_annotations(definition: Definition) -> None:
    for node in ast.walk(definition):
        if isinstance(node, ast.arg):
            node.annotation = None
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            node.returns = None
    for body in _bodies(definition):
        body[:] = [_unannotated(one) for one in body]


def _unannotated(node: ast.stmt) -> ast.stmt:
    if isinstance(node, ast.AnnAssign) and node.value is not None:
        return ast.copy_location(ast.Assign([node.target], node.value), node)
    return node


def _keep(node: ast.AST, kept: set[int]) -> bool:
    """Drop the statements that are not kept and hold none that is; whether any is left."""
    is_any_left = False
    for name, held in _lists(node):
        held[:] = [one for one in held if id(one) in kept or (isinstance(one, Holder) and _keep(one, kept))]
        is_any_left |= bool(held)
        if not held and name == "body":
            held.append(ast.Pass())
        if not held and name == "handlers" and not getattr(node, "finalbody", []):
            held.append(ast.ExceptHandler(None, None, [ast.Pass()]))
    return is_any_left
