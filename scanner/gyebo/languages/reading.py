# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""One file's text as tokens, subtrees, units and comments; a pure function of the text and the grammar."""

import unicodedata
from dataclasses import dataclass

import numpy as np

from gyebo.hashing import Ranges, mix, text_hash
from gyebo.languages.language import Kinds, Language
from gyebo.languages.nodes import Nodes, parse, walk
from gyebo.languages.units import comments, units
from gyebo.model import I32, I64, U64, Bits, Subtrees, Syntax, Tokens

SMALLEST_SUBTREE = 4
"""Nodes; smaller ones occur everywhere (measured on transformers: 67 features a fragment are left)."""
_ERROR = 65535
_IDENTIFIER, _STRING, _LITERAL = range(3)
_NAME = np.uint64(text_hash(b"a name the file binds"))
_TEXT = np.uint64(text_hash(b"a string's text"))


@dataclass(frozen=True, slots=True, eq=False)
class _Roles:
    """Which nodes are code, which of them are tokens, and which make the tree's shape."""

    tokens: Bits
    shape: Bits


class Reader:
    """Reads files of one language; holds the grammar's tables, nothing of any file."""

    def __init__(self, language: Language, seconds: float = 10.0) -> None:
        self.language = language
        self.seconds = seconds
        self.grammar = language.grammar()
        self.kinds = Kinds(self.grammar)
        hashes = [text_hash(language.alike.get(name, name).encode()) for name in self.kinds.names]
        self.kind_hashes = np.zeros(65536, np.uint64)
        self.kind_hashes[: len(hashes)] = hashes

    def read(self, text: bytes) -> Syntax:
        """Syntax of UTF-8 text with line feeds as line ends; Unparsable when the limits are passed."""
        tree = parse(self.grammar, text, self.seconds)
        nodes = walk(tree)
        documentation = self.language.documentation(nodes, self.kinds)
        roles = self._roles(nodes, documentation)
        at = np.flatnonzero(roles.tokens)
        tokens = self._tokens(nodes, at, text)
        return Syntax(
            text=text,
            tokens=tokens,
            subtrees=self._subtrees(nodes, roles, at, tokens.code),
            units=units(self.language, self.kinds, nodes, roles.tokens, text),
            comments=comments(nodes, documentation | self._among(nodes, self.language.comments), text),
            unparsed=_covered(nodes, nodes.kind == _ERROR) / max(len(text), 1),
            has_error=tree.root_node.has_error,
            has_former=bool(self._among(nodes, self.language.former).any()),
        )

    def _among(self, nodes: Nodes, names: frozenset[str]) -> Bits:
        return self.kinds.among(nodes, *names)

    def _roles(self, nodes: Nodes, documentation: Bits) -> _Roles:
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
        tokens = _without_layout_commas(
            code & leaf & ~self._among(nodes, language.quote_ends),
            self._among(nodes, frozenset({","})),
            self._among(nodes, language.closing),
        )
        shape = code & ~(leaf & self._among(nodes, language.punctuation | language.quote_ends))
        return _Roles(tokens, shape)

    def _tokens(self, nodes: Nodes, at: I64, text: bytes) -> Tokens:
        language = self.language
        identifiers = self._among(nodes, language.identifiers)[at]
        strings = self._among(nodes, language.strings)[at]
        literals = self._among(nodes, language.literals)[at]
        worded = identifiers | strings | literals
        start, end = nodes.start[at], nodes.end[at]
        sorts = np.where(strings, _STRING, np.where(literals, _LITERAL, _IDENTIFIER))[worded]
        words, word = _words(text, start[worded].tolist(), end[worded].tolist(), sorts.tolist(), language)
        hashes = np.array([text_hash(w) for w in words], np.uint64)
        raw = self.kind_hashes[nodes.kind[at]]
        raw[worded] = mix(raw[worded] + hashes[word])
        name = np.full(len(at), -1, np.int32)
        name[worded] = word
        given = np.zeros(len(words), np.bool_)
        bound = self.language.bound(nodes, self.kinds)
        given[name[bound[at] & worded]] = True
        owned = self.language.owned(nodes, self.kinds, bound, text)
        renamable = strings.copy()
        renamable[identifiers] = given[name[identifiers]]
        renamable = (renamable | owned.ours[at]) & ~owned.theirs[at]
        code = np.where(renamable, np.where(strings, _TEXT, _NAME), raw)
        name[~renamable] = -1
        return Tokens(start, end, raw, code, name, tuple(w.decode("utf-8", "replace") for w in words))

    def _subtrees(self, nodes: Nodes, roles: _Roles, at: I64, code: U64) -> Subtrees:
        kept = np.flatnonzero(roles.shape)
        before = np.concatenate(([0], np.cumsum(roles.shape))).astype(np.int32)
        first, last = before[kept], before[nodes.last[kept]]
        labels = self.kind_hashes[nodes.kind]
        labels[at] = code
        values = mix(labels[kept] + mix((last - first).astype(np.uint64)))
        large = (last - first >= SMALLEST_SUBTREE) & (nodes.parent[kept] >= 0)
        tokens = np.concatenate(([0], np.cumsum(roles.tokens))).astype(np.uint32)
        return Subtrees(
            hash=Ranges.of(values)(first[large], last[large]),
            first=tokens[kept[large]],
            last=tokens[nodes.last[kept[large]]],
        )


def _inside(nodes: Nodes, roots: Bits, offset: int) -> Bits:
    """Nodes of the subtrees of `roots`; with offset 1 the roots themselves are left out."""
    steps = np.zeros(len(roots) + 1, np.int32)
    at = np.flatnonzero(roots)
    np.add.at(steps, at + offset, 1)
    np.add.at(steps, nodes.last[at], -1)
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


def _words(
    text: bytes, starts: list[int], ends: list[int], sorts: list[int], language: Language
) -> tuple[list[bytes], I32]:
    """The distinct words, and for each place which one it is; a name and a string of one text are two words."""
    ids: dict[tuple[int, bytes], int] = {}
    found = zip(sorts, starts, ends, strict=True)
    places = [ids.setdefault((sort, text[start:end]), len(ids)) for sort, start, end in found]
    words = [language.spelling(word) if sort == _LITERAL else _composed(word) for sort, word in ids]
    return words, np.array(places, np.int32)


def _composed(word: bytes) -> bytes:
    """As Python compares names: NFKC."""
    return word if word.isascii() else unicodedata.normalize("NFKC", word.decode("utf-8", "replace")).encode()
