# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""A definition in a file of its own, and what a disguise does with it."""

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from random import Random

Function = ast.FunctionDef | ast.AsyncFunctionDef
Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


@dataclass(frozen=True, slots=True)
class Subject:
    """Source text, and the definitions in it that hold the code whose origin is asked for."""

    text: str
    parts: tuple[str, ...]
    """Qualified names."""
    beside: str = ""
    """Other definitions of the file it was taken from, as source text."""


Transform = Callable[[Subject, Random], Subject | None]
"""From source to source, meaning the same; None where it does not apply."""
Edit = Callable[[Definition, Random], int]
"""Changes a definition in place; how many places it changed."""


def within(edit: Edit) -> Transform:
    """A transform of each part by itself."""

    def transform(subject: Subject, random: Random) -> Subject | None:
        tree = ast.parse(subject.text)
        count = sum([edit(part, random) for part in located(tree, subject)])
        return changed(subject, tree) if count else None

    return transform


def located(tree: ast.Module, subject: Subject) -> list[Definition]:
    """The parts of a subject in the tree of its text."""
    found = dict(definitions(tree, ""))
    return [found[name] for name in subject.parts if name in found]


def definitions(node: ast.Module | Definition, prefix: str) -> Iterator[tuple[str, Definition]]:
    """Every definition in it, with its qualified name."""
    for child in node.body:
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield f"{prefix}{child.name}", child
            yield from definitions(child, f"{prefix}{child.name}.")


def changed(subject: Subject, tree: ast.Module, parts: tuple[str, ...] = ()) -> Subject:
    """The subject with another text."""
    return replace(subject, text=ast.unparse(ast.fix_missing_locations(tree)), parts=parts or subject.parts)


def functions(node: Definition) -> list[Function]:
    """The function, or all functions in a class."""
    return [one for one in ast.walk(node) if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef)]


def blocks(node: ast.AST) -> Iterator[list[ast.stmt]]:
    """Every list of statements in a node, from the outside inwards."""
    for one in ast.walk(node):
        for field in ("body", "orelse", "finalbody"):
            block = getattr(one, field, None)
            if isinstance(block, list) and block:
                yield block


def is_documentation(statement: ast.stmt) -> bool:
    """A statement that is nothing but a string."""
    return (
        isinstance(statement, ast.Expr)
        and isinstance(statement.value, ast.Constant)
        and isinstance(statement.value.value, str)
    )


def fresh(stem: str, tree: ast.AST) -> str:
    """A name that does not occur in a tree."""
    taken = {one.id for one in ast.walk(tree) if isinstance(one, ast.Name)}
    taken |= {one.arg for one in ast.walk(tree) if isinstance(one, ast.arg)}
    taken |= {one.attr for one in ast.walk(tree) if isinstance(one, ast.Attribute)}
    return next(name for number in range(1, 10_000) if (name := f"{stem}{number}") not in taken)


def called(name: str, *arguments: ast.expr) -> ast.Call:
    """A call of a name."""
    return ast.Call(func=ast.Name(name, ast.Load()), args=list(arguments), keywords=[])


def assigned(name: str, value: ast.expr) -> ast.Assign:
    """An assignment to a name."""
    return ast.Assign(targets=[ast.Name(name, ast.Store())], value=value)
