# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Each disguise changes the text and nothing of what the code does: both are run on our own small sources."""

import ast
from random import Random
from typing import Any

import pytest

from measures.transforms import DISGUISES, Subject

FUNCTION = '''import math
from .rest import together

def measure(values, factor=3, shift=0.5):
    """What the values amount to."""
    size = len(values)  # all of them
    half: int = size // 2
    limit = 4
    kept = [value * 2 for value in values if value is not None]
    squares = []
    for value in kept:
        squares.append(value ** 2)
    total = sum(squares) - shift
    both = together(total, half)
    note = f"{size} of {half}"
    name = "{} and {}".format(size, limit)
    first = str(total).strip().upper()
    if total > limit:
        total += factor
    return (note, name, first, both, total if total else 0, math.floor(total))
'''
BESIDE = '''def together(left, right):
    """A sum of two."""
    again = left * 2
    return again + right


def other(low, high):
    gap = high - low
    wide = gap * 2
    return wide


class Second:
    def __init__(self, steps=1):
        super().__init__()
        self.steps = steps

    def show(self):
        return self.steps
'''
CLASS = '''class Tally:
    """Counts."""

    def __init__(self, start: int, step=2):
        super().__init__()
        self.start = start
        self.step = step

    def next(self, times):
        count = self.start
        for _ in range(times):
            count += self.step
        return count * 2

    def twice(self, times):
        first = self.next(times)
        second = self.next(times + 1)
        return first, second
'''
LAYERS = """import torch
from torch import nn

class Block(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.up = nn.Linear(width, 4)
        self.act = nn.GELU()
        self.down = nn.Linear(4, width)

    def forward(self, states):
        weights = torch.matmul(states, states.transpose(1, 2))
        return self.down(self.act(self.up(weights)))
"""
FUNCTIONS = (
    *("renamed", "renamed in Korean", "reformatted", "type hints removed", "type hints added"),
    *("docstrings, comments removed", "statements reordered", "dead code, logging inserted", "operators rewritten"),
    *("f-strings and format", "comprehensions and loops", "calls through temporaries", "constants folded, unfolded"),
    *("functions inlined", "functions extracted"),
)
CLASSES = (
    *("renamed", "type hints removed", "statements reordered", "functions extracted", "functions inlined"),
    *("classes split", "classes merged", "dead code, logging inserted", "docstrings, comments removed"),
)


class Quiet:
    """Stands for a logger."""

    def debug(self, *_: object) -> None:
        """Say nothing."""

    info = debug


def ran(text: str, beside: str = "") -> dict[str, Any]:
    """The names that source text gives when it is run; what it would import from beside it is given."""
    given: dict[str, Any] = {"logger": Quiet(), "DEBUG": False}
    given |= dict.fromkeys(("torch", "Optional", "Any"), None)
    lines = [line for line in text.splitlines() if not line.startswith("from .rest")]
    code = "from __future__ import annotations\n" + beside + "\n" + "\n".join(lines)
    exec(compile(code, "disguised", "exec"), given)  # noqa: S102 (our own source)
    return given


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_disguised_function_returns_the_same(name: str, seed: int) -> None:
    disguised = DISGUISES[name](Subject(FUNCTION, ("measure",), BESIDE), Random(seed))
    assert disguised is not None
    assert disguised.text != FUNCTION
    values = [1, None, 3, 4.5]
    text = disguised.text
    if disguised.parts[0] != "measure":
        text = text.replace("from .rest import", "from .rest import x #")
        beside = BESIDE + "\n" + "".join(f"{_given(text)} = together\n" if _given(text) else "")
        assert ran(text, beside)[disguised.parts[0]](values) == ran(FUNCTION, BESIDE)["measure"](values)
    else:
        assert ran(text, BESIDE)["measure"](values) == ran(FUNCTION, BESIDE)["measure"](values)


def _given(text: str) -> str:
    """What a renamed text calls the function beside it: the one call of two names."""
    calls = (one for one in ast.walk(ast.parse(text)) if isinstance(one, ast.Call))
    own = (one for one in calls if isinstance(one.func, ast.Name) and len(one.args) == 2)
    return next((one.func.id for one in own if isinstance(one.func, ast.Name) and one.func.id != "together"), "")


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("name", CLASSES)
def test_a_disguised_class_does_the_same(name: str, seed: int) -> None:
    disguised = DISGUISES[name](Subject(CLASS, ("Tally",), BESIDE), Random(seed))
    assert disguised is not None
    assert disguised.text != CLASS
    made = ran(disguised.text, BESIDE)[disguised.parts[0]]
    extra = {"steps": 1} if name == "classes merged" else {}
    one, last = made(1, **extra), list(made.__dict__)
    results = {getattr(one, method)(2) for method in last if _takes_times(getattr(made, method))}
    results |= {one.next(2), one.twice(2)} if name != "renamed" else set()
    assert {10, (10, 14)} <= results


def _takes_times(method: object) -> bool:
    code = getattr(method, "__code__", None)
    return code is not None and code.co_argcount == 2 and code.co_name != "__init__" and "part_" not in code.co_name


@pytest.mark.parametrize("name", DISGUISES)
def test_a_disguise_is_the_same_for_the_same_seed(name: str) -> None:
    for text, part in ((FUNCTION, "measure"), (CLASS, "Tally"), (LAYERS, "Block")):
        first, second = (DISGUISES[name](Subject(text, (part,), BESIDE), Random(7)) for _ in range(2))
        assert first == second


def test_a_disguise_that_finds_nothing_to_change_does_not_apply() -> None:
    plain = Subject("def nothing():\n    pass\n", ("nothing",))
    kept = {"renamed", "renamed in Korean", "reformatted", "type hints added", "dead code, logging inserted"}
    assert {name for name, disguise in DISGUISES.items() if disguise(plain, Random(1))} <= kept


def test_names_become_korean() -> None:
    disguised = DISGUISES["renamed in Korean"](Subject(FUNCTION, ("measure",)), Random(1))
    assert disguised is not None
    own = disguised.parts[0]
    assert any("가" <= letter <= "힣" for letter in own)
    assert "math.floor" in disguised.text


def _disguised(name: str) -> str:
    found = DISGUISES[name](Subject(LAYERS, ("Block",)), Random(1))
    assert found is not None
    return found.text


def test_layers_called_one_on_the_other_become_a_sequential() -> None:
    text = _disguised("layers in a Sequential")
    assert "self.up_act_down = nn.Sequential(nn.Linear(width, 4), nn.GELU(), nn.Linear(4, width))" in text
    assert "return self.up_act_down(weights)" in text


def test_layers_in_a_list_are_called_by_number() -> None:
    text = _disguised("layers in a ModuleList")
    assert "self.layer_list = nn.ModuleList([nn.Linear(width, 4), nn.GELU(), nn.Linear(4, width)])" in text
    assert "self.layer_list[2](self.layer_list[1](self.layer_list[0](weights)))" in text


def test_a_matrix_product_becomes_an_einsum() -> None:
    assert "torch.einsum('...id,...jd->...ij', states, states)" in _disguised("einsum, matmul, synonyms")


def test_positions_become_keywords() -> None:
    assert "nn.Linear(in_features=width, out_features=4)" in _disguised("keywords for positions")
