# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""A name that is no organisation's id leads to the ids that it may mean."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from gyebo import resources, rulebook
from gyebo.cli.exits import ExitCode
from gyebo.cli.organisations import LISTED, published, unknown

Gyebo = Callable[..., subprocess.CompletedProcess[str]]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("SKT", "did you mean sk_telecom?"),
        ("upstag", "did you mean upstage?"),
        ("nobody knows this one", "docs/pages/organisations.md lists all; leave it out, or add a file for it there."),
    ],
)
def test_a_wrong_name_is_answered_with_the_nearest_ids(name: str, said: str) -> None:
    told = unknown(name, rulebook.load(resources.folder("rules")))
    assert told == f"{name!r} is no id of rules/organisations; {said}"


def test_a_refusal_says_where_the_name_stands(gyebo: Gyebo, manifest: Path, tmp_path: Path) -> None:
    (tmp_path / "own.py").write_text("width = 3\n", encoding="utf-8")
    scan = ("scan", tmp_path, "--corpus", manifest, "--output", tmp_path / "out", "-q")
    flag = gyebo(*scan, "--organisation", "upstag")
    assert flag.stderr.startswith("gyebo: --organisation: 'upstag' is no id of rules/organisations, and no maker")
    (tmp_path / "pyproject.toml").write_text("[tool.gyebo]\norganisation = 'upstag'\n", encoding="utf-8")
    stored = gyebo(*scan)
    assert (flag.returncode, stored.returncode) == (ExitCode.ERROR, ExitCode.ERROR)
    assert stored.stderr.startswith("gyebo: pyproject.toml: [tool.gyebo]: organisation: 'upstag' is no id")


def test_the_page_that_lists_all_is_there(root: Path) -> None:
    assert (root / LISTED.split()[0]).is_file()


def test_a_wrong_name_is_answered_with_the_makers_that_the_corpus_adds() -> None:
    own = ("our_team", "upstage", *(f"maker_{number}" for number in range(9)))
    told = unknown("our_taem", rulebook.load(resources.folder("rules")), own)
    shown = ", ".join(f"maker_{number}" for number in range(8))
    assert told == (
        f"'our_taem' is no id of rules/organisations, and no maker that the corpus adds ({shown} (+2)); "
        "did you mean our_team?"
    )


def test_the_makers_of_a_corpus_are_those_of_its_manifest_and_of_its_index(manifest: Path, built: Path) -> None:
    """A component's, whether the rules know it or not; "unknown" is nobody."""
    index = next(built.glob("corpora/*/*.json")).parent
    assert {"aurora_lab", "borealis_institute"} <= published(str(manifest))
    assert {"aurora_lab", "borealis_institute"} <= published(str(index))
    assert "unknown" not in published(str(index)) | published("default")
