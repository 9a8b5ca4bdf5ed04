# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""What of a text is told apart, and what is not: by tokens, digests and subtree hashes."""

import ast
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import tree_sitter
from hypothesis import given
from hypothesis import strategies as st

from gyebo import stages
from gyebo.languages.nodes import parse
from gyebo.languages.python import PYTHON
from gyebo.languages.reading import SMALLEST_SUBTREE, Reader
from gyebo.model import Analysed, Syntax

Read = Callable[[str], Syntax]
Analyse = Callable[[str], Analysed]

SOURCE = '''
import numerics as nm
from numerics.parts import Layer as Base


class Norm(Base):
    """Says what it does."""

    def __init__(self, width, eps=1e-6):
        super().__init__()
        self.scale = nm.ones(width)
        self.floor = eps

    def forward(self, states, *rest, **named):
        # a reason
        found = [value * self.scale for value in states if value is not None]
        with nm.silent() as quiet, nm.fast():
            total, (first, *others) = nm.join(found, axis=-1), rest
        return (total + self.floor, named.get("floor"), quiet)
'''
RENAMED = {
    "nm": "lib",
    "Base": "Parent",
    "Norm": "Scaling",
    "width": "size",
    "eps": "tiny",
    "scale": "gain",
    "floor": "base",
    "states": "xs",
    "rest": "more",
    "named": "extra",
    "found": "ys",
    "value": "v",
    "quiet": "still",
    "total": "sum_",
    "first": "head",
    "others": "tail",
}


def renamed(text: str, names: dict[str, str]) -> str:
    """Names that stand for themselves, attributes of self and parameters; neither strings nor library attributes."""
    tree = ast.parse(text)
    for node in ast.walk(tree):
        match node:
            case ast.Name():
                node.id = names.get(node.id, node.id)
            case ast.arg():
                node.arg = names.get(node.arg, node.arg)
            case ast.ClassDef() | ast.FunctionDef():
                node.name = names.get(node.name, node.name)
            case ast.Attribute(value=ast.Name(id="self" | "me")):
                node.attr = names.get(node.attr, node.attr)
            case ast.alias(asname=str(alias)):
                node.asname = names.get(alias, alias)
            case _:
                pass
    return ast.unparse(tree)


def digests(analyse: Analyse, text: str) -> list[int]:
    found: list[int] = analyse(text).prints.digests.tolist()
    return found


def exact(analyse: Analyse, text: str) -> list[int]:
    found: list[int] = analyse(text).prints.exact.tolist()
    return found


def test_a_round_trip_through_the_parser_keeps_the_tokens(analysed: Analyse) -> None:
    again = ast.unparse(ast.parse(SOURCE))
    assert '"""' in again
    bare = again.replace('"""Says what it does."""', "")
    assert exact(analysed, SOURCE) == exact(analysed, again) == exact(analysed, bare)
    assert digests(analysed, SOURCE) == digests(analysed, bare)


def test_our_own_code_written_anew_by_python_keeps_its_digests(analysed: Analyse) -> None:
    ours = Path(stages.__path__[0])  # also where only the wheel is installed
    texts = [path.read_text(encoding="utf-8") for path in sorted(ours.glob("*.py"))]
    assert texts
    for text in texts:
        assert digests(analysed, ast.unparse(ast.parse(text))) == digests(analysed, text)


def test_renaming_identifiers_keeps_the_digest_and_changes_the_verbatim_one(analysed: Analyse) -> None:
    other = renamed(SOURCE, RENAMED)
    assert digests(analysed, other) == digests(analysed, SOURCE)
    assert not set(exact(analysed, other)) & set(exact(analysed, SOURCE))


@given(st.permutations(sorted(RENAMED)))
def test_any_one_to_one_renaming_keeps_the_digest(analysed: Analyse, names: list[str]) -> None:
    mapping = dict(zip(sorted(RENAMED), names, strict=True))
    assert digests(analysed, renamed(SOURCE, mapping)) == digests(analysed, SOURCE)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("nm.ones(width)", "nm.zeros(width)"),
        ("1e-6", "1e-5"),
        ("self.floor = eps", "self.floor = width"),
        ("total + self.floor", "total + self.scale"),
        ("axis=-1", "axis=1"),
        ("is not None", "is None"),
        ("for value in states if", "for value in rest if"),
        ("*rest, **named", "*named, **rest"),
    ],
)
def test_an_inconsistent_renaming_or_another_call_changes_the_digest(analysed: Analyse, old: str, new: str) -> None:
    assert old in SOURCE
    assert digests(analysed, SOURCE)[0] != digests(analysed, SOURCE.replace(old, new))[0]


def test_a_string_that_reads_like_a_name_is_not_that_name(analysed: Analyse) -> None:
    source = "def f(floor):\n    return g('floor', floor)\n"
    assert digests(analysed, source) == digests(analysed, source.replace("floor)", "x)"))
    assert digests(analysed, source) == digests(analysed, source.replace("'floor'", "'ceiling'"))


def test_names_are_compared_as_python_compares_them(analysed: Analyse) -> None:
    assert exact(analysed, "def f(ﬁle): return file") == exact(analysed, "def f(file): return file")


@given(st.text(alphabet='abc:()[]{}"\n\t #=,.@\\한*', max_size=60))
def test_whatever_is_read_gives_well_formed_arrays(read: Read, text: str) -> None:
    syntax = read(text.replace("\r", ""))
    tokens, trees, count = syntax.tokens, syntax.subtrees, len(syntax.tokens.code)
    assert len(tokens.start) == len(tokens.end) == len(tokens.raw) == len(tokens.name) == count
    assert all(0 <= unit.first <= unit.last <= count for unit in syntax.units)
    assert all(unit.parent < at for at, unit in enumerate(syntax.units))
    assert (trees.first <= trees.last).all()
    assert 0 <= syntax.unparsed <= 1


DAMAGE = st.tuples(st.integers(0, len(SOURCE) - 1), st.sampled_from(("", "(", ")", "def ", "class ", "@", "\n", ":")))


@given(st.lists(DAMAGE, min_size=1, max_size=12))
def test_damaged_code_is_read_as_far_as_it_goes(read: Read, damage: list[tuple[int, str]]) -> None:
    letters = list(SOURCE)
    for at, letter in damage:
        letters[at] = letter
    assert read("".join(letters)).units[0].last > 0


class Reference:
    """Trees of a source by straightforward recursion over the parser's own nodes, without our arrays."""

    PUNCTUATION = PYTHON.punctuation | PYTHON.quote_ends

    def __init__(self, reader: Reader, source: str) -> None:
        self.root = parse(reader.grammar, source.encode(), 10.0).root_node

    def __iter__(self) -> Iterator[object]:
        for child in self.root.children:
            yield from self.large(child)

    def large(self, node: tree_sitter.Node) -> Iterator[object]:
        if self.size(node) >= SMALLEST_SUBTREE:
            yield self.shape(node)
        for child in node.children:
            yield from self.large(child)

    def inner(self, node: tree_sitter.Node) -> list[tree_sitter.Node]:
        return [child for child in node.children if child.children or child.type not in self.PUNCTUATION]

    def shape(self, node: tree_sitter.Node) -> tuple[object, ...]:
        text = "a name" if node.type == "identifier" else node.text if node.type == "integer" else ""
        return (PYTHON.alike.get(node.type, node.type), text, *map(self.shape, self.inner(node)))

    def size(self, node: tree_sitter.Node) -> int:
        return 1 + sum(map(self.size, self.inner(node)))


names, numbers = st.sampled_from("abc"), st.integers(0, 3).map(str)
expressions = st.recursive(
    names | numbers,
    lambda inner: (
        st.tuples(inner, st.sampled_from("+-*"), inner).map(lambda of: f"{of[0]} {of[1]} {of[2]}")
        | st.lists(inner, max_size=3).map(lambda of: f"[{', '.join(of)}]")
        | st.tuples(names, st.lists(inner, max_size=3)).map(lambda of: f"{of[0]}({', '.join(of[1])})")
    ),
    max_leaves=8,
)


@given(st.lists(expressions, min_size=1, max_size=4))
def test_subtrees_share_a_hash_exactly_when_they_are_equal_trees(reader: Reader, made: list[str]) -> None:
    source = "a, b, c = 0, 0, 0\n" + "".join(f"a = {one}\n" for one in made)
    trees = list(Reference(reader, source))[1:]
    hashes = [int(one) for one in reader.read(source.encode()).subtrees.hash][-len(trees) :] if trees else []
    assert len(set(hashes)) == len(set(trees))
    assert len(set(zip(hashes, trees, strict=True))) == len(set(trees))
