# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""FILE.license speaks for its file alone, in place of what that says itself."""

from pathlib import PurePosixPath

from gyebo.declarations.annotated import annotated_notices
from gyebo.declarations.read import read
from gyebo.declarations.types import Precedence
from gyebo.model import SourceFile
from gyebo.notices.repository import is_by_file
from gyebo.stages.collect.naming import Part, part

TEXT = """SPDX-FileCopyrightText: 2025 The Aurora Lab Authors
SPDX-FileCopyrightText: 2026 North
SPDX-License-Identifier: Apache-2.0 OR MIT
"""


def _file(path: str, text: str = TEXT) -> SourceFile:
    return SourceFile(PurePosixPath(path), text.encode())


def test_it_names_holders_and_licence_of_its_file_and_of_no_other() -> None:
    declared = read([_file("models/north.py.license")])
    (told,) = declared.annotations
    assert (told.licences, told.precedence) == (("Apache-2.0 OR MIT",), Precedence.OVERRIDE)
    notices = annotated_notices(declared, "models/north.py")
    assert [(one.holders, one.line) for one in notices] == [(("Aurora Lab Authors",), 1), (("North",), 2)]
    assert annotated_notices(declared, "north.py") == annotated_notices(declared, "models/north.pyi") == ()


def test_a_star_in_a_name_is_no_pattern() -> None:
    declared = read([_file("a*.py.license")])
    assert annotated_notices(declared, "a*.py")
    assert annotated_notices(declared, "ab.py") == ()


def test_it_is_collected_and_says_nothing_of_the_whole_repository() -> None:
    assert part(PurePosixPath("models/north.py.license"), frozenset({".py"})) is Part.STATEMENT
    assert is_by_file("models/north.py.license")
    assert not is_by_file("LICENSE")
