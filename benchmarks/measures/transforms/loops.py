# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Comprehensions as loops, and loops that only gather as comprehensions."""

import ast
from collections.abc import Iterator
from random import Random

from measures.transforms.statements import Replacing
from measures.transforms.subject import Definition, assigned, blocks, fresh, functions


def rewritten(definition: Definition, _random: Random) -> int:
    """Each list comprehension of a statement that is evaluated at once becomes a loop; gathering loops the reverse."""
    count = 0
    for function in functions(definition):
        for block in list(blocks(function)):
            gathered = _gathered(block)
            block[:] = gathered
            changed = [one for statement in block for one in _unrolled(statement, definition)]
            count += len(changed) != len(block)
            block[:] = changed
    return count


def _unrolled(statement: ast.stmt, definition: Definition) -> Iterator[ast.stmt]:
    """A statement behind the loop that makes what was its comprehension."""
    found = _comprehension(statement)
    if found is not None and len(found.generators) == 1 and not found.generators[0].is_async:
        name, only = fresh("gathered_", definition), found.generators[0]
        append = ast.Attribute(ast.Name(name, ast.Load()), "append", ast.Load())
        inner: ast.stmt = ast.Expr(ast.Call(append, [found.elt], []))
        for test in reversed(only.ifs):
            inner = ast.If(test, [inner], [])
        yield assigned(name, ast.List([], ast.Load()))
        yield ast.For(only.target, only.iter, [inner], [])
        Replacing(found, ast.Name(name, ast.Load())).visit(statement)
    yield statement


def _comprehension(statement: ast.stmt) -> ast.ListComp | None:
    """A statement's value, or the only argument of the call that is its value."""
    match statement:
        case ast.Assign(value=value) | ast.Return(value=value):
            match value:
                case ast.ListComp():
                    return value
                case ast.Call(args=[ast.ListComp() as inner]):
                    return inner
                case _:
                    return None
        case _:
            return None


def _gathered(block: list[ast.stmt]) -> list[ast.stmt]:
    """Where a list is made empty and the next statement only appends to it, a comprehension."""
    found, at = list[ast.stmt](), 0
    while at < len(block):
        both = _loop(block[at], block[at + 1]) if at + 1 < len(block) else None
        found.append(both or block[at])
        at += 2 if both else 1
    return found


def _loop(first: ast.stmt, second: ast.stmt) -> ast.stmt | None:
    match first, second:
        case (
            ast.Assign(targets=[ast.Name(id=name)], value=ast.List(elts=[])),
            ast.For(
                target=target,
                iter=over,
                body=[ast.Expr(ast.Call(func=ast.Attribute(value=ast.Name(id=to), attr="append"), args=[element]))],
                orelse=[],
            ),
        ) if name == to:
            return assigned(name, ast.ListComp(element, [ast.comprehension(target, over, [], 0)]))
        case _:
            return None
