# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""One file's text as tokens, subtrees, units and comments; a pure function of the text and the grammar."""

from dataclasses import dataclass

import numpy as np

from gyebo.hashing import Ranges, mix, text_hash
from gyebo.languages.language import Form, Kinds, Language, Names, slices
from gyebo.languages.nodes import Nodes, parse, walk
from gyebo.languages.units import comments, units
from gyebo.languages.words import Sort, Words
from gyebo.model import I64, U64, Bits, Subtrees, Syntax, Tokens

SMALLEST_SUBTREE = 4
"""Nodes; smaller ones occur everywhere (measured on transformers: 67 features a fragment are left)."""
_ERROR = 65535
_NAME = np.uint64(text_hash(b"a name the file binds"))
TEXT = np.uint64(text_hash(b"a string's text"))
"""The code of every string."""


@dataclass(frozen=True, slots=True, eq=False)
class _Roles:
    """Which nodes are code, which of them are tokens, and which make the tree's shape."""

    written: Bits
    tokens: Bits
    """Of what is written, that which remains in the normal form."""
    shape: Bits


class Reader:
    """Reads files of one language; holds the grammar's tables, nothing of any file."""

    def __init__(self, language: Language, seconds: float = 10.0) -> None:
        self.language = language
        self.seconds = seconds
        self.grammar = language.grammar()
        self.kinds = Kinds(self.grammar)
        hashes = [text_hash(language.alike.get(name, name).encode()) for name in self.kinds.names]
        self._kind_hashes = np.array([*hashes, 0], np.uint64)

    def read(self, text: bytes) -> Syntax:
        """Syntax of UTF-8 text with line feeds as line ends; Unparsable when the limits are passed."""
        tree = parse(self.grammar, text, self.seconds)
        nodes = walk(tree)
        documentation = self.language.documentation(nodes, self.kinds)
        form = self.language.form(nodes, self.kinds)
        roles = self._roles(nodes, form, documentation)
        tokens = self._tokens(nodes, form, roles, text)
        return Syntax(
            text=text,
            tokens=tokens,
            subtrees=self._subtrees(nodes, form, roles, tokens.code),
            units=units(self.language, self.kinds, nodes, roles.tokens, text),
            comments=comments(nodes, documentation | self._among(nodes, self.language.comments), text),
            unparsed=_covered(nodes, nodes.kind == _ERROR) / max(len(text), 1),
            has_error=tree.root_node.has_error,
            has_former=bool(self._among(nodes, self.language.former).any()),
        )

    def _among(self, nodes: Nodes, names: frozenset[str]) -> Bits:
        return self.kinds.among(nodes, *names)

    def _roles(self, nodes: Nodes, form: Form, documentation: Bits) -> _Roles:
        language = self.language
        atoms = self._among(nodes, language.strings)
        dropped = documentation | self._among(nodes, language.dropped | language.comments)
        code = ~_inside(nodes, dropped, 0) & ~_inside(nodes, atoms, 1) & (nodes.end > nodes.start)
        grouping = self._among(nodes, language.transparent)
        code[grouping] = False
        code[np.flatnonzero(grouping) + 1] = False
        code[nodes.last[grouping] - 1] = False
        code &= ~language.layout(nodes, self.kinds)
        leaf = atoms | (nodes.last == np.arange(len(nodes.last)) + 1)
        written = _without_layout_commas(
            code & leaf & ~self._among(nodes, language.quote_ends),
            self._among(nodes, frozenset({","})),
            self._among(nodes, language.closing),
        )
        remaining = ~_inside(nodes, form.absorbed, 0)
        shape = code & remaining & ~form.hidden
        shape &= ~(leaf & self._among(nodes, language.punctuation | language.quote_ends))
        return _Roles(written, written & remaining, shape)

    def _tokens(self, nodes: Nodes, form: Form, roles: _Roles, text: bytes) -> Tokens:
        at = np.flatnonzero(roles.written)
        start, end, strings = nodes.start[at], nodes.end[at], self._among(nodes, self.language.strings)[at]
        names = Names.of(nodes, self._among(nodes, self.language.identifiers), text)
        words, name = Words(self.language, names.words), names.number[at]
        escaped = nodes.last[at] > at + 1
        literals = self._among(nodes, self.language.literals)[at]
        sorts = ((Sort.STRING, strings & ~escaped), (Sort.ESCAPED, strings & escaped), (Sort.LITERAL, literals))
        for sort, which in sorts:
            name[which] = words.add(sort, slices(text, start[which], end[which]))
        worded = np.flatnonzero(name >= 0)
        raw = self._hashes(nodes.kind[at])
        written = np.array([text_hash(word) for word in words.written], np.uint64)
        raw[worded] = mix(raw[worded] + written[name[worded]])
        bound = self.language.bound(nodes, self.kinds)
        owned = self.language.owned(nodes, self.kinds, bound, names)
        given = names.marked(bound & roles.written)[names.number[at]]
        renamable = (strings | given | owned.ours[at]) & ~owned.theirs[at]
        code = np.where(form.kind[at] == nodes.kind[at], raw, self._hashes(form.kind[at]))
        code = np.where(renamable, np.where(strings, TEXT, _NAME), code)
        name[worded] = words.same()[name[worded]]
        name[~renamable] = -1
        kept = np.flatnonzero(roles.tokens[at])
        _join(words, name, strings, kept)
        return Tokens(start[kept], end[kept], _absorbing(raw, kept), code[kept], name[kept], words.texts())

    def _hashes(self, kinds: I64) -> U64:
        # What does not parse has the highest number of all, which is cut to the last entry.
        found: U64 = self._kind_hashes.take(kinds, mode="clip")
        return found

    def _subtrees(self, nodes: Nodes, form: Form, roles: _Roles, code: U64) -> Subtrees:
        kept = np.flatnonzero(roles.shape)
        before = _before(roles.shape)
        first, last = before[kept], before[form.last[kept]]
        labels = self._hashes(form.kind)
        labels[roles.tokens] = code
        values = mix(labels[kept] + mix((last - first).astype(np.uint64)))
        large = (last - first >= SMALLEST_SUBTREE) & (nodes.parent[kept] >= 0)
        tokens = _before(roles.tokens)
        return Subtrees(
            hash=Ranges.of(values)(first[large], last[large]),
            first=tokens[kept[large]],
            last=tokens[form.last[kept[large]]],
        )


def _before(which: Bits) -> I64:
    """How many of these stand before each node, and how many in all."""
    found = np.zeros(len(which) + 1, np.int64)
    np.cumsum(which, out=found[1:])
    return found


def _inside(nodes: Nodes, roots: Bits, offset: int) -> Bits:
    """Nodes of the subtrees of `roots`; with offset 1 the roots themselves are left out."""
    at, count = np.flatnonzero(roots), len(roots) + 1
    steps = np.bincount(at + offset, minlength=count) - np.bincount(nodes.last[at], minlength=count)
    return np.cumsum(steps[:-1]) > 0


def _covered(nodes: Nodes, roots: Bits) -> int:
    """Bytes under the outermost of these nodes."""
    outermost = roots & ~_inside(nodes, roots, 1)
    return int((nodes.end[outermost] - nodes.start[outermost]).sum())


def _without_layout_commas(tokens: Bits, commas: Bits, closing: Bits) -> Bits:
    at = np.flatnonzero(tokens)
    layout = commas[at[:-1]] & closing[at[1:]]
    kept = tokens.copy()
    kept[at[:-1][layout]] = False
    return kept


def _absorbing(raw: U64, kept: I64) -> U64:
    """The hashes of the kept tokens; one behind which others are left out has theirs in its own."""
    first, last = _stretches(kept, len(raw))
    found = raw[kept]
    if not len(first):
        return found
    found[np.searchsorted(kept, first)] = Ranges.of(mix(raw))(first, last)
    return found


def _join(words: Words, name: I64, strings: Bits, kept: I64) -> None:
    """Give a string, behind which its other parts are left out, the number of the whole."""
    first, last = (ends.tolist() for ends in _stretches(kept, len(name)))
    for head, behind in zip(first, last, strict=True):
        if strings[head]:
            name[head] = words.joined([int(one) for one in name[head:behind][strings[head:behind]]])


def _stretches(kept: I64, count: int) -> tuple[I64, I64]:
    """Tokens behind which others are left out, and where those end."""
    bounds = np.append(kept, count)
    longer = np.diff(bounds) > 1
    return bounds[:-1][longer], bounds[1:][longer]
