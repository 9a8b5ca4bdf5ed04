# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""The definitions of a file and its comments, from its flat nodes."""

import numpy as np

from gyebo.languages.language import Kinds, Language, slices
from gyebo.languages.nodes import Nodes
from gyebo.model import Bits, Comment, Unit
from gyebo.report import FragmentKind

_INSIDE = {FragmentKind.CLASS: FragmentKind.METHOD, FragmentKind.MODULE: FragmentKind.FUNCTION}


def units(language: Language, kinds: Kinds, nodes: Nodes, tokens: Bits, text: bytes) -> tuple[Unit, ...]:
    """The module first, then every definition in the order of the file."""
    before = np.concatenate(([0], np.cumsum(tokens)))
    found = [Unit(FragmentKind.MODULE, "", 0, int(before[-1]), 0, len(text), -1)]
    enclosing = [(0, len(nodes.kind))]
    named = _named(language, kinds, nodes)
    is_definition = kinds.among(nodes, *language.definitions)
    at = np.array(sorted({*np.flatnonzero(is_definition).tolist(), *named}), np.int64)
    parent = nodes.parent[at]
    outer = np.where(kinds.among(nodes, *language.wrappers)[parent], parent, at)
    last = nodes.last[outer]
    columns = (at, nodes.kind[at], outer, last, before[outer], before[last], nodes.start[outer], nodes.end[outer])
    for own, number, opened, closed, *place in zip(*(column.tolist() for column in columns), strict=True):
        while enclosing[-1][1] <= opened:
            enclosing.pop()
        around = enclosing[-1][0]
        declared = language.definitions.get(kinds.name(number), FragmentKind.LAMBDA)
        name = _text(text, nodes, named[own]) if own in named else "?"
        first, end, start, stop = place
        kind, qualified = _kind(declared, found[around].kind), _qualified(found[around].name, name)
        found.append(Unit(kind, qualified, first, end, start, stop, around))
        enclosing.append((len(found) - 1, closed))
    return tuple(found)


def _named(language: Language, kinds: Kinds, nodes: Nodes) -> dict[int, int]:
    """The node of its name for each definition that has one, and for each function that an assignment names."""
    identifier = np.flatnonzero(kinds.among(nodes, *language.identifiers))
    own = identifier[kinds.among(nodes, *language.definitions)[nodes.parent[identifier]]]
    definition, first = np.unique(nodes.parent[own], return_index=True)
    return dict(zip(definition.tolist(), own[first].tolist(), strict=True)) | language.assigned(nodes, kinds)


def _text(text: bytes, nodes: Nodes, at: int) -> str:
    return text[nodes.start[at] : nodes.end[at]].decode("utf-8", "replace")


def _kind(declared: FragmentKind, outer: FragmentKind) -> FragmentKind:
    if declared is FragmentKind.FUNCTION:
        return _INSIDE.get(outer, FragmentKind.NESTED_FUNCTION)
    return declared


def _qualified(outer: str, name: str) -> str:
    return f"{outer}.{name}" if outer else name


def comments(nodes: Nodes, wanted: Bits, text: bytes) -> tuple[Comment, ...]:
    """Comments and docstrings without their markers, in the order of the file."""
    at = np.flatnonzero(wanted)
    newlines = np.flatnonzero(np.frombuffer(text, np.uint8) == ord("\n"))
    lines = np.searchsorted(newlines, nodes.start[at]) + 1
    written = slices(text, nodes.start[at], nodes.end[at])
    told = zip(lines.tolist(), written, strict=True)
    return tuple(Comment(line, _unmarked(one.decode("utf-8", "replace"))) for line, one in told)


def _unmarked(text: str) -> str:
    if text.startswith("#"):
        return text.lstrip("#").strip(" \t")
    return text.lstrip("rRbBuUfF").strip("\"'")
