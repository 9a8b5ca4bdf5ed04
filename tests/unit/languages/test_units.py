# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""The definitions of a file, their names and places, and what its comments say in which line."""

from collections.abc import Callable

import pytest

from gyebo.model import Syntax, Unit
from gyebo.notices.lines import lines

Read = Callable[[str], Syntax]

SOURCE = """\
@register("outer")
class Outer(Base):
    @property
    @cached
    def size(self):
        def count(one):
            class Local:
                async def run(self): pass
            return Local
        return count

    class Inner:
        def size(self): return 1

async def start():
    async def step(): pass
    return step
"""


def told(syntax: Syntax) -> list[tuple[str, str, str]]:
    return [
        (unit.kind.value, unit.name, syntax.units[unit.parent].name if unit.parent >= 0 else "-")
        for unit in syntax.units
    ]


def text_of(syntax: Syntax, unit: Unit) -> str:
    return syntax.text[unit.start : unit.end].decode()


def test_definitions_have_kinds_qualified_names_and_parents(read: Read) -> None:
    assert told(read(SOURCE)) == [
        ("module", "", "-"),
        ("class", "Outer", ""),
        ("method", "Outer.size", "Outer"),
        ("nested-function", "Outer.size.count", "Outer.size"),
        ("class", "Outer.size.count.Local", "Outer.size.count"),
        ("method", "Outer.size.count.Local.run", "Outer.size.count.Local"),
        ("class", "Outer.Inner", "Outer"),
        ("method", "Outer.Inner.size", "Outer.Inner"),
        ("function", "start", ""),
        ("nested-function", "start.step", "start"),
    ]


def test_decorators_belong_to_what_they_decorate(read: Read) -> None:
    syntax = read(SOURCE)
    assert text_of(syntax, syntax.units[1]).startswith('@register("outer")\nclass Outer')
    assert text_of(syntax, syntax.units[2]).startswith("@property\n    @cached\n    def size")
    assert syntax.units[2].first < syntax.units[3].first


def test_units_lie_inside_their_parents(read: Read) -> None:
    syntax = read(SOURCE)
    for unit in syntax.units[1:]:
        outer = syntax.units[unit.parent]
        assert outer.first <= unit.first < unit.last <= outer.last
        assert outer.start <= unit.start < unit.end <= outer.end


def test_functions_of_one_name_are_units_of_their_own(read: Read) -> None:
    assert [unit.name for unit in read("def f(): pass\ndef f(): pass\n").units] == ["", "f", "f"]


NAMELESS = """\
scale = lambda x, by=2: x * by

class Gate:
    kind = open = (  # why
        lambda self: self
    )
    def __init__(self):
        self.act: Act = lambda x: max(x, 0)
        table["key"] = lambda: None
        call(lambda: None)
"""


def test_lambdas_that_are_given_a_name_are_units(read: Read) -> None:
    syntax = read(NAMELESS)
    assert told(syntax) == [
        ("module", "", "-"),
        ("lambda", "scale", ""),
        ("class", "Gate", ""),
        ("lambda", "Gate.open", "Gate"),
        ("method", "Gate.__init__", "Gate"),
        ("lambda", "Gate.__init__.act", "Gate.__init__"),
    ]
    assert text_of(syntax, syntax.units[1]) == "lambda x, by=2: x * by"


def test_defaults_and_decorators_are_part_of_what_is_compared(read: Read) -> None:
    plain, other, wrapped = (
        read(f"{head}\n    return a\n") for head in ("def f(a=1):", "def f(a=2):", "@w\ndef f(a=1):")
    )
    codes = [one.tokens.code[one.units[1].first : one.units[1].last].tolist() for one in (plain, other, wrapped)]
    assert codes[0] != codes[1]
    assert len(codes[2]) == len(codes[0]) + 2


@pytest.mark.parametrize("source", ["", "\n\n", "# nothing\n", '"""Only said."""\n'])
def test_a_file_without_code_is_a_module_without_tokens(read: Read, source: str) -> None:
    syntax = read(source)
    assert [(unit.first, unit.last, unit.end) for unit in syntax.units] == [(0, 0, len(source))]
    assert syntax.unparsed == 0


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("def good(a):\n    return a\n\n\nclass = 3 +\n\n\ndef also():\n    pass\n", {"good", "also"}),
        ("def f(:\n    pass\n", {"f"}),
        ("x = )\ndef f(): pass\n", {"f"}),
        ("print 'old'\ndef f(): pass\n", {"f"}),
    ],
)
def test_definitions_beside_a_mistake_are_found(read: Read, source: str, names: set[str]) -> None:
    assert names <= {unit.name.rsplit(".", 1)[-1] for unit in read(source).units}


def test_the_share_that_does_not_parse_is_told(read: Read) -> None:
    whole, broken = read("x = 1\n"), read("x = 1\n" + "$$ ?? $$\n" * 3)
    assert whole.unparsed == 0
    assert 0 < broken.unparsed < 1


COMMENTED = '''\
#!/usr/bin/env python
#  Copyright 2026 A team
"""Says what.

Copyright 2025 B team
"""

x = 1  # tail
## twice
"""One """ """and two."""


def f():
    R\'\'\'raw\'\'\'
    return "no comment"
'''


def test_comments_and_docstrings_have_lines_and_lose_their_marks(read: Read) -> None:
    found = [(comment.line, comment.text) for comment in read(COMMENTED).comments]
    assert found == [
        (1, "!/usr/bin/env python"),
        (2, "Copyright 2026 A team"),
        (3, "Says what.\n\nCopyright 2025 B team\n"),
        (8, "tail"),
        (9, "twice"),
        (10, 'One """ """and two.'),
        (14, "raw"),
    ]


def test_each_line_of_a_docstring_has_its_own_line_number(read: Read) -> None:
    comments = [(comment.line, comment.text) for comment in read(COMMENTED).comments]
    shown = COMMENTED.split("\n")
    for line in lines(comments, 10_000):
        assert line.text in shown[line.number - 1]
    assert (5, "Copyright 2025 B team") in {(line.number, line.text) for line in lines(comments, 10_000)}


def test_comments_do_not_become_tokens(read: Read) -> None:
    bare = 'x = 1\n\n\ndef f():\n    return "no comment"\n'
    assert read(COMMENTED).tokens.raw.tolist() == read(bare).tokens.raw.tolist()
