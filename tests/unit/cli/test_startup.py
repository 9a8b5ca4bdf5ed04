# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""A commit hook is made of waiting: what a command does not need it does not load."""

import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = (
    "datasketch",
    "duckdb",
    "git",
    "httpx2",
    "jinja2",
    "msgspec",
    "numpy",
    "pandas",
    "pyarrow",
    "pygments",
    "pyspark",
    "rapidfuzz",
    "rich",
    "scipy",
    "tree_sitter",
    "unearth",
)
REPORTING = """
import atexit, sys
atexit.register(lambda: sys.stderr.write("loaded " + " ".join(sorted(sys.modules))))
from gyebo.cli import main
sys.exit(main())
"""
LEAVING = REPORTING.replace("main", "program")
GLANCE = frozenset(
    """
    gyebo gyebo.cli gyebo.cli.arguments gyebo.cli.colours gyebo.cli.exits gyebo.cli.flags gyebo.cli.flags.installation
    gyebo.cli.flags.shared gyebo.cli.flags.stored gyebo.cli.flags.submissions gyebo.cli.helping gyebo.cli.hook
    gyebo.cli.pages gyebo.cli.places gyebo.cli.running gyebo.cli.words gyebo.corpus gyebo.corpus.stamp gyebo.display
    gyebo.encoding gyebo.errors gyebo.files gyebo.glance gyebo.hashing gyebo.languages gyebo.languages.language
    gyebo.languages.nodes gyebo.languages.python gyebo.languages.python_form gyebo.languages.python_names
    gyebo.languages.reading gyebo.languages.units gyebo.languages.words gyebo.model gyebo.model.basics
    gyebo.model.reading gyebo.ranges gyebo.report gyebo.report.basics gyebo.report.words gyebo.resources
    gyebo.signatures gyebo.stages gyebo.stages.collect gyebo.stages.collect.limits gyebo.stages.collect.naming
    gyebo.stages.collect.picking gyebo.stages.collect.sorting gyebo.stages.fingerprint gyebo.stages.fragment
    """.split()
)
"""All of ours that a hook loads which finds nothing; a module more is a part of a bare start more at every commit."""


def _modules(*words: str | Path, program: str = REPORTING) -> set[str]:
    ran = subprocess.run([sys.executable, "-c", program, *words], capture_output=True, text=True, check=False)
    return set(ran.stderr.rpartition("loaded ")[2].split())


def _loaded(*words: str | Path) -> set[str]:
    return {name.partition(".")[0] for name in _modules(*words)}


@pytest.mark.parametrize("words", [("--help",), ("scan", "--help")], ids=" ".join)
def test_the_help_loads_nothing_heavy(words: tuple[str, ...]) -> None:
    assert set(HEAVY) & _loaded(*words) == set()


@pytest.mark.parametrize("words", [("rules", "list"), ("schema", "finding")], ids=" ".join)
def test_a_command_that_reads_no_code_loads_no_parser(words: tuple[str, ...]) -> None:
    assert set(HEAVY) & _loaded(*words) == {"msgspec"}


def test_a_scan_without_matches_loads_neither_scipy_nor_the_network(
    built: Path, manifest: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GYEBO_CACHE", str(built))
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "model.py").write_text("width = 3\n", encoding="utf-8")
    loaded = _loaded(
        "scan", tmp_path / "own", "--corpus", manifest, "--output", tmp_path / "out", "--format", "json", "--quiet"
    )
    assert "gyebo" in loaded
    assert {"datasketch", "duckdb", "pyarrow", "pyspark", "scipy", "unearth", "httpx2"} & loaded == set()


@pytest.fixture
def clean(built: Path, manifest: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[str | Path, ...]:
    """A hook on a file like which the corpus has nothing; its corpus is verified already."""
    monkeypatch.setenv("GYEBO_CACHE", str(built))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "model.py").write_text("def widen(width):\n    return width + 3\n" * 20, encoding="utf-8")
    words = ("hook", "--corpus", manifest, "model.py")
    _loaded(*words)
    return words


def test_a_hook_that_finds_nothing_loads_what_reads_code_and_no_more(clean: tuple[str | Path, ...]) -> None:
    loaded = _loaded(*clean)
    assert {"gyebo", "numpy", "tree_sitter"} <= loaded
    assert set(HEAVY) & loaded == {"numpy", "tree_sitter"}
    assert {"licensecheck", "multiprocessing", "pathspec"} & loaded == set()


def test_a_hook_that_finds_nothing_loads_no_module_of_ours_beyond_the_glance(clean: tuple[str | Path, ...]) -> None:
    assert {name for name in _modules(*clean) if name.partition(".")[0] == "gyebo"} - GLANCE == set()


def test_a_hook_that_took_a_glance_alone_ends_at_once(clean: tuple[str | Path, ...]) -> None:
    assert _modules(*clean, program=LEAVING) == set()  # what waits for the interpreter's end is not called
    ran = subprocess.run(
        [sys.executable, "-c", LEAVING, *clean, "none.py"], capture_output=True, text=True, check=False
    )
    assert ran.returncode == 2
    assert "none.py" in ran.stdout  # though nobody but us flushed it


def test_cycles_are_collected_while_a_command_runs() -> None:
    looking = LEAVING.replace('"loaded "', "f\"collecting {__import__('gc').isenabled()} loaded \"")
    ran = subprocess.run([sys.executable, "-c", looking, "rules", "list"], capture_output=True, text=True, check=True)
    assert ran.stderr.startswith("collecting True")


def test_a_hook_that_searched_ends_in_order(clean: tuple[str | Path, ...], tmp_path: Path) -> None:
    (tmp_path / "model.py").write_text("# gyebo: ignore\nwidth = 3\n", encoding="utf-8")
    assert "gyebo.pipeline" in _modules(*clean, program=LEAVING)


@pytest.mark.parametrize(("columns", "least", "most"), [("60", 40, 60), ("140", 81, 140), ("wide", 60, 80)])
def test_a_page_of_help_is_as_wide_as_the_terminal(
    columns: str, least: int, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    words = [sys.executable, "-c", REPORTING, "doctor", "--help"]
    flags = subprocess.run(words, capture_output=True, text=True, check=True).stdout.partition("options:")[2]
    assert least <= max(len(line) for line in flags.splitlines()) <= most
