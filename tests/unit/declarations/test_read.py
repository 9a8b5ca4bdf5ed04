# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""gyebo.toml and REUSE.toml as they are read, and how they are refused."""

import re
from pathlib import Path, PurePosixPath

import pytest

from gyebo.declarations.read import MOST_STARRED, read
from gyebo.declarations.types import Declared
from gyebo.model import SourceFile

WHOLE = """# what we took over

[[reuse]]
origin = "https://example.org/aurora/blob/v1/modeling.py"
version = "v1"
commit = "abc"
files = ["north/*.py"]
changes = "names"
reason = "ours differ"
remarks = "see README"

[[ reuse ]]
origin = "Borealis"
files = ["mixture.py"]
"""


def _declared(**files: str) -> Declared:
    named = {"gyebo": "gyebo.toml", "reuse": "REUSE.toml", "vendored": "vendor/REUSE.toml", "inner": "sub/gyebo.toml"}
    return read([SourceFile(PurePosixPath(named[name]), text.encode()) for name, text in files.items()])


def test_every_key_of_an_entry_is_read_with_its_line() -> None:
    first, second = _declared(gyebo=WHOLE).entries
    assert (first.path, first.line, second.line) == ("gyebo.toml", 3, 12)
    assert (first.reuse.version, first.reuse.commit, first.reuse.changes) == ("v1", "abc", "names")
    assert (first.reuse.reason, first.reuse.remarks, second.reuse.origin) == ("ours differ", "see README", "Borealis")
    assert first.patterns.cover("north/a.py")
    assert not second.patterns.cover("north/mixture.py")


def test_an_empty_list_is_a_declaration_and_a_file_in_a_folder_is_somebody_elses() -> None:
    assert _declared(gyebo="reuse = []").is_stated
    assert _declared(inner=WHOLE) == Declared()


def test_a_byte_order_mark_is_no_part_of_a_file() -> None:
    assert _declared(gyebo="\ufeff" + WHOLE) == _declared(gyebo=WHOLE)
    told = '[[annotations]]\npath = "a.py"\nSPDX-License-Identifier = "MIT"\n'
    assert [one.line for one in _declared(reuse="\ufeff" + told).annotations] == [1]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("reuse = ", "not readable as TOML"),
        ("a = " + "[" * 5000, "not readable as TOML"),
        ("", "reuse"),
        ("[[reuse]]\norigin = 'x'\n", "files"),
        ("[[reuse]]\norigin = 'x'\nfiles = 'a.py'\n", "reuse[0].files"),
        ("[[reuse]]\norigin = 'x'\nfiles = ['a.py']\nlicense = 'MIT'\n", "unknown key reuse[0].license"),
        ("[[reuse]]\norigin = ' '\nfiles = ['a.py']\n", "reuse[0].origin: found nothing, expected"),
        ("[[reuse]]\norigin = 'x'\nfiles = []\n", "reuse[0].files: found nothing, expected"),
        ("[[reuse]]\norigin = 'x'\nfiles = ['/etc/passwd']\n", "expected a path inside the submission"),
        ("[[reuse]]\norigin = 'x'\nfiles = ['a/../../b']\n", "expected a path inside the submission"),
        (f"[[reuse]]\norigin = 'x'\nfiles = {['*'] * (MOST_STARRED + 1)}\n", "patterns with a star"),
    ],
)
def test_what_gyebo_toml_may_not_say_is_told_with_file_and_key(text: str, said: str) -> None:
    declared = _declared(gyebo=text)
    (problem,) = declared.problems
    assert problem.path == "gyebo.toml"
    assert problem.text.en.startswith("gyebo.toml: ")
    assert said in problem.text.en
    assert said in problem.text.ko
    assert not declared.is_stated
    assert not declared.entries


@pytest.mark.parametrize("name", ["README.md", "README.ko.md"])
def test_the_example_of_the_readme_can_be_read(name: str, root: Path) -> None:
    blocks = re.findall(r"```toml\n(\[\[reuse]].*?)```", (root / name).read_text(encoding="utf-8"), re.DOTALL)
    assert [_declared(gyebo=block).problems for block in blocks] == [()]
    assert _declared(gyebo=blocks[0]).entries[0].patterns.cover("north/modeling_north.py")


def test_bytes_that_are_no_utf_8_are_told() -> None:
    declared = read([SourceFile(PurePosixPath("gyebo.toml"), b"# \xff\xfe\n")])
    assert "UTF-8" in declared.problems[0].text.en


def test_reuse_annotations_are_read_as_strings_and_as_lists_and_strange_keys_are_left_alone() -> None:
    text = """version = 1
[[annotations]]
path = "a.py"
SPDX-FileCopyrightText = "2025 Aurora"
SPDX-License-Identifier = "MIT"
[[annotations]]
path = ["b/**", "c.py"]
precedence = "aggregate"
SPDX-FileContributor = "Someone"
SPDX-FileCopyrightText = ["2025 Aurora", "2026 North"]
SPDX-License-Identifier = ["MIT", "Apache-2.0"]
"""
    first, second = _declared(reuse=text).annotations
    assert (first.line, first.copyrights, first.licences) == (2, ("2025 Aurora",), ("MIT",))
    assert (second.line, second.copyrights) == (6, ("2025 Aurora", "2026 North"))
    assert second.patterns.cover("b/c/d.py")


def test_the_licence_of_a_file_is_what_the_nearest_and_last_annotation_says() -> None:
    top = '[[annotations]]\npath = "**"\nSPDX-License-Identifier = "MIT"\n'
    last = '[[annotations]]\npath = "vendor/a.py"\nSPDX-License-Identifier = "ISC"\n'
    near = '[[annotations]]\npath = "a.py"\nSPDX-License-Identifier = "Apache-2.0"\n'
    assert _declared(reuse=top + last).licences("vendor/a.py") == ("ISC",)
    assert _declared(vendored=near, reuse=top + last).licences("vendor/a.py") == ("Apache-2.0",)
    assert _declared(vendored=near, reuse=top).licences("b.py") == ("MIT",)
    assert _declared(vendored=near).licences("b.py") == ()


@pytest.mark.parametrize(
    "text",
    [
        "annotations = 3",
        "annotations = [1]",
        "[[annotations]]\npath = 3",
        "[[annotations]]\npath = ['a', 3]",
        f"[[annotations]]\npath = {['*'] * (MOST_STARRED + 1)}",
    ],
)
def test_a_reuse_toml_of_another_shape_is_told(text: str) -> None:
    (problem,) = _declared(reuse=text).problems
    assert problem.text.en.startswith("REUSE.toml: annotations")


OUTER = """[[annotations]]
path = "**"
SPDX-FileCopyrightText = "2025 Aurora"
SPDX-License-Identifier = "MIT"

[[annotations]]
path = "north/**"
precedence = "{precedence}"
SPDX-FileCopyrightText = "2026 North"
SPDX-License-Identifier = "ISC"
"""
INNER = """[[annotations]]
path = "a.py"
SPDX-FileCopyrightText = "2024 Vendor"
"""


def _holders(declared: Declared, path: str) -> list[str]:
    return [text for one in declared.holding(path) for text in one.copyrights]


@pytest.mark.parametrize(
    ("precedence", "own", "holders", "licences"),
    [
        ("closest", (), ["2026 North"], ("ISC",)),
        ("closest", ("its own",), ["2026 North"], ()),
        ("aggregate", ("its own",), ["2026 North"], ("ISC",)),
        ("override", ("its own",), ["2026 North"], ("ISC",)),
    ],
)
def test_the_last_table_that_covers_a_file_speaks_for_it_as_its_precedence_says(
    precedence: str, own: tuple[str, ...], holders: list[str], licences: tuple[str, ...]
) -> None:
    declared = _declared(reuse=OUTER.format(precedence=precedence))
    assert _holders(declared, "north/a.py") == holders
    assert declared.licences("north/a.py", own) == licences
    assert _holders(declared, "b.py") == ["2025 Aurora"]


def test_a_nearer_file_goes_before_the_outer_one_unless_that_overrides_it() -> None:
    nearer = _declared(reuse=OUTER.format(precedence="closest"), vendored=INNER)
    assert _holders(nearer, "vendor/a.py") == ["2024 Vendor"]
    assert nearer.licences("vendor/a.py") == ("MIT",)
    over = OUTER.format(precedence="override").replace("north/**", "vendor/**")
    assert _declared(reuse=over, vendored=INNER).licences("vendor/a.py") == ("ISC",)
    assert "2024 Vendor" not in _holders(_declared(reuse=over, vendored=INNER.replace("a.py", "*.py")), "vendor/a.py")


def test_the_last_table_speaks_of_holders_too_though_an_earlier_one_names_the_file_without_a_star() -> None:
    named = OUTER.format(precedence="closest").replace('path = "**"', 'path = "north/a.py"')
    assert _holders(_declared(reuse=named), "north/a.py") == ["2026 North"]
    assert _declared(reuse=named).licences("north/a.py") == ("ISC",)


COMMENTED = """# Of all: Adapted from Far

# Adapted from Near
# and changed
[[annotations]]
path = "a.py"
SPDX-FileComment = "Adapted from Inner"

# Adapted from Next
[[annotations]]
path = ["b.py", "c*.py"]
"""


@pytest.mark.parametrize(
    ("line", "path", "means"),
    [
        (1, "a.py", True),
        (1, "b.py", True),
        (3, "a.py", True),
        (3, "b.py", False),
        (7, "a.py", True),
        (7, "b.py", False),
        (9, "a.py", False),
        (9, "b.py", True),
        (9, "c1.py", True),
    ],
)
def test_what_stands_in_or_above_a_table_is_said_of_its_files_alone(line: int, path: str, means: bool) -> None:  # noqa: FBT001 - what is expected
    declared = _declared(reuse=COMMENTED)
    assert declared.means("REUSE.toml", line, path) is means
    assert declared.means("README.md", line, path)
    assert _declared(reuse="[[annotations]\n").means("REUSE.toml", line, path)


def test_the_statements_of_an_annotation_stand_at_their_own_lines() -> None:
    first, second = _declared(reuse=OUTER.format(precedence="closest")).annotations
    assert [(one.line, one.holders, one.years) for one in first.notices] == [(3, ("Aurora",), "2025")]
    assert [(one.line, one.holders) for one in second.notices] == [(9, ("North",))]


def test_a_precedence_that_reuse_does_not_know_is_refused_by_name() -> None:
    (problem,) = _declared(reuse=OUTER.format(precedence="nearest")).problems
    assert "annotations[1].precedence: found 'nearest', expected one of closest, aggregate, override" in problem.text.en
