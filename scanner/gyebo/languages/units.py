# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""The definitions of a file and its comments, from its flat nodes."""

import numpy as np

from gyebo.languages.language import Kinds, Language
from gyebo.languages.nodes import Nodes
from gyebo.model import Bits, Comment, Unit
from gyebo.report import FragmentKind

_INSIDE = {FragmentKind.CLASS: FragmentKind.METHOD, FragmentKind.MODULE: FragmentKind.FUNCTION}


def units(language: Language, kinds: Kinds, nodes: Nodes, tokens: Bits, text: bytes) -> tuple[Unit, ...]:
    """The module first, then every definition in the order of the file."""
    before = np.concatenate(([0], np.cumsum(tokens))).tolist()
    found = [Unit(FragmentKind.MODULE, "", 0, before[-1], 0, len(text), -1)]
    enclosing = [(0, len(nodes.kind))]
    named = language.assigned(nodes, kinds)
    defined = np.flatnonzero(kinds.among(nodes, *language.definitions)).tolist()
    for at in sorted((*defined, *named)):
        outer = _wrapped(language, kinds, nodes, at)
        last = int(nodes.last[outer])
        while enclosing[-1][1] <= outer:
            enclosing.pop()
        parent = enclosing[-1][0]
        declared = language.definitions.get(kinds.name(int(nodes.kind[at])), FragmentKind.LAMBDA)
        kind = _kind(declared, found[parent].kind)
        name = _qualified(found[parent].name, _name(language, kinds, nodes, at, text, named.get(at)))
        start, end = int(nodes.start[outer]), int(nodes.end[outer])
        found.append(Unit(kind, name, before[outer], before[last], start, end, parent))
        enclosing.append((len(found) - 1, last))
    return tuple(found)


def _wrapped(language: Language, kinds: Kinds, nodes: Nodes, at: int) -> int:
    parent = int(nodes.parent[at])
    return parent if parent >= 0 and kinds.name(int(nodes.kind[parent])) in language.wrappers else at


def _kind(declared: FragmentKind, outer: FragmentKind) -> FragmentKind:
    if declared is FragmentKind.FUNCTION:
        return _INSIDE.get(outer, FragmentKind.NESTED_FUNCTION)
    return declared


def _name(language: Language, kinds: Kinds, nodes: Nodes, at: int, text: bytes, given: int | None) -> str:
    for child in range(at + 1, int(nodes.last[at])) if given is None else (given,):
        is_own = nodes.parent[child] == at or child == given
        if is_own and kinds.name(int(nodes.kind[child])) in language.identifiers:
            return text[int(nodes.start[child]) : int(nodes.end[child])].decode("utf-8", "replace")
    return "?"


def _qualified(outer: str, name: str) -> str:
    return f"{outer}.{name}" if outer else name


def comments(nodes: Nodes, wanted: Bits, text: bytes) -> tuple[Comment, ...]:
    """Comments and docstrings without their markers, in the order of the file."""
    at = np.flatnonzero(wanted)
    newlines = np.flatnonzero(np.frombuffer(text, np.uint8) == ord("\n"))
    lines = np.searchsorted(newlines, nodes.start[at]) + 1
    return tuple(
        Comment(int(line), _unmarked(text[int(nodes.start[i]) : int(nodes.end[i])].decode("utf-8", "replace")))
        for line, i in zip(lines, at, strict=True)
    )


def _unmarked(text: str) -> str:
    if text.startswith("#"):
        return text.lstrip("#").strip(" \t")
    return text.lstrip("rRbBuUfF").strip("\"'")
