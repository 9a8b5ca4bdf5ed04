# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Put together the texts that code makes of parts: sums, f-strings, forms that are filled in; nothing is run."""

import ast
import re
from collections.abc import Callable, Iterator, Sequence
from itertools import islice, product

OPEN = "…"
"""Stands for a part of which the file does not say what it is."""
MOST_PARTS = 24
MOST = 8
"""Texts of one expression."""
FIELD = re.compile(r"\{(\w*)[^{}]{0,40}\}")
PERCENT = re.compile(r"%(?:\((\w+)\))?[sdr]")
Texts = Callable[[ast.expr], Iterator[str]]
"""What an expression by itself can be."""
Parts = list[Sequence[str]]


def composed(node: ast.expr, texts: Texts) -> Iterator[str]:
    """The texts it can be, with OPEN for what is not known; what begins with that says nothing."""
    for parts in _variants(node, texts):
        if len(parts) <= MOST_PARTS:
            told = ("".join(one) for one in islice(product(*parts), MOST))
            yield from (one for one in told if not one.startswith(OPEN))


def _variants(node: ast.expr, texts: Texts) -> Iterator[Parts]:
    match node:
        case ast.JoinedStr(values=values):
            yield [_of(one, texts) for one in values[: MOST_PARTS + 1]]
        case ast.BinOp(op=ast.Add()):
            yield _sum(node, texts)
        case ast.BinOp(op=ast.Mod(), left=form, right=ast.Tuple(elts=given)):
            yield from (_filled(PERCENT, one, given, {}, texts) for one in texts(form))
        case ast.BinOp(op=ast.Mod(), left=form, right=given):
            yield from (_filled(PERCENT, one, [given], {}, texts) for one in texts(form))
        case ast.Call(func=ast.Attribute(value=form, attr="format"), args=given, keywords=named):
            known = {one.arg: one.value for one in named if one.arg}
            yield from (_filled(FIELD, one, given, known, texts) for one in texts(form))
        case _:
            pass


def _sum(node: ast.expr, texts: Texts) -> Parts:
    """The summands from the first on; a sum of very many is cut, which makes it too long to be told."""
    found: Parts = []
    while isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add) and len(found) <= MOST_PARTS:
        found.append(_of(node.right, texts))
        node = node.left
    return [_of(node, texts), *reversed(found)]


def _of(node: ast.expr, texts: Texts) -> Sequence[str]:
    held = node.value if isinstance(node, ast.FormattedValue) else node
    return tuple(islice(texts(held), MOST)) or (OPEN,)


def _filled(
    field: re.Pattern[str], form: str, given: Sequence[ast.expr], named: dict[str, ast.expr], texts: Texts
) -> Parts:
    """The form's own words, and between them what its fields are given: by name, by number, or in their order."""
    found, done = Parts(), 0
    for at, one in enumerate(islice(field.finditer(form), MOST_PARTS)):
        place = int(one[1]) if (one[1] or "").isdecimal() else at
        value = named.get(one[1] or "", given[place] if place < len(given) else None)
        found += (form[done : one.start()],), _of(value, texts) if value else (OPEN,)
        done = one.end()
    return [*found, (form[done:],)]
