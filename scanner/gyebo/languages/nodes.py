# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""A tree-sitter tree as flat arrays in preorder, so that everything after the walk is vectorised."""

import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import tree_sitter

from gyebo.model import I32, U16, U32
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
    """One entry a node, in preorder; offsets in bytes."""

    kind: U16
    start: U32
    end: U32
    parent: I32
    last: I32
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
    kinds: list[int] = []
    starts: list[int] = []
    ends: list[int] = []
    parents: list[int] = []
    lasts: dict[int, int] = {}
    open_nodes = [-1]
    cursor = tree.walk()
    while True:
        node = cursor.node
        assert node is not None  # noqa: S101 (a cursor always stands on a node; the binding's type says Optional)
        kinds.append(node.kind_id)
        starts.append(node.start_byte)
        ends.append(node.end_byte)
        parents.append(open_nodes[-1])
        if cursor.goto_first_child():
            open_nodes.append(len(kinds) - 1)
            continue
        while not cursor.goto_next_sibling():
            if not cursor.goto_parent():
                return _nodes(kinds, starts, ends, parents, lasts)
            lasts[open_nodes.pop()] = len(kinds)
        if len(kinds) > MAXIMUM_NODES:
            raise Unparsable(f"more than {MAXIMUM_NODES:,} syntax nodes", f"구문 노드가 {MAXIMUM_NODES:,}개를 넘습니다")


def _nodes(kinds: list[int], starts: list[int], ends: list[int], parents: list[int], lasts: dict[int, int]) -> Nodes:
    last = np.arange(1, len(kinds) + 1, dtype=np.int32)
    last[np.fromiter(lasts.keys(), np.int64, len(lasts))] = np.fromiter(lasts.values(), np.int32, len(lasts))
    return Nodes(
        kind=np.array(kinds, np.uint16),
        start=np.array(starts, np.uint32),
        end=np.array(ends, np.uint32),
        parent=np.array(parents, np.int32),
        last=last,
    )
