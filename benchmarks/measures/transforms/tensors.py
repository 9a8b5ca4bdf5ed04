# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Products of tensors, written one way or another."""

import ast

from measures.transforms.subject import called


def product(left: ast.expr, right: ast.expr) -> ast.expr:
    """A matrix product as einsum; a transposed operand by other letters."""
    match right:
        case ast.Call(func=ast.Attribute(value=inner, attr="transpose" | "swapaxes")):
            return torch("einsum", ast.Constant("...id,...jd->...ij"), left, inner)
        case _:
            return torch("einsum", ast.Constant("...ij,...jd->...id"), left, right)


def matrix_product(equation: str, left: ast.expr, right: ast.expr) -> ast.expr:
    """An einsum of two operands as a matrix product of permuted ones; the axes are told by its letters."""
    sides, _, result = equation.partition("->")
    first, _, second = sides.partition(",")
    summed = [letter for letter in first if letter in second and letter not in result]
    axis = ast.Constant(second.index(summed[0]) if summed else -1)
    moved = ast.Call(ast.Attribute(right, "movedim", ast.Load()), [axis, ast.Constant(-2)], [])
    return ast.BinOp(left, ast.MatMult(), moved)


def torch(name: str, *arguments: ast.expr) -> ast.Call:
    """A call of a function of torch."""
    call = called("torch", *arguments)
    call.func = ast.Attribute(ast.Name("torch", ast.Load()), name, ast.Load())
    return call
