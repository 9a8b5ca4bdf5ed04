# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""SPDX expressions: read, brought into one form, and taken apart; the one home of license-expression."""

import re
from functools import cache as memo
from itertools import product
from typing import Protocol, cast

from gyebo.licencebook import LicenceBook

LONGEST = 400
MOST = 12
"""Licences in one expression; alternatives multiply."""
ID = re.compile(r"(?:DocumentRef-[\w.-]+:)?[A-Za-z0-9][\w.+-]*")
Alternatives = tuple[frozenset[str], ...]


class _Parsed(Protocol):
    """What is used of a parsed expression; the library brings no types."""

    args: "tuple[_Parsed, ...]"
    operator: str
    objects: set[str]

    def render(self, template: str) -> str: ...


class _Parser(Protocol):
    def parse(self, text: str) -> _Parsed | None: ...


def normalised(text: str, book: LicenceBook) -> str:
    """The expression with ids as rules/licences spells them; empty where it is none."""
    known = book.named(text)
    if known:
        return known.id
    parsed = _parsed(text)
    if parsed is None:
        return ""
    spelled = {str(key): _spelled(str(key), book) for key in parsed.objects}
    return re.sub(ID, lambda found: spelled.get(found.group(), found.group()), str(parsed.render("{symbol.key}")))


def alternatives(expression: str) -> Alternatives:
    """The sets of licences of which one must be kept to; none where the text is no expression or too long a one."""
    parsed = _parsed(expression)
    return _sets(parsed) if parsed is not None else ()


def symbols(expression: str) -> tuple[str, ...]:
    """The licences named in an expression, sorted."""
    return tuple(sorted({one for each in alternatives(expression) for one in each}))


@memo
def _parser() -> _Parser:
    from license_expression import Licensing

    return cast("_Parser", Licensing())


def _parsed(text: str) -> _Parsed | None:
    from license_expression import ExpressionError, ExpressionParseError

    if not text.strip() or len(text) > LONGEST:
        return None
    try:
        parsed = _parser().parse(text)
    except (ExpressionError, ExpressionParseError):
        return None
    names = [part for key in parsed.objects for part in str(key).split(" WITH ")] if parsed is not None else []
    return parsed if 0 < len(names) <= MOST and all(ID.fullmatch(name) for name in names) else None


def _spelled(name: str, book: LicenceBook) -> str:
    known = book.named(name)
    return known.id if known else name


def _sets(parsed: _Parsed) -> Alternatives:
    """An OR adds alternatives, an AND joins each of one side with each of the other."""
    sides = [_sets(one) for one in parsed.args]
    if not sides:
        return (frozenset({parsed.render("{symbol.key}")}),)
    if parsed.operator.strip() == "OR":
        return tuple(dict.fromkeys(one for side in sides for one in side))
    return tuple(dict.fromkeys(frozenset[str]().union(*picked) for picked in product(*sides)))
