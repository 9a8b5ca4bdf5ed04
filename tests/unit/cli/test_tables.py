# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Tables by the command line: made, compacted, scanned against, and each mistake told in a sentence."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from gyebo.cli import tables
from gyebo.cli.exits import ExitCode

Gyebo = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def made(gyebo: Gyebo, manifest: Path, tmp_path: Path) -> Path:
    """The tables of the corpus of the cases."""
    told = gyebo("corpus", "build", manifest, "--parquet", tmp_path / "tables", "-q", cache=tmp_path / "cache")
    assert (told.returncode, told.stdout) == (ExitCode.CLEAN, f"{tmp_path / 'tables'}\n"), told.stderr
    return tmp_path / "tables"


def test_tables_are_compacted_into_the_index_that_is_built(
    gyebo: Gyebo, made: Path, built: Path, tmp_path: Path
) -> None:
    told = gyebo("corpus", "compact", made, "-q", cache=tmp_path / "other")
    (index,) = (built / "corpora").iterdir()
    assert (told.returncode, Path(told.stdout.strip()).name) == (ExitCode.CLEAN, index.name)
    assert {path.name: path.read_bytes() for path in Path(told.stdout.strip()).iterdir()} == {
        path.name: path.read_bytes() for path in index.iterdir()
    }


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("corpus", "compact", "nothing"), "no tables there; run `gyebo corpus build --parquet"),
        (("corpus", "compact", "gopher://there"), "not a folder of tables"),
        (("corpus", "build", "--engine", "spark"), "say with --parquet where"),
        (("scan", ".", "--engine", "spark"), "name the tables that are asked with --index"),
        (("scan", ".", "--index", "nothing"), "no tables there"),
    ],
)
def test_a_mistake_is_told_in_one_sentence(
    gyebo: Gyebo, words: tuple[str, ...], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    told = gyebo(*words, cache=tmp_path / "cache")
    assert told.returncode == ExitCode.ERROR
    assert said in told.stderr
    assert "Traceback" not in told.stderr


@pytest.mark.parametrize("table", ["features", "places"])
def test_a_damaged_table_is_told(gyebo: Gyebo, made: Path, cases: Path, tmp_path: Path, table: str) -> None:
    for place in made.glob(f"tables/*/{table}/*/*.parquet"):
        place.write_bytes(place.read_bytes()[:100])
    submission = cases / "two-origins" / "submission"
    told = gyebo("scan", submission, "--index", made, "--output", tmp_path / "out", cache=tmp_path / "cache")
    assert told.returncode == ExitCode.ERROR
    assert "Traceback" not in told.stderr


def test_what_an_engine_needs_is_named_with_the_extra_that_brings_it(
    gyebo: Gyebo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tables, "NEEDED", {"processes": ("not_there_at_all",), "spark": ("not_there_at_all",)})
    told = gyebo("corpus", "build", "--parquet", tmp_path, cache=tmp_path)
    assert "`pip install 'gyebo[parquet]'`" in told.stderr
    told = gyebo("corpus", "build", "--parquet", tmp_path, "--engine", "spark", cache=tmp_path)
    assert "`pip install 'gyebo[spark]'`" in told.stderr
