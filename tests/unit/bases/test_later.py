# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""A library in a release between two at hand, every file touched: one entry, and its new files are its own."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from gyebo import resources, rulebook
from gyebo.build import build
from gyebo.corpus.manifest import Component, Manifest, Source, SourceKind
from gyebo.corpus.pipconfig import Indexes
from gyebo.model import silent
from gyebo.pipeline import Request, scan
from gyebo.report import Report
from gyebo.settings import Settings

MAKERS = {"north": "NO", "east": "CA", "south": "US", "home": "KR"}
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
MODELS = 24
Commit = Callable[[Path, str], None]


def _place(folder: Path, maker: str, number: int) -> Path:
    return folder / "lib" / "models" / f"{maker}_m{number}" / "modeling.py"


def _write(folder: Path, maker: str, number: int, heading: str = "") -> None:
    steps = "\n        ".join(f"{STEPS[(number >> bit) % 2]}  # {bit}" for bit in range(5))
    path = _place(folder, maker, number)
    path.parent.mkdir(parents=True)
    code = CODE.format(name=f"m{number}", number=number + 2, flag=bool(number % 2), steps=steps)
    path.write_text(heading + code, encoding="utf-8")


def _release(folder: Path, heading: str, *new: tuple[str, int]) -> Path:
    """The library: its 24 models by three makers, each file under a heading, and models of this release alone."""
    for number in range(MODELS):
        _write(folder, [*MAKERS][number % 3], number, heading)
    for maker, number in new:
        _write(folder, maker, number, heading)
    return folder


def _source(folder: Path, version: str, released: date) -> Source:
    components = tuple(
        Component(f"lib/models/{maker}_{{model}}/", organisation=f"{maker}_lab", country=country, known_from="invented")
        for maker, country in MAKERS.items()
    )
    return Source(
        id=f"host-{version}", kind=SourceKind.DIRECTORY, host="Host", licence="Apache-2.0", released=released,
        include=("**/*.py",), components=components, path=str(folder),
    )  # fmt: skip


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory, cache: Path) -> Path:
    folder = tmp_path_factory.mktemp("library")
    sources = (
        _source(_release(folder / "1", "# first\n"), "1", date(2025, 3, 1)),
        _source(_release(folder / "3", "# third\n", ("north", 30), ("home", 31)), "3", date(2026, 6, 1)),
    )
    book = rulebook.load(resources.folder("rules"))
    return build(Manifest("between", "Invented", sources), book, cache, Indexes(no_index=True), silent)


@pytest.fixture
def team(tmp_path: Path) -> Path:
    """Holds the release between: another heading in every file, and three models that the first has not."""
    return _release(tmp_path / "team", "# second\n", ("north", 30), ("home", 31), ("own", 32))


def _scanned(folder: Path, index: Path, cache: Path, settings: Settings) -> Report:
    rules = resources.folder("rules")
    request = Request(folder, "HEAD", settings, index, cache, rules)
    return scan(request, rulebook.load(rules), silent)


def _names(folder: Path, *models: tuple[str, int]) -> tuple[str, ...]:
    return tuple(sorted(_place(folder, *one).relative_to(folder).as_posix() for one in models))


def test_a_release_that_touched_every_file_is_one_entry_and_its_new_files_are_its_own(
    team: Path, index: Path, cache: Path, commit: Commit
) -> None:
    commit(team, "2026-01-15")
    report = _scanned(team, index, cache, Settings())
    (base,) = report.bases
    assert (base.name, base.is_other_release, base.unchanged, len(base.changed)) == ("Host", True, (), MODELS)
    assert base.later == _names(team, ("north", 30))
    (told,) = [one for one in report.findings if one.rule == "unnamed-release"]
    assert any(base.later[0] in said.text.en and base.later[0] in said.text.ko for said in told.mitigating)
    assert {one.rule for one in report.findings} <= {"unnamed-release", "missing-licence-copy"}


def test_what_is_the_teams_own_there_or_a_makers_at_home_is_judged(
    team: Path, index: Path, cache: Path, commit: Commit
) -> None:
    commit(team, "2026-01-15")
    report = _scanned(team, index, cache, Settings(team=("north_lab",)))
    assert report.bases[0].later == ()
    judged = {file.path for file in report.files if file.own_tokens + file.exclusive_tokens}
    assert judged >= set(_names(team, ("north", 30), ("home", 31), ("own", 32)))


def test_a_file_that_bears_the_name_of_a_foreign_model_in_its_folder_is_the_librarys_and_no_other(
    team: Path, index: Path, cache: Path, commit: Commit
) -> None:
    folders = (_place(team, "north", 0).parent, _place(team, "home", 31).parent, team / "lib" / "models" / "own")
    for folder, name in zip(folders, ("north_m0", "home_m31", "own"), strict=True):
        folder.mkdir(exist_ok=True)
        for path in (folder / f"layers_{name}_fast.py", folder / "ours.py"):
            path.write_text(f"def {path.stem}(first, second):\n    return first * second\n", encoding="utf-8")
    commit(team, "2026-01-15")
    named = (folders[0] / "layers_north_m0_fast.py").relative_to(team).as_posix()
    assert set(_scanned(team, index, cache, Settings()).bases[0].later) == {named, *_names(team, ("north", 30))}


def test_too_few_files_in_a_librarys_places_are_judged_one_by_one(
    team: Path, index: Path, cache: Path, commit: Commit
) -> None:
    for number in range(6):
        shutil.rmtree(_place(team, [*MAKERS][number % 3], number).parent)
    commit(team, "2026-01-15")
    assert _scanned(team, index, cache, Settings()).bases == ()


def test_files_in_a_librarys_places_that_are_others_are_judged_one_by_one(
    team: Path, index: Path, cache: Path, commit: Commit
) -> None:
    for number in range(MODELS):
        path = _place(team, [*MAKERS][number % 3], number)
        text = path.read_text(encoding="utf-8")
        path.write_text("".join(f"value_{at} = {at}\n" for at in range(40)) + text, encoding="utf-8")
    commit(team, "2026-01-15")
    report = _scanned(team, index, cache, Settings())
    assert report.bases == ()
    assert "foreign-code" in {one.rule for one in report.findings}
