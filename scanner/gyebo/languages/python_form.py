# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Python's normal form: spellings of one program look alike in it; how each was written stays in the raw hashes."""

import re
import sys

import numpy as np

from gyebo.languages.language import Form, Kinds
from gyebo.languages.nodes import Nodes

_ESCAPE = re.compile(rb"\\(?:(\n)|([\\'\"abfnrtv])|x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{1,3}))")
_LETTERS = dict(zip(b"\\'\"abfnrtv", b"\\'\"\a\b\f\n\r\t\v", strict=True))
_HINTED = ("typed_parameter", "typed_default_parameter", "function_definition", "assignment")


def form(nodes: Nodes, kinds: Kinds) -> Form:
    """`else: if` as `elif`, adjacent strings as one, and no type hints."""
    found = Form.of(nodes)
    _join_conditions(nodes, kinds, found)
    _join_strings(nodes, kinds, found)
    _leave_hints_out(nodes, kinds, found)
    return found


def _join_conditions(nodes: Nodes, kinds: Kinds, found: Form) -> None:
    """An `if` that is all of an `else` becomes an `elif`, and what follows it becomes its neighbour."""
    inner = np.flatnonzero(kinds.among(nodes, "if_statement"))
    block = nodes.parent[inner]
    clause = nodes.parent[block]
    sole = kinds.among(nodes, "block")[block] & kinds.among(nodes, "else_clause")[clause]
    sole &= kinds.among(nodes, "if_statement")[nodes.parent[clause]]
    inner, block, clause = inner[sole], block[sole], clause[sole]
    said = np.bincount(nodes.parent[1:][~kinds.among(nodes, "comment")[1:]], minlength=len(nodes.kind))
    alone = said[block] == 1
    inner, block, clause = inner[alone], block[alone], clause[alone]
    found.hidden[inner] = found.hidden[block] = True
    found.absorbed[inner + 1] = found.absorbed[clause + 2] = True
    found.kind[clause] = kinds.number("elif_clause")
    found.kind[clause + 1] = kinds.number("elif")
    later = np.flatnonzero(kinds.among(nodes, "elif_clause", "else_clause"))[::-1]
    following = np.zeros(len(nodes.kind), np.int64)
    following[nodes.parent[later]] = later  # of several the first, which is assigned last
    has = following[inner] > 0
    found.last[clause[has]] = following[inner[has]]


def _join_strings(nodes: Nodes, kinds: Kinds, found: Form) -> None:
    """Adjacent literals are one string: only the first opens it, and texts that meet are one text."""
    joined = kinds.among(nodes, "concatenated_string")
    if not joined.any():
        return
    part = np.flatnonzero(kinds.among(nodes, "string"))
    part = part[joined[nodes.parent[part]]]
    first = nodes.parent[part] == part - 1
    later = part[~first]
    found.last[part[first]] = nodes.last[nodes.parent[part[first]]]
    found.hidden[joined] = found.hidden[later] = True
    found.absorbed[later + 1] = True
    piece = np.flatnonzero(kinds.among(nodes, "string_content", "interpolation"))
    whole = nodes.parent[nodes.parent[piece]]
    piece, whole = piece[joined[whole]], whole[joined[whole]]
    text = kinds.among(nodes, "string_content")[piece]
    meets = text[1:] & text[:-1] & (whole[1:] == whole[:-1])
    found.absorbed[piece[1:][meets]] = True


def _leave_hints_out(nodes: Nodes, kinds: Kinds, found: Form) -> None:
    """Hints that can be left out; a name with a hint and no value, as in a dataclass, says something by it."""
    hint = np.flatnonzero(kinds.among(nodes, "type"))
    owner = nodes.parent[hint]
    hint = hint[kinds.among(nodes, *_HINTED)[owner]]
    owner = nodes.parent[hint]
    bare = kinds.among(nodes, "assignment")[owner] & (nodes.last[hint] == nodes.last[owner])
    hint = hint[~bare]
    found.absorbed[hint] = found.absorbed[hint - 1] = True
    found.hidden[kinds.among(nodes, "typed_parameter")] = True
    found.kind[kinds.among(nodes, "typed_default_parameter")] = kinds.number("default_parameter")


def text(written: bytes) -> bytes:
    """A string's text with its escapes read; those by name stay as they are."""
    return _ESCAPE.sub(_character, written) if b"\\" in written else written


def _character(escape: re.Match[bytes]) -> bytes:
    end, letter, *codes, octal = escape.groups()
    if end:
        return b""
    if letter:
        return bytes([_LETTERS[letter[0]]])
    number = int(octal, 8) if octal else int(next(filter(None, codes)), 16)
    return chr(number).encode("utf-8", "replace") if number <= sys.maxunicode else escape[0]
