# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Whose to rename a name is, by where it stands."""

import pytest

from gyebo.languages.python import PYTHON
from gyebo.languages.reading import Reader

OWN = {
    "self.x(z)": "x",
    "cls.x.y": "x",
    "other.x(z)": "",
    "f().x": "",
    "super().x(z)": "",
    "self.x(z, k=1)": "k x",
    "self.x.y(k=1)": "x",
    "import n\nn.x(k=1)": "n",
    "from n import x\nx(k=1)": "x",
    "def x(k): pass\nx(k=1)": "k x",
    "def f(x): x(k=1)": "f k x",
    "def f(x): x.k": "f x",
    "def f(x): dict(x=x)": "f x",
    "class C(B, k=1): pass": "C",
}
"""Source, and the words whose every place, or some place, is the file's own to rename."""


def _renamable(source: str) -> list[str]:
    tokens = Reader(PYTHON).read(source.encode()).tokens
    return [tokens.names[int(at)] for at in tokens.name if at >= 0]


@pytest.mark.parametrize(("source", "expected"), OWN.items())
def test_a_place_tells_whose_a_name_is(source: str, expected: str) -> None:
    assert set(_renamable(source)) == set(expected.split())


def test_an_attribute_of_something_else_stays_where_self_has_one_of_that_name() -> None:
    source = "def f(self, config):\n    self.width = config.width\n"
    assert _renamable(source) == ["f", "self", "config", "self", "width", "config"]


def test_a_keyword_of_a_library_stays_where_the_file_binds_the_word() -> None:
    source = "import torch\ndef f(x, dim): return torch.sum(x, dim=dim)\n"
    assert _renamable(source) == ["torch", "f", "x", "dim", "torch", "x", "dim"]


def test_what_the_rest_of_a_file_binds_does_not_change_a_definition() -> None:
    alone = "import torch\ndef f(x): return x.to(x.device).shape[0] + torch.sum(x, dim=1)\n"
    beside = "class C:\n    def __init__(self, device):\n        self.device = self.shape = self.dim = device\n"
    apart, together = (Reader(PYTHON).read(text.encode()).tokens for text in (alone, alone + beside))
    assert together.code[: len(apart.code)].tolist() == apart.code.tolist()
