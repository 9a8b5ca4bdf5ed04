# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""What asks for packages without saying which is told with its place, and what is read is not."""

import pytest

from gyebo.components.unread import MOST, unread

SETUP = """from setuptools import setup
BASE = ["torch>=2"] + read()
setup(install_requires=BASE + ["numpy"], extras_require={"dev": MORE}, **about)
"""


def _told(*files: tuple[str, str]) -> list[tuple[int, str]]:
    return [(one.location.first_line, one.text.en) for one in unread(files) if one.location]


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        ("setup.py", SETUP, [(2, "read()"), (3, "MORE"), (3, "about")]),
        ("setup.py", "from setuptools import setup\nsetup(install_requires=['torch'])\n", []),
        ("sub/setup.py", "def broken(:\n", [(1, "setup.py")]),
        (
            "pyproject.toml",
            '[project]\nname = "x"\ndynamic = ["version", "dependencies"]\n',
            [(3, "dynamic: dependencies")],
        ),
        ("pyproject.toml", '[project]\ndynamic = ["version"]\ndependencies = ["torch"]\n', []),
        ("pyproject.toml", "[[[[", [(1, "pyproject.toml")]),
        ("setup.cfg", "[options]\ninstall_requires = file: r.txt\n", [(2, "file: r.txt")]),
        ("setup.cfg", "[options]\ninstall_requires =\n  torch\n", []),
        (
            "requirements.txt",
            "torch\n-r more.txt\n-e ./here\ngit+https://host/x\nx @ https://host/x.whl\n",
            [(2, "-r more.txt"), (3, "-e ./here"), (4, "git+https://host/x")],
        ),
        ("requirements/base.txt", "--requirement=gone.txt\n", [(1, "--requirement=gone.txt")]),
        ("README.md", "-r more.txt\n", []),
    ],
)
def test_each_way_of_not_saying_it_is_seen(path: str, text: str, expected: list[tuple[int, str]]) -> None:
    assert _told((path, text)) == expected


def test_a_linked_file_that_is_there_is_read_itself() -> None:
    assert _told(("requirements.txt", "-r more-requirements.txt\n"), ("more-requirements.txt", "torch\n")) == []


def test_a_list_without_end_is_cut() -> None:
    assert len(_told(("requirements.txt", "-e .\n" * (MOST + 5)))) == MOST
