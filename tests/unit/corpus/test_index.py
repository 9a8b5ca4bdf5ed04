# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""An index is whole or not there, tells when it was changed, and holds nothing twice."""

import json
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path

import numpy as np
import pytest

from gyebo.corpus import index as indexes
from gyebo.corpus.index import DESCRIPTION, Arrays, Index, damaged, describe, open_index, write
from gyebo.errors import CorpusError

NO_ROOM = """
import resource, sys
from pathlib import Path
from gyebo.corpus.index import open_index, write
from gyebo.errors import CorpusError
source, target, limit = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
opened = open_index(source)
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
try:
    write(target, opened.description, opened.arrays)
except CorpusError as error:
    print(error)
"""


@pytest.fixture
def copied(tiny_folder: Path, tmp_path: Path) -> Path:
    """An index a test may damage."""
    return shutil.copytree(tiny_folder, tmp_path / "corpora" / "tiny")


def test_what_was_written_is_read_back(tiny_index: Index, tmp_path: Path) -> None:
    write(tmp_path / "deep" / "again", tiny_index.description, tiny_index.arrays)
    again = open_index(tmp_path / "deep" / "again")
    assert again.description == tiny_index.description
    assert again.digest == tiny_index.digest
    for one in fields(Arrays):
        np.testing.assert_array_equal(getattr(again.arrays, one.name), getattr(tiny_index.arrays, one.name))


def test_the_same_arrays_are_the_same_bytes(tiny_index: Index, tiny_folder: Path, tmp_path: Path) -> None:
    write(tmp_path / "again", tiny_index.description, tiny_index.arrays)
    for file in tiny_folder.iterdir():
        assert (tmp_path / "again" / file.name).read_bytes() == file.read_bytes()


def remove(folder: Path) -> None:
    shutil.rmtree(folder)


def empty(folder: Path) -> None:
    (folder / DESCRIPTION).write_bytes(b"")


def age(folder: Path) -> None:
    stored = json.loads((folder / DESCRIPTION).read_bytes())
    (folder / DESCRIPTION).write_text(json.dumps({**stored, "format": "gyebo-index/0"}))


def grow(folder: Path) -> None:
    (folder / DESCRIPTION).write_text('{"format": "gyebo-index/9", "name": "tiny", "sources": 3}')


def strip(folder: Path) -> None:
    (folder / DESCRIPTION).write_text('{"name": "tiny"}')


def truncate(folder: Path) -> None:
    with (folder / "band_class.npy").open("r+b") as stream:
        stream.truncate((folder / "band_class.npy").stat().st_size // 2)


def lose(folder: Path) -> None:
    (folder / "feature.npy").unlink()


def pickle(folder: Path) -> None:
    np.save(folder / "feature.npy", np.array([{}], object), allow_pickle=True)


def hollow(folder: Path) -> None:
    np.save(folder / "class_digest.npy", np.empty(0, np.uint64))


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (remove, "no corpus index there; run `gyebo corpus build`"),
        (empty, "not a corpus index this version can read"),
        (age, "format gyebo-index/0, this version reads .*; run `gyebo corpus build tiny`"),
        (grow, "format gyebo-index/9, this version reads .*; run `gyebo corpus build tiny`"),
        (strip, "not a corpus index this version can read; run `gyebo corpus build tiny`"),
        (truncate, "damaged .*delete the folder and run `gyebo corpus build tiny`"),
        (lose, "damaged"),
        (pickle, "damaged"),
        (hollow, "holds no fragments"),
    ],
)
def test_an_index_that_cannot_be_used_is_refused(copied: Path, harm: Callable[[Path], None], said: str) -> None:
    harm(copied)
    with pytest.raises(CorpusError, match=said):
        open_index(copied)


def test_a_flipped_byte_is_found(copied: Path) -> None:
    assert damaged(copied) == ()
    content = bytearray((copied / "posting.npy").read_bytes())
    content[-1] ^= 1
    (copied / "posting.npy").write_bytes(content)
    (copied / "feature.npy").unlink()
    assert damaged(copied) == ("feature", "posting")


@pytest.mark.parametrize("limit", [0, 100, 3000])
def test_without_room_nothing_is_left_half_written(tiny_folder: Path, tmp_path: Path, limit: int) -> None:
    target = tmp_path / "corpora" / "tiny"
    command = [sys.executable, "-c", NO_ROOM, str(tiny_folder), str(target), str(limit)]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert f"could not be written to {target}: " in told
    assert "None" not in told
    assert list(target.parent.iterdir()) == []


def test_a_cache_that_cannot_be_a_folder_is_refused(tiny_index: Index, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(CorpusError, match="could not be written"):
        write(tmp_path / "file" / "tiny", tiny_index.description, tiny_index.arrays)


def test_of_two_builders_at_once_both_end_with_a_whole_index(
    tiny_index: Index, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    both, failed, move = threading.Barrier(2, timeout=30), list[Exception](), Path.replace

    def together(path: Path, target: Path) -> Path:
        both.wait()
        return move(path, target)

    def build() -> None:
        try:
            write(tmp_path / "corpora" / "tiny", tiny_index.description, tiny_index.arrays)
        except CorpusError as error:
            failed.append(error)

    monkeypatch.setattr(Path, "replace", together)
    builders = [threading.Thread(target=build) for _ in range(2)]
    for builder in builders:
        builder.start()
    for builder in builders:
        builder.join()
    assert failed == []
    assert damaged(tmp_path / "corpora" / "tiny") == ()
    assert [path.name for path in (tmp_path / "corpora").iterdir()] == ["tiny"]


def test_an_index_that_is_there_is_left_as_it_is(tiny_index: Index, copied: Path) -> None:
    before = (copied / "feature.npy").stat().st_ino
    write(copied, tiny_index.description, tiny_index.arrays)
    assert (copied / "feature.npy").stat().st_ino == before


def test_the_folder_of_an_unfinished_index_is_no_reason_to_lose_the_new_one(tiny_index: Index, tmp_path: Path) -> None:
    (tmp_path / "tiny").mkdir()
    write(tmp_path / "tiny", tiny_index.description, tiny_index.arrays)
    assert describe(tmp_path / "tiny").format == indexes.FORMAT


def test_an_index_holds_no_source_text(tiny_folder: Path, tiny_index: Index) -> None:
    stored = b"".join(path.read_bytes() for path in tiny_folder.iterdir())
    assert b"rsqrt" not in stored
    assert {"RootNorm.forward", "route"} <= {
        tiny_index.text(at) for at in range(len(tiny_index.arrays.name_bounds) - 1)
    }
