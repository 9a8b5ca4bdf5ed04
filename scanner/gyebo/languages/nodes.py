# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""A tree-sitter tree as flat arrays in preorder, so that everything after the walk is vectorised."""

import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import tree_sitter

from gyebo.model import I64
from gyebo.report import Text

CHUNK = 65536
MAXIMUM_NODES = 4_000_000
"""About 1 microsecond and 100 bytes each; transformers' largest file has 90,000."""


class Unparsable(Exception):
    """The file cannot be turned into nodes within its limits; the text says why."""

    def __init__(self, en: str, ko: str) -> None:
        super().__init__(en)
        self.text = Text(en, ko)


@dataclass(frozen=True, slots=True, eq=False)
class Nodes:
    """One entry a node, in preorder; offsets in bytes.

    All of 64 bits, since NumPy takes nothing else for an index without a copy: half the time of all that follows.
    """

    kind: I64
    start: I64
    end: I64
    parent: I64
    last: I64
    """One past the subtree's last node."""


def parse(grammar: tree_sitter.Language, text: bytes, seconds: float) -> tree_sitter.Tree:
    """The syntax tree; Unparsable when it takes longer, since some inputs cost the square of their length."""
    deadline = time.monotonic() + seconds
    parser = tree_sitter.Parser(grammar)
    try:
        return parser.parse(_reader(text), progress_callback=lambda _offset, _error: time.monotonic() > deadline)
    except ValueError as error:
        raise Unparsable(
            f"parsing took longer than {seconds:g} s", f"구문 분석이 {seconds:g}초를 넘었습니다"
        ) from error


def _reader(text: bytes) -> Callable[[int, object], bytes]:
    return lambda offset, _point: text[offset : offset + CHUNK]


def walk(tree: tree_sitter.Tree) -> Nodes:
    """All nodes by one cursor; never recursion or str(node), which end the process on deep trees."""
    if tree.root_node.descendant_count > MAXIMUM_NODES:
        raise Unparsable(f"more than {MAXIMUM_NODES:,} syntax nodes", f"구문 노드가 {MAXIMUM_NODES:,}개를 넘습니다")
    kinds, starts, ends, parents = list[int](), list[int](), list[int](), list[int]()
    closed, lasts, outer, parent = list[int](), list[int](), list[int](), -1
    cursor = tree.walk()
    down, right, up = cursor.goto_first_child, cursor.goto_next_sibling, cursor.goto_parent
    while True:
        node = cursor.node
        assert node is not None  # noqa: S101 (a cursor always stands on a node; the binding's type says Optional)
        kinds.append(node.kind_id)
        starts.append(node.start_byte)
        ends.append(node.end_byte)
        parents.append(parent)
        if down():
            outer.append(parent)
            parent = len(kinds) - 1
            continue
        while not right():
            if not up():
                return _nodes(kinds, starts, ends, parents, closed, lasts)
            closed.append(parent)
            lasts.append(len(kinds))
            parent = outer.pop()


def _nodes(
    kinds: list[int], starts: list[int], ends: list[int], parents: list[int], closed: list[int], lasts: list[int]
) -> Nodes:
    last = np.arange(1, len(kinds) + 1)
    last[closed] = lasts
    kind, start, end, parent = (np.array(each, np.int64) for each in (kinds, starts, ends, parents))
    return Nodes(kind, start, end, parent, last)
