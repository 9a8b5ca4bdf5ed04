# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""`gyebo corpus pack` and `pull`: an index built elsewhere serves the hook and a scan, without the network."""

import hashlib
import json
import shutil
import subprocess
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from gyebo.cli.exits import ExitCode

Gyebo = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def wheel(gyebo: Gyebo, manifest: Path, tmp_path: Path) -> Path:
    packed = gyebo("corpus", "pack", manifest, "--output", tmp_path / "dist")
    assert (packed.returncode, packed.stderr) == (ExitCode.CLEAN, "")
    path, digest = packed.stdout.splitlines()
    assert digest == f"sha256 {hashlib.sha256(Path(path).read_bytes()).hexdigest()}"
    return Path(path)


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 the name that is overridden
        pass


@pytest.fixture
def address(wheel: Path) -> Iterator[str]:
    """The wheel's folder on a server of this machine."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(wheel.parent))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def _findings(report: Path) -> list[tuple[str, str, str]]:
    found = json.loads(report.read_text(encoding="utf-8"))["findings"]
    return [(one["id"], one["grade"], one["confidence"]) for one in found]


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_pulled_index_serves_the_hook_and_a_scan(
    gyebo: Gyebo, wheel: Path, manifest: Path, submission: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = tmp_path / "cache"
    pulled = gyebo("corpus", "pull", wheel, "--corpus", manifest, "--sha256", _sha256(wheel), cache=cache)
    assert (pulled.returncode, pulled.stderr) == (ExitCode.CLEAN, "")
    assert Path(pulled.stdout.strip()).parent == cache / "corpora"
    assert gyebo("corpus", "verify", manifest, cache=cache).returncode == ExitCode.CLEAN
    monkeypatch.chdir(submission)
    held = gyebo("hook", "--corpus", manifest, "north/modeling_north.py", cache=cache)
    assert (held.returncode, held.stderr) == (ExitCode.FINDINGS, "")
    assert not (cache / "sources").exists()


def test_a_scan_against_a_pulled_index_finds_what_it_finds_with_the_texts_at_hand(
    gyebo: Gyebo, wheel: Path, manifest: Path, submission: Path, tmp_path: Path
) -> None:
    cache = tmp_path / "cache"
    gyebo("corpus", "pull", wheel, "--corpus", manifest, cache=cache)
    words = ("scan", submission, "--corpus", manifest, "--output", tmp_path / "out", "--format", "json", "-q")
    with_texts = gyebo(*words)
    found = _findings(tmp_path / "out" / "report.json")
    without = gyebo(*words, cache=cache)
    assert found
    assert _findings(tmp_path / "out" / "report.json") == found
    assert without.stdout == with_texts.stdout


def test_where_nothing_is_known_of_upstream_notices_that_is_said_and_is_not_clean(
    gyebo: Gyebo, built: Path, manifest: Path, submission: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = tmp_path / "cache"
    shutil.copytree(built / "corpora", cache / "corpora")
    words = ("scan", submission, "--corpus", manifest, "--output", tmp_path / "out", "--fail-on", "concern", "-q")
    own = gyebo(*words, cache=cache)
    assert own.returncode == ExitCode.CLEAN
    assert "Whether a copyright line was kept could not be asked of 5 matches" in own.stdout
    assert gyebo(*words, "--evaluator", cache=cache).returncode == ExitCode.INCOMPLETE
    monkeypatch.chdir(submission)
    told = gyebo("hook", "--corpus", manifest, "north/modeling_north.py", cache=cache)
    assert "could not be asked" in told.stdout


def test_a_corpus_whose_texts_are_not_at_hand_is_not_packed(
    gyebo: Gyebo, built: Path, manifest: Path, tmp_path: Path
) -> None:
    shutil.copytree(built / "corpora", tmp_path / "cache" / "corpora")
    refused = gyebo("corpus", "pack", manifest, "--output", tmp_path, cache=tmp_path / "cache")
    assert refused.returncode == ExitCode.ERROR
    assert "`gyebo corpus build" in refused.stderr


def test_building_adds_the_sources_that_a_pulled_index_comes_without(
    gyebo: Gyebo, wheel: Path, manifest: Path, tmp_path: Path
) -> None:
    cache = tmp_path / "cache"
    folder = gyebo("corpus", "pull", wheel, "--corpus", manifest, cache=cache).stdout
    built = gyebo("corpus", "build", manifest, cache=cache)
    assert (built.returncode, built.stdout, built.stderr) == (ExitCode.CLEAN, folder, "")
    assert len(list((cache / "sources").iterdir())) == 3


def test_an_address_of_this_machine_is_a_path(gyebo: Gyebo, wheel: Path, manifest: Path, tmp_path: Path) -> None:
    (tmp_path / "with a blank").mkdir()
    there = shutil.copy(wheel, tmp_path / "with a blank")
    words = ("corpus", "pull", Path(there).as_uri(), "--corpus", manifest, "--sha256")
    refused = gyebo(*words, "0" * 64, cache=tmp_path / "cache")
    assert (refused.returncode, "nothing was kept" in refused.stderr) == (ExitCode.ERROR, True)
    assert gyebo(*words, _sha256(wheel), cache=tmp_path / "cache").returncode == ExitCode.CLEAN


def test_packing_says_beforehand_that_it_reads_every_file(gyebo: Gyebo) -> None:
    assert "each source file" in gyebo("corpus", "pack", "--help").stdout


def test_an_address_is_asked_once(gyebo: Gyebo, wheel: Path, address: str, manifest: Path, tmp_path: Path) -> None:
    words = ("corpus", "pull", f"{address}/{wheel.name}", "--corpus", manifest, "--sha256", _sha256(wheel))
    first = gyebo(*words, cache=tmp_path / "cache")
    assert (first.returncode, first.stderr) == (ExitCode.CLEAN, "")
    wheel.unlink()
    assert gyebo(*words, cache=tmp_path / "cache").stdout == first.stdout


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("{address}/{name}",), "An address needs --sha256"),
        (("{address}/{name}", "--sha256", "0" * 64), "nothing was kept"),
        (("{address}/none.whl", "--sha256", "0" * 64), "could not be had (status 404)"),
        (("http://127.0.0.1:1/a.whl", "--sha256", "0" * 64), "check the address and the network"),
        (("{wheel}", "--sha256", "0" * 64), "nothing was kept"),
        (("{wheel}", "--sha256", "../../etc"), "expected 64 hexadecimal digits"),
        (("{wheel}.gone",), "no wheel there"),
    ],
)
def test_what_cannot_be_trusted_or_had_is_refused_in_one_sentence(
    words: tuple[str, ...], sentence: str, gyebo: Gyebo, wheel: Path, address: str, manifest: Path, tmp_path: Path
) -> None:
    told = [word.format(address=address, name=wheel.name, wheel=wheel) for word in words]
    refused = gyebo("corpus", "pull", *told, "--corpus", manifest, cache=tmp_path / "cache")
    assert (refused.returncode, refused.stdout) == (ExitCode.ERROR, "")
    assert sentence in refused.stderr
    assert len(refused.stderr.splitlines()) == 1
    assert [path for path in (tmp_path / "cache").rglob("*") if path.is_file()] == []


def test_an_index_of_another_manifest_is_refused(gyebo: Gyebo, wheel: Path, cases: Path, tmp_path: Path) -> None:
    shutil.copytree(cases, tmp_path / "cases")
    changed = tmp_path / "cases" / "two-origins" / "reference"
    (changed / "aurora" / "more.py").write_text("width = 3\n", encoding="utf-8")
    refused = gyebo("corpus", "pull", wheel, "--corpus", changed / "corpus.toml", cache=tmp_path / "cache")
    assert refused.returncode == ExitCode.ERROR
    assert "this gyebo needs corpus-" in refused.stderr
    assert "another version, manifest or parser made it" in refused.stderr


def test_the_wheel_of_a_manifest_that_was_not_named_is_told_so(gyebo: Gyebo, wheel: Path, tmp_path: Path) -> None:
    refused = gyebo("corpus", "pull", wheel, cache=tmp_path / "cache")
    assert refused.returncode == ExitCode.ERROR
    assert "this gyebo needs default-" in refused.stderr
    assert "of the manifest 'corpus'; name that manifest with --corpus" in refused.stderr


@pytest.mark.parametrize("words", [("{address}/{name}",), ("{wheel}", "--sha256", "0" * 64), ("{wheel}.gone",)])
def test_what_cannot_be_trusted_is_refused_also_where_the_index_is_at_hand(
    words: tuple[str, ...], gyebo: Gyebo, wheel: Path, address: str, manifest: Path
) -> None:
    told = [word.format(address=address, name=wheel.name, wheel=wheel) for word in words]
    refused = gyebo("corpus", "pull", *told, "--corpus", manifest)
    assert (refused.returncode, refused.stdout) == (ExitCode.ERROR, "")
    taken = gyebo("corpus", "pull", wheel, "--corpus", manifest)
    assert taken.returncode == ExitCode.CLEAN
    assert taken.stderr == f"The index is at hand, and {wheel} was not used.\n"
