# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""A package's folder, as an installer laid it out, has its version and licence in a folder beside it."""

from pathlib import Path, PurePosixPath

import pytest

from gyebo import resources, rulebook
from gyebo.bases.comparing import compare
from gyebo.bases.ground import Ground, told_of
from gyebo.bases.installed import installed
from gyebo.bases.obtaining import obtain
from gyebo.licences.obligations import Evidence
from gyebo.licences.repository import said_in
from gyebo.stages.collect import collect

SUFFIXES = frozenset({".py"})


@pytest.fixture
def site(tmp_path: Path, root: Path) -> Path:
    """Two packages side by side, each with its dist-info."""
    for name, package in (("fjord_models", "fjord"), ("fjord_tools", "fjord_tools")):
        info = tmp_path / f"{name}-1.2.dist-info"
        (info / "licenses").mkdir(parents=True)
        (info / "METADATA").write_text(
            f"Metadata-Version: 2.4\nName: {name}\nVersion: 1.2\nLicense-Expression: MIT\n\nx"
        )
        (info / "RECORD").write_text(f"{package}/a.py,,\n{info.name}/METADATA,,\n")
        (tmp_path / package).mkdir()
        (tmp_path / package / "a.py").write_text("a = 1\n")
    licence = (root / "LICENSE").read_text()
    (tmp_path / "fjord_models-1.2.dist-info" / "licenses" / "LICENSE").write_text(licence)
    return tmp_path


def test_the_distribution_is_the_one_whose_record_has_the_package(site: Path) -> None:
    found = installed(site / "fjord")
    assert (found.version, found.licence, list(found.papers)) == ("1.2", "MIT", [PurePosixPath("LICENSE")])
    assert installed(site / "fjord_tools").papers == {}


def test_without_one_or_with_two_that_claim_it_nothing_is_told(site: Path, tmp_path: Path) -> None:
    (site / "fjord_tools-1.2.dist-info" / "RECORD").write_text("fjord/b.py,,\n")
    assert installed(site / "fjord").version == ""
    assert installed(tmp_path).version == ""


@pytest.mark.parametrize(("package", "licence"), [("fjord", "Apache-2.0"), ("fjord_tools", "MIT")])
def test_a_base_named_so_has_its_licence(site: Path, tmp_path: Path, package: str, licence: str) -> None:
    team = tmp_path / "team"
    (team / "lib").mkdir(parents=True)
    (team / "lib" / "a.py").write_text("a = 1\n")
    book = rulebook.load(resources.folder("rules"))
    collected = collect(team, None, SUFFIXES)
    given = obtain(str(site / package), team, collected, SUFFIXES, tmp_path / "cache")
    assert (given.name, given.version) == (package, "1.2")
    standing = Ground(given, compare(collected.files, given.code))
    shown = Evidence(said_in((), book.licences), (), {})
    (base,) = told_of(standing, collected.files, (), shown, book, tmp_path / "cache")
    assert (base.licence, base.unchanged) == (licence, ("lib/a.py",))
