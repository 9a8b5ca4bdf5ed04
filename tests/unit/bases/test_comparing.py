# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Which files are a base's still, wherever the submission keeps them, and what the changed ones were."""

from pathlib import PurePosixPath

from hypothesis import given
from hypothesis import strategies as st

from gyebo.bases.comparing import compare, in_base, lead_of
from gyebo.model import SourceFile

BASE = {PurePosixPath(path): path.encode() for path in ("src/lib/a.py", "src/lib/b.py", "src/lib/deep/c.py")}
NAMES = st.sampled_from(["a", "b", "lib", "src", "c.py", "d.py"])
PATHS = st.lists(NAMES, min_size=1, max_size=4).map(lambda parts: PurePosixPath(*parts))


def _files(**contents: str) -> list[SourceFile]:
    return [SourceFile(PurePosixPath(path), text.encode()) for path, text in contents.items()]


def test_in_the_same_place_equal_files_are_unchanged_and_others_changed() -> None:
    found = compare(_files(**{"src/lib/a.py": "src/lib/a.py", "src/lib/b.py": "edited", "src/lib/new.py": "new"}), BASE)
    assert found.unchanged == {PurePosixPath("src/lib/a.py")}
    assert dict(found.before) == {PurePosixPath("src/lib/b.py"): b"src/lib/b.py"}


def test_in_another_folder_it_is_found_by_the_equal_files() -> None:
    found = compare(
        _files(**{"vendor/lib/a.py": "src/lib/a.py", "vendor/lib/b.py": "edited", "own/lib/b.py": "ours"}), BASE
    )
    assert found.lead == (PurePosixPath("vendor"), PurePosixPath("src"))
    assert list(found.before) == [PurePosixPath("vendor/lib/b.py")]


def test_a_file_that_was_moved_is_unchanged() -> None:
    found = compare(_files(**{"src/lib/a.py": "src/lib/a.py", "elsewhere/x.py": "src/lib/b.py"}), BASE)
    assert PurePosixPath("elsewhere/x.py") in found.unchanged


def test_an_empty_file_says_nothing_of_where_a_base_stands() -> None:
    base = {PurePosixPath("lib/__init__.py"): b"", PurePosixPath("lib/a.py"): b"a"}
    found = compare(_files(**{"other/__init__.py": "", "lib/a.py": "a"}), base)
    assert found.unchanged == {PurePosixPath("lib/a.py")}


def test_a_base_of_which_nothing_is_left_leaves_everything_to_be_judged() -> None:
    found = compare(_files(**{"own.py": "ours"}), BASE)
    assert (found.unchanged, dict(found.before)) == (frozenset(), {})


@given(PATHS, PATHS)
def test_the_folders_of_two_paths_lead_from_one_to_the_other(ours: PurePosixPath, theirs: PurePosixPath) -> None:
    lead = lead_of(ours, theirs)
    if ours.name == theirs.name:
        assert in_base(ours, lead) == theirs
