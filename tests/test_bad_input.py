# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Bad input: one clear sentence, the right exit code, nothing half-written, and the other files' results unchanged."""

import hashlib
import json
import os
import re
import resource
import shutil
import signal
import socket
import subprocess
import sys
import sysconfig
import time
import zipfile
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from gyebo.cli.exits import ExitCode

pytestmark = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc, /dev/full and any file name")
Gyebo = Callable[..., subprocess.CompletedProcess[str]]
CONSOLE = (sys.executable, "-c", "import sys; from gyebo.cli import main; sys.exit(main())")
WITHOUT_ROOTS_EYES = (
    "setpriv",
    "--bounding-set=-dac_override,-dac_read_search",
    "--inh-caps=-dac_override,-dac_read_search",
)
"""Root reads what it may not, unless these two capabilities are gone."""


def _syntax(path: Path) -> None:
    path.write_text("class ( ) ( : =\n) ] } def\n" * 40, encoding="utf-8")


def _binary(path: Path) -> None:
    path.write_bytes(b"\x7fELF\x02\x01\x01\x00" + bytes(range(256)) * 20)


def _huge(path: Path) -> None:
    with path.open("wb") as stream:
        stream.truncate(100 * 1024 * 1024)


def _no_codec(path: Path) -> None:
    path.write_bytes(b"# -*- coding: klingon -*-\nx = 1\n")


def _loop(path: Path) -> None:
    path.symlink_to(path.name)


def _out_of_the_tree(path: Path) -> None:
    path.symlink_to("/etc/passwd")


def _to_the_root(path: Path) -> None:
    path.symlink_to("/")


def _to_itself(path: Path) -> None:
    path.symlink_to(".")


def _dangling(path: Path) -> None:
    path.symlink_to("nowhere.py")


def _device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def _fifo(path: Path) -> None:
    os.mkfifo(path)


def _socket(path: Path) -> None:
    here = Path.cwd()
    os.chdir(path.parent)
    try:
        with socket.socket(socket.AF_UNIX) as opened:
            opened.bind(path.name)
    finally:
        os.chdir(here)


BAD: dict[str, tuple[Callable[[Path], None], str]] = {
    "syntax.py": (_syntax, "syntax"),
    "binary.py": (_binary, "binary"),
    "huge.py": (_huge, "too-large"),
    "no_codec.py": (_no_codec, "encoding"),
    "loop.py": (_loop, "link"),
    "passwd.py": (_out_of_the_tree, "link"),
    "root": (_to_the_root, "link"),
    "itself": (_to_itself, "link"),
    "dangling.py": (_dangling, "link"),
    "device.py": (_device, "link"),
    "fifo.py": (_fifo, "not-a-file"),
    "socket.py": (_socket, "not-a-file"),
}
FILES = 40
TICKS = os.sysconf("SC_CLK_TCK") // 20
NAMES = {
    b"caf\xe9.py": r"caf\u{DCE9}.py",
    b"\xff\xfe.py": r"\u{DCFF}\u{DCFE}.py",
    b"line\nbreak.py": "line\nbreak.py",
    b"::error::x\r.py": "::error::x\r.py",
    b"esc\x1b[31mred.py": "esc\x1b[31mred.py",
    b"<img src=x onerror=alert(1)>.py": "<img src=x onerror=alert(1)>.py",
    b"\"'`|&;$(id).py": "\"'`|&;$(id).py",
    b"=cmd|' calc'!A1.py": "=cmd|' calc'!A1.py",
    b"-rf.py": "-rf.py",
    "\u202egpj.py".encode(): "\u202egpj.py",
    "가나다.py".encode(): "가나다.py",
    b"x" * 252 + b".py": "x" * 252 + ".py",
}
"""File names, and how the JSON report gives them: as they are, but for bytes that are no UTF-8."""


@pytest.fixture
def command(built: Path, manifest: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[str]]:
    """A scan as a process of its own, reports into `out`."""

    def words(path: Path, *options: str | Path) -> list[str]:
        scan = ("scan", path, "--corpus", manifest, "--output", tmp_path / "out", "--fail-on", "never", *options)
        return [os.fspath(word) for word in (*CONSOLE, *scan)]

    monkeypatch.setenv("GYEBO_CACHE", str(built))
    return words


def _json(tmp_path: Path) -> Any:
    return json.loads((tmp_path / "out" / "report.json").read_text(encoding="utf-8"))


def _is_one_sentence(ran: "subprocess.CompletedProcess[str]") -> bool:
    return len(ran.stderr.splitlines()) == 1 and ran.stderr.startswith("gyebo: ") and ran.stderr.rstrip().endswith(".")


def _left(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*")) if folder.exists() else []


def test_bad_files_are_listed_with_their_reason_and_leave_the_others_results_alone(
    gyebo: Gyebo, manifest: Path, submission: Path, tmp_path: Path
) -> None:
    scan = ("scan", submission, "--corpus", manifest, "--quiet", "--output", tmp_path / "out")
    assert gyebo(*scan, "--evaluator").returncode == ExitCode.FINDINGS
    clean = _json(tmp_path)
    for name, (make, _) in BAD.items():
        make(submission / "north" / name)
    start = time.monotonic()
    assert gyebo(*scan, "--evaluator", "--fail-on", "never").returncode == ExitCode.INCOMPLETE
    assert time.monotonic() - start < 30
    bad = _json(tmp_path)
    for key in ("files", "findings", "lineage", "submission", "yardstick"):
        assert bad[key] == clean[key]
    reasons = {one["path"]: one["reason"] for one in bad["skipped"]}
    assert {name: reasons.get(f"north/{name}") for name in BAD} == {name: reason for name, (_, reason) in BAD.items()}
    assert bad["coverage"]["incomplete"] == len(BAD)
    told = [one["detail"] for one in bad["skipped"] if one["reason"] != "link"]
    assert [each for each in told if not re.search("[가-힣]", each["ko"]) or re.search("[가-힣]", each["en"])] == []
    written = (tmp_path / "out" / "report.html").read_text() + (tmp_path / "out" / "report.json").read_text()
    assert "root:x:0:0" not in written


def test_invalid_utf8_is_read_with_a_note(gyebo: Gyebo, manifest: Path, tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "a.py").write_bytes(b"name = '\xff\xfe\xfa'\n" * 10)
    ran = gyebo("scan", tmp_path / "own", "--corpus", manifest, "--output", tmp_path / "out", "--quiet", "--evaluator")
    assert ran.returncode == ExitCode.CLEAN
    (file,) = _json(tmp_path)["files"]
    assert [note for note in file["notes"] if "not valid utf-8" in note["en"] and "utf-8(으)로" in note["ko"]]


def test_no_file_name_breaks_a_report_or_gets_into_it_as_markup(
    gyebo: Gyebo, manifest: Path, cases: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "named"
    folder.mkdir()
    code = (cases / "two-origins" / "submission" / "north" / "modeling_north.py").read_bytes()
    for number, name in enumerate(NAMES):
        (folder / os.fsdecode(name)).write_bytes(code if number < 6 else b"width = 3\n")
    (folder / os.fsdecode(b"weights\xff\x1b.bin")).write_bytes(b"")
    (folder / "link.py").symlink_to(os.fsdecode(b"to\xff\x1b[2J"))
    ran = gyebo("scan", folder, "--corpus", manifest, "--output", tmp_path / "out", "--fail-on", "never")
    assert ran.returncode == ExitCode.CLEAN, ran.stderr
    assert "\x1b" not in ran.stdout + ran.stderr
    assert {file["path"] for file in _json(tmp_path)["files"]} == set(NAMES.values())
    shown = (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    assert "<img src=x" not in shown
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    again = gyebo("render", tmp_path / "out" / "report.json", "--output", tmp_path / "again")
    assert again.returncode == ExitCode.CLEAN
    assert (tmp_path / "again" / "report.html").read_text(encoding="utf-8") == shown


def test_nothing_of_a_submission_is_imported_by_who_stands_in_it(manifest: Path, built: Path, tmp_path: Path) -> None:
    """A new interpreter looks for modules in the folder it stands in: ours, and those of the standard library."""
    team, ran = tmp_path / "team", tmp_path / "ran"
    team.mkdir()
    for name in ("gyebo", "multiprocessing", "numpy", "selectors", "signal", "sitecustomize", "socket", "struct"):
        (team / f"{name}.py").write_text(f"open({str(ran)!r}, 'a').write({name!r})\n", encoding="utf-8")
    program = Path(sysconfig.get_path("scripts"), "gyebo")
    done = subprocess.run(
        [program, "scan", ".", "--corpus", manifest, "--output", tmp_path / "out", "--evaluator"],
        cwd=team,
        env=os.environ | {"GYEBO_CACHE": str(built)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (ExitCode.CLEAN, "")
    assert not ran.exists(), f"{ran.read_text(encoding='utf-8')} of the submission ran"


@pytest.mark.parametrize(
    "make", [_fifo, _loop, _dangling, _device, None], ids=["fifo", "loop", "dangling", "device", "none"]
)
def test_a_path_that_is_no_submission_is_one_sentence(
    make: Callable[[Path], None] | None, gyebo: Gyebo, manifest: Path, tmp_path: Path
) -> None:
    if make:
        make(tmp_path / "it")
    refused = gyebo("scan", tmp_path / "it", "--corpus", manifest, "--output", tmp_path / "out", "--quiet")
    assert (refused.returncode, refused.stdout) == (ExitCode.ERROR, "")
    assert _is_one_sentence(refused), refused.stderr
    assert not (tmp_path / "out").exists()


def test_a_path_with_hidden_characters_is_shown_not_sent_to_the_terminal(
    gyebo: Gyebo, manifest: Path, tmp_path: Path
) -> None:
    refused = gyebo("scan", tmp_path / os.fsdecode(b"\x1b[31m\xff"), "--corpus", manifest)
    assert refused.returncode == ExitCode.ERROR
    assert r"\u{001B}[31m\u{DCFF}" in refused.stderr


def test_an_empty_folder_is_never_clean(gyebo: Gyebo, manifest: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    ran = gyebo("scan", tmp_path / "empty", "--corpus", manifest, "--output", tmp_path / "out", "--quiet")
    assert ran.returncode == ExitCode.INCOMPLETE
    assert ran.stdout.startswith("Nothing was analysed")


def test_where_nothing_could_be_read_it_is_not_said_that_there_is_no_code(
    gyebo: Gyebo, manifest: Path, tmp_path: Path
) -> None:
    (tmp_path / "team").mkdir()
    (tmp_path / "team" / "model.py").write_bytes(b"# -*- coding: no-such-codec -*-\nwidth = 3\n")
    ran = gyebo("scan", tmp_path / "team", "--corpus", manifest, "--output", tmp_path / "out", "--quiet")
    assert ran.stdout.startswith("Nothing was analysed: 1 path may hold code and could not be read")


def test_a_repository_without_a_commit_is_scanned_as_files(gyebo: Gyebo, manifest: Path, tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    subprocess.run(["git", "init", "--quiet"], cwd=tmp_path / "new", check=True)
    scan = ("scan", tmp_path / "new", "--corpus", manifest, "--output", tmp_path / "out", "--quiet")
    assert gyebo(*scan).returncode == ExitCode.INCOMPLETE
    (tmp_path / "new" / "model.py").write_text("width = 3\n", encoding="utf-8")
    assert gyebo(*scan).returncode == ExitCode.CLEAN
    assert _json(tmp_path)["submission"]["commit"] == ""


def test_a_file_that_may_not_be_read_is_listed(command: Callable[..., list[str]], tmp_path: Path) -> None:
    prefix: Sequence[str] = () if os.geteuid() else WITHOUT_ROOTS_EYES
    if prefix and not shutil.which(prefix[0]):
        pytest.skip("root reads every file, and there is no setpriv to take that from it")
    folder = tmp_path / "some"
    (folder / "closed").mkdir(parents=True)
    for path, mode in (("open.py", 0o644), ("secret.py", 0o000), ("closed/within.py", 0o644)):
        (folder / path).write_text("width = 3\n", encoding="utf-8")
        (folder / path).chmod(mode)
    (folder / "closed").chmod(0)
    try:
        ran = subprocess.run([*prefix, *command(folder, "--evaluator")], capture_output=True, text=True, check=False)
    finally:
        (folder / "closed").chmod(0o755)
    assert ran.returncode == ExitCode.INCOMPLETE, ran.stderr
    report = _json(tmp_path)
    assert [file["path"] for file in report["files"]] == ["open.py"]
    assert {(one["path"], one["reason"]) for one in report["skipped"]} == {
        ("closed", "unreadable"),
        ("secret.py", "unreadable"),
    }


PYPI = """title = "One archive"
[[sources]]
id = "gone"
kind = "pypi"
package = "gone"
version = "1.0"
file = "gone-1.0-py3-none-any.whl"
sha256 = "{sha256}"
host = "Gone"
licence = "MIT"
released = 2025-01-02
include = ["**/*.py"]
"""


def _pinned(folder: Path, sha256: str = "0" * 64) -> Path:
    path = folder / "gone.toml"
    path.write_text(PYPI.format(sha256=sha256), encoding="utf-8")
    return path


@pytest.mark.parametrize("words", [("corpus", "build"), ("scan", ".", "--corpus")], ids=["build", "scan"])
def test_no_index_reachable_and_no_corpus_is_one_sentence(
    words: tuple[str, ...], gyebo: Gyebo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("PIP_INDEX_URL", f"http://127.0.0.1:{port}/simple")
    for name in ("PIP_FIND_LINKS", "PIP_EXTRA_INDEX_URL", "PIP_NO_INDEX"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    refused = gyebo(*words, _pinned(tmp_path), "--quiet", cache=tmp_path / "cache")
    assert (refused.returncode, refused.stdout) == (ExitCode.ERROR, "")
    assert _is_one_sentence(refused), refused.stderr
    assert "check the network" in refused.stderr
    assert not any((tmp_path / "cache").rglob("*.npy"))
    assert not (tmp_path / "gyebo-report").exists()


@pytest.fixture
def offered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A folder that offers the archive; its digest."""
    (tmp_path / "links").mkdir()
    archive = tmp_path / "links" / "gone-1.0-py3-none-any.whl"
    with zipfile.ZipFile(archive, "w") as opened:
        body = "\n".join(f"    total = total * {n} + value[{n}]" for n in range(200))
        opened.writestr("gone/__init__.py", f"def gone(value, total=0):\n{body}\n    return total\n")
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path / "links"))
    return hashlib.sha256(archive.read_bytes()).hexdigest()


@pytest.mark.usefixtures("offered")
def test_an_archive_with_another_hash_is_refused_and_not_kept(gyebo: Gyebo, tmp_path: Path) -> None:
    refused = gyebo(
        "corpus",
        "build",
        _pinned(tmp_path),
        cache=tmp_path / "cache",
    )
    assert (refused.returncode, refused.stdout) == (ExitCode.ERROR, "")
    assert "gone-1.0-py3-none-any.whl" in refused.stderr
    assert [name for name in _left(tmp_path / "cache") if name.endswith((".whl", ".zip", ".npy", ".part"))] == []


def test_an_archive_with_the_right_hash_is_built_without_any_network(
    gyebo: Gyebo, offered: str, tmp_path: Path
) -> None:
    assert gyebo("corpus", "build", _pinned(tmp_path, offered), cache=tmp_path / "cache").returncode == ExitCode.CLEAN


def test_every_mistake_of_a_manifest_is_told_at_once(gyebo: Gyebo, tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(
        'title = "Mine"\n[[sources]]\nid = "A B"\nkind = "directory"\npath = ""\nhost = "H"\nlicence = "MIT"\n'
        'released = 2025-01-02\ninclude = ["/etc/*"]\ncommit = "abc"\n'
        '[[sources.components]]\npattern = "x.py"\nmodel = "m"\norganisation = "o"\ncountry = "Norway"\n',
        encoding="utf-8",
    )
    refused = gyebo("corpus", "build", path, cache=tmp_path / "cache")
    assert (refused.returncode, refused.stdout) == (ExitCode.ERROR, "")
    told = refused.stderr.splitlines()
    assert len(told) == 5
    for key, line in zip(("id: ", "path: ", "commit: ", "include: ", "country: "), told, strict=True):
        assert key in line
        assert str(path) in line
    assert not (tmp_path / "cache").exists()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("title = ", "not readable as TOML"),
        ("tilte = 'x'\nsources = []\n", "unknown key tilte"),
        ("title = 'x'\n", "sources"),
        ("title = 'x'\nsources = []\n", "source"),
        ("title = 'x'\nsources = []\nextends = '../default'\n", "is no manifest of rules/corpora"),
    ],
    ids=["toml", "key", "no sources", "empty", "extends"],
)
def test_a_manifest_that_is_none_is_one_sentence(text: str, said: str, gyebo: Gyebo, tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text(text, encoding="utf-8")
    refused = gyebo("corpus", "build", tmp_path / "mine.toml", "--quiet", cache=tmp_path / "cache")
    assert (refused.returncode, refused.stdout) == (ExitCode.ERROR, "")
    assert said in refused.stderr
    assert _is_one_sentence(refused), refused.stderr
    assert not any((tmp_path / "cache").rglob("*.npy"))


def test_a_folder_of_a_manifest_that_is_not_there_is_one_sentence(gyebo: Gyebo, manifest: Path, tmp_path: Path) -> None:
    alone = shutil.copy(manifest, tmp_path / "alone.toml")
    refused = gyebo("corpus", "build", alone, "--quiet", cache=tmp_path / "cache")
    assert refused.returncode == ExitCode.ERROR
    assert "aurora does not exist; mend `path` in the manifest" in refused.stderr
    assert _is_one_sentence(refused), refused.stderr


def _limited(size: int) -> Callable[[], None]:
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


@pytest.mark.parametrize("room", [100, 2_000, 6_000], ids=["for nothing", "for a little", "for half of it"])
def test_a_full_disk_during_a_build_is_one_sentence_and_leaves_no_index(
    room: int, manifest: Path, tmp_path: Path
) -> None:
    ran = subprocess.run(
        [*CONSOLE, "corpus", "build", manifest, "--quiet"],
        env=os.environ | {"GYEBO_CACHE": str(tmp_path / "cache")},
        preexec_fn=_limited(room),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.returncode, ran.stdout) == (ExitCode.ERROR, "")
    assert _is_one_sentence(ran), ran.stderr
    assert "make room" in ran.stderr
    assert [name for name in _left(tmp_path / "cache") if name.endswith((".npy", ".json", ".part"))] == []


def test_a_full_disk_during_the_report_is_one_sentence_and_leaves_the_old_report(
    command: Callable[..., list[str]], submission: Path, tmp_path: Path
) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "report.html").write_bytes(b"the report of yesterday")
    ran = subprocess.run(command(submission), preexec_fn=_limited(20_000), capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stdout) == (ExitCode.ERROR, "")
    assert _is_one_sentence(ran), ran.stderr
    assert _left(tmp_path / "out") == ["report.html"]
    assert (tmp_path / "out" / "report.html").read_bytes() == b"the report of yesterday"


@pytest.mark.parametrize("words", [("rules", "list"), ("schema",)], ids=" ".join)
@pytest.mark.parametrize("unbuffered", ["", "1"], ids=["buffered", "unbuffered"])
def test_an_output_that_takes_nothing_is_an_error_without_a_traceback(words: tuple[str, ...], unbuffered: str) -> None:
    environment = os.environ | {"PYTHONUNBUFFERED": unbuffered}
    with Path("/dev/full").open("wb") as full:
        ran = subprocess.run(
            [*CONSOLE, *words], stdout=full, stderr=subprocess.PIPE, text=True, check=False, env=environment
        )
    assert ran.returncode == ExitCode.ERROR
    assert _is_one_sentence(ran), ran.stderr
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as closed:
        ran = subprocess.run(
            [*CONSOLE, *words], stdout=closed, stderr=subprocess.PIPE, text=True, check=False, env=environment
        )
    assert (ran.returncode, ran.stderr) == (ExitCode.ERROR, "")


CLOSING = ("sh", "-c", 'exec "$@" {}', "sh", *CONSOLE)


def _with_closed(stream: str, *words: str) -> subprocess.CompletedProcess[str]:
    command = [word.replace("{}", stream) for word in CLOSING]
    return subprocess.run([*command, *words], capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)


@pytest.mark.parametrize("words", [("rules", "list"), ("scan", ".")], ids=" ".join)
def test_a_closed_output_is_refused_before_the_work(words: tuple[str, ...]) -> None:
    ran = _with_closed(">&-", *words)
    assert (ran.returncode, ran.stdout) == (ExitCode.ERROR, "")
    assert _is_one_sentence(ran), ran.stderr
    assert "Standard output is closed" in ran.stderr


def test_a_closed_stream_for_complaints_changes_no_answer() -> None:
    assert _with_closed("2>&-", "rules", "list").stdout.startswith("borrowed-weights-reference ")
    ran = _with_closed("2>&-", "rules", "explain", "no-such-rule")
    assert (ran.returncode, ran.stdout, ran.stderr) == (ExitCode.ERROR, "", "")


def test_a_closed_input_that_is_asked_for_is_one_sentence(built: Path, manifest: Path) -> None:
    words = ("--corpus", str(manifest), "--stdin-filename", "a.py", "-")
    with_cache = ["env", f"GYEBO_CACHE={built}", *CLOSING[4:]]
    command = [word.replace("{}", "<&-") for word in CLOSING[:4]]
    for name in ("hook", "scan"):
        ran = subprocess.run([*command, *with_cache, name, *words], capture_output=True, text=True, check=False)
        assert ran.returncode == ExitCode.ERROR
        assert "Standard input is closed" in ran.stderr
        assert "Traceback" not in ran.stderr


EARLY = """
import builtins, os, signal, sys
plain = builtins.__import__
def stopped(name, *words):
    if name == "argparse":
        signal.raise_signal(signal.SIGINT)
    return plain(name, *words)
builtins.__import__ = stopped
from gyebo.cli import main
sys.exit(main())
"""


def test_an_interrupt_while_the_program_loads_ends_with_130_and_no_traceback() -> None:
    ran = subprocess.run([sys.executable, "-c", EARLY, "rules", "list"], capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stdout, ran.stderr) == (ExitCode.INTERRUPTED, "", "")


def test_a_terminal_that_knows_no_korean_gets_escapes_not_a_traceback() -> None:
    ran = subprocess.run(
        [*CONSOLE, "rules", "explain", "foreign-code", "--lang", "ko"],
        env=os.environ | {"PYTHONIOENCODING": "ascii"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.returncode, ran.stderr) == (ExitCode.CLEAN, "")


def _processes(session: int) -> dict[int, int]:
    """Process and parent of everything in a session."""
    found: dict[int, int] = {}
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            text = status.read_text(encoding="utf-8", errors="replace")
        except OSError:
            continue
        state, parent, _, owner = re.split(r"\) ", text)[-1].split()[:4]
        if int(owner) == session and state != "Z":
            found[int(status.parent.name)] = int(parent)
    return found


def _workers(session: int) -> list[int]:
    """Grandchildren: between us and a worker stands the server that forked it."""
    processes = _processes(session)
    return [one for one, parent in processes.items() if processes.get(parent) == session]


def _until(holds: Callable[[], Any], seconds: float = 20.0) -> Any:
    end = time.monotonic() + seconds
    while not (found := holds()) and time.monotonic() < end:
        time.sleep(0.02)
    return found


@contextmanager
def _started(words: Sequence[str]) -> "Generator[subprocess.Popen[str]]":
    with subprocess.Popen(
        words, start_new_session=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            assert _until(lambda: _workers(process.pid)), "no worker was started"
            yield process
        finally:
            for left in _processes(process.pid):
                os.kill(left, signal.SIGKILL)


@pytest.fixture
def long(tmp_path: Path) -> Path:
    """A submission that takes a while, has nothing in common with the corpus and was never scanned before."""
    folder = tmp_path / "long"
    folder.mkdir()
    for number in range(FILES):
        lines = [f"    step{n} = table[{n * number}] if step{n - 1} > {n} else other.read{n}()" for n in range(1, 300)]
        head = f"# {tmp_path.name}\ndef walk{number}(table, other, step0):\n"
        text = head + "\n".join(lines) + "\n    return step299\n"
        (folder / f"m{number:02}.py").write_text(text, encoding="utf-8")
    return folder


def test_an_interrupt_ends_everything_with_130_and_writes_nothing(
    command: Callable[..., list[str]], long: Path, tmp_path: Path
) -> None:
    with _started(command(long)) as process:
        os.killpg(process.pid, signal.SIGINT)
        stdout, stderr = process.communicate(timeout=30)
        assert (process.returncode, stdout) == (ExitCode.INTERRUPTED, "")
        assert stderr == "gyebo: Interrupted; nothing half-written is left.\n"
        assert _until(lambda: not _processes(process.pid))
    assert not (tmp_path / "out").exists()


def test_no_worker_outlives_a_scan_that_was_killed(command: Callable[..., list[str]], long: Path) -> None:
    with _started(command(long)) as process:
        process.kill()
        process.wait()
        assert _until(lambda: not _processes(process.pid)), "a worker waits for ever"


def _at_work(session: int) -> list[int]:
    """Workers that have had a twentieth of a second of a processor: they read files, they are not being started."""
    ticks = {one: Path(f"/proc/{one}/stat").read_text(encoding="utf-8") for one in _workers(session)}
    return [one for one, text in ticks.items() if int(re.split(r"\) ", text)[-1].split()[11]) >= TICKS]


def test_a_killed_worker_changes_no_result(command: Callable[..., list[str]], long: Path, tmp_path: Path) -> None:
    with _started(command(long)) as process:
        (worker, *_) = _until(lambda: _at_work(process.pid))
        os.kill(worker, signal.SIGKILL)
        _, stderr = process.communicate(timeout=60)
        assert process.returncode == ExitCode.CLEAN, stderr
    disturbed = _json(tmp_path)
    assert len(disturbed["files"]) == FILES
    assert disturbed["skipped"] == []
