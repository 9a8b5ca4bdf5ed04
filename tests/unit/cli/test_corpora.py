# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""`gyebo corpus`: built once, shown, verified, and refused when damaged."""

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from gyebo.cli.exits import ExitCode

Gyebo = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def index(built: Path, tmp_path: Path) -> Path:
    """A copy of the built index that a test may damage."""
    shutil.copytree(built, tmp_path / "cache")
    (folder,) = (tmp_path / "cache" / "corpora").iterdir()
    return folder


def test_a_corpus_is_built_once_and_its_folder_printed(gyebo: Gyebo, manifest: Path, tmp_path: Path) -> None:
    first = gyebo("corpus", "build", manifest, cache=tmp_path)
    assert first.returncode == ExitCode.CLEAN
    assert "3 sources" in first.stderr
    assert str(tmp_path) in first.stderr
    folder = Path(first.stdout.strip())
    before = (folder / "index.json").stat()
    second = gyebo("corpus", "build", manifest, cache=tmp_path)
    assert (second.returncode, second.stderr, second.stdout) == (ExitCode.CLEAN, "", first.stdout)
    assert (folder / "index.json").stat() == before


def test_the_same_corpus_built_elsewhere_has_the_same_digest(
    gyebo: Gyebo, manifest: Path, built: Path, tmp_path: Path
) -> None:
    cases = manifest.parents[2]
    shutil.copytree(cases / "two-origins" / "reference", tmp_path / "cases" / "two-origins" / "reference")
    shutil.copytree(cases / "background", tmp_path / "cases" / "background")
    moved = tmp_path / "cases" / "two-origins" / "reference" / "corpus.toml"
    there = Path(gyebo("corpus", "build", moved, "--quiet", cache=tmp_path / "cache").stdout.strip())
    (here,) = (built / "corpora").iterdir()
    assert there.name == here.name
    assert {path.name: path.read_bytes() for path in there.iterdir()} == {
        path.name: path.read_bytes() for path in here.iterdir()
    }


def test_a_folder_that_changed_is_another_corpus(gyebo: Gyebo, cases: Path, tmp_path: Path) -> None:
    shutil.copytree(cases, tmp_path / "cases")
    changed = tmp_path / "cases" / "two-origins" / "reference"
    before = gyebo("corpus", "build", changed / "corpus.toml", "--quiet", cache=tmp_path / "cache").stdout
    with (changed / "aurora" / "modeling_aurora.py").open("a", encoding="utf-8") as source:
        source.write("\n\ndef added(first, second):\n    return [one + other for one, other in zip(first, second)]\n")
    after = gyebo("corpus", "build", changed / "corpus.toml", "--quiet", cache=tmp_path / "cache").stdout
    assert before != after


def test_the_list_says_of_each_manifest_how_to_build_it(gyebo: Gyebo, tmp_path: Path) -> None:
    listed = gyebo("corpus", "list", cache=tmp_path)
    assert listed.returncode == ExitCode.CLEAN
    for name in ("default", "extended"):
        assert f"gyebo corpus build {name}" in listed.stdout


def test_a_built_corpus_is_shown_with_its_sources(gyebo: Gyebo, manifest: Path) -> None:
    shown = gyebo("corpus", "show", manifest)
    assert shown.returncode == ExitCode.CLEAN
    assert [line for line in shown.stdout.splitlines() if line.startswith("2025-03-01  aurora ")]
    assert [line for line in shown.stdout.splitlines() if line.startswith("2025-05-20  borealis ")]


def test_what_a_folder_holds_that_cannot_be_used_is_shown(gyebo: Gyebo, cases: Path, tmp_path: Path) -> None:
    shutil.copytree(cases, tmp_path / "cases")
    aurora = tmp_path / "cases" / "two-origins" / "reference" / "aurora"
    (aurora / "broken.py").write_text("class ( ) ( : =\n) ] } def\n" * 40, encoding="utf-8")
    (aurora / "link.py").symlink_to("modeling_aurora.py")
    (aurora / os.fsdecode(b"caf\xe9.py")).write_bytes(b"width = 3\n")
    with (aurora / "large.py").open("wb") as stream:
        stream.truncate(100 * 1024 * 1024)
    manifest = aurora.parent / "corpus.toml"
    assert gyebo("corpus", "build", manifest, cache=tmp_path / "cache").returncode == ExitCode.CLEAN
    shown = gyebo("corpus", "show", manifest, cache=tmp_path / "cache").stdout
    told = [line for line in shown.splitlines() if line.startswith("not read: ")]
    assert len(told) == 4
    for name in ("broken.py", "link.py", r"caf\u{DCE9}.py", "large.py"):
        assert any(name in line for line in told)


@pytest.mark.parametrize("action", ["show", "verify"])
def test_a_corpus_that_is_not_built_is_refused_with_the_command(
    action: str, gyebo: Gyebo, manifest: Path, tmp_path: Path
) -> None:
    refused = gyebo("corpus", action, manifest, cache=tmp_path)
    assert (refused.returncode, refused.stdout) == (ExitCode.ERROR, "")
    assert f"gyebo corpus build {manifest}" in refused.stderr


def test_an_untouched_index_is_as_it_was_written(gyebo: Gyebo, index: Path) -> None:
    assert gyebo("corpus", "verify", index).returncode == ExitCode.CLEAN


def test_one_changed_bit_is_found(gyebo: Gyebo, index: Path) -> None:
    content = bytearray((index / "posting.npy").read_bytes())
    content[-1] ^= 1
    (index / "posting.npy").write_bytes(content)
    refused = gyebo("corpus", "verify", index)
    assert refused.returncode == ExitCode.ERROR
    assert "posting" in refused.stderr
    assert "build it again" in refused.stderr


def _cut(index: Path) -> None:
    content = (index / "codes.npy").read_bytes()
    (index / "codes.npy").write_bytes(content[: len(content) // 2])


def _emptied(index: Path) -> None:
    (index / "feature.npy").write_bytes(b"")


def _without_array(index: Path) -> None:
    (index / "codes.npy").unlink()


def _other_format(index: Path) -> None:
    described = json.loads((index / "index.json").read_bytes())
    (index / "index.json").write_text(json.dumps(described | {"format": "gyebo-index/0"}), encoding="utf-8")


def _no_json(index: Path) -> None:
    (index / "index.json").write_bytes(b"\xff{")


def _empty_description(index: Path) -> None:
    (index / "index.json").write_bytes(b"")


def _other_length(index: Path) -> None:
    shutil.copy(index / "place_kind.npy", index / "file_source.npy")


def _pickle(index: Path) -> None:
    (index / "codes.npy").write_bytes(b"\x80\x04\x95\x10\x00\x00\x00\x00\x00\x00\x00\x8c\x05posix.")


@pytest.mark.parametrize(
    "damage",
    [_cut, _emptied, _without_array, _other_format, _no_json, _empty_description, _other_length, _pickle],
    ids=lambda damage: damage.__name__.strip("_"),
)
@pytest.mark.parametrize("words", [("corpus", "verify"), ("corpus", "show"), ("scan",)], ids=" ".join)
def test_a_damaged_index_is_refused_with_what_to_do(
    words: tuple[str, ...], damage: Callable[[Path], None], gyebo: Gyebo, index: Path, submission: Path, tmp_path: Path
) -> None:
    damage(index)
    out = tmp_path / "out"
    scanned = (submission, "--corpus", index, "--output", out) if words == ("scan",) else (index,)
    refused = gyebo(*words, *scanned)
    assert (refused.returncode, refused.stdout) == (ExitCode.ERROR, "")
    assert str(index) in refused.stderr
    assert "build" in refused.stderr
    assert len(refused.stderr.splitlines()) == 1
    assert not out.exists()
