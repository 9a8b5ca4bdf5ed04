# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Licences of declared packages: asked for by name at an index, believed where our own table bears it out."""

import json
import subprocess
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from gyebo import codec, licencebook
from gyebo.components.looking_up import PackageIndex, exact, looked_up
from gyebo.licencebook import LicenceBook
from gyebo.report import Dependency, DependencyState, Report

State = DependencyState
Command = Callable[..., subprocess.CompletedProcess[str]]
LONG = ("Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "BSL-1.0", "ISC", "LGPL-2.1-or-later", "MIT", "Zlib", "0BSD")
PACKAGES: dict[str, dict[str, Any]] = {
    "plain": {"version": "2.0", "license_expression": "Apache-2.0"},
    "named": {"version": "1.1", "classifiers": ["License :: OSI Approved :: MIT License"]},
    "strong": {"version": "3.0", "license_expression": "GPL-3.0-or-later"},
    "either": {"version": "1.0", "license_expression": "MIT OR GPL-3.0-or-later"},
    "listed": {
        "version": "1.0",
        "classifiers": ["License :: OSI Approved :: MIT License", "License :: OSI Approved :: Apache Software License"],
    },
    "limited": {"version": "1.0", "license": "LIMITED USE LICENSE"},
    "silent": {"version": "1.0", "license": None},
    "weak": {"version": "1.0", "license_expression": "MPL-2.0 AND MIT"},
    "long": {"version": "1.0", "license_expression": " AND ".join(LONG)},
    "hostile": {"version": "1.0\u202e<b>", "license": "\u001b[31m<script>alert(1)</script>"},
}


class _Index(BaseHTTPRequestHandler):
    asked: list[str]

    def do_GET(self) -> None:
        type(self).asked.append(self.path)
        name = self.path.split("/")[2]
        told = PACKAGES.get(name) if len(self.path.split("/")) == 4 else None
        self.send_response(500 if name == "broken" else 200 if told else 404)
        self.end_headers()
        if told:
            self.wfile.write(json.dumps({"info": told}).encode())

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  its own name for it
        """Tests print nothing."""


@pytest.fixture(scope="module")
def index() -> Iterator[PackageIndex]:
    _Index.asked = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Index)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield PackageIndex(f"http://127.0.0.1:{server.server_address[1]}")
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def book(root: Path) -> LicenceBook:
    return licencebook.load(root / "rules")


@pytest.fixture(scope="module")
def told(index: PackageIndex, book: LicenceBook) -> dict[str, Dependency]:
    """What is told of all packages, for a submission under MIT."""
    asked = [Dependency(name, "==1.1" if name == "plain" else "", ()) for name in (*PACKAGES, "missing", "broken")]
    return {one.name: one for one in looked_up(asked, "MIT", index, book)}


@pytest.mark.parametrize(
    ("name", "state", "licence", "is_carried"),
    [
        ("plain", State.EXAMINED, "Apache-2.0", True),
        ("weak", State.EXAMINED, "MPL-2.0 AND MIT", True),
        ("long", State.EXAMINED, " AND ".join(LONG), None),
        ("named", State.EXAMINED, "MIT", True),
        ("strong", State.EXAMINED, "GPL-3.0-or-later", False),
        ("either", State.EXAMINED, "MIT OR GPL-3.0-or-later", True),
        ("listed", State.EXAMINED, "MIT AND Apache-2.0", None),
        ("limited", State.NOT_FOUND, "", None),
        ("silent", State.NOT_FOUND, "", None),
        ("hostile", State.NOT_FOUND, "", None),
        ("missing", State.NOT_FOUND, "", None),
        ("broken", State.NOT_EXAMINED, "", None),
    ],
)
def test_a_package_is_told_with_what_is_known(
    told: dict[str, Dependency], name: str, state: DependencyState, licence: str, *, is_carried: bool | None
) -> None:
    one = told[name]
    assert (one.state, one.licence, one.is_carried) == (state, licence, is_carried)


def test_a_licence_of_another_version_is_told_as_such(told: dict[str, Dependency]) -> None:
    plain = told["plain"]
    assert plain.found_version == "2.0"
    assert plain.remark is not None


def test_what_licensecheck_takes_for_mit_is_not_believed(told: dict[str, Dependency]) -> None:
    assert told["limited"].said == "LIMITED USE LICENSE"
    assert told["limited"].remark is not None


def test_an_index_that_cannot_be_asked_leaves_all_not_examined(book: LicenceBook) -> None:
    nowhere = PackageIndex("http://127.0.0.1:9")
    (one,) = looked_up([Dependency("plain", "", ())], "MIT", nowhere, book)
    assert (one.state, one.is_carried) == (State.NOT_EXAMINED, None)
    assert one.remark is not None


@pytest.mark.parametrize(
    ("specifier", "version"),
    [("==1.2", "1.2"), ("==1.2,!=1.3", "1.2"), (">=1.2", ""), ("==1.*", ""), ("", ""), ("https://x/y.whl", "")],
)
def test_only_a_pinned_version_is_asked_for(specifier: str, version: str) -> None:
    assert exact(specifier) == version


@pytest.fixture
def submission(tmp_path: Path) -> Path:
    folder = tmp_path / "team"
    folder.mkdir()
    (folder / "own.py").write_text("x = 1\n")
    (folder / "setup.py").write_text(f"open({str(tmp_path / 'ran')!r}, 'w')\n")
    (folder / "pyproject.toml").write_text(
        '[build-system]\nrequires = ["named"]\nbuild-backend = "evil"\nbackend-path = ["."]\n'
        '[project]\nname = "team"\nversion = "1"\nlicense = "MIT"\ndependencies = ["strong>=1", "missing"]\n'
    )
    (folder / "evil.py").write_text(f"open({str(tmp_path / 'ran')!r}, 'w')\n")
    (folder / "requirements;touch ran;.txt").write_text("limited\n./here\n-r other.txt\n-e .\nplain @ file:///etc\n")
    return folder


def _scanned(gyebo: Command, manifest: Path, submission: Path, *flags: str) -> Report:
    output = submission.parent / "report"
    done = gyebo("scan", submission, "--output", output, "-q", "--fail-on", "never", "--corpus", manifest, *flags)
    assert done.returncode == 0, done.stderr
    return codec.from_json(Report, (output / "report.json").read_bytes(), "report.json")


def test_a_scan_looks_up_only_where_it_is_asked_to_and_sends_names_only(
    gyebo: Command, manifest: Path, submission: Path, index: PackageIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PIP_INDEX_URL", f"{index.url}/simple/")
    _Index.asked.clear()
    assert {one.state for one in _scanned(gyebo, manifest, submission).dependencies} == {State.NOT_EXAMINED}
    assert _Index.asked == []
    report = _scanned(gyebo, manifest, submission, "--dependencies")
    names = {"named", "strong", "missing", "limited", "plain"}
    assert {one.name for one in report.dependencies} == names
    assert {path.split("/")[2] for path in _Index.asked} == names
    assert not list(submission.parent.rglob("ran"))
    found = {one.name: one for one in report.dependencies}
    assert (found["named"].is_carried, found["strong"].is_carried) == (True, False)


def test_nothing_is_written_into_the_users_home(
    gyebo: Command, manifest: Path, submission: Path, index: PackageIndex, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PIP_INDEX_URL", f"{index.url}/simple/")
    before = set(home.rglob("*"))
    _scanned(gyebo, manifest, submission, "--dependencies")
    assert {path for path in set(home.rglob("*")) - before if "licensecheck" in str(path)} == set()
