# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Which names a Python file gives itself, and what of its layout says nothing."""

from collections.abc import Callable
from pathlib import PurePosixPath

import numpy as np
import pytest

from gyebo.languages import language_of
from gyebo.model import Analysed, Syntax

Read = Callable[[str], Syntax]
Analyse = Callable[[str], Analysed]

BOUND = {
    "import torch": "torch",
    "import torch.nn": "torch",
    "import torch.nn as t": "t",
    "from m import x": "x",
    "from m import x as y": "y",
    "from m import (x, y)": "x y",
    "from .m import x": "m x",
    "from . import x": "x",
    "from m import *": "",
    "from __future__ import annotations": "",
    "def f(a, b=1, *c, d: int, e: int = 2, **g): pass": "f a b c d e g",
    "def f(*a: int, **k: str): pass": "f a k",
    "def f(a, /, b, *, c): pass": "f a b c",
    "def f(a: Model = make()) -> Model: pass": "f a",
    "def f[T](): pass": "f T",
    "def f[*T, **P](): pass": "f T P",
    "class C[T: Base](B): pass": "C T",
    "class C(B, metaclass=M): pass": "C",
    "async def f(): pass": "f",
    "@wrap\ndef f(): pass": "f",
    "lambda a, b=1, *c, **d: z": "a b c d",
    "x = 1": "x",
    "x: int": "x",
    "x: int = v": "x",
    "x += v": "x",
    "x = y = z": "x y",
    "x, *y = z": "x y",
    "[x, (y, v)] = z": "x y v",
    "(x) = z": "x",
    "self.x = z": "x",
    "self.x.y: int = z": "x",
    "self.x, self.y = z": "x y",
    "self.x += z": "x",
    "a[i] = z": "",
    "for i in z: pass": "i",
    "for i, (j, *k) in z: pass": "i j k",
    "for self.x in z: pass": "x",
    "async def f():\n    async for i in z: pass": "f i",
    "[g(v) for i in z if v]": "i",
    "{1: v for (i, j) in z}": "i j",
    "with o() as w: pass": "w",
    "with o() as (w, v): pass": "w v",
    "with (o() as w, p() as q): pass": "w q",
    "with o() as self.x: pass": "x",
    "try: pass\nexcept E as e: pass": "e",
    "try: pass\nexcept* E as e: pass": "e",
    "(n := v)": "n",
    "match s:\n    case x: pass": "x",
    "match s:\n    case [x, *y]: pass": "x y",
    "match s:\n    case {'k': v, **r}: pass": "v r",
    "match s:\n    case C(x, k=y): pass": "x y",
    "match s:\n    case C() | D() as x: pass": "x",
    "match s:\n    case A.B: pass": "",
    "global g": "",
    "del d": "",
    "f(k=v)": "",
    "x.y": "",
    "match = type": "match",
}


@pytest.mark.parametrize(("source", "expected"), BOUND.items())
def test_a_file_gives_exactly_the_names_it_binds(read: Read, source: str, expected: str) -> None:
    tokens = read(source).tokens
    words = [tokens.names[int(at)] for at in tokens.name if at >= 0]
    assert {word for word in words if word != "k" or "'k'" not in source} == set(expected.split())


SAME = [
    ("x = f(a, b)", "x = f(\n    a,\n    b,\n)"),
    ("x = f(a)", "x = (f((a)))"),
    ("x = [1, 2]", "x = [1, 2,]"),
    ("x = 'it'", 'x = """it"""'),
    ("from m import x, y", "from m import (x, y,)"),
    ("from m import x, y", "from m import (\n    x,\n    y,  # why\n)"),
    ("x = a, b", "x = (a, b)"),
    ("x = a, b", "x = (a, b,)"),
    ("x = a,", "x = (a,)"),
    ("a, b = c", "(a, b) = c"),
    ("for a, b in c: pass", "for (a, b) in c: pass"),
    ("def f():\n    return a, *b", "def f():\n    return (a, *b)"),
    ("del a, b", "del (a, b)"),
    ("with a as b, c as d: pass", "with (a as b, c as d,): pass"),
    ("class A: pass", "class A(): pass"),
    ("any(a for a in b)", "any((a for a in b))"),
    ("x = 1e-6, 255, 1000", "x = 0.000001, 0xFF, 1_000"),
    ("x = a + \\\n    b", "x = a + b"),
    ("x = a[(b, c)]", "x = a[b, c]"),
    ("a[(b, c,)] = x", "a[b, c] = x"),
    ("for (a) in b: pass", "for a in b: pass"),
    ("x = a; y = b", "x = a\ny = b\n"),
    ("if a: pass", "if (a): pass  # because"),
    ("def f():\n    pass", 'def f():\n    """Says what."""\n    pass'),
]
SPELT = [
    (
        "if a:\n    b()\nelif c:\n    d()\nelse:\n    e()",
        "if a:\n    b()\nelse:\n    # why\n    if c:\n        d()\n    else:\n        e()",
    ),
    (
        "if a:\n    b()\nelif c:\n    d()\nelif e:\n    f()\nelif g:\n    h()\ni()",
        "if a:\n b()\nelse:\n if c:\n  d()\n else:\n  if e:\n   f()\n  elif g:\n   h()\ni()",
    ),
    ("x = 'abc'", "x = 'a' 'b' 'c'"),
    ("x = f'a{b!r}cd{e}'", "x = f'a{b!r}c' 'd' f'{e}'"),
    (
        "def f(a, b=1, *c, **d):\n    return a",
        "def f(a: 'A', b: int = 1, *c: C, **d: dict[str, D]) -> A:\n    return a",
    ),
    ("x = f(y)", "x: list[int] = f(y)"),
]
OTHER = [
    ("x = (a)", "x = (a,)"),
    ("f((a, b))", "f(a, b)"),
    ("x = ()", "x = None"),
    ("def f():\n    return ()", "def f():\n    return"),
    ("x = 1", "x = 1.0"),
    ("x = torch.ones", "x = torch.zeros"),
    ("class A(B): pass", "class A: pass"),
    ("x = f'{a!r}'", "x = f'{a!s}'"),
    ("x = (a + b) * c", "x = a + b * c"),
    ("x = ''", "x = a"),
    ("x = a[(b,)]", "x = a[b]"),
    ("x = a[()]", "x = a[0]"),
    ("x: int", "x: float"),
    ("if a:\n    b()\nelse:\n    if c:\n        d()\n    e()", "if a:\n    b()\nelif c:\n    d()\ne()"),
    ("for a in b:\n    c()\nelse:\n    if d:\n        e()", "for a in b:\n    c()\nif d:\n    e()"),
    ("x = 'a', 'b'", "x = 'a' 'b'"),
    ("x = f'a{b}c'", "x = f'a{b}'"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_layout_does_not_change_the_tokens(read: Read, one: str, other: str) -> None:
    a, b = read(one), read(other)
    np.testing.assert_array_equal(a.tokens.code, b.tokens.code)
    np.testing.assert_array_equal(a.tokens.raw, b.tokens.raw)
    np.testing.assert_array_equal(a.subtrees.hash, b.subtrees.hash)


@pytest.mark.parametrize(("one", "other"), SPELT)
def test_two_spellings_of_a_program_are_alike_and_not_the_same(read: Read, one: str, other: str) -> None:
    a, b = read(one), read(other)
    np.testing.assert_array_equal(a.tokens.code, b.tokens.code)
    np.testing.assert_array_equal(a.subtrees.hash, b.subtrees.hash)
    assert a.tokens.raw.tolist() != b.tokens.raw.tolist()


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_what_means_something_else_is_something_else(read: Read, one: str, other: str) -> None:
    a, b = read(one), read(other)
    assert (a.tokens.code.tolist(), a.subtrees.hash.tolist()) != (b.tokens.code.tolist(), b.subtrees.hash.tolist())


TEXTS = [r"'it\'s'", r"'\x69t\u0027\163'", '"it\'" "s"', '"""it\'\\\ns"""', 'r"it" "\'s"']


@pytest.mark.parametrize("spelt", TEXTS)
def test_a_text_is_one_text_however_it_is_spelt(analysed: Analyse, spelt: str) -> None:
    once, twice = (analysed(f'f({one}, g, "it\'s")').prints for one in (spelt, "'its'"))
    assert once.digests[0] == analysed('f("it\'s", g, "it\'s")').prints.digests[0] != twice.digests[0]


def test_a_backslash_of_a_raw_string_is_a_backslash(analysed: Analyse) -> None:
    same, other = (analysed(f"f({one}, '\\\\d')").prints.digests[0] for one in ("r'\\d'", "r'\\\\d'"))
    assert same == analysed("f('\\\\d', '\\\\d')").prints.digests[0] != other


@pytest.mark.parametrize(("path", "name"), [("a/b.py", "python"), ("a.PYI", "python"), ("a.pyx", ""), ("Makefile", "")])
def test_a_suffix_tells_the_language(path: str, name: str) -> None:
    language = language_of(PurePosixPath(path))
    assert (language.name if language else "") == name
