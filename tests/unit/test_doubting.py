# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""What a younger release has too is nobody's alone: a file by its definitions together, and its sentences."""

from collections.abc import Callable
from pathlib import Path, PurePosixPath

import pytest

from gyebo import resources, rulebook
from gyebo.build import build
from gyebo.corpus.manifest import load
from gyebo.corpus.pipconfig import Indexes
from gyebo.model import Searched, SourceFile, silent
from gyebo.report import Commonality
from gyebo.search import Against, SearchJob, search

DAY = "2026-01-15"
LIBRARY = """
[[sources]]
id = "library"
kind = "directory"
path = "{path}"
host = "A library of many years"
licence = "MIT"
released = {released}
include = ["{include}"]

[[sources.components]]
pattern = "{include}"
model = "elm"
organisation = "{organisation}"
country = "NL"
known_from = "invented for this test"
"""
Ask = Callable[..., Searched]


@pytest.fixture
def ask(cases: Path, tmp_path: Path) -> Ask:
    """A file of a case looked up in the case's corpus, where another source has one of the corpus's files too."""

    def asked(case: str, file: str, include: str, released: str, organisation: str = "elm_institute") -> Searched:
        reference = cases / case / "reference"
        own = (reference / "corpus.toml").read_text(encoding="utf-8")
        folder = next(one.name for one in reference.iterdir() if one.is_dir())
        again = {"path": reference / folder, "include": include, "released": released, "organisation": organisation}
        own = own.replace(f'path = "{folder}"', f'path = "{reference / folder}"')
        manifest = tmp_path / "corpus.toml"
        manifest.write_text(own.replace('"../../', f'"{cases}/') + LIBRARY.format(**again), encoding="utf-8")
        rules = resources.folder("rules")
        built = build(load(manifest), rulebook.load(rules), tmp_path / "cache", Indexes(no_index=True), silent)
        text = (cases / case / "submission" / file).read_bytes()
        job = SearchJob(SourceFile(PurePosixPath(file), text), Against(built, built.parents[1], rules, (), DAY))
        found = search(job)
        assert isinstance(found, Searched)
        return found

    return asked


@pytest.mark.parametrize(
    ("released", "organisation", "commonality"),
    [
        ("2026-05-01", "elm_institute", Commonality.SHARED),
        ("2026-05-01", "aster_ltd", Commonality.EXCLUSIVE),
        ("2025-03-01", "aster_ltd", Commonality.EXCLUSIVE),
    ],
    ids=["another's", "the same maker's", "the same maker's, older"],
)
def test_a_file_put_together_that_a_younger_release_has_is_nobody_s_alone(
    ask: Ask, released: str, organisation: str, commonality: Commonality
) -> None:
    found = ask("file-put-together", "modeling_north.py", "modeling_aster.py", released, organisation).found
    assert [one.spread.commonality for one in found if not one.pairing.unit] == [commonality]


def test_half_of_its_definitions_elsewhere_leave_it_one_maker_s(ask: Ask) -> None:
    found = ask("file-put-together", "modeling_north.py", "modeling_birch.py", "2026-05-01").found
    assert [one.spread.commonality for one in found if not one.pairing.unit] == [Commonality.EXCLUSIVE]


@pytest.mark.parametrize(
    ("organisation", "told"), [("elm_institute", 0), ("aurora_lab", 4)], ids=["another's", "the same maker's"]
)
def test_sentences_that_a_younger_release_has_are_nobody_s_alone(ask: Ask, organisation: str, told: int) -> None:
    asked = ask("sentences-kept-code-rewritten", "north_gate.py", "modeling_aurora.py", "2026-05-01", organisation)
    assert len(asked.phrases) == told
