# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Know what texts an expression of a Python file can stand for: constants, defaults and settings; nothing is run."""

import ast
from collections.abc import Iterator, Mapping, Sequence

Constants = Mapping[str, Sequence[str]]
"""Texts by the name that the file binds to them."""
MOST = 8
"""Texts of one name."""
ADDING = frozenset({"add_argument", "add_option", "option", "argument", "DEFINE_string"})
"""Calls that give an option of the command line its default."""
ENVIRONMENT = frozenset({"get", "getenv", "pop", "setdefault"})
"""Calls whose second argument stands where nothing else was set."""


def constants_of(nodes: Sequence[ast.AST]) -> Constants:
    """Names bound to texts anywhere: in a module, a class or a function, as a default, or as an option's."""
    found: dict[str, list[str]] = {}
    for node in nodes:
        for name, value in _bound(node):
            texts = found.setdefault(name, [])
            texts += [text for text in texts_of(value, {}) if text not in texts and len(texts) < MOST]
    return found


def texts_of(node: ast.expr, constants: Constants) -> Iterator[str]:
    """Every text that it can be, as far as that stands in the file."""
    match node:
        case ast.NamedExpr(value=value):
            yield from texts_of(value, constants)
        case ast.IfExp(body=one, orelse=other):
            yield from (text for each in (one, other) for text in texts_of(each, constants))
        case ast.BoolOp(values=values):
            yield from (text for each in values for text in texts_of(each, constants))
        case ast.Call(func=ast.Attribute(attr=called) | ast.Name(id=called), args=[_, other]) if called in ENVIRONMENT:
            yield from texts_of(other, constants)
        case _:
            yield from text_of(node, constants)


def text_of(node: ast.AST, constants: Constants) -> Sequence[str]:
    """What a text, a name or an attribute by itself stands for."""
    match node:
        case ast.Constant(value=str(text)):
            return (text,)
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return constants.get(name, ())
        case _:
            return ()


def _bound(node: ast.AST) -> Iterator[tuple[str, ast.expr]]:
    match node:
        case ast.Assign(targets=[ast.Name(id=name) | ast.Attribute(attr=name)], value=value):
            yield name, value
        case ast.AnnAssign(target=ast.Name(id=name) | ast.Attribute(attr=name), value=ast.expr() as value):
            yield name, _default(value)
        case ast.NamedExpr(target=ast.Name(id=name), value=value):
            yield name, value
        case ast.arguments(
            posonlyargs=first, args=others, kwonlyargs=named, defaults=defaults, kw_defaults=named_defaults
        ):
            placed = [*first, *others]
            yield from ((one.arg, value) for one, value in zip(reversed(placed), reversed(defaults), strict=False))
            yield from ((one.arg, value) for one, value in zip(named, named_defaults, strict=True) if value)
        case ast.Call(func=ast.Attribute(attr=called) | ast.Name(id=called)) if called in ADDING:
            yield from _option(node)
        case _:
            pass


def _default(value: ast.expr) -> ast.expr:
    """Of a data class's field( default=...) the default."""
    given = [one.value for one in value.keywords if one.arg == "default"] if isinstance(value, ast.Call) else []
    return given[0] if given else value


def _option(call: ast.Call) -> Iterator[tuple[str, ast.expr]]:
    """Under each name that the option can be asked by, `--model-name` as model_name."""
    named = [one.value for one in call.keywords if one.arg == "dest"]
    spelled = [
        one.value for one in (*call.args, *named) if isinstance(one, ast.Constant) and isinstance(one.value, str)
    ]
    for one in call.keywords:
        if one.arg == "default":
            yield from ((name.lstrip("-").replace("-", "_"), one.value) for name in spelled)
