# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Read declared dependencies as text: nothing is resolved, no build backend runs, no file but these is opened."""

import ast
import configparser
import json
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from fnmatch import fnmatchcase
from pathlib import PurePosixPath
from typing import cast

from gyebo.report import Dependency, Location, Statement, same

SETUP = "setup.py"
SETUPS = frozenset({"setup", "setuptools.setup"})
REQUIRING = frozenset({"install_requires", "extras_require", "setup_requires", "tests_require"})
MOST = 2_000
LONGEST = 300
Declared = tuple[str, str]
"""A requirement as it stands, and the words to find its line by."""
Table = dict[str, object]


def packages(files: Sequence[tuple[str, str]]) -> tuple[Dependency, ...]:
    """The packages that (path, text) pairs of project files and lock files declare, each once, by name."""
    found: dict[str, tuple[str, list[Statement]]] = {}
    for path, text in files:
        for requirement, sought in _of_file(path, text):
            name, version = _parsed(requirement)
            if name:
                known = found.setdefault(name, (version, []))
                known[1].append(_place(path, text, sought, requirement))
    return tuple(Dependency(name, version, tuple(places[:3])) for name, (version, places) in sorted(found.items()))[
        :MOST
    ]


def declares(path: PurePosixPath) -> bool:
    """Whether a file among the code lists packages: setup.py, which is read and never run."""
    return path.name == SETUP


def _of_file(path: str, text: str) -> Iterator[Declared]:
    placed = PurePosixPath(path.lower())
    for pattern, read in READERS:
        if fnmatchcase("/".join(placed.parts[-2:] if "/" in pattern else placed.parts[-1:]), pattern):
            yield from read(text)
            return


def _parsed(requirement: str) -> tuple[str, str]:
    """The normalised name and the version asked for; empty where it is no requirement by name."""
    from packaging.requirements import InvalidRequirement, Requirement
    from packaging.utils import canonicalize_name

    try:
        read = Requirement(requirement[:LONGEST])
    except InvalidRequirement:
        return "", ""
    return (
        (canonicalize_name(read.name), str(read.specifier))
        if not read.url
        else (canonicalize_name(read.name), read.url)
    )


def _place(path: str, text: str, sought: str, requirement: str) -> Statement:
    number = text.count("\n", 0, max(0, text.find(sought))) + 1
    return Statement(same(requirement[:LONGEST]), Location(path, number, number))


def _pip(text: str) -> Iterator[Declared]:
    """requirements.txt: options, links to other files and paths are no packages."""
    for line in text.split("\n"):
        bare = line.split(" #", 1)[0].split(" --", 1)[0].strip().rstrip("\\").strip()
        if bare and not bare.startswith(("#", "-", ".", "/")) and "://" not in bare.split("@", 1)[0]:
            yield bare, line


def _table(text: str) -> Table:
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError):
        return {}


def _at(table: object, *keys: str) -> object:
    for key in keys:
        table = cast("Table", table).get(key) if isinstance(table, dict) else None
    return table


def _texts(values: object) -> Iterator[str]:
    for one in cast("list[object]", values) if isinstance(values, list) else ():
        if isinstance(one, str):
            yield one


def _pyproject(text: str) -> Iterator[Declared]:
    table = _table(text)
    groups = [_at(table, "project", "dependencies")]
    for optional in (_at(table, "project", "optional-dependencies"), _at(table, "dependency-groups")):
        groups += list(cast("Table", optional).values()) if isinstance(optional, dict) else []
    for group in groups:
        yield from ((one, one) for one in _texts(group))
    for listed in (_at(table, "build-system", "requires"), _at(table, "tool", "uv", "dev-dependencies")):
        yield from ((one, one) for one in _texts(listed))
    yield from _poetry(_at(table, "tool", "poetry"))


def _poetry(table: object) -> Iterator[Declared]:
    """Names alone: Poetry's ways of asking for a version are no packaging standard."""
    groups = _at(table, "group")
    named = [_at(one, "dependencies") for one in (cast("Table", groups).values() if isinstance(groups, dict) else ())]
    for listed in (_at(table, "dependencies"), _at(table, "dev-dependencies"), *named):
        for name in cast("Table", listed) if isinstance(listed, dict) else ():
            if name.casefold() != "python":
                yield name, name


def _lock(text: str) -> Iterator[Declared]:
    """poetry.lock, uv.lock, pdm.lock, pylock.toml: tables of packages with a name and a version."""
    table = _table(text)
    for key in ("package", "packages"):
        packages = _at(table, key)
        for one in cast("list[object]", packages) if isinstance(packages, list) else ():
            name, version = _at(one, "name"), _at(one, "version")
            if isinstance(name, str):
                yield (f"{name}=={version}" if isinstance(version, str) else name), f'name = "{name}"'


def _pipfile_lock(text: str) -> Iterator[Declared]:
    try:
        held: object = json.loads(text)
    except (ValueError, RecursionError):
        return
    for group in ("default", "develop"):
        listed = _at(held, group)
        for name, about in cast("Table", listed).items() if isinstance(listed, dict) else ():
            version = _at(about, "version")
            yield (f"{name}{version}" if isinstance(version, str) else name), f'"{name}"'


def _setup_py(text: str) -> Iterator[Declared]:
    """The lists that stand in the call of setup() or are bound to a name once; what is computed is not known."""
    yield from ((each, each) for value, bound in asked_of_setup(text) for each in _literals(value, bound))


def asked_of_setup(text: str) -> Iterator[tuple[ast.expr, Mapping[str, ast.expr]]]:
    """What stands for each list of packages in a call of setup(), and what the names of the file are bound to."""
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return
    bound = {
        one.targets[0].id: one.value
        for one in tree.body
        if isinstance(one, ast.Assign) and isinstance(one.targets[0], ast.Name)
    }
    for call in (one for one in ast.walk(tree) if isinstance(one, ast.Call) and ast.unparse(one.func) in SETUPS):
        yield from ((one.value, bound) for one in call.keywords if one.arg is None or one.arg in REQUIRING)


def _literals(value: ast.expr, bound: Mapping[str, ast.expr]) -> Iterator[str]:
    """The texts of a list, of the lists of a table, and of what a name among them stands for, once."""
    for part in parts_of(value, bound):
        if isinstance(part, ast.Constant) and isinstance(part.value, str):
            yield from (line.strip() for line in part.value.split("\n") if line.strip())


def parts_of(value: ast.expr, bound: Mapping[str, ast.expr]) -> Iterator[ast.expr]:
    """What a list, a table of lists or a sum of them is made of: texts, and what only a run of the file would tell."""
    match value:
        case ast.Name(id=name) if name in bound:
            yield from parts_of(bound[name], {})
        case ast.List(elts=parts) | ast.Tuple(elts=parts) | ast.Dict(values=parts):
            for part in parts:
                yield from parts_of(part, bound)
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            yield from parts_of(left, bound)
            yield from parts_of(right, bound)
        case _:
            yield value


def _setup_cfg(text: str) -> Iterator[Declared]:
    parser = configparser.RawConfigParser()
    try:
        parser.read_string(text)
    except configparser.Error:
        return
    extras = parser.items("options.extras_require") if parser.has_section("options.extras_require") else ()
    for listed in (parser.get("options", "install_requires", fallback=""), *(value for _, value in extras)):
        yield from ((line.strip(), line.strip()) for line in listed.split("\n") if line.strip())


READERS: tuple[tuple[str, Callable[[str], Iterator[Declared]]], ...] = (
    ("requirements*.txt", _pip),
    ("*requirements.txt", _pip),
    ("requirements*.in", _pip),
    ("*requirements.in", _pip),
    *((f"{folder}/*.{suffix}", _pip) for folder in ("requirements", "reqs") for suffix in ("txt", "in")),
    ("constraints*.txt", _pip),
    (SETUP, _setup_py),
    ("pyproject.toml", _pyproject),
    ("setup.cfg", _setup_cfg),
    ("poetry.lock", _lock),
    ("uv.lock", _lock),
    ("pdm.lock", _lock),
    ("pylock.toml", _lock),
    ("pylock.*.toml", _lock),
    ("pipfile.lock", _pipfile_lock),
)
