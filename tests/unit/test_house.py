# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""What holds of every file of the house, and what its prose promises."""

import ast
import importlib
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from enum import IntEnum
from importlib.metadata import packages_distributions
from pathlib import Path, PurePosixPath

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

HEADER = "# SPDX-FileCopyrightText: 2026 The gyebo authors\n# SPDX-License-Identifier: Apache-2.0\n"
SAMPLES = (PurePosixPath("tests/cases"), PurePosixPath("tests/golden"))
LONGEST_MODULE = 300
WALLED = {"scanner", "benchmarks", "docs"}
LONGEST_FUNCTION = 50
AT_HOME = {
    "git": {"gitview"},
    "pyspark": {"engines"},
    "subprocess": {"components", "gitobjects", "gitview", "history"},
}
"""Libraries with one home, calls by name included; the values are the first parts of the allowed modules' paths."""
BANNED = {"cPickle", "cloudpickle", "dill", "joblib", "marshal", "pickle", "shelve"}
"""Loading what these wrote runs whatever was written."""
REGISTRIES = {"org": ("pypi", "pythonhosted", "npmjs"), "com": ("npmjs", "yarnpkg"), "io": ("crates",)}
WORKPLACE = r"[.]{2}/shared\b|[.]library/|/work/(?:main|shared)\b"
A_FILE = re.compile(r"\.(cff|css|in|j2|js|json|md|po|py|toml|txt|ya?ml)$")


@pytest.fixture(scope="module")
def modules(root: Path, project_files: tuple[PurePosixPath, ...]) -> dict[PurePosixPath, str]:
    """Our Python files, samples apart."""
    ours = [path for path in project_files if path.suffix == ".py" and not any(map(path.is_relative_to, SAMPLES))]
    assert ours
    return {path: (root / path).read_text(encoding="utf-8") for path in ours}


@pytest.fixture(scope="module")
def program(modules: dict[PurePosixPath, str]) -> dict[PurePosixPath, ast.Module]:
    """The syntax trees of the program's modules, by path inside the package."""
    package = "scanner/gyebo"
    return {p.relative_to(package): ast.parse(text) for p, text in modules.items() if p.is_relative_to(package)}


def _imported(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names):
                yield from (alias.name.split(".")[0] for alias in names)
            case ast.ImportFrom(module=str(module), level=0):
                yield module.split(".")[0]
            case ast.Call(
                func=ast.Name(id="__import__") | ast.Attribute(attr="import_module"),
                args=[ast.Constant(value=str(name)), *_],
            ):
                yield name.split(".")[0]
            case _:
                pass


def test_every_module_starts_with_the_two_spdx_lines(modules: dict[PurePosixPath, str]) -> None:
    assert [str(path) for path, text in modules.items() if not text.startswith(HEADER)] == []


def test_no_module_of_the_program_and_its_measures_passes_the_wall(modules: dict[PurePosixPath, str]) -> None:
    lengths = {str(p): text.count("\n") for p, text in modules.items() if p.parts[0] in WALLED}
    assert {path: lines for path, lines in lengths.items() if lines > LONGEST_MODULE} == {}


def test_no_function_of_the_program_passes_the_wall(program: dict[PurePosixPath, ast.Module]) -> None:
    functions = [
        (f"{path}:{node.lineno} {node.name}", (node.end_lineno or node.lineno) - node.lineno + 1)
        for path, tree in program.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    assert [(name, lines) for name, lines in functions if lines > LONGEST_FUNCTION] == []


def test_git_and_other_programs_are_called_from_one_place_only(program: dict[PurePosixPath, ast.Module]) -> None:
    astray = [
        f"{path} imports {name}"
        for path, tree in program.items()
        for name in _imported(tree)
        if name in AT_HOME and path.with_suffix("").parts[0] not in AT_HOME[name]
    ]
    assert astray == []


def test_nothing_that_runs_what_it_loads_is_imported(program: dict[PurePosixPath, ast.Module]) -> None:
    assert [
        f"{path} imports {name}" for path, tree in program.items() for name in _imported(tree) if name in BANNED
    ] == []


def test_no_array_is_loaded_as_a_pickle(program: dict[PurePosixPath, ast.Module]) -> None:
    allowed = [
        f"{path}:{node.lineno}"
        for path, tree in program.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        for keyword in node.keywords
        if keyword.arg == "allow_pickle" and ast.unparse(keyword.value) != "False"
    ]
    assert allowed == []


def test_no_registry_and_no_workplace_is_named(root: Path, project_files: tuple[PurePosixPath, ...]) -> None:
    addresses = "|".join(rf"\b{name}\.{ending}\b" for ending, names in REGISTRIES.items() for name in names)
    unwanted = re.compile(f"{addresses}|{WORKPLACE}".encode(), re.IGNORECASE)
    named = [f"{path}: {found!r}" for path in project_files for found in unwanted.findall((root / path).read_bytes())]
    assert named == []


def test_every_path_architecture_names_is_there(root: Path) -> None:
    quoted = re.findall(r"`([^`\s]+)`", (root / "ARCHITECTURE.md").read_text(encoding="utf-8"))
    paths = {re.sub(r"<[^>]+>", "*", name).rstrip("/") for name in quoted if "/" in name or A_FILE.search(name)}
    missing = [path for path in paths if not _found(root, path)]
    assert sorted(missing) == []


def _found(root: Path, path: str) -> bool:
    """Paths count from the top of the checkout or from the package."""
    return any(any(start.glob(path)) for start in (root, root / "scanner/gyebo"))


def test_the_readme_lists_the_exit_codes_there_are(root: Path) -> None:
    readme = (root / "README.md").read_text(encoding="utf-8")
    section = re.search(
        r"^#+ [^\n]*exit codes?[^\n]*\n(.*?)(?=^#|\Z)", readme, re.IGNORECASE | re.MULTILINE | re.DOTALL
    )
    assert section, "README.md has no heading about exit codes"
    listed = [int(code) for code in re.findall(r"^\| *`?(\d+)`? *\|", section.group(1), re.MULTILINE)]
    codes: type[IntEnum] = importlib.import_module("gyebo.cli.exits").ExitCode
    assert sorted(listed) == sorted(int(code) for code in codes)


@pytest.mark.parametrize("document", ["README.md", "CONTRIBUTING.md"])
def test_every_make_target_a_document_names_is_there(root: Path, document: str) -> None:
    named = set(re.findall(r"(?:`|^ *\$? *)make ([a-z]+)", (root / document).read_text(encoding="utf-8"), re.MULTILINE))
    targets = set(re.findall(r"^([a-z]+):", (root / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert named
    assert named - targets == set()


@pytest.mark.parametrize("is_link", [False, True])
def test_git_ignores_the_environment_as_a_folder_and_as_a_link(root: Path, tmp_path: Path, *, is_link: bool) -> None:
    git = ["git", "-C", str(tmp_path)]
    subprocess.run([*git, "init", "--quiet"], check=True)
    shutil.copy(root / ".gitignore", tmp_path)
    elsewhere = tmp_path / ".git" / "environment"
    elsewhere.mkdir()
    if is_link:
        (tmp_path / ".venv").symlink_to(elsewhere)
    else:
        (tmp_path / ".venv").mkdir()
        (tmp_path / ".venv" / "pyvenv.cfg").touch()
    seen = subprocess.run([*git, "status", "--porcelain"], check=True, capture_output=True, text=True).stdout
    assert seen.split() == ["??", ".gitignore"]


def test_the_test_command_is_the_one_ci_runs(root: Path) -> None:
    assert "make test" in (root / "README.md").read_text(encoding="utf-8")
    assert "make test" in (root / ".ci/run").read_text(encoding="utf-8")


def test_the_dependencies_are_the_libraries_imported(root: Path, program: dict[PurePosixPath, ast.Module]) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = {canonicalize_name(Requirement(line).name) for line in project["dependencies"]}
    ours = sys.stdlib_module_names | {"_typeshed", "gyebo"}
    names = {name for tree in program.values() for name in _imported(tree)} - ours
    providers = packages_distributions()
    imported = {canonicalize_name(distribution) for name in names for distribution in providers.get(name, [name])}
    optional = {canonicalize_name(Requirement(r).name) for rs in project["optional-dependencies"].values() for r in rs}
    assert {"not declared": sorted(imported - declared - optional), "not imported": sorted(declared - imported)} == {
        "not declared": [],
        "not imported": [],
    }


def test_the_lock_holds_what_was_asked_for(root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = [line for lines in project["optional-dependencies"].values() for line in lines]
    tools = (root / "requirements/dev.in").read_text(encoding="utf-8").splitlines()
    asked = [Requirement(line) for line in [*project["dependencies"], *extras, *filter(_is_requirement, tools)]]
    lock = "\n".join((root / f"requirements/{name}.txt").read_text(encoding="utf-8") for name in ("spark", "dev"))
    locked = {
        canonicalize_name(name): version for name, version in re.findall(r"^([\w.-]+)==([^ ]+)", lock, re.MULTILINE)
    }
    stale = [str(a) for a in asked if not a.specifier.contains(locked.get(canonicalize_name(a.name), "0"))]
    assert stale == [], "run make lock"


def _is_requirement(line: str) -> bool:
    return bool(line) and not line.startswith("#")


@pytest.mark.parametrize("name", ["dev", "docs", "run", "spark"])
def test_a_lock_names_no_address(name: str, root: Path) -> None:
    lock = (root / f"requirements/{name}.txt").read_text(encoding="utf-8")
    assert "://" not in lock
    assert re.findall(r"^--(?!hash)", lock, re.MULTILINE) == []
