# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""The wheel, built through the sdist and installed away from the checkout, holds all that gyebo needs."""

import os
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import zipfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import pytest

import gyebo
from gyebo.cli.exits import ExitCode


@dataclass(frozen=True, slots=True)
class Built:
    sdist: Path
    wheel: Path


@dataclass(frozen=True, slots=True)
class Installed:
    """A virtual environment with the wheel in it, and an empty folder to stand in."""

    bin: Path
    elsewhere: Path

    def run(self, program: str, *arguments: str) -> str:
        command = [str(self.bin / program), *arguments]
        done = subprocess.run(
            command, cwd=self.elsewhere, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def ended(self, program: str, *arguments: str, at: Path, env: dict[str, str]) -> int:
        """The exit code of a program that runs in a folder."""
        command = [str(self.bin / program), *arguments]
        return subprocess.run(command, cwd=at, env=env, check=False, capture_output=True).returncode


@pytest.fixture(scope="session")
def built(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Built:
    out = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(out), str(root)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
    assert done.returncode == 0, done.stdout + done.stderr
    (sdist,), (wheel,) = out.glob("*.tar.gz"), out.glob("*.whl")
    return Built(sdist, wheel)


@pytest.fixture(scope="session")
def installed(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """The dependencies come from this environment by path alone, so its editable gyebo is not seen."""
    venv, elsewhere = tmp_path_factory.mktemp("venv"), tmp_path_factory.mktemp("elsewhere")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(venv)], check=True, stdin=subprocess.DEVNULL)
    _install(venv / "bin", built.wheel)
    (site,) = venv.glob("lib/python*/site-packages")
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return Installed(venv / "bin", elsewhere)


def _install(programs: Path, wheel: Path) -> None:
    pip = [sys.executable, "-m", "pip", "--python", str(programs / "python"), "install"]
    subprocess.run([*pip, "--quiet", "--no-deps", "--no-index", str(wheel)], check=True, stdin=subprocess.DEVNULL)


def test_the_sdist_holds_the_whole_project(built: Built, project_files: tuple[PurePosixPath, ...]) -> None:
    with tarfile.open(built.sdist) as archive:
        packed = {PurePosixPath(*PurePosixPath(name).parts[1:]) for name in archive.getnames()}
    assert [str(path) for path in project_files if path not in packed] == []


def test_the_wheel_holds_program_rules_and_reports_unchanged(
    built: Built, root: Path, project_files: tuple[PurePosixPath, ...]
) -> None:
    with zipfile.ZipFile(built.wheel) as archive:
        packed = {name: archive.read(name) for name in archive.namelist() if ".dist-info/" not in name}
    assert packed == {place: (root / path).read_bytes() for path in project_files if (place := _place(path))}


def _place(path: PurePosixPath) -> str:
    """Where a file of the checkout stands in the wheel; empty for what stays behind."""
    match path.parts:
        case ("scanner", *rest):
            return str(PurePosixPath(*rest))
        case ("rules" | "reports", *_):
            return f"gyebo/_data/{path}"
        case _:
            return ""


def test_the_wheel_carries_licence_and_notice(built: Built) -> None:
    with zipfile.ZipFile(built.wheel) as archive:
        licences = {PurePosixPath(name).name for name in archive.namelist() if ".dist-info/licenses/" in name}
    assert licences == {"LICENSE", "NOTICE"}


def test_the_readme_is_the_package_s_description(built: Built) -> None:
    with zipfile.ZipFile(built.wheel) as archive:
        (place,) = (name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        metadata = archive.read(place).decode()
    assert "\nDescription-Content-Type: text/markdown\n" in metadata, 'pyproject.toml lacks readme = "README.md"'


def test_the_installed_package_is_not_the_checkout(installed: Installed, root: Path) -> None:
    place = Path(installed.run("python", "-I", "-c", "import gyebo; print(gyebo.__file__)").strip())
    assert place.is_relative_to(installed.bin.parent)
    assert not place.is_relative_to(root)


def test_the_installed_program_tells_its_version(installed: Installed) -> None:
    assert gyebo.__version__ in installed.run("gyebo", "--version")


def test_the_installed_program_finds_its_rules(installed: Installed, root: Path) -> None:
    rules = {path.stem for path in root.glob("rules/findings/*.toml")}
    listed = installed.run("gyebo", "rules", "list")
    assert rules
    assert {rule for rule in rules if rule not in listed} == set()


@pytest.mark.parametrize("name", ["rules", "reports"])
def test_the_installed_program_finds_its_data(installed: Installed, name: str) -> None:
    code = f"from gyebo.resources import folder; print(folder({name!r}))"
    place = Path(installed.run("python", "-I", "-c", code).strip())
    assert place.is_relative_to(installed.bin.parent)


def test_a_corpus_that_pip_installed_beside_the_program_serves_the_hook(
    installed: Installed, cases: Path, tmp_path: Path
) -> None:
    """As in a hook's own environment, with the corpus among its additional dependencies."""
    manifest = str(cases / "two-origins" / "reference" / "corpus.toml")
    commit = shutil.copytree(cases / "two-origins" / "submission", tmp_path / "commit")
    hook = ("hook", "--corpus", manifest, "north/modeling_north.py")
    empty = os.environ | {"GYEBO_CACHE": str(tmp_path / "empty")}
    assert installed.ended("gyebo", *hook, at=commit, env=empty) == ExitCode.ERROR
    made = os.environ | {"GYEBO_CACHE": str(tmp_path / "cache")}
    for words in (("corpus", "build", manifest), ("corpus", "pack", manifest, "--output", str(tmp_path))):
        assert installed.ended("gyebo", *words, at=tmp_path, env=made) == ExitCode.CLEAN
    (wheel,) = tmp_path.glob("*.whl")
    _install(installed.bin, wheel)
    assert installed.ended("gyebo", *hook, at=commit, env=empty) == ExitCode.FINDINGS
