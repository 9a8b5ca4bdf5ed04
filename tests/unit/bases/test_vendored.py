# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""A library that a submission holds as it was published is one entry; the code of one maker never is."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path, PurePosixPath

import pytest

from gyebo import resources, rulebook
from gyebo.bases.vendored import Vendored, vendored
from gyebo.build import build
from gyebo.corpus.index import open_index
from gyebo.corpus.manifest import Component, Manifest, Source, SourceKind
from gyebo.corpus.pipconfig import Indexes
from gyebo.model import SourceFile, silent
from gyebo.pipeline import Request, scan
from gyebo.report import ObligationState, Report
from gyebo.settings import Settings

Commit = Callable[[Path, str], None]
MAKERS = ("north", "east", "south")
CODE = """import torch
from torch import nn


class {name}Block(nn.Module):
    def __init__(self, width, heads):
        super().__init__()
        self.width, self.heads = width, heads
        self.gate = nn.Linear(width, heads * {number}, bias={flag})
        self.table = nn.Parameter(torch.full((heads, {number}), {number}.5))

    def forward(self, states, mask, {name}_scale={number}):
        opened = torch.sigmoid(self.gate(states)) * {name}_scale
        {steps}
        return opened.masked_fill(mask, float("-inf")).softmax(dim=-{number})
"""
STEPS = (
    "opened = opened.clamp(min=0.0, max=6.0).square()",
    "opened = opened.cumsum(dim=1).flip(0) - self.table.mean()",
)


def _text(number: int) -> str:
    steps = "\n        ".join(f"{STEPS[(number >> bit) % 2]}  # {bit}" for bit in range(4))
    return CODE.format(name=f"m{number}", number=number + 2, flag=bool(number % 2), steps=steps)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Nine models of three makers, in one host project."""
    folder = tmp_path_factory.mktemp("library")
    for number in range(9):
        path = folder / "lib" / "models" / f"{MAKERS[number % 3]}_m{number}" / "modeling.py"
        path.parent.mkdir(parents=True)
        path.write_text(_text(number))
    return folder


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="module")
def index(library: Path, cache: Path) -> Path:
    components = tuple(
        Component(f"lib/models/{maker}_{{model}}/", organisation=f"{maker}_lab", country="NO", known_from="invented")
        for maker in MAKERS
    )
    source = Source(
        id="host",
        kind=SourceKind.DIRECTORY,
        host="Host",
        licence="Apache-2.0",
        released=date(2025, 3, 1),
        include=("**/*.py",),
        components=components,
        path=str(library),
    )
    book = rulebook.load(resources.folder("rules"))
    return build(Manifest("vendoring", "Invented", (source,)), book, cache, Indexes(no_index=True), silent)


def _found(folder: Path, index: Path, cache: Path, dated: str = "2026-01-15") -> tuple[Vendored, ...]:
    matching = rulebook.load(resources.folder("rules")).matching
    paths = sorted(folder.rglob("*.py"))
    files = [SourceFile(PurePosixPath(path.relative_to(folder).as_posix()), path.read_bytes()) for path in paths]
    return vendored(files, open_index(index), dated, matching, cache, Settings())


@pytest.fixture
def team(tmp_path: Path, library: Path) -> Path:
    folder = tmp_path / "team"
    shutil.copytree(library / "lib", folder / "third_party" / "kept" / "lib")
    (folder / "own.py").write_text("def own(x):\n    return x + 1\n")
    return folder


def test_it_is_found_in_any_folder_and_told_with_its_makers(team: Path, index: Path, cache: Path) -> None:
    (one,) = _found(team, index, cache)
    assert one.compared.lead == (PurePosixPath("third_party/kept"), PurePosixPath())
    assert len(one.compared.unchanged) == 9
    assert [maker.en for maker in one.makers] == ["east_lab", "north_lab", "south_lab"]


def test_a_changed_file_of_it_is_told_with_what_it_was(team: Path, index: Path, cache: Path) -> None:
    changed = team / "third_party" / "kept" / "lib" / "models" / "north_m0" / "modeling.py"
    changed.write_text("# ours\n" + changed.read_text())
    (one,) = _found(team, index, cache)
    path = PurePosixPath(changed.relative_to(team).as_posix())
    assert (path not in one.compared.unchanged, one.compared.before[path]) == (True, _text(0).encode())


def test_too_few_files_are_judged_one_by_one(team: Path, index: Path, cache: Path) -> None:
    for number in (0, 1):
        shutil.rmtree(team / "third_party" / "kept" / "lib" / "models" / f"{MAKERS[number]}_m{number}")
    assert _found(team, index, cache) == ()


def test_files_of_too_few_makers_are_judged_however_many(team: Path, index: Path, cache: Path) -> None:
    for number in (2, 5, 8):
        shutil.rmtree(team / "third_party" / "kept" / "lib" / "models" / f"south_m{number}")
    for number in (0, 1, 3, 4):
        again = team / "again" / "lib" / "models" / f"{MAKERS[number % 3]}_m{number}"
        again.mkdir(parents=True)
        (again / "modeling.py").write_text(_text(number))
    assert _found(team, index, cache) == ()


def test_a_library_that_is_younger_than_the_submission_is_none_of_its_bases(
    team: Path, index: Path, cache: Path
) -> None:
    assert _found(team, index, cache, dated="2025-01-01") == ()
    assert len(_found(team, index, cache, dated="")) == 1


def _report(folder: Path, index: Path, cache: Path) -> Report:
    rules = resources.folder("rules")
    return scan(Request(folder, None, Settings(), index, cache, rules), rulebook.load(rules), silent)


def test_a_scan_tells_one_entry_and_what_its_licence_asks(
    team: Path, index: Path, cache: Path, commit: Commit, root: Path
) -> None:
    commit(team, "2026-01-15")
    report = _report(team, index, cache)
    (base,) = report.bases
    assert (base.name, base.folder, base.copy) == ("Host", "third_party/kept", ObligationState.NOT_SEEN)
    assert [file.path for file in report.files] == ["own.py"]
    assert [one.rule for one in report.findings] == ["missing-licence-copy"]
    shutil.copy(root / "LICENSE", team / "third_party" / "kept" / "LICENSE")
    commit(team, "2026-01-16")
    again = _report(team, index, cache)
    assert (again.bases[0].copy, again.findings) == (ObligationState.MET, ())
    assert again.bases[0].copies[0].location is not None


def test_what_was_added_to_it_is_judged(team: Path, index: Path, cache: Path, commit: Commit, library: Path) -> None:
    copied = (library / "lib" / "models" / "east_m4" / "modeling.py").read_text()
    other = team / "third_party" / "kept" / "lib" / "models" / "north_m0" / "modeling.py"
    other.write_text(other.read_text() + "\n\n" + copied[copied.index("class") :])
    commit(team, "2026-01-15")
    report = _report(team, index, cache)
    matched = [fragment.name for file in report.files for fragment in file.fragments if fragment.match]
    assert matched == ["m4Block"]
    assert report.bases[0].changed == ("third_party/kept/lib/models/north_m0/modeling.py",)
