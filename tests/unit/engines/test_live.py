# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""A corpus that a team shares in Redis: Debian's server, on loopback, in a folder that goes away.

What is found there is judged as an index judges it; what is taken out leaves nothing; nothing from it runs.
"""

import os
import pickle
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Any

import numpy as np
import pytest

from gyebo import excerpting, live, nearby, resources, rulebook
from gyebo.analysis import Analyser, reading_digest
from gyebo.build import build
from gyebo.cli import live as command
from gyebo.cli.exits import ExitCode
from gyebo.corpus.index import Index, open_index
from gyebo.corpus.lookup import Lookup
from gyebo.corpus.manifest import Manifest, load
from gyebo.corpus.pipconfig import Indexes
from gyebo.engines.redis import FEATURES, Body, Live, connected
from gyebo.engines.writing import writing
from gyebo.errors import CorpusError
from gyebo.languages import SUFFIXES
from gyebo.model import Analysed, SourceFile, silent
from gyebo.pipeline import Request, scan
from gyebo.report import Commonality, Report
from gyebo.rulebook import Rulebook
from gyebo.settings import from_flags
from gyebo.stages.collect import collect
from gyebo.stages.retrieve import retrieve

Gyebo = Callable[..., subprocess.CompletedProcess[str]]
OFFLINE = Indexes(no_index=True)
NORMAL = ("--save", "", "--appendonly", "no", "--bind", "127.0.0.1")
pytestmark = pytest.mark.skipif(
    not shutil.which("redis-server") and os.environ.get("REDIS_TESTS") != "required",
    reason="redis-server: not installed; `make redis` installs it",
)


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """A server that forgets everything when the tests end."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        number = int(free.getsockname()[1])
    folder = tmp_path_factory.mktemp("redis")
    given = [*NORMAL, "--port", str(number), "--dir", str(folder)]
    with subprocess.Popen(["redis-server", *given], stdout=subprocess.DEVNULL) as server:
        try:
            _wait(number, server)
            yield number
        finally:
            server.terminate()


def _wait(port: int, server: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        with socket.socket() as asking:
            if asking.connect_ex(("127.0.0.1", port)) == 0:
                return
        assert server.poll() is None, "Redis did not start"
        time.sleep(0.1)
    pytest.fail("Redis does not answer")


@pytest.fixture
def address(port: int) -> str:
    """An empty database."""
    there = f"redis://127.0.0.1:{port}/0"
    with connected(there, None) as empty:
        empty.server.flushall()
    return there


@pytest.fixture
def there(address: str) -> Iterator[Live]:
    with connected(address, None) as there:
        yield there


@pytest.fixture
def put_in(tiny_rulebook: Rulebook, tiny_cache: Path) -> Callable[[Live, Manifest], tuple[str, ...]]:
    """Shares a manifest of invented models."""
    return lambda there, manifest: live.share(manifest, tiny_rulebook, tiny_cache, OFFLINE, silent, there)


def everything(there: Live) -> dict[bytes, object]:
    """All that lies in the database, but for the numbers that were given."""
    kinds: dict[bytes, Callable[[bytes], Any]] = {
        b"string": there.server.get,
        b"hash": there.server.hgetall,
        b"set": there.server.smembers,
        b"list": lambda key: there.server.lrange(key, 0, -1),
    }
    keys = (key for key in there.server.scan_iter() if key not in (b"gyebo:number", b"gyebo:about"))
    return {key: kinds[there.server.type(key)](key) for key in keys}


def file_of(text: str) -> SourceFile:
    return SourceFile(PurePosixPath("own.py"), text.encode())


def asked(there: Live, files: Sequence[SourceFile], cache: Path) -> Index:
    return open_index(nearby.excerpt(there, excerpting.asked(files), cache))


def both(case: Path, cache: Path, there: Live) -> tuple[Report, Report]:
    """The reports of a case against its index, and against the same corpus as it is shared."""
    manifest, rules = load(case / "reference" / "corpus.toml"), rulebook.load(resources.folder("rules"))
    live.share(manifest, rules, cache, OFFLINE, silent, there)
    submission = case / "submission"
    given = excerpting.asked(collect(submission, None, frozenset(SUFFIXES)).files)
    folders = build(manifest, rules, cache, OFFLINE, silent), nearby.excerpt(there, given, cache)
    whole, near = (
        scan(Request(submission, None, from_flags({}), folder, cache, resources.folder("rules")), rules, silent)
        for folder in folders
    )
    return whole, near


@pytest.mark.parametrize("case", ["whole-file-renamed", "common-heritage", "sentences-kept-code-rewritten"])
def test_of_copies_the_report_is_the_one_that_the_index_gives_but_for_what_was_asked(
    case: str, cases: Path, tmp_path: Path, there: Live
) -> None:
    whole, near = both(cases / case, tmp_path, there)
    assert whole.yardstick.corpus != near.yardstick.corpus
    assert near.yardstick.corpus_name == "shared"
    yardstick = replace(near.yardstick, corpus=whole.yardstick.corpus, corpus_name=whole.yardstick.corpus_name)
    assert replace(near, yardstick=yardstick) == replace(whole, yardstick=yardstick)
    assert whole.files


def exclusive(report: Report) -> set[tuple[str, str]]:
    fragments = ((file.path, one) for file in report.files for one in file.fragments)
    return {(path, one.name) for path, one in fragments if one.match and one.match.commonality is Commonality.EXCLUSIVE}


@pytest.mark.parametrize("case", ["two-functions-merged", "two-origins", "library-with-one-edited-file"])
def test_what_is_not_near_is_not_found_and_nothing_is_called_exclusive_that_the_index_does_not(
    case: str, cases: Path, tmp_path: Path, there: Live
) -> None:
    whole, near = both(cases / case, tmp_path, there)
    assert exclusive(near) <= exclusive(whole)


def test_candidates_have_the_scores_that_they_have_in_the_index(
    there: Live,
    put_in: Callable[[Live, Manifest], object],
    tiny_manifest: Manifest,
    tiny_index: Index,
    texts: dict[str, str],
    tmp_path: Path,
) -> None:
    put_in(there, tiny_manifest)
    file = file_of(texts["header"] + texts["norm"].replace("states", "values") + texts["router"] + texts["stray"])
    analysed = Analyser()(file)
    assert isinstance(analysed, Analysed)
    scores: list[list[dict[int, tuple[float, ...]]]] = []
    for index in (tiny_index, asked(there, [file], tmp_path)):
        found = retrieve(Lookup(index), analysed.prints, range(len(analysed.syntax.units)))
        columns = [(index.arrays.class_digest[one.cls], one.shared, one.resemblance, one.containment) for one in found]
        scores.append([{int(d): tuple(map(float, of)) for d, *of in zip(*own, strict=True)} for own in columns])
    assert sum(map(len, scores[1])) > 5
    for whole, near in zip(*scores, strict=True):
        assert near.items() <= whole.items()


def test_sources_come_and_go_while_others_ask_and_leave_nothing_behind(
    there: Live,
    put_in: Callable[[Live, Manifest], tuple[str, ...]],
    tiny_manifest: Manifest,
    texts: dict[str, str],
    tmp_path: Path,
) -> None:
    late, early = tiny_manifest.sources
    assert put_in(there, replace(tiny_manifest, sources=(early,))) == ("early",)
    before = everything(there)
    file = file_of(texts["header"] + texts["norm"])
    assert [one.id for one in asked(there, [file], tmp_path).description.sources] == ["early"]
    assert put_in(there, tiny_manifest) == ("late",)
    assert put_in(there, tiny_manifest) == ()
    index = asked(there, [file], tmp_path)
    assert [one.id for one in index.description.sources] == ["early", "late"]
    assert len({index.text(int(at)) for at in index.arrays.file_path}) > 1
    live.unshare(late.id, there)
    assert everything(there) == before
    with pytest.raises(CorpusError, match="no source 'late' there; it has early"):
        live.unshare(late.id, there)
    live.unshare(early.id, there)
    assert everything(there) == {}
    with pytest.raises(CorpusError, match="nothing is shared there"):
        asked(there, [file], tmp_path)


def test_a_source_that_changed_takes_the_place_of_what_it_was(
    there: Live, put_in: Callable[[Live, Manifest], tuple[str, ...]], tiny_manifest: Manifest
) -> None:
    late, early = tiny_manifest.sources
    put_in(there, tiny_manifest)
    assert put_in(there, replace(tiny_manifest, sources=(late, replace(early, licence="Apache-2.0")))) == ("early",)
    assert {name: one.source.licence for name, one in live.shared(there).items()} == {
        "early": "Apache-2.0",
        "late": "MIT",
    }
    for name in ("early", "late"):
        live.unshare(name, there)
    assert everything(there) == {}


def interrupted(there: Live, reading: str) -> None:
    """Half of a source."""
    with writing(there, reading) as writer:
        number = writer.begin()
        keys = np.arange(12, dtype="<u4").tobytes()
        writer.put(number, [(7, Body(1, 1, b"ab", b"12345678", keys, (0,)))], [])
        writer.place(FEATURES, number, np.array([5 << 24, 1 << 63], np.uint64))
        raise KeyboardInterrupt


def test_what_an_interrupted_writer_left_is_not_seen_and_the_next_one_removes_it(
    there: Live, put_in: Callable[[Live, Manifest], tuple[str, ...]], tiny_manifest: Manifest
) -> None:
    late, early = tiny_manifest.sources
    put_in(there, replace(tiny_manifest, sources=(early,)))
    before, reading = everything(there), reading_digest()
    with pytest.raises(KeyboardInterrupt):
        interrupted(there, reading)
    assert everything(there) != before
    assert list(live.shared(there)) == ["early"]
    put_in(there, tiny_manifest)
    live.unshare(late.id, there)
    assert everything(there) == before


def test_writers_come_one_after_the_other(there: Live) -> None:
    with writing(there, "reading") as writer:
        with pytest.raises(CorpusError, match="somebody else is writing"):
            interrupted(there, "reading")
        there.server.set(b"gyebo:writing", b"another")
        with pytest.raises(CorpusError, match="this took too long"):
            writer.place(FEATURES, 1, np.array([1 << 24], np.uint64))
    assert there.server.get(b"gyebo:writing") == b"another"


class Bomb:
    """Whoever unpickles it writes a file."""

    def __init__(self, place: Path) -> None:
        self.place = place

    def __reduce__(self) -> tuple[object, ...]:
        return Path.touch, (self.place,)


def test_nothing_that_comes_out_of_it_is_unpickled_or_leaves_its_place(
    there: Live,
    put_in: Callable[[Live, Manifest], object],
    tiny_manifest: Manifest,
    texts: dict[str, str],
    tmp_path: Path,
) -> None:
    """Each value is replaced in turn, those of the hash tables by one that is asked for."""
    put_in(there, tiny_manifest)
    file, place = file_of(texts["header"] + texts["norm"]), tmp_path / "went-off"
    bomb = pickle.dumps(Bomb(place))
    refused = 0
    for at, (key, value) in enumerate(sorted(everything(there).items(), key=lambda item: len(item[0]))):
        if key.startswith(b"gyebo:f:") and at % 50:
            continue
        there.server.copy(key, b"kept")
        match value:
            case dict():
                there.server.hset(key, mapping=dict.fromkeys(there.server.hkeys(key), bomb))
            case set():
                there.server.sadd(key, bomb)
            case list():
                there.server.rpush(key, bomb)
            case _:
                there.server.set(key, bomb)
        try:
            asked(there, [file], tmp_path / str(at))
        except CorpusError:
            refused += 1
        assert not place.exists()
        there.server.rename(b"kept", key)
    assert refused > 3
    pickle.loads(bomb)  # noqa: S301  that it would have gone off
    assert place.exists()


def told(gyebo: Gyebo, cache: Path, *words: object) -> str:
    """What a command that fails says, in one sentence and without a traceback."""
    ran = gyebo(*words, cache=cache)
    assert ran.returncode == ExitCode.ERROR
    assert ran.stderr.count("\n") == 1
    return ran.stderr


def test_a_team_shares_a_corpus_and_scans_against_it(gyebo: Gyebo, cases: Path, address: str, tmp_path: Path) -> None:
    case = cases / "whole-file-renamed"
    put = gyebo("corpus", "share", case / "reference" / "corpus.toml", address, "-q", cache=tmp_path)
    assert (put.returncode, put.stdout) == (0, "2 of 2 sources put in; the others are there.\n"), put.stderr
    listed = gyebo("corpus", "shared", address, cache=tmp_path)
    assert (listed.returncode, listed.stdout.count("distinct fragments")) == (0, 2), listed.stderr
    against = [("--index", address), ("--corpus", case / "reference" / "corpus.toml")]
    ran = [
        gyebo("scan", case / "submission", "-q", *one, "--output", tmp_path / "out", cache=tmp_path) for one in against
    ]
    assert ran[0].stdout == ran[1].stdout
    assert ran[0].returncode == ran[1].returncode
    taken = gyebo("corpus", "unshare", listed.stdout.split()[1], address, cache=tmp_path)
    assert (taken.returncode, "taken out" in taken.stdout) == (0, True), taken.stderr


def test_each_mistake_is_told_in_one_sentence_with_what_to_do(gyebo: Gyebo, address: str, tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        closed = f"redis://:secret@127.0.0.1:{free.getsockname()[1]}/0"
        said = told(gyebo, tmp_path, "scan", tmp_path, "--index", closed)
        assert "look whether Redis runs there" in said
        assert "secret" not in said
    assert "run `gyebo corpus share" in told(gyebo, tmp_path, "scan", tmp_path, "--index", address)
    assert "redis://HOST:PORT" in told(gyebo, tmp_path, "corpus", "shared", "nowhere")
    assert "redis://HOST:PORT" in told(gyebo, tmp_path, "corpus", "shared", "redis://127.0.0.1:port/0")
    assert "by itself" in told(gyebo, tmp_path, "scan", tmp_path, "--index", address, "--engine", "spark")
    assert "DB index" in told(gyebo, tmp_path, "corpus", "shared", address.replace("/0", "/9999"))


def test_what_another_version_put_in_is_refused(
    gyebo: Gyebo,
    there: Live,
    address: str,
    put_in: Callable[[Live, Manifest], object],
    tiny_manifest: Manifest,
    tmp_path: Path,
) -> None:
    put_in(there, tiny_manifest)
    with writing(there, "another reading"):
        pass
    assert "another version of gyebo filled it" in told(gyebo, tmp_path, "scan", tmp_path, "--index", address)


def test_the_extra_that_brings_it_is_named(gyebo: Gyebo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "NEEDED", "not_there_at_all")
    assert "`pip install 'gyebo[redis]'`" in told(gyebo, tmp_path, "corpus", "shared", "redis://127.0.0.1/0")
