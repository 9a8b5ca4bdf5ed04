# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Pinned archives are fetched once, checked, and kept whole or not at all."""

import hashlib
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from gyebo.corpus.download import obtain
from gyebo.corpus.manifest import Source, SourceKind
from gyebo.corpus.pipconfig import Indexes
from gyebo.errors import CorpusError
from gyebo.model import silent

CONTENT = b"not a wheel, but its bytes are pinned" * 1000
FILE = "gyebo_sample-1.0-py3-none-any.whl"


@pytest.fixture
def pinned() -> Source:
    return Source(
        id="gyebo-sample-1.0",
        kind=SourceKind.PYPI,
        host="A",
        licence="MIT",
        released=date(2025, 1, 2),
        include=("**/*.py",),
        package="gyebo-sample",
        version="1.0",
        file=FILE,
        sha256=hashlib.sha256(CONTENT).hexdigest(),
    )


@pytest.fixture
def folder(tmp_path: Path) -> Indexes:
    """A folder of wheels, as pip's find-links, and no index."""
    wheels = tmp_path / "wheels"
    wheels.mkdir()
    (wheels / FILE).write_bytes(CONTENT)
    return Indexes(find_links=(str(wheels),), no_index=True)


@pytest.fixture
def closed_port() -> Iterator[int]:
    """A port of this machine on which nobody answers."""
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        yield bound.getsockname()[1]


def kept(cache: Path) -> list[Path]:
    return [path for path in cache.rglob("*") if path.is_file()]


def test_the_pinned_file_lands_under_its_hash(tmp_path: Path, pinned: Source, folder: Indexes) -> None:
    path = obtain(pinned, tmp_path / "cache", folder, silent)
    assert path == tmp_path / "cache" / "archives" / pinned.sha256 / FILE
    assert path.read_bytes() == CONTENT


def test_what_is_kept_is_not_asked_for_again(tmp_path: Path, pinned: Source, folder: Indexes) -> None:
    first = obtain(pinned, tmp_path / "cache", folder, silent)
    assert obtain(pinned, tmp_path / "cache", Indexes(no_index=True), silent) == first


def test_a_kept_file_that_was_changed_is_fetched_again(tmp_path: Path, pinned: Source, folder: Indexes) -> None:
    path = obtain(pinned, tmp_path / "cache", folder, silent)
    path.write_bytes(b"changed")
    assert obtain(pinned, tmp_path / "cache", folder, silent).read_bytes() == CONTENT


def test_progress_is_told(tmp_path: Path, pinned: Source, folder: Indexes) -> None:
    told: list[tuple[str, int, int]] = []
    obtain(pinned, tmp_path / "cache", folder, lambda step, done, total: told.append((step, done, total)))
    assert told[-1] == (f"download {FILE}", len(CONTENT), len(CONTENT))


def test_a_wrong_hash_keeps_nothing(tmp_path: Path, pinned: Source, folder: Indexes) -> None:
    (Path(folder.find_links[0]) / FILE).write_bytes(b"something else")
    with pytest.raises(CorpusError, match=r"the manifest pins .*nothing was kept"):
        obtain(pinned, tmp_path / "cache", folder, silent)
    assert kept(tmp_path / "cache") == []


def test_a_simple_index_of_files_is_read(tmp_path: Path, pinned: Source) -> None:
    page = tmp_path / "simple" / "gyebo-sample" / "index.html"
    page.parent.mkdir(parents=True)
    page.write_text(f'<a href="{FILE}">{FILE}</a>', encoding="utf-8")
    (page.parent / FILE).write_bytes(CONTENT)
    indexes = Indexes(url=(tmp_path / "simple").as_uri())
    assert obtain(pinned, tmp_path / "cache", indexes, silent).read_bytes() == CONTENT


def test_another_place_is_asked_when_one_does_not_answer(
    tmp_path: Path, pinned: Source, folder: Indexes, closed_port: int
) -> None:
    page = tmp_path / "simple" / "gyebo-sample" / "index.html"
    page.parent.mkdir(parents=True)
    page.write_text(f'<a href="{Path(folder.find_links[0]).as_uri()}/{FILE}">{FILE}</a>', encoding="utf-8")
    indexes = Indexes(url=f"http://127.0.0.1:{closed_port}/simple", extra_urls=((tmp_path / "simple").as_uri(),))
    assert obtain(pinned, tmp_path / "cache", indexes, silent).read_bytes() == CONTENT


def test_without_a_network_one_sentence_says_what_to_do(
    tmp_path: Path, pinned: Source, closed_port: int, capfd: pytest.CaptureFixture[str]
) -> None:
    indexes = Indexes(url=f"http://name:secret@127.0.0.1:{closed_port}/simple")
    with pytest.raises(CorpusError, match="No package index could be asked for") as caught:
        obtain(pinned, tmp_path / "cache", indexes, silent)
    assert "check the network" in str(caught.value)
    assert "secret" not in str(caught.value)
    assert "\n" not in str(caught.value)
    assert capfd.readouterr() == ("", "")


def test_an_index_over_plain_http_is_named(tmp_path: Path, pinned: Source) -> None:
    with pytest.raises(CorpusError, match="not being trusted"):
        obtain(pinned, tmp_path / "cache", Indexes(url="http://index.invalid/simple"), silent)


def test_no_index_and_no_folder_is_told(tmp_path: Path, pinned: Source) -> None:
    with pytest.raises(CorpusError, match="none is configured"):
        obtain(pinned, tmp_path / "cache", Indexes(no_index=True), silent)


@pytest.mark.parametrize(
    ("there", "sentence"),
    [
        ("gyebo_sample-1.0.tar.gz", f"have gyebo_sample-1.0.tar.gz, but not {FILE}"),
        ("gyebo_sample-2.0-py3-none-any.whl", "have gyebo-sample, but not its version 1.0"),
        ("other-1.0-py3-none-any.whl", "do not have gyebo-sample"),
    ],
)
def test_what_is_there_instead_is_told(
    tmp_path: Path, pinned: Source, folder: Indexes, there: str, sentence: str
) -> None:
    (Path(folder.find_links[0]) / FILE).rename(Path(folder.find_links[0]) / there)
    with pytest.raises(CorpusError, match=sentence):
        obtain(pinned, tmp_path / "cache", folder, silent)


@pytest.mark.parametrize("there", ["gyebo_sample-2.0-py3-none-any.whl", "other-1.0-py3-none-any.whl"])
def test_where_one_place_did_not_answer_nothing_is_said_to_be_absent(
    tmp_path: Path, pinned: Source, folder: Indexes, closed_port: int, there: str
) -> None:
    (Path(folder.find_links[0]) / FILE).rename(Path(folder.find_links[0]) / there)
    indexes = replace(folder, url=f"http://127.0.0.1:{closed_port}/simple", no_index=False)
    with pytest.raises(CorpusError, match=r"cannot be told whether gyebo-sample 1\.0 exists") as caught:
        obtain(pinned, tmp_path / "cache", indexes, silent)
    assert str(closed_port) in str(caught.value)
    assert "check the network" in str(caught.value)


def test_an_index_without_a_page_for_the_package_has_answered(tmp_path: Path, pinned: Source) -> None:
    (tmp_path / "simple").mkdir()
    with pytest.raises(CorpusError, match="The indexes do not have gyebo-sample"):
        obtain(pinned, tmp_path / "cache", Indexes(url=(tmp_path / "simple").as_uri()), silent)


def test_a_missing_certificate_is_told(tmp_path: Path, pinned: Source) -> None:
    with pytest.raises(CorpusError, match="pip's cert or proxy cannot be used"):
        obtain(pinned, tmp_path / "cache", Indexes(cert=str(tmp_path / "none.pem")), silent)


def test_a_folder_source_must_exist(tmp_path: Path, pinned: Source) -> None:
    source = replace(pinned, kind=SourceKind.DIRECTORY, path=str(tmp_path / "none"))
    with pytest.raises(CorpusError, match="does not exist"):
        obtain(source, tmp_path, Indexes(), silent)


LIMITED = """
import resource, sys
from pathlib import Path
from gyebo.corpus.atomic import written
from gyebo.errors import CorpusError
resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, 10_000))
try:
    with written(Path(sys.argv[1])) as file:
        file.write(bytes(50_000))
except CorpusError as error:
    print(error)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit on the size of files")
def test_without_room_the_old_file_stays(tmp_path: Path) -> None:
    path = tmp_path / "kept"
    path.write_bytes(b"old")
    command = [sys.executable, "-c", LIMITED, str(path)]
    ran = subprocess.run(
        command, capture_output=True, text=True, check=True, env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    )
    assert "There is no room left" in ran.stdout
    assert path.read_bytes() == b"old"
    assert [file.name for file in tmp_path.iterdir()] == ["kept"]


def test_a_cache_that_cannot_be_written_is_told(tmp_path: Path, pinned: Source, folder: Indexes) -> None:
    (tmp_path / "cache").write_bytes(b"a file where a folder should be")
    with pytest.raises(CorpusError, match="choose a cache folder you may write to"):
        obtain(pinned, tmp_path / "cache", folder, silent)
