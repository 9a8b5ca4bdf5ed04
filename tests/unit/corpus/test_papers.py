# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""LICENSE, NOTICE and the whole code of a source, from its archive in the cache, where there is one."""

import shutil
import zipfile
from pathlib import Path, PurePosixPath

import pytest

from gyebo.corpus.papers import code, keep_all, known_papers, papers, texts_of
from gyebo.report import Source

SOURCE = Source("lib-1.0", "Lib", "1.0", "Apache-2.0", "2025-01-01", "ab" * 32, 3)
FILES = {
    "lib/__init__.py": "",
    "lib/model.py": "x = 1\n",
    "lib/NOTICE_of_nothing.py": "y = 1\n",
    "lib-1.0.dist-info/licenses/LICENSE": "Apache License\n",
    "lib-1.0.dist-info/licenses/NOTICE.txt": "By the Lib team\n",
    "LICENSE.MIT": "MIT License\n",
}


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    folder = tmp_path / "archives" / SOURCE.sha256
    folder.mkdir(parents=True)
    with zipfile.ZipFile(folder / "lib-1.0-py3-none-any.whl", "w") as wheel:
        for name, text in FILES.items():
            wheel.writestr(name, text)
    return tmp_path


def test_licences_and_notices_are_read_those_nearest_the_top_first(cache: Path) -> None:
    found = papers(SOURCE, cache)
    assert found is not None
    assert [str(one.path) for one in found] == [
        "LICENSE.MIT",
        "lib-1.0.dist-info/licenses/LICENSE",
        "lib-1.0.dist-info/licenses/NOTICE.txt",
    ]


def test_all_code_is_read(cache: Path) -> None:
    assert set(code(SOURCE, cache, {".py"})) == {PurePosixPath(name) for name in FILES if name.endswith(".py")}


def test_without_the_archive_nothing_is_known(tmp_path: Path, cache: Path) -> None:
    assert papers(SOURCE, tmp_path / "elsewhere") is None
    assert code(SOURCE, tmp_path / "elsewhere", {".py"}) == {}
    other = Source("other", "Other", "1", "MIT", "2025-01-01", "", 0)
    assert texts_of((SOURCE, other), {"other"}, cache) == {"other": None}


def test_a_damaged_archive_is_as_good_as_none(cache: Path) -> None:
    next((cache / "archives" / SOURCE.sha256).iterdir()).write_bytes(b"PK\x03\x04 no more")
    assert papers(SOURCE, cache) is None


def test_they_are_kept_beside_the_archive_and_a_scan_reads_only_those(cache: Path) -> None:
    assert texts_of((SOURCE,), {SOURCE.id}, cache) == {SOURCE.id: None}
    keep_all((SOURCE.sha256, ""), cache)
    shutil.rmtree(cache / "archives")
    (told,) = texts_of((SOURCE,), {SOURCE.id}, cache).values()
    assert told == tuple(
        (name, FILES[name]) for name in ("LICENSE.MIT", *sorted(name for name in FILES if "licenses" in name))
    )
    assert papers(SOURCE, cache) is not None


def test_what_was_kept_and_is_damaged_is_taken_anew(cache: Path) -> None:
    keep_all((SOURCE.sha256,), cache)
    (cache / "papers" / f"{SOURCE.sha256}.json").write_bytes(b"{")
    assert known_papers(SOURCE, cache) is None
    assert papers(SOURCE, cache) is not None
    assert known_papers(SOURCE, cache) is not None
