# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""The style of an nn.Module: layers held in a Sequential or in a ModuleList instead of an attribute each."""

import ast
from random import Random

from measures.transforms.subject import Definition, functions

LAYERS = frozenset(
    "Linear Conv1d Conv2d Embedding LayerNorm GroupNorm BatchNorm1d BatchNorm2d Dropout GELU ReLU SiLU Tanh Sigmoid"
    " Identity Softmax Flatten MaxPool2d AvgPool2d".split()
)


def sequential(definition: Definition, _random: Random) -> int:
    """Layers that are always called one on the other's result become one Sequential."""
    constructor = _constructor(definition)
    layers = _layers(constructor) if constructor else {}
    uses = _uses(definition)
    chain = _chain(definition, {name for name in layers if uses.count(name) == 2})
    if not constructor or len(chain) < 2:
        return 0
    held = ast.Call(_nn("Sequential"), [layers[name].value for name in chain], [])
    _hold(constructor, [layers[name] for name in chain], "_".join(chain), held)
    for function in functions(definition):
        _Calling(chain).visit(function)
    return 1


def listed(definition: Definition, _random: Random) -> int:
    """Layers of its own kind in a ModuleList, called by their number."""
    constructor = _constructor(definition)
    layers = _layers(constructor) if constructor else {}
    if not constructor or len(layers) < 2:
        return 0
    names = list(layers)
    held = ast.Call(_nn("ModuleList"), [ast.List([one.value for one in layers.values()], ast.Load())], [])
    _hold(constructor, list(layers.values()), "layer_list", held)
    for function in functions(definition):
        _Numbering(names).visit(function)
    return len(names)


def _constructor(definition: Definition) -> ast.FunctionDef | None:
    if not isinstance(definition, ast.ClassDef):
        return None
    return next((one for one in definition.body if isinstance(one, ast.FunctionDef) and one.name == "__init__"), None)


def _layers(constructor: ast.FunctionDef) -> dict[str, ast.Assign]:
    """Statements of the constructor that hold a layer of the library in an attribute."""
    found: dict[str, ast.Assign] = {}
    for one in constructor.body:
        match one:
            case ast.Assign(
                targets=[ast.Attribute(value=ast.Name(id="self"), attr=name)],
                value=ast.Call(func=ast.Attribute(value=ast.Name(id="nn"), attr=kind)),
            ) if kind in LAYERS:
                found[name] = one
            case _:
                pass
    return found


def _hold(constructor: ast.FunctionDef, statements: list[ast.Assign], name: str, value: ast.expr) -> None:
    """One statement for several, where the last of them stood."""
    place = constructor.body.index(statements[-1])
    held = ast.Assign([ast.Attribute(ast.Name("self", ast.Load()), name, ast.Store())], value)
    constructor.body[place] = held
    constructor.body = [one for one in constructor.body if one not in statements]


def _nn(name: str) -> ast.Attribute:
    return ast.Attribute(ast.Name("nn", ast.Load()), name, ast.Load())


def _uses(definition: Definition) -> list[str]:
    """Attributes of self, each as often as it is written or read."""
    found = (one for one in ast.walk(definition) if isinstance(one, ast.Attribute))
    return [one.attr for one in found if isinstance(one.value, ast.Name) and one.value.id == "self"]


def _called(node: ast.AST | None) -> tuple[str, ast.expr] | None:
    """The attribute of self that is called with one argument, and the argument."""
    match node:
        case ast.Call(func=ast.Attribute(value=ast.Name(id="self"), attr=name), args=[only], keywords=[]):
            return name, only
        case _:
            return None


def _chain(definition: Definition, held: set[str]) -> list[str]:
    """The longest run of layers in which each takes what the one before gave: nested, or x = f(x) one after another."""
    chains = [_nested(node, held) for node in ast.walk(definition)]
    for function in functions(definition):
        chains += _successive(function.body, held)
    return max(chains, key=len, default=list[str]())


def _nested(node: ast.AST, held: set[str]) -> list[str]:
    inner = _called(node)
    return [*_nested(inner[1], held), inner[0]] if inner and inner[0] in held else []


def _successive(block: list[ast.stmt], held: set[str]) -> list[list[str]]:
    chains: list[list[str]] = [[]]
    last = ""
    for statement in block:
        step = _step(statement)
        if step and step[1] in held and (step[0] == last or not chains[-1]):
            chains[-1].append(step[1])
            last = step[0]
        else:
            chains.append([])
            last = ""
    return chains


def _step(statement: ast.stmt) -> tuple[str, str] | None:
    """Of x = self.f(x): x and f."""
    match statement:
        case ast.Assign(targets=[ast.Name(id=to)], value=value):
            called = _called(value)
            return (to, called[0]) if called and isinstance(called[1], ast.Name) and called[1].id == to else None
        case _:
            return None


class _Calling(ast.NodeTransformer):
    """The last call of a chain calls it whole, the others vanish."""

    def __init__(self, chain: list[str]) -> None:
        self.chain = chain

    def visit_Call(self, node: ast.Call) -> ast.AST:
        self.generic_visit(node)
        called = _called(node)
        if not called or called[0] not in self.chain:
            return node
        whole = ast.Attribute(ast.Name("self", ast.Load()), "_".join(self.chain), ast.Load())
        return ast.Call(whole, [called[1]], []) if called[0] == self.chain[-1] else called[1]

    def visit_Assign(self, node: ast.Assign) -> ast.AST | None:
        self.generic_visit(node)
        match node:
            case ast.Assign(targets=[ast.Name(id=to)], value=ast.Name(id=given)) if to == given:
                return None
            case _:
                return node


class _Numbering(ast.NodeTransformer):
    """A layer by its number instead of its name."""

    def __init__(self, names: list[str]) -> None:
        self.names = names

    def visit_Attribute(self, node: ast.Attribute) -> ast.AST:
        self.generic_visit(node)
        match node:
            case ast.Attribute(value=ast.Name(id="self"), attr=name, ctx=ast.Load()) if name in self.names:
                held = ast.Attribute(ast.Name("self", ast.Load()), "layer_list", ast.Load())
                return ast.Subscript(held, ast.Constant(self.names.index(name)), ast.Load())
            case _:
                return node
