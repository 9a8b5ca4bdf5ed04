# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""What a language module must say of its grammar; the rest is the same for all languages."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import tree_sitter

from gyebo.languages.nodes import Nodes
from gyebo.model import U16, Bits
from gyebo.report import FragmentKind


class Kinds:
    """Names of node kinds as the numbers of one grammar."""

    def __init__(self, grammar: tree_sitter.Language) -> None:
        self.names = tuple(grammar.node_kind_for_id(i) or "" for i in range(grammar.node_kind_count))

    def name(self, number: int) -> str:
        """The name of a kind; what does not parse has a number beyond the grammar's own."""
        return self.names[number] if number < len(self.names) else "ERROR"

    def ids(self, names: frozenset[str]) -> U16:
        """Every number whose name is among these; a name can have several."""
        return np.array([i for i, name in enumerate(self.names) if name in names], np.uint16)

    def among(self, nodes: Nodes, *names: str) -> Bits:
        """Which nodes are of one of these kinds."""
        table = np.zeros(65536, np.bool_)
        table[self.ids(frozenset(names))] = True
        return table[nodes.kind]


@dataclass(frozen=True, slots=True, eq=False)
class Owned:
    """Identifier nodes whose place tells whose they are, whatever word stands there."""

    ours: Bits
    """The file's own to rename."""
    theirs: Bits
    """A library's."""


@dataclass(frozen=True, slots=True)
class Language:
    """A language is one of these, in a module of its own; the sets hold names of node kinds."""

    name: str
    suffixes: tuple[str, ...]
    definitions: dict[str, FragmentKind]
    """What opens a fragment; a function inside a class becomes a method by itself."""
    wrappers: frozenset[str]
    """What stands around a definition and belongs to it: decorators."""
    identifiers: frozenset[str]
    strings: frozenset[str]
    """A string's text, taken as one token whatever it holds."""
    literals: frozenset[str]
    """Other leaves whose text matters: numbers."""
    quote_ends: frozenset[str]
    """Closing quotes; the opening one is a token without its text, so that an empty string is a token too."""
    transparent: frozenset[str]
    """What only groups, with its first and last leaf: parentheses."""
    punctuation: frozenset[str]
    """Leaves that the tree's shape already says."""
    closing: frozenset[str]
    """Leaves before which a comma is layout."""
    alike: dict[str, str]
    """Kinds that differ in layout only, each with the kind it is taken for."""
    dropped: frozenset[str]
    former: frozenset[str]
    """Statements that only earlier versions of the language have, and that the grammar still reads."""
    comments: frozenset[str]
    grammar: Callable[[], tree_sitter.Language]
    """The tree-sitter grammar; loaded by this call, so that listing the languages costs nothing."""
    documentation: Callable[[Nodes, Kinds], Bits]
    """Nodes that are docstrings: read for what they say, never as code."""
    layout: Callable[[Nodes, Kinds], Bits]
    """Nodes that can be left out without a change of meaning: parentheses around a list, its last comma."""
    spelling: Callable[[bytes], bytes]
    """The one spelling of a literal: 1e-5 and 0.00001 are the same number."""
    bound: Callable[[Nodes, Kinds], Bits]
    """Identifier nodes at which the file gives a name: definitions, parameters, targets, imports."""
    owned: Callable[[Nodes, Kinds, Bits, bytes], Owned]
    """Whose to rename an identifier is, where its place says so; elsewhere a word is the file's own that it binds."""
