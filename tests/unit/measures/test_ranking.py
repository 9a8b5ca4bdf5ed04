# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Which code counts as the exact twin of an origin."""

from pathlib import PurePosixPath

from gyebo.analysis import Analyser
from gyebo.model import SourceFile
from measures.ranking import analysed, codes_of, undecorated, unit_named


def _undecorated(text: str, name: str) -> bytes:
    read = analysed(Analyser(), SourceFile(PurePosixPath("file.py"), text.encode()))
    unit = unit_named(read, name)
    assert unit is not None
    return undecorated(codes_of(read, unit))


def test_decorators_and_names_make_no_difference() -> None:
    plain = "def turned(states, angle):\n    return states.chunk(2) * angle\n"
    decorated = "import torch\n@torch.jit.script\ndef other(x, y):\n    return x.chunk(2) * y\n"
    assert _undecorated(plain, "turned") == _undecorated(decorated, "other")


def test_anything_else_does() -> None:
    plain = "def turned(states, angle):\n    return states.chunk(2) * angle\n"
    assert _undecorated(plain, "turned") != _undecorated(plain.replace("2", "3"), "turned")
    assert _undecorated(plain, "turned") != _undecorated(f"async {plain}", "turned")
    assert _undecorated("class C:\n    x = 1\n", "C") != _undecorated("class C:\n    x = 2\n", "C")
