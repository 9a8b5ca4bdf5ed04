# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Expressions: other operators, other ways to format a string, keywords for positions, constants folded."""

import ast
from collections.abc import Callable, Mapping
from random import Random
from typing import ClassVar

from measures.transforms.subject import Definition, functions
from measures.transforms.tensors import matrix_product, product, torch

MIRRORED: dict[type[ast.cmpop], type[ast.cmpop]] = {ast.Lt: ast.Gt, ast.Gt: ast.Lt, ast.LtE: ast.GtE, ast.GtE: ast.LtE}
NEGATED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.IsNot: ast.Is,
    ast.Is: ast.IsNot,
    ast.NotIn: ast.In,
    ast.NotEq: ast.Eq,
    ast.Eq: ast.NotEq,
}
SIGNATURES = {
    "Linear": "in_features out_features",
    "Embedding": "num_embeddings embedding_dim padding_idx",
    "LayerNorm": "normalized_shape eps",
    "RMSNorm": "normalized_shape eps",
    "Dropout": "p",
    "Conv1d": "in_channels out_channels kernel_size stride",
    "Conv2d": "in_channels out_channels kernel_size stride",
    "BatchNorm2d": "num_features eps",
    "GroupNorm": "num_groups num_channels",
    "transpose": "dim0 dim1",
    "unsqueeze": "dim",
    "squeeze": "dim",
    "repeat_interleave": "repeats dim",
    "chunk": "chunks dim",
    "flatten": "start_dim end_dim",
    "cat": "tensors dim",
    "stack": "tensors dim",
    "softmax": "input dim",
    "matmul": "input other",
    "dropout": "input p training",
}
"""Parameters of library functions that model code calls by position; a receiver that is the input is left out."""


class _Counting(ast.NodeTransformer):
    """Counts the nodes it puts in another's place."""

    def __init__(self) -> None:
        self.count = 0

    def instead(self, node: ast.AST) -> ast.AST:
        self.count += 1
        return node


def by(transformer: Callable[[], _Counting]) -> Callable[[Definition, Random], int]:
    """An edit of all functions of a definition."""

    def edit(definition: Definition, _random: Random) -> int:
        at_work = transformer()
        for function in functions(definition):
            function.body = [at_work.visit(statement) for statement in function.body]
        return at_work.count

    return edit


class Operators(_Counting):
    """x + x for x * 2, x * x for x ** 2, a mirrored or negated comparison, x = x + y for x += y."""

    def visit_BinOp(self, node: ast.BinOp) -> ast.AST:
        self.generic_visit(node)
        match node:
            case ast.BinOp(left=left, op=ast.Mult(), right=ast.Constant(value=2)):
                return self.instead(ast.BinOp(left, ast.Add(), left))
            case ast.BinOp(left=ast.Constant(value=2), op=ast.Mult(), right=right):
                return self.instead(ast.BinOp(right, ast.Add(), right))
            case ast.BinOp(left=left, op=ast.Pow(), right=ast.Constant(value=2)):
                return self.instead(ast.BinOp(left, ast.Mult(), left))
            case ast.BinOp(left=left, op=ast.FloorDiv(), right=ast.Constant(value=2)):
                return self.instead(ast.BinOp(left, ast.RShift(), ast.Constant(1)))
            case ast.BinOp(left=left, op=ast.Sub(), right=right) if not isinstance(right, ast.Constant):
                return self.instead(ast.BinOp(ast.UnaryOp(ast.USub(), right), ast.Add(), left))
            case _:
                return node

    def visit_Compare(self, node: ast.Compare) -> ast.AST:
        self.generic_visit(node)
        if len(node.ops) != 1:
            return node
        if mirrored := MIRRORED.get(type(node.ops[0])):
            return self.instead(ast.Compare(node.comparators[0], [mirrored()], [node.left]))
        if negated := NEGATED.get(type(node.ops[0])):
            return self.instead(ast.UnaryOp(ast.Not(), ast.Compare(node.left, [negated()], node.comparators)))
        return node

    def visit_AugAssign(self, node: ast.AugAssign) -> ast.AST:
        self.generic_visit(node)
        if not isinstance(node.target, ast.Name):
            return node
        value = ast.BinOp(ast.Name(node.target.id, ast.Load()), node.op, node.value)
        return self.instead(ast.Assign(targets=[node.target], value=value))

    def visit_IfExp(self, node: ast.IfExp) -> ast.AST:
        self.generic_visit(node)
        return self.instead(ast.IfExp(ast.UnaryOp(ast.Not(), node.test), node.orelse, node.body))


class Strings(_Counting):
    """str.format for f-strings, and f-strings for str.format."""

    def visit_JoinedStr(self, node: ast.JoinedStr) -> ast.AST:
        fields = [one for one in node.values if isinstance(one, ast.FormattedValue)]
        if any(one.format_spec or one.conversion != -1 for one in fields) or not fields:
            return node
        text = "".join(_template(one) for one in node.values)
        form = ast.Attribute(ast.Constant(text), "format", ast.Load())
        return self.instead(ast.Call(form, [one.value for one in fields], []))

    def visit_Call(self, node: ast.Call) -> ast.AST:
        match node:
            case ast.Call(func=ast.Attribute(value=ast.Constant(value=str(text)), attr="format"), keywords=[]):
                pieces = text.split("{}")
                if len(pieces) == len(node.args) + 1 and "{" not in "".join(pieces):
                    return self.instead(_joined(pieces, node.args))
            case _:
                pass
        return self.generic_visit(node)


def _template(node: ast.expr) -> str:
    if isinstance(node, ast.Constant):
        return str(node.value).replace("{", "{{").replace("}", "}}")
    return "{}"


def _joined(pieces: list[str], values: list[ast.expr]) -> ast.JoinedStr:
    found: list[ast.expr] = [ast.Constant(pieces[0])]
    for piece, value in zip(pieces[1:], values, strict=True):
        found += [ast.FormattedValue(value, -1), ast.Constant(piece)]
    return ast.JoinedStr(found)


class Keywords(_Counting):
    """A call's positions by their names, as far as these are known; and config=config."""

    def visit_Call(self, node: ast.Call) -> ast.AST:
        self.generic_visit(node)
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        parameters = SIGNATURES.get(name, "").split()
        if name in ("softmax", "dropout", "matmul") and _is_method(node):
            parameters = parameters[1:]
        match node.args:
            case [ast.Name(id="config")] if not parameters:
                parameters = ["config"]
            case _:
                pass
        if not node.args or len(node.args) > len(parameters) or any(isinstance(one, ast.Starred) for one in node.args):
            return node
        given = [ast.keyword(name, value) for name, value in zip(parameters, node.args, strict=False)]
        return self.instead(ast.Call(node.func, [], given + node.keywords))


def _is_method(node: ast.Call) -> bool:
    """Whether the receiver is a tensor, and not a module of the library."""
    receiver = node.func.value if isinstance(node.func, ast.Attribute) else None
    return not (isinstance(receiver, ast.Name) and receiver.id in ("torch", "F", "nn")) and not (
        isinstance(receiver, ast.Attribute) and receiver.attr == "functional"
    )


class _Inserted(_Counting):
    """Constants for the names that hold them."""

    def __init__(self, values: Mapping[str, ast.expr]) -> None:
        super().__init__()
        self.values = values

    def visit_Name(self, node: ast.Name) -> ast.AST:
        if isinstance(node.ctx, ast.Load) and node.id in self.values:
            return self.instead(self.values[node.id])
        return node


class _Folded(_Counting):
    """What can be reckoned from numbers alone, reckoned."""

    reckoned: ClassVar[dict[type[ast.operator], Callable[[float, float], float]]] = {
        ast.Add: lambda a, b: a + b,
        ast.Sub: lambda a, b: a - b,
        ast.Mult: lambda a, b: a * b,
        ast.Div: lambda a, b: a / b,
    }

    def visit_BinOp(self, node: ast.BinOp) -> ast.AST:
        self.generic_visit(node)
        match node:
            case ast.BinOp(left=ast.Constant(value=int(a) | float(a)), right=ast.Constant(value=int(b) | float(b))):
                reckon = self.reckoned.get(type(node.op))
                if reckon and (b or not isinstance(node.op, ast.Div)):
                    return self.instead(ast.Constant(reckon(a, b)))
            case _:
                pass
        return node


class _Powers(_Counting):
    """A power of two as it is reckoned: 4096 for 2 ** 12 the other way round, since few are written out."""

    def visit_Constant(self, node: ast.Constant) -> ast.AST:
        value = node.value
        if type(value) is int and value > 3:
            half = ast.BinOp(ast.Constant(value // 2), ast.Mult(), ast.Constant(2))
            return self.instead(
                half if value % 2 == 0 else ast.BinOp(ast.Constant(value - 1), ast.Add(), ast.Constant(1))
            )
        if type(value) is float and value not in (0.0, 1.0):
            return self.instead(ast.BinOp(ast.Constant(value * 2), ast.Div(), ast.Constant(2)))
        return node


def folded(definition: Definition, random: Random) -> int:
    """Names that hold one constant replaced by it and numbers reckoned; or, for half of them, numbers taken apart."""
    if random.random() < 0.5:
        return by(_Powers)(definition, random)
    count = 0
    for function in functions(definition):
        values = _constants(function)
        inserted, reckoned = _Inserted(values), _Folded()
        function.body = [reckoned.visit(inserted.visit(one)) for one in function.body if not _only_names(one, values)]
        function.body = function.body or [ast.Pass()]
        count += inserted.count + reckoned.count
    return count


def _constants(function: ast.AST) -> dict[str, ast.expr]:
    """Local names that are given once, and a constant."""
    stores = [one.id for one in ast.walk(function) if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store)]
    found: dict[str, ast.expr] = {}
    for one in ast.walk(function):
        match one:
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Constant(value=int() | float()) as value):
                if stores.count(name) == 1:
                    found[name] = value
            case _:
                pass
    return found


def _only_names(statement: ast.stmt, values: Mapping[str, ast.expr]) -> bool:
    match statement:
        case ast.Assign(targets=[ast.Name(id=name)]) if name in values:
            return True
        case _:
            return False


class Tensors(_Counting):
    """Tensor operations by another of their names: einsum for matmul and @, and the other way round."""

    synonyms: ClassVar[dict[str, str]] = {"view": "reshape", "transpose": "swapaxes", "cat": "concat", "clamp": "clip"}
    """Methods and functions of torch that are one operation; arange, view and reshape agree on contiguous tensors."""
    products: ClassVar[dict[str, bool]] = {"bhid,bhjd->bhij": True, "bhij,bhjd->bhid": False, "bij,bjd->bid": False}
    """Whether the second operand is transposed."""

    def visit_BinOp(self, node: ast.BinOp) -> ast.AST:
        self.generic_visit(node)
        if isinstance(node.op, ast.MatMult):
            return self.instead(torch("matmul", node.left, node.right))
        return node

    def visit_Call(self, node: ast.Call) -> ast.AST:
        self.generic_visit(node)
        match node:
            case ast.Call(func=ast.Attribute(value=ast.Name(id="torch"), attr="matmul"), args=[left, right]):
                return self.instead(product(left, right))
            case ast.Call(
                func=ast.Attribute(value=ast.Name(id="torch"), attr="einsum"),
                args=[ast.Constant(value=str(equation)), left, right],
            ):
                return self.instead(matrix_product(equation.replace(" ", ""), left, right))
            case ast.Call(func=ast.Attribute(value=value, attr=name)) if name in self.synonyms:
                other = ast.Attribute(value, self.synonyms[name], ast.Load())
                return self.instead(ast.Call(other, node.args, node.keywords))
            case ast.Call(
                func=ast.Attribute(value=ast.Name(id="torch"), attr="sqrt" | "exp" | "sigmoid" | "tanh" as name),
                args=[only],
            ):
                return self.instead(ast.Call(ast.Attribute(only, name, ast.Load()), [], []))
            case _:
                pass
        return node
