# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Other names: every name that the text itself gives is replaced, everywhere, in Latin letters or in Hangul."""

import ast
import builtins
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from random import Random

from measures.transforms.subject import Subject, Transform

LATIN = (
    "alpha bravo cedar delta ember fjord grove hazel inlet jetty knoll larch maple north ochre pearl quartz ridge slate"
    " thorn umber vale willow xenon yarrow zinc amber birch coral dune"
).split()
HANGUL = (
    "값 결과 은닉 가중치 입력 출력 층 주의 머리 차원 길이 위치 질의 열쇠 상태 토큰 문장 순서 정규화 투영"
    " 마스크 전문가 경로 확률 점수 묶음 채널 계수 편향 설정"
).split()
KEPT = frozenset({"self", "cls", "forward", "args", "kwargs", "config", *dir(builtins)})
"""Names that the libraries around the code ask for, or that are none of its own."""


def into(words: Iterable[str]) -> Transform:
    """A consistent renaming to pairs of these words."""
    vocabulary = tuple(words)

    def transform(subject: Subject, random: Random) -> Subject | None:
        tree = ast.parse(subject.text)
        own = sorted(set(_given(tree)) - set(_imported(tree)) - KEPT)
        own = [name for name in own if not (name.startswith("__") and name.endswith("__"))]
        if not own:
            return None
        first = random.randrange(len(vocabulary) ** 2)
        names = {name: _word(vocabulary, first + at) for at, name in enumerate(own)}
        text = ast.unparse(_Renaming(names).visit(tree))
        parts = tuple(".".join(names.get(step, step) for step in part.split(".")) for part in subject.parts)
        return replace(subject, text=text, parts=parts)

    return transform


def _word(vocabulary: tuple[str, ...], number: int) -> str:
    count = len(vocabulary)
    round_, rest = divmod(number, count * count)
    suffix = str(round_) if round_ else ""
    return f"{vocabulary[rest % count]}_{vocabulary[rest // count]}{suffix}"


def _given(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        match node:
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                yield name
            case ast.arg(arg=name) | ast.Name(id=name, ctx=ast.Store()):
                yield name
            case ast.Attribute(value=ast.Name(id="self"), attr=name, ctx=ast.Store()):
                yield name
            case _:
                pass


def _imported(tree: ast.AST) -> Iterator[str]:
    """Names of libraries; those of the file's own other half are given by the same hand."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom) and not getattr(node, "level", 0):
            yield from ((alias.asname or alias.name).split(".")[0] for alias in node.names)


class _Renaming(ast.NodeTransformer):
    """Keywords are renamed with the parameters they name; attributes only behind self."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self.names = names

    def generic_visit(self, node: ast.AST) -> ast.AST:
        for field in ("id", "name", "arg"):
            old = getattr(node, field, None)
            if isinstance(old, str) and not isinstance(node, ast.alias | ast.keyword | ast.ExceptHandler):
                setattr(node, field, self.names.get(old, old))
        return super().generic_visit(node)

    def visit_Attribute(self, node: ast.Attribute) -> ast.AST:
        if isinstance(node.value, ast.Name) and node.value.id == "self":
            node.attr = self.names.get(node.attr, node.attr)
        return self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> ast.AST:
        called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if called in self.names:
            for keyword in node.keywords:
                keyword.arg = self.names.get(keyword.arg, keyword.arg) if keyword.arg else None
        return self.generic_visit(node)

    def visit_Global(self, node: ast.Global) -> ast.AST:
        node.names = [self.names.get(name, name) for name in node.names]
        return node

    def visit_Nonlocal(self, node: ast.Nonlocal) -> ast.AST:
        node.names = [self.names.get(name, name) for name in node.names]
        return node
