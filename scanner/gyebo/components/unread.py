# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Tell where a project asks for packages in a way that no reader of texts can follow: what is missing is not "none"."""

import ast
import configparser
import tomllib
from collections.abc import Callable, Iterator, Sequence
from pathlib import PurePosixPath
from typing import cast

from gyebo.components.dependencies import LONGEST, SETUP, asked_of_setup, parts_of
from gyebo.report import Location, Statement, same

MOST = 50
DYNAMIC = ("dependencies", "optional-dependencies")
FILES = ("-r", "--requirement", "-c", "--constraint")
"""Options of pip that name another file of packages."""
Unread = tuple[int, str]
"""A line and what stands there."""


def unread(files: Sequence[tuple[str, str]]) -> tuple[Statement, ...]:
    """The places of (path, text) pairs; what a linked file holds is read where it is among them."""
    names = {PurePosixPath(path).name for path, _ in files}
    found = [(path, *one) for path, text in files for one in _of_file(path, text, names)]
    return tuple(Statement(same(said[:LONGEST]), Location(path, line, line)) for path, line, said in found[:MOST])


def _of_file(path: str, text: str, names: set[str]) -> Iterator[Unread]:
    name = PurePosixPath(path).name.lower()
    if name == SETUP:
        yield from _setup(text)
    elif name in TABLES:
        yield from TABLES[name](text)
    elif name.endswith((".txt", ".in")) and ("requirements" in path.lower() or name.startswith("constraints")):
        yield from _pip(text, names)


def _setup(text: str) -> Iterator[Unread]:
    try:
        ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        yield 1, SETUP
        return
    for value, bound in asked_of_setup(text):
        for part in parts_of(value, bound):
            if not (isinstance(part, ast.Constant) and isinstance(part.value, str)):
                yield part.lineno, ast.unparse(part)


def _pyproject(text: str) -> Iterator[Unread]:
    try:
        project = tomllib.loads(text).get("project")
    except (tomllib.TOMLDecodeError, RecursionError):
        yield 1, "pyproject.toml"
        return
    dynamic = cast("dict[str, object]", project).get("dynamic") if isinstance(project, dict) else None
    for one in DYNAMIC if isinstance(dynamic, list) else ():
        if one in cast("list[object]", dynamic):
            yield _line(text, "dynamic"), f"dynamic: {one}"


def _setup_cfg(text: str) -> Iterator[Unread]:
    parser = configparser.RawConfigParser()
    try:
        parser.read_string(text)
    except configparser.Error:
        yield 1, "setup.cfg"
        return
    listed = parser.get("options", "install_requires", fallback="").strip()
    if listed.startswith(("file:", "attr:")):
        yield _line(text, listed.split("\n", 1)[0]), listed


def _pip(text: str, names: set[str]) -> Iterator[Unread]:
    """Files that are not there, paths, and addresses without a name."""
    for number, line in enumerate(text.split("\n"), 1):
        bare = line.split(" #", 1)[0].strip()
        option, _, other = bare.replace("=", " ", 1).partition(" ")
        if option in FILES:
            if PurePosixPath(other.strip()).name not in names:
                yield number, bare
        elif bare.startswith(("-e", "--editable", ".", "/")) or "://" in bare.split("@", 1)[0].split(" ", 1)[0]:
            yield number, bare


def _line(text: str, sought: str) -> int:
    return text.count("\n", 0, max(0, text.find(sought))) + 1


TABLES: dict[str, Callable[[str], Iterator[Unread]]] = {"pyproject.toml": _pyproject, "setup.cfg": _setup_cfg}
