# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""A commit hook is made of waiting: what a command does not need it does not load."""

import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = (
    "datasketch",
    "git",
    "httpx2",
    "jinja2",
    "msgspec",
    "numpy",
    "pygments",
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


@pytest.mark.parametrize("words", [("--help",), ("scan", "--help"), ("--version",)], ids=" ".join)
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
    assert {"datasketch", "scipy", "unearth", "httpx2"} & loaded == set()
