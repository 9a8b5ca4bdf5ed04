# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Rename, consistently, all that a file gives a name to; imports, library attributes and builtins stay."""

import ast
import builtins
import random
from collections.abc import Iterator
from dataclasses import dataclass

KEPT = frozenset({"self", "cls", "forward", *dir(builtins)})
"""A library calls `forward` by its name."""
SYLLABLES = ("ba", "do", "fe", "gu", "ka", "lo", "mi", "nu", "pe", "ri", "so", "ta", "ve", "zu")
Function = ast.FunctionDef | ast.AsyncFunctionDef
Definition = ast.ClassDef | Function


@dataclass(frozen=True, slots=True)
class Bound:
    """Words of a file by what gives them."""

    names: frozenset[str]
    """Definitions at the file's level or in functions, parameters, local variables."""
    parameters: frozenset[str]
    attributes: frozenset[str]
    """Set on `self`."""
    foreign: frozenset[str]
    """Set on `self` to what an imported name makes: its keywords are a library's."""
    methods: frozenset[str]
    imported: frozenset[str]
    fields: frozenset[str]
    """Set in a class's body: a library may look for them."""


def rename(tree: ast.Module, seed: int) -> None:
    """Give every word that the file gives another one, in place, the same ones for the same seed."""
    bound = _bound(tree)
    words = sorted((bound.names | bound.attributes | bound.methods) - KEPT - bound.imported)
    words = [word for word in words if not (word.startswith("__") and word.endswith("__"))]
    new = dict(zip(words, _invented(random.Random(seed), words), strict=True))  # noqa: S311  no secret
    _Renamer(bound, new).visit(tree)


def _bound(tree: ast.Module) -> Bound:
    nodes = list(ast.walk(tree))
    imported = frozenset(_imports(nodes))
    classes = [node for node in nodes if isinstance(node, ast.ClassDef)]
    methods = frozenset(one.name for node in classes for one in node.body if isinstance(one, Function))
    fields = frozenset(name for node in classes for one in node.body for name in _targets(one))
    functions = [node for node in nodes if isinstance(node, Function)]
    parameters = frozenset(one.arg for one in nodes if isinstance(one, ast.arg))
    caught = frozenset(one.name for one in nodes if isinstance(one, ast.ExceptHandler) and one.name)
    local = frozenset(name for node in functions for name in _given(node))
    level = frozenset(name for one in tree.body for name in _targets(one))
    of_classes = {id(one) for node in classes for one in node.body}
    defined = frozenset(node.name for node in (*classes, *functions) if id(node) not in of_classes)
    return Bound(
        names=defined | parameters | caught | local | (frozenset(_given(tree)) - (fields - level)),
        parameters=parameters,
        attributes=frozenset(one.attr for one in nodes if isinstance(one, ast.Attribute) and _is_set_on_self(one)),
        foreign=frozenset(_foreign(nodes, imported)),
        methods=methods - fields,
        imported=imported,
        fields=fields,
    )


def _imports(nodes: list[ast.AST]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, ast.Import | ast.ImportFrom):
            yield from (alias.asname or alias.name.split(".")[0] for alias in node.names)


def _targets(node: ast.stmt) -> list[str]:
    """Names that an assignment gives."""
    targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
    return [one.id for target in targets for one in ast.walk(target) if isinstance(one, ast.Name)]


def _given(node: ast.AST) -> Iterator[str]:
    """Names that anything inside a node sets."""
    return (one.id for one in ast.walk(node) if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store))


def _is_set_on_self(node: ast.Attribute) -> bool:
    return isinstance(node.ctx, ast.Store) and _is_self(node.value)


def _is_self(node: ast.expr) -> bool:
    return isinstance(node, ast.Name) and node.id in ("self", "cls")


def _root(node: ast.expr) -> ast.expr:
    """The first of a chain of attributes, calls and subscripts."""
    while isinstance(node, ast.Attribute | ast.Call | ast.Subscript):
        node = node.func if isinstance(node, ast.Call) else node.value
    return node


def _foreign(nodes: list[ast.AST], imported: frozenset[str]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call):
            root = _root(node.value)
            if isinstance(root, ast.Name) and root.id in imported:
                yield from (one.attr for one in node.targets if isinstance(one, ast.Attribute))


def _invented(chance: random.Random, words: list[str]) -> Iterator[str]:
    """As many new words, none twice, each capitalised as the old one."""
    taken = set(words) | KEPT
    for word in words:
        new = word
        while new in taken:
            new = "".join(chance.choice(SYLLABLES) for _ in range(chance.randint(2, 5)))
        taken.add(new)
        capital = word.lstrip("_")[:1].isupper()
        yield new.capitalize() if capital else new


class _Renamer(ast.NodeTransformer):
    def __init__(self, bound: Bound, new: dict[str, str]) -> None:
        self.bound, self.new = bound, new
        self.in_class_body = False

    def name(self, word: str) -> str:
        return self.new.get(word, word) if word in self.bound.names else word

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.AST:
        outside, node.name = self.in_class_body, self.name(node.name)
        node.bases = [self.visit(one) for one in node.bases]
        node.keywords = [self.visit(one) for one in node.keywords]
        node.decorator_list = [self.visit(one) for one in node.decorator_list]
        self.in_class_body = True
        node.body = [self.visit(one) for one in node.body]
        self.in_class_body = outside
        return node

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        return self._function(node)

    def visit_AsyncFunctionDef(self, node: ast.AsyncFunctionDef) -> ast.AST:
        return self._function(node)

    def _function(self, node: Function) -> ast.AST:
        known = self.bound.methods if self.in_class_body else self.bound.names
        node.name = self.new.get(node.name, node.name) if node.name in known else node.name
        outside, self.in_class_body = self.in_class_body, False
        self.generic_visit(node)
        self.in_class_body = outside
        return node

    def visit_Name(self, node: ast.Name) -> ast.AST:
        if not (self.in_class_body and node.id in self.bound.fields):
            node.id = self.name(node.id)
        return node

    def visit_arg(self, node: ast.arg) -> ast.AST:
        node.arg = self.name(node.arg)
        return self.generic_visit(node)

    def visit_ExceptHandler(self, node: ast.ExceptHandler) -> ast.AST:
        node.name = node.name and self.name(node.name)
        return self.generic_visit(node)

    def visit_Global(self, node: ast.Global) -> ast.AST:
        node.names = [self.name(name) for name in node.names]
        return node

    def visit_Nonlocal(self, node: ast.Nonlocal) -> ast.AST:
        node.names = [self.name(name) for name in node.names]
        return node

    def visit_Attribute(self, node: ast.Attribute) -> ast.AST:
        if self._is_ours(node):
            node.attr = self.new.get(node.attr, node.attr)
        return self.generic_visit(node)

    def _is_ours(self, node: ast.Attribute) -> bool:
        """Set on self, or a method called on self, on what self holds, on super() or on a class of the file."""
        root = _root(node.value)
        if not isinstance(root, ast.Name):
            return False
        if node.attr in self.bound.methods:
            return root.id in ("self", "cls", "super") or root.id in self.bound.names - self.bound.imported
        return node.attr in self.bound.attributes and _is_self(node.value)

    def visit_Call(self, node: ast.Call) -> ast.AST:
        if self._is_called_by_our_names(node.func):
            for keyword in node.keywords:
                if keyword.arg in self.bound.parameters:
                    keyword.arg = self.name(keyword.arg)
        return self.generic_visit(node)

    def _is_called_by_our_names(self, called: ast.expr) -> bool:
        """Whether what is called is, as far as can be seen, defined in the file: keywords are its parameters."""
        if isinstance(called, ast.Name):
            return called.id in self.new
        if not isinstance(called, ast.Attribute):
            return False
        of_self = _is_self(called.value) and called.attr in self.bound.attributes - self.bound.foreign
        return of_self or (called.attr in self.bound.methods and self._is_ours(called))

    def visit_Constant(self, node: ast.Constant) -> ast.AST:
        """A definition's name as a text, as in `_no_split_modules`."""
        if isinstance(node.value, str) and node.value[:1].isupper() and node.value in self.new:
            node.value = self.new[node.value]
        return node
