# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Whose to change a Python name is, by where it stands: what a library defines keeps its name in every copy.

A word that a file binds somewhere need not be its own elsewhere: `self.hidden_size` can be renamed, beside it
`config.hidden_size` cannot. Read by the word alone, 22 % of the labelled copies of transformers 4.57.1 differed from
their origin only because some other part of one of the two files binds a word such as `device` or `shape`.
"""

import numpy as np

from gyebo.languages.language import Kinds, Owned
from gyebo.languages.nodes import Nodes
from gyebo.model import I32, I64, Bits

_RECEIVERS = frozenset({b"self", b"cls"})


def owned(nodes: Nodes, kinds: Kinds, given: Bits, text: bytes) -> Owned:
    """Attributes of `self` and keywords of what the file defines are its own; other attributes and keywords are not."""
    attribute, keyword = kinds.among(nodes, "attribute"), kinds.among(nodes, "keyword_argument")
    identifier = kinds.among(nodes, "identifier")
    at = np.flatnonzero(attribute)
    of_self = np.zeros(len(nodes.kind), np.bool_)
    of_self[at] = identifier[at + 1] & _spelt(nodes, text, at + 1, _RECEIVERS)
    named = np.flatnonzero(keyword)
    called = nodes.parent[nodes.parent[named]] + 1
    own_call = of_self[called] | (identifier[called] & _spelt(nodes, text, called, _defined(nodes, kinds, given, text)))
    own_call &= kinds.among(nodes, "call")[called - 1]
    ours, theirs = np.zeros(len(nodes.kind), np.bool_), np.zeros(len(nodes.kind), np.bool_)
    ours[nodes.last[at[of_self[at]]] - 1] = ours[named[own_call] + 1] = True
    theirs[nodes.last[at[~of_self[at]]] - 1] = theirs[named[~own_call] + 1] = True
    return Owned(ours, theirs)


def _defined(nodes: Nodes, kinds: Kinds, given: Bits, text: bytes) -> frozenset[bytes]:
    """Words that the file gives otherwise than by an import."""
    imports = np.flatnonzero(kinds.among(nodes, "import_statement", "import_from_statement", "future_import_statement"))
    inside = np.zeros(len(nodes.kind) + 1, np.int32)
    np.add.at(inside, imports, 1)
    np.add.at(inside, nodes.last[imports], -1)
    is_imported = np.cumsum(inside[:-1]) > 0
    return _texts(nodes, text, given & ~is_imported) - _texts(nodes, text, given & is_imported)


def _texts(nodes: Nodes, text: bytes, which: Bits) -> frozenset[bytes]:
    at = np.flatnonzero(which)
    return frozenset(text[a:b] for a, b in zip(nodes.start[at].tolist(), nodes.end[at].tolist(), strict=True))


def _spelt(nodes: Nodes, text: bytes, at: I32 | I64, words: frozenset[bytes]) -> Bits:
    """Which of some nodes are one of these words."""
    spans = zip(nodes.start[at].tolist(), nodes.end[at].tolist(), strict=True)
    return np.array([text[a:b] in words for a, b in spans], np.bool_)
