# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""What is done to code before it is looked up: consistent, repeatable, and Python still."""

import ast
from pathlib import PurePosixPath

import pytest

from gyebo.analysis import Analyser
from gyebo.model import Analysed, SourceFile
from measures import edits

TEXT = '''"""A file."""
import torch
from torch import nn
from .settings import Settings

LIMIT = 3

def turned(states, angle, *, flip=False):
    """Docs."""
    first, second = states.chunk(2, dim=-1)  # a comment
    if flip:
        second = -second
    joined = torch.cat((second * angle, first), dim=LIMIT)
    return joined.sum()

class Head(nn.Module):
    _no_split_modules = ["Head"]
    base_model_prefix = "head"

    def __init__(self, config: Settings, layer: int = 0):
        super().__init__()
        self.hidden_size: int = config.hidden_size
        self.layer = layer
        self.norm = nn.LayerNorm(self.hidden_size, eps=config.eps)
        self.inner = Inner(config, layer=layer)

    def forward(self, states, mask=None):
        try:
            states = self.norm(states)
        except ValueError as error:
            raise TypeError(str(error)) from error
        states = turned(states, angle=self.layer, flip=True)
        states = self.gated(states, mask=mask)
        return torch.nn.functional.softmax(states, dim=-1, dtype=torch.float32)

    def gated(self, states, mask):
        for each in range(self.layer):
            states = states * each
            states = states + mask
        return states

class Inner(nn.Module):
    def __init__(self, config, layer):
        super().__init__()
        self.rate = config.rate
'''
OTHER = """
def counted(rows):
    total = 0
    for row in rows:
        total += len(row)
    print(total)
    return total

def drawn(canvas, points):
    canvas.clear()
    for x, y in points:
        canvas.dot(x, y)
    canvas.flush()
    return canvas
"""
SEEDS = range(6)
EDITS = (edits.edited, edits.half, edits.surrounded)


@pytest.fixture(scope="module")
def pool() -> edits.Pool:
    return edits.pool([OTHER] * 8)


def analysed(text: str) -> Analysed:
    read = Analyser()(SourceFile(PurePosixPath("file.py"), text.encode()))
    assert isinstance(read, Analysed)
    return read


def digests(text: str) -> dict[str, int]:
    read = analysed(text)
    return {unit.name: int(digest) for unit, digest in zip(read.syntax.units, read.prints.digests, strict=True)}


def definition(text: str, name: str) -> ast.AST:
    return edits.definitions(ast.parse(text))[name]


def size(text: str, name: str) -> int:
    return sum(1 for _ in ast.walk(definition(text, name)))


def words(text: str) -> set[str]:
    names = {node.id for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Name)}
    attributes = {node.attr for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Attribute)}
    keywords = {node.arg for node in ast.walk(ast.parse(text)) if isinstance(node, ast.keyword) and node.arg}
    return names | attributes | keywords


def test_reformatting_drops_comments_and_docstrings_and_keeps_the_code() -> None:
    text = edits.reformatted(TEXT)
    assert "Docs." not in text
    assert "a comment" not in text
    assert digests(text) == digests(TEXT)


def test_a_disguise_changes_every_name_the_file_gives() -> None:
    disguised = edits.disguised(TEXT, 1)
    given = {"turned", "Head", "Inner", "gated", "states", "angle", "flip", "first", "second", "joined", "LIMIT"}
    given |= {"config", "layer", "norm", "inner", "mask", "error", "each"}
    defined = {part for name in disguised.names.values() for part in name.split(".")}
    assert given & (words(disguised.text) | defined) == set()
    assert "'Head'" not in disguised.text


def test_a_disguise_keeps_imported_names_library_attributes_and_what_a_library_looks_for() -> None:
    kept = {"torch", "nn", "Settings", "Module", "LayerNorm", "chunk", "dim", "eps", "hidden_size", "softmax", "dtype"}
    kept |= {"range", "super", "__init__", "ValueError", "rate"}
    disguised = edits.disguised(TEXT, 1)
    assert kept <= words(disguised.text)
    assert "base_model_prefix = 'head'" in disguised.text
    assert disguised.names["Head.forward"].endswith(".forward")


def test_a_disguise_renames_one_to_one_and_keywords_with_their_parameters() -> None:
    disguised = edits.disguised(TEXT, 1)
    tree = ast.parse(disguised.text)
    turned = edits.definitions(tree)[disguised.names["turned"]]
    assert isinstance(turned, ast.FunctionDef)
    parameters = [one.arg for one in (*turned.args.args, *turned.args.kwonlyargs)]
    called = next(
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == turned.name
    )
    assert [one.arg for one in called.keywords] == parameters[1:]
    assert len(set(disguised.names.values())) == len(disguised.names)


def test_a_disguised_function_is_the_same_after_renaming() -> None:
    disguised = edits.disguised(TEXT, 1)
    assert digests(disguised.text)[disguised.names["turned"]] == digests(TEXT)["turned"]


@pytest.mark.parametrize("edit", EDITS)
def test_the_same_seed_gives_the_same_text_and_another_another(edit: edits.Edit, pool: edits.Pool) -> None:
    once, again, other = (edits.changed(TEXT, ["turned", "Head"], edit, pool, seed).text for seed in (1, 1, 2))
    assert once == again
    assert once != other


@pytest.mark.parametrize("edit", EDITS)
@pytest.mark.parametrize("seed", SEEDS)
def test_an_edited_file_parses_and_has_its_definitions(edit: edits.Edit, pool: edits.Pool, seed: int) -> None:
    changed = edits.changed(TEXT, ["turned", "Head"], edit, pool, seed)
    assert {changed.names[name] for name in ("turned", "Head", "Inner")} <= edits.definitions(
        ast.parse(changed.text)
    ).keys()


@pytest.mark.parametrize("seed", SEEDS)
def test_editing_changes_something_and_leaves_the_rest_of_the_file_alone(pool: edits.Pool, seed: int) -> None:
    changed, whole = edits.changed(TEXT, ["turned"], edits.edited, pool, seed), edits.disguised(TEXT, seed)
    before, after = digests(whole.text), digests(changed.text)
    assert after[changed.names["turned"]] != before[whole.names["turned"]]
    assert after[changed.names["Head"]] == before[whole.names["Head"]]


def test_editing_drops_annotations(pool: edits.Pool) -> None:
    changed = edits.changed(TEXT, ["Head"], edits.edited, pool, 1)
    annotated = [
        node
        for node in ast.walk(definition(changed.text, changed.names["Head"]))
        if isinstance(node, ast.AnnAssign) or (isinstance(node, ast.arg) and node.annotation)
    ]
    assert annotated == []


@pytest.mark.parametrize("seed", SEEDS)
def test_half_of_a_definition_is_about_half_of_it(pool: edits.Pool, seed: int) -> None:
    changed, whole = edits.changed(TEXT, ["Head"], edits.half, pool, seed), edits.disguised(TEXT, seed)
    share = size(changed.text, changed.names["Head"]) / size(whole.text, whole.names["Head"])
    assert 0.3 < share < 0.8


@pytest.mark.parametrize("name", ["turned", "Head"])
def test_a_surrounded_definition_is_three_times_its_size_and_still_whole(pool: edits.Pool, name: str) -> None:
    changed, whole = edits.changed(TEXT, [name], edits.surrounded, pool, 3), edits.disguised(TEXT, 3)
    assert 2.6 < size(changed.text, changed.names[name]) / size(whole.text, whole.names[name]) <= 3
    original, new = definition(whole.text, whole.names[name]), definition(changed.text, changed.names[name])
    assert isinstance(original, ast.FunctionDef | ast.ClassDef)
    assert isinstance(new, ast.FunctionDef | ast.ClassDef)
    kept = [ast.unparse(one) for one in original.body]
    assert [text for one in new.body if (text := ast.unparse(one)) in kept] == kept
