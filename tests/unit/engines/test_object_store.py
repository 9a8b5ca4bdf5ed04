# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Tables in an object store are those on disk: moto's S3 server, on loopback."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from gyebo.corpus.manifest import Manifest
from gyebo.engines.arrow import filesystems
from gyebo.engines.store import Store
from gyebo.errors import CorpusError
from gyebo.tabling import Tables, compact, described_in

Make = Callable[[Manifest, Store], Tables]
Contents = Callable[[Store], dict[tuple[str, str], str]]
Gyebo = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    """An object store that forgets everything when the tests end."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [str(Path(sys.executable).parent / "moto_server"), "-H", "127.0.0.1", "-p", str(port)]
    environment = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            _wait(port, server)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()


def _wait(port: int, server: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        with socket.socket() as asking:
            if asking.connect_ex(("127.0.0.1", port)) == 0:
                return
        assert server.poll() is None, "the object store did not start"
        time.sleep(0.2)
    pytest.fail("the object store does not answer")


@pytest.fixture
def address(endpoint: str, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], str]:
    """Addresses as a user gives them; who may read stands in the environment, as with every other tool."""
    known = {
        "AWS_ACCESS_KEY_ID": "tester",
        "AWS_SECRET_ACCESS_KEY": "tester",
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_EC2_METADATA_DISABLED": "true",
    }
    for name, value in known.items():
        monkeypatch.setenv(name, value)
    there = filesystems.S3FileSystem(endpoint_override=endpoint, scheme="http", allow_bucket_creation=True)
    there.create_dir("gyebo-tests")
    asked = f"scheme=http&endpoint_override={endpoint.removeprefix('http://')}"
    return lambda folder: f"s3://{folder}?{asked}"


def test_tables_in_an_object_store_hold_what_those_on_disk_hold(
    tabled: Make,
    contents: Contents,
    address: Callable[[str], str],
    tiny_manifest: Manifest,
    tiny_tables: Store,
    tiny_folder: Path,
    tmp_path: Path,
) -> None:
    store = Store(address("gyebo-tests/whole"))
    assert tabled(tiny_manifest, store).classes == described_in(tiny_tables).classes
    assert contents(store) == contents(tiny_tables)
    assert {path.name: path.read_bytes() for path in compact(store, tmp_path).iterdir()} == {
        path.name: path.read_bytes() for path in tiny_folder.iterdir()
    }


def test_a_corpus_is_built_into_an_object_store_and_scanned_from_there(
    gyebo: Gyebo, address: Callable[[str], str], manifest: Path, cases: Path, tmp_path: Path
) -> None:
    submission, there = cases / "two-origins" / "submission", address("gyebo-tests/case")
    made = gyebo("corpus", "build", manifest, "--parquet", there, "-q", cache=tmp_path / "cache")
    assert (made.returncode, made.stdout) == (0, f"{there}\n"), made.stderr
    scanned = [
        gyebo("scan", submission, "-q", "--fail-on", "never", *against, "--output", tmp_path, cache=tmp_path / "cache")
        for against in (("--index", there), ("--corpus", manifest))
    ]
    assert [one.returncode for one in scanned] == [0, 0], scanned[0].stderr
    assert scanned[0].stdout == scanned[1].stdout
    assert "aurora" in scanned[0].stdout


def test_a_store_that_does_not_let_one_in_is_told_in_one_sentence(
    gyebo: Gyebo, address: Callable[[str], str], manifest: Path, tmp_path: Path
) -> None:
    ran = gyebo("scan", tmp_path, "--index", address("not-there/tables"), cache=tmp_path / "cache")
    assert ran.returncode == 2
    assert "Traceback" not in ran.stderr
    ran = gyebo("corpus", "build", manifest, "--parquet", address("not-there/tables"), "-q", cache=tmp_path / "cache")
    assert ran.returncode == 2
    assert "may read and write it" in ran.stderr


def test_an_empty_place_in_a_bucket_holds_no_tables(address: Callable[[str], str]) -> None:
    with pytest.raises(CorpusError, match="no tables there"):
        described_in(Store(address("gyebo-tests/nothing")))
