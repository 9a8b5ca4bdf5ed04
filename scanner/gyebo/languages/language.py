# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""What a language module must say of its grammar; the rest is the same for all languages."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count

import numpy as np
import tree_sitter

from gyebo.languages.nodes import Nodes
from gyebo.model import I64, Bits
from gyebo.report import FragmentKind


class Kinds:
    """Names of node kinds as the numbers of one grammar."""

    def __init__(self, grammar: tree_sitter.Language) -> None:
        self.names = tuple(grammar.node_kind_for_id(i) or "" for i in range(grammar.node_kind_count))
        self._tables: dict[tuple[str, ...], Bits] = {}

    def name(self, number: int) -> str:
        """The name of a kind; what does not parse has a number beyond the grammar's own."""
        return self.names[number] if number < len(self.names) else "ERROR"

    def among(self, nodes: Nodes, *names: str) -> Bits:
        """Which nodes are of one of these kinds."""
        table = self._tables.get(names)
        if table is None:
            # What does not parse has the highest number of all, which is cut to the last entry.
            table = self._tables[names] = np.array([name in names for name in (*self.names, "ERROR")], np.bool_)
        found: Bits = table.take(nodes.kind, mode="clip")
        return found

    def number(self, name: str) -> int:
        """The first number of a name."""
        return self.names.index(name)


@dataclass(frozen=True, slots=True, eq=False)
class Form:
    """A file's nodes in the form in which they are compared: other spellings of the same program look alike in it."""

    kind: I64
    """What each node is taken for."""
    last: I64
    """One past the subtree's last node, as it would be if it had been written so."""
    hidden: Bits
    """Nodes that say nothing; what is below them does."""
    absorbed: Bits
    """Nodes that are left out with all below them; the token before them keeps how they were written."""

    @classmethod
    def of(cls, nodes: Nodes) -> "Form":
        """As written, to be changed."""
        nothing = np.zeros(len(nodes.kind), np.bool_)
        return cls(nodes.kind.copy(), nodes.last.copy(), nothing, nothing.copy())


@dataclass(frozen=True, slots=True, eq=False)
class Names:
    """The names of a file."""

    words: tuple[bytes, ...]
    """As written, each once."""
    number: I64
    """One a node: which word stands there, -1 where none does."""

    @classmethod
    def of(cls, nodes: Nodes, identifier: Bits, text: bytes) -> "Names":
        """Those that stand at identifiers."""
        at = np.flatnonzero(identifier)
        words, numbers = numbered(slices(text, nodes.start[at], nodes.end[at]), 0)
        number = np.full(len(nodes.kind), -1)
        number[at] = numbers
        return cls(words, number)

    def marked(self, which: Bits) -> Bits:
        """One a word, and a last one for where none stands: whether it stands at one of these nodes."""
        found = np.zeros(len(self.words) + 1, np.bool_)
        found[self.number[which]] = True
        found[-1] = False
        return found

    def among(self, words: frozenset[bytes]) -> Bits:
        """One a word, and a last one for where none stands: whether it is one of these."""
        return np.array([*(word in words for word in self.words), False], np.bool_)


def slices(text: bytes, start: I64, end: I64) -> list[bytes]:
    """Stretches of a text."""
    return [text[low:high] for low, high in zip(start.tolist(), end.tolist(), strict=True)]


def numbered(words: list[bytes], first: int) -> tuple[tuple[bytes, ...], I64]:
    """The distinct ones in the order in which they appear, and the number of each, counted from `first`."""
    numbers: defaultdict[bytes, int] = defaultdict(count(first).__next__)
    each = np.fromiter(map(numbers.__getitem__, words), np.int64, len(words))
    return tuple(numbers), each


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
    form: Callable[[Nodes, Kinds], Form]
    """How the program would look if it were spelt the usual way."""
    text: Callable[[bytes], bytes]
    """What the characters of a string with escapes stand for."""
    assigned: Callable[[Nodes, Kinds], dict[int, int]]
    """Functions without a name of their own that an assignment names, each with the node of that name."""
    owned: Callable[[Nodes, Kinds, Bits, Names], Owned]
    """Whose to rename an identifier is, where its place says so; elsewhere a word is the file's own that it binds."""
