# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Files made to be slow or deep end in nodes or in Unparsable, never in the end of the process."""

import time
from collections.abc import Callable

import numpy as np
import pytest

from gyebo.languages import nodes
from gyebo.languages.nodes import Unparsable, parse, walk
from gyebo.languages.python import PYTHON
from gyebo.languages.reading import Reader
from gyebo.model import Syntax

Read = Callable[[str], Syntax]


def test_nodes_are_those_of_the_tree_in_preorder(reader: Reader) -> None:
    tree = parse(reader.grammar, b"def f(a):\n    return [a, 1]\n", 10.0)
    flat, waiting, at = walk(tree), [(tree.root_node, -1)], 0
    while waiting:
        node, parent = waiting.pop()
        assert (flat.kind[at], flat.start[at], flat.end[at]) == (node.kind_id, node.start_byte, node.end_byte)
        assert (flat.parent[at], flat.last[at]) == (parent, at + node.descendant_count)
        waiting += [(child, at) for child in reversed(node.children)]
        at += 1
    assert at == len(flat.kind)


@pytest.mark.parametrize("source", ["(" * 200_000 + ")" * 200_000, "x = " + "(" * 200_000 + "1" + ")" * 200_000])
def test_deep_nesting_is_read(read: Read, source: str) -> None:
    assert len(read(source).tokens.code) <= 3


def test_a_million_open_brackets_are_read_as_not_placed(read: Read) -> None:
    assert read("[" * 1_000_000).unparsed == pytest.approx(1.0)


def test_what_costs_the_square_of_its_length_is_given_up_in_time() -> None:
    begun = time.monotonic()
    with pytest.raises(Unparsable, match=r"longer than 0\.2 s"):
        Reader(PYTHON, seconds=0.2).read(b": not " * 100_000)
    assert time.monotonic() - begun < 5


def test_more_nodes_than_the_limit_are_refused(monkeypatch: pytest.MonkeyPatch, reader: Reader) -> None:
    monkeypatch.setattr(nodes, "MAXIMUM_NODES", 1000)
    with pytest.raises(Unparsable, match="more than 1,000 syntax nodes"):
        reader.read(b"x\n" * 1000)


def test_a_file_of_nothing_is_one_node(reader: Reader) -> None:
    flat = walk(parse(reader.grammar, b"", 10.0))
    np.testing.assert_array_equal(flat.last, [1])


def test_text_longer_than_a_chunk_is_read_whole(read: Read) -> None:
    source = "한글 = '글'\n" * 20_000
    assert len(source.encode()) > 4 * nodes.CHUNK
    assert len(read(source).tokens.code) == 4 * 20_000
