# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Licence copies are drafted from the origin's own archive, and asked for by name where that is not at hand."""

import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from gyebo import codec, licencebook, resources
from gyebo.declarations.copies import copies
from gyebo.licencebook import LicenceBook
from gyebo.report import Base, ObligationState, Report, Source

SOURCE = Source("lib-1.0", "Lib", "1.0", "Apache-2.0", "2025-01-01", "ab" * 32, 3)
BASE = Base("Lib", "1.0", "2025-01-01", is_given=False, licence="Apache-2.0", copy=ObligationState.NOT_SEEN)


@pytest.fixture(scope="module")
def book(root: Path) -> LicenceBook:
    return licencebook.load(root / "rules")


@pytest.fixture
def report() -> Report:
    """A submission that holds a library without its licence, and nothing else."""
    example = codec.from_json(Report, (resources.folder("reports") / "example.json").read_bytes(), "example.json")
    return replace(
        example,
        bases=(BASE,),
        licensing=replace(example.licensing, taken=()),
        yardstick=replace(example.yardstick, sources=(SOURCE,)),
    )


@pytest.fixture
def cache(tmp_path: Path, root: Path) -> Path:
    folder = tmp_path / "archives" / SOURCE.sha256
    folder.mkdir(parents=True)
    with zipfile.ZipFile(folder / "lib-1.0-py3-none-any.whl", "w") as wheel:
        wheel.writestr("lib-1.0.dist-info/licenses/LICENSE", (root / "LICENSE").read_bytes())
    return tmp_path


def test_the_origins_own_copy_is_drafted(report: Report, cache: Path, book: LicenceBook, root: Path) -> None:
    drafted = copies(report, {}, cache, book)
    (change,) = drafted.changes
    assert (change.path, change.before, change.after) == (
        "LICENSES/Apache-2.0.txt",
        None,
        (root / "LICENSE").read_bytes(),
    )
    assert drafted.absent == ()


def test_a_text_that_is_not_at_hand_is_named(report: Report, tmp_path: Path, book: LicenceBook) -> None:
    assert copies(report, {}, tmp_path / "empty", book).absent == ("Apache-2.0",)


def test_a_text_of_another_licence_is_not_taken_for_it(report: Report, cache: Path, book: LicenceBook) -> None:
    under_mit = replace(report, bases=(replace(BASE, licence="MIT"),))
    drafted = copies(under_mit, {}, cache, book)
    assert (drafted.changes, drafted.absent) == ((), ("MIT",))


def test_nothing_is_drafted_where_it_is_there_or_not_asked_for(report: Report, cache: Path, book: LicenceBook) -> None:
    there = copies(report, {"LICENSES/Apache-2.0.txt": b"..."}, cache, book)
    met = copies(replace(report, bases=(replace(BASE, copy=ObligationState.MET),)), {}, cache, book)
    assert (there.changes, there.absent, met.changes, met.absent) == ((), (), (), ())
