# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Statements: independent ones in another order, dead code and logging between them, long ones in several steps."""

import ast
from collections.abc import Iterator
from random import Random

from measures.transforms.subject import Definition, assigned, blocks, fresh, functions, is_documentation

PADDED = 0.25
"""Share of the statements before which one more is put."""
PADDING = (
    "logger.debug('step %s', {name})",
    "print(f'{name}: {{{name}}}') if DEBUG else None",
    "unused = None",
    "if False:\n    {name} = None",
    "assert {name} is not None or True",
    "logger.info('entering the next stage')",
    "for _ in range(0):\n    pass",
    "if 0 > 1:\n    raise RuntimeError('unreachable')",
)


def reordered(definition: Definition, random: Random) -> int:
    """Runs of assignments in another order that respects what each reads, and the functions of a class shuffled."""
    count = 0
    for function in functions(definition):
        for block in blocks(function):
            for first, last in _runs(block):
                order = _order(block[first:last], random)
                count += order != block[first:last]
                block[first:last] = order
    if isinstance(definition, ast.ClassDef):
        count += _shuffled(definition, random)
    return count


def _runs(block: list[ast.stmt]) -> Iterator[tuple[int, int]]:
    """Stretches of plain assignments, which alone are moved."""
    first = 0
    for at, statement in enumerate([*block, ast.Pass()]):
        if at == len(block) or not isinstance(statement, ast.Assign | ast.AnnAssign | ast.AugAssign):
            if at - first > 1:
                yield first, at
            first = at + 1


def _order(run: list[ast.stmt], random: Random) -> list[ast.stmt]:
    """A random order in which whatever depends on another still comes behind it."""
    waiting: list[ast.stmt] = list(run)
    ordered: list[ast.stmt] = []
    while waiting:
        free = [one for at, one in enumerate(waiting) if not any(_depends(one, other) for other in waiting[:at])]
        chosen = random.choice(free)
        waiting = [one for one in waiting if one is not chosen]
        ordered.append(chosen)
    return ordered


def _depends(later: ast.stmt, earlier: ast.stmt) -> bool:
    written, also = _names(earlier, ast.Store), _names(later, ast.Store)
    return bool(written & (_names(later, ast.Load) | also) or also & _names(earlier, ast.Load))


def _names(statement: ast.stmt, context: type[ast.expr_context]) -> set[str]:
    """Names, and attributes of self as such; a method of self may read any of them."""
    found = set[str]()
    for node in ast.walk(statement):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "self":
            if isinstance(node.ctx, context):
                found.add(f"self.{node.attr}")
        elif isinstance(node, ast.Name) and (isinstance(node.ctx, context) or _is_written_into(node, statement)):
            found.add(node.id)
    return found - {"self"}


def _is_written_into(node: ast.Name, statement: ast.stmt) -> bool:
    """Whether a name's content is assigned to, or what an augmented assignment changes."""
    targets = statement.targets if isinstance(statement, ast.Assign) else [getattr(statement, "target", None)]
    return any(target is not None and node in ast.walk(target) for target in targets)


def _shuffled(definition: ast.ClassDef, random: Random) -> int:
    at = [i for i, one in enumerate(definition.body) if isinstance(one, ast.FunctionDef)]
    before = [definition.body[i] for i in at]
    names = [one.name for one in before if isinstance(one, ast.FunctionDef)]
    after = random.sample(before, len(before))
    if len(set(names)) < len(names):
        return 0
    if after == before:
        after = before[1:] + before[:1]
    for i, one in zip(at, after, strict=True):
        definition.body[i] = one
    return int(before != after)


def padded(definition: Definition, random: Random) -> int:
    """Before every fourth statement, by chance, but before one at least, another that does nothing to the result."""
    count = 0
    for function in functions(definition):
        names = [one.arg for one in function.args.args] or ["function"]
        for block in list(blocks(function)):
            at = [place for place, statement in enumerate(block) if not is_documentation(statement)]
            chosen = [place for place in at if random.random() < PADDED] or (at[-1:] if not count else [])
            for place in reversed(chosen):
                block[place:place] = ast.parse(random.choice(PADDING).format(name=random.choice(names))).body
            count += len(chosen)
    return count


def split_up(definition: Definition, _random: Random) -> int:
    """Chained and nested calls through names of their own."""
    count = 0
    for function in functions(definition):
        for block in list(blocks(function)):
            at = 0
            while at < len(block):
                inner = _hoistable(block[at])
                if inner is None:
                    at += 1
                    continue
                name = fresh("step_", definition)
                Replacing(inner, ast.Name(name, ast.Load())).visit(block[at])
                block.insert(at, assigned(name, inner))
                count += 1
    return count


def _hoistable(statement: ast.stmt) -> ast.Call | None:
    """The call that is evaluated before all else of a statement, where it is not all of it."""
    if not isinstance(statement, ast.Assign | ast.Return | ast.AugAssign) or not isinstance(statement.value, ast.Call):
        return None
    match statement.value:
        case ast.Call(func=ast.Attribute(value=ast.Call() as inner)):
            return inner
        case ast.Call(func=ast.Name() | ast.Attribute(value=ast.Name()), args=[ast.Call() as inner, *_]):
            return inner
        case _:
            return None


class Replacing(ast.NodeTransformer):
    """One node for another."""

    def __init__(self, old: ast.AST, new: ast.AST) -> None:
        self.old, self.new = old, new

    def visit(self, node: ast.AST) -> ast.AST:
        return self.new if node is self.old else self.generic_visit(node)
