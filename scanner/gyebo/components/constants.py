# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Know what texts an expression of a Python file can stand for: constants, defaults and settings; nothing is run."""

import ast
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial

from gyebo.components.composed import composed

Constants = Mapping[str, Sequence[str]]
"""Texts by the name that the file binds to them."""
MOST = 8
"""Texts of one name."""
ADDING = frozenset({"add_argument", "add_option", "option", "argument", "DEFINE_string"})
"""Calls that give an option of the command line its default."""
ENVIRONMENT = frozenset({"get", "getenv", "pop", "setdefault"})
"""Calls whose second argument stands where nothing else was set."""
HELD = "[{}]"
"""Behind the name of a table or a list: what it holds under a key, and with no key all that it holds."""
OWN, ANY = "self.", "."
"""In front of attributes: of the object itself, and of whatever holds options and settings."""
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
SELF = frozenset({"self", "cls"})


def scoped(tree: ast.Module) -> Iterator[tuple[ast.AST, Constants]]:
    """Every node with the texts that names stand for there: a name of one function says nothing of another's."""
    attributes = _gathered([one for node in ast.walk(tree) for one in _attributes(node)], {})
    waiting: list[tuple[ast.AST, Constants]] = [(tree, attributes)]
    while waiting:
        scope, outer = waiting.pop()
        nodes, inner = _inside(scope)
        fields = {id(one) for node in nodes if isinstance(node, ast.ClassDef) for one in node.body}
        bound = [one for node in nodes if id(node) not in fields for one in _names(node)]
        around = {**outer, **dict.fromkeys(_parameters(scope), ())}
        known = {**around, **_gathered(bound, {**around, **_gathered(bound, around)})}
        yield from ((node, known) for node in nodes)
        waiting += [(one, known) for one in inner]


def _inside(scope: ast.AST) -> tuple[list[ast.AST], list[ast.AST]]:
    """The nodes of a scope, classes in it included, and the functions in it."""
    nodes, inner = list[ast.AST](), list[ast.AST]()
    waiting = list(ast.iter_child_nodes(scope))
    while waiting:
        node = waiting.pop()
        if isinstance(node, FUNCTIONS):
            inner.append(node)
        else:
            nodes.append(node)
            waiting += ast.iter_child_nodes(node)
    return nodes, inner


def _parameters(scope: ast.AST) -> list[str]:
    """Names that a function binds whatever stands around it."""
    if not isinstance(scope, FUNCTIONS):
        return []
    return [one.arg for one in (*scope.args.posonlyargs, *scope.args.args, *scope.args.kwonlyargs)]


def _gathered(bound: Iterable[tuple[str, ast.expr]], known: Constants) -> dict[str, list[str]]:
    """What each name can be, as far as that is known already of the names that it is made of."""
    found: dict[str, list[str]] = {}
    for name, value in bound:
        for told, one in ((name, value), *_entries(name, value)):
            texts = found.setdefault(told, [])
            texts += [text for text in texts_of(one, known) if text not in texts and len(texts) < MOST]
    return found


def _entries(name: str, value: ast.expr) -> Iterator[tuple[str, ast.expr]]:
    """What a table or a list of that name holds, under its key and without."""
    match value:
        case ast.Dict(keys=keys, values=values):
            for key, one in zip(keys, values, strict=True):
                yield name + HELD.format(""), one
                if isinstance(key, ast.Constant) and isinstance(key.value, str):
                    yield name + HELD.format(key.value), one
                    yield from _entries(name + HELD.format(key.value), one)
        case ast.Call(func=ast.Name(id="dict"), args=[], keywords=named):
            keys = [ast.Constant(value=one.arg) for one in named]
            yield from _entries(name, ast.Dict(keys=[*keys], values=[one.value for one in named]))
        case ast.List(elts=values) | ast.Tuple(elts=values) | ast.Set(elts=values):
            yield from ((name + HELD.format(""), one) for one in values)
        case _:
            pass


def texts_of(node: ast.expr, constants: Constants) -> Iterator[str]:
    """Every text that it can be, as far as that stands in the file."""
    match node:
        case ast.NamedExpr(value=value):
            yield from texts_of(value, constants)
        case ast.IfExp(body=one, orelse=other):
            yield from (text for each in (one, other) for text in texts_of(each, constants))
        case ast.BoolOp(values=values):
            yield from (text for each in values for text in texts_of(each, constants))
        case ast.Call(func=ast.Attribute(value=held, attr="get"), args=[key, *others]):
            yield from _held(held, key, constants)
            yield from (text for each in others[:1] for text in texts_of(each, constants))
        case ast.Call(func=ast.Attribute(attr=called) | ast.Name(id=called), args=[_, other]) if called in ENVIRONMENT:
            yield from texts_of(other, constants)
        case ast.Subscript(value=held, slice=key):
            yield from _held(held, key, constants)
        case ast.JoinedStr() | ast.BinOp() | ast.Call(func=ast.Attribute(attr="format")):
            yield from composed(node, partial(texts_of, constants=constants))
        case _:
            yield from text_of(node, constants)


def _held(held: ast.expr, key: ast.expr, constants: Constants) -> Iterator[str]:
    """What stands in a table under that key; under one that is not known, all that stands there."""
    told = key.value if isinstance(key, ast.Constant) and isinstance(key.value, str) else ""
    name = _name(held)
    if name:
        yield from constants.get(name + HELD.format(told), ())
    for entry, value in _entries("", held):
        if entry == HELD.format(told):
            yield from texts_of(value, constants)


def text_of(node: ast.AST, constants: Constants) -> Sequence[str]:
    """What a text, a name or an attribute by itself stands for."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return (node.value,)
    return constants.get(_name(node), ())


def _name(node: ast.AST) -> str:
    """Under what a name or an attribute is known."""
    match node:
        case ast.Name(id=name):
            return name
        case ast.Attribute(value=ast.Name(id=owner), attr=name) if owner in SELF:
            return OWN + name
        case ast.Attribute(attr=name):
            return ANY + name
        case ast.Subscript(value=held, slice=ast.Constant(value=str(key))):
            table = _name(held)
            return table and table + HELD.format(key)
        case _:
            return ""


def _attributes(node: ast.AST) -> Iterator[tuple[str, ast.expr]]:
    """What objects hold: options of the command line, fields of a class, and what is set on an object."""
    match node:
        case ast.ClassDef(body=body):
            for name, value in (one for statement in body for one in _names(statement)):
                yield OWN + name, value
            fields = (one for one in body if isinstance(one, ast.AnnAssign))
            yield from ((ANY + name, value) for field in fields for name, value in _names(field))
        case ast.Assign(targets=[ast.Attribute(attr=name)], value=value):
            yield from ((kind + name, value) for kind in (OWN, ANY))
        case ast.AnnAssign(target=ast.Attribute(attr=name), value=ast.expr() as value):
            yield from ((kind + name, default_of(value)) for kind in (OWN, ANY))
        case ast.Call(func=ast.Attribute(attr=called) | ast.Name(id=called)) if called in ADDING:
            yield from ((ANY + name, value) for name, value in option(node))
        case _:
            pass


def _names(node: ast.AST) -> Iterator[tuple[str, ast.expr]]:
    match node:
        case ast.Assign(targets=[ast.Name(id=name)], value=value):
            yield name, value
        case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
            yield name, default_of(value)
        case ast.NamedExpr(target=ast.Name(id=name), value=value):
            yield name, value
        case ast.For(target=ast.Name(id=name), iter=held) | ast.comprehension(target=ast.Name(id=name), iter=held):
            yield name, ast.Subscript(value=held, slice=ast.Constant(value=None))
        case ast.arguments(
            posonlyargs=first, args=others, kwonlyargs=named, defaults=defaults, kw_defaults=named_defaults
        ):
            placed = [*first, *others]
            yield from ((one.arg, value) for one, value in zip(reversed(placed), reversed(defaults), strict=False))
            yield from ((one.arg, value) for one, value in zip(named, named_defaults, strict=True) if value)
        case ast.Call(func=ast.Attribute(attr=called) | ast.Name(id=called)) if called in ADDING:
            yield from option(node)
        case _:
            pass


def default_of(value: ast.expr) -> ast.expr:
    """Of a data class's field( default=...) the default, or what its factory makes."""
    if not isinstance(value, ast.Call):
        return value
    given = [one.value for one in value.keywords if one.arg in ("default", "default_factory")]
    return next((one.body if isinstance(one, ast.Lambda) else one for one in given), value)


def option(call: ast.Call) -> Iterator[tuple[str, ast.expr]]:
    """Under each name that the option can be asked by, `--model-name` as model_name."""
    named = [one.value for one in call.keywords if one.arg == "dest"]
    spelled = [
        one.value for one in (*call.args, *named) if isinstance(one, ast.Constant) and isinstance(one.value, str)
    ]
    for one in call.keywords:
        if one.arg == "default":
            yield from ((name.lstrip("-").replace("-", "_"), one.value) for name in spelled)
