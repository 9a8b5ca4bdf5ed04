# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Declared packages, read as text from every file that is known to declare some; nothing is resolved or run."""

import pytest

from gyebo.components.dependencies import MOST, packages

PYPROJECT = """
[build-system]
requires = ["hatchling>=1"]
[project]
dependencies = ["Torch>=2", "numpy ; python_version > '3'"]
optional-dependencies = { dev = ["pytest"] }
[dependency-groups]
lint = ["ruff==0.5", {include-group = "dev"}]
[tool.poetry.dependencies]
python = "^3.11"
einops = "^0.8"
[tool.poetry.group.docs.dependencies]
sphinx = "*"
"""

SETUP_PY = """
from setuptools import setup
BASE = ["torch>=2"] + read()
setup(
    name="x",
    install_requires=BASE + ["numpy"],
    extras_require={"dev": ("pytest",), "all": MORE},
    setup_requires="wheel",
    python_requires=">=3.11",
)
"""


def _found(path: str, text: str) -> dict[str, str]:
    return {one.name: one.version for one in packages([(path, text)])}


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        (
            "requirements.txt",
            "torch==2.5.0 --hash=sha256:1\nNumPy>=2 # why\n-r more.txt\n./here\n/abs\nhttps://host/x.whl\nx @ https://host/x.whl\n",
            {"torch": "==2.5.0", "numpy": ">=2", "x": "https://host/x.whl"},
        ),
        ("sub/requirements-dev.txt", "a\n", {"a": ""}),
        ("constraints.txt", "a<3\n", {"a": "<3"}),
        (
            "pyproject.toml",
            PYPROJECT,
            {
                "hatchling": ">=1",
                "torch": ">=2",
                "numpy": "",
                "pytest": "",
                "ruff": "==0.5",
                "einops": "",
                "sphinx": "",
            },
        ),
        ("requirements/base.txt", "a==1\n-r more.txt\n", {"a": "==1"}),
        ("deploy/requirements/gpu.in", "a\n", {"a": ""}),
        ("reqs/test.txt", "a\n", {"a": ""}),
        ("dev-requirements.txt", "a\n", {"a": ""}),
        ("requirements.in", "a\n", {"a": ""}),
        (
            "setup.py",
            SETUP_PY,
            {"torch": ">=2", "numpy": "", "pytest": "", "wheel": ""},
        ),
        ("setup.py", "import setuptools\nsetuptools.setup(install_requires=open('r.txt').read().split())", {}),
        ("setup.py", "other(install_requires=['torch'])", {}),
        ("setup.cfg", "[options]\ninstall_requires =\n  torch>=2\n  numpy\n", {"torch": ">=2", "numpy": ""}),
        ("uv.lock", '[[package]]\nname = "torch"\nversion = "2.5.0"\n', {"torch": "==2.5.0"}),
        ("poetry.lock", '[[package]]\nname = "torch"\nversion = "2.5.0"\n', {"torch": "==2.5.0"}),
        ("pylock.toml", '[[packages]]\nname = "torch"\nversion = "2.5.0"\n', {"torch": "==2.5.0"}),
        ("pylock.dev.toml", '[[packages]]\nname = "torch"\n', {"torch": ""}),
        (
            "Pipfile.lock",
            '{"default": {"torch": {"version": "==2.5.0"}}, "develop": {"ruff": {}}}',
            {"torch": "==2.5.0", "ruff": ""},
        ),
    ],
)
def test_each_kind_of_file_is_read(path: str, text: str, expected: dict[str, str]) -> None:
    assert _found(path, text) == expected


@pytest.mark.parametrize("path", ["pyproject.toml", "uv.lock", "Pipfile.lock", "setup.cfg", "requirements.txt"])
@pytest.mark.parametrize(
    "text", ["", "[[[[", "{" * 50_000, "a = [" * 20_000, "[project]\ndependencies = 3", '"x"', "\0"]
)
def test_what_is_no_such_file_declares_nothing(path: str, text: str) -> None:
    assert _found(path, text) == {}


@pytest.mark.parametrize("line", ["a;touch x;", "$(touch x)", "-e .", "--index-url http://x", "a b c", "../up", "é"])
def test_a_line_that_is_no_requirement_by_name_is_none(line: str) -> None:
    assert _found("requirements.txt", line) == {}


def test_a_package_is_told_once_with_where_it_stands() -> None:
    (one,) = packages([("requirements.txt", "\ntorch\n"), ("pyproject.toml", '[project]\ndependencies = ["torch"]\n')])
    assert [(at.location.path, at.location.first_line) for at in one.places if at.location] == [
        ("requirements.txt", 2),
        ("pyproject.toml", 2),
    ]


def test_a_list_without_end_is_cut() -> None:
    assert len(packages([("requirements.txt", "\n".join(f"p{number}" for number in range(MOST + 500)))])) == MOST
