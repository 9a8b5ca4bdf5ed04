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
names = lambda: sorted({name.split(".")[0] for name in sys.modules})
atexit.register(lambda: sys.stderr.write("loaded " + " ".join(names())))
from gyebo.cli import main
sys.exit(main())
"""


def _loaded(*words: str | Path) -> set[str]:
    ran = subprocess.run([sys.executable, "-c", REPORTING, *words], capture_output=True, text=True, check=False)
    return set(ran.stderr.rpartition("loaded ")[2].split())


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


def test_a_hook_that_finds_nothing_loads_what_reads_code_and_no_more(
    built: Path, manifest: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GYEBO_CACHE", str(built))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "model.py").write_text("def widen(width):\n    return width + 3\n" * 20, encoding="utf-8")
    _loaded("hook", "--corpus", manifest, "model.py")  # the first verifies the corpus; the others find its stamp
    loaded = _loaded("hook", "--corpus", manifest, "model.py")
    assert {"gyebo", "numpy", "tree_sitter"} <= loaded
    assert set(HEAVY) & loaded == {"numpy", "tree_sitter"}
    assert {"licensecheck", "multiprocessing", "pathspec"} & loaded == set()
