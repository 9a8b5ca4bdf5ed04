# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""What is in place is told in a line each, and what is missing with what to do."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from gyebo import __version__
from gyebo.cli.exits import ExitCode
from gyebo.formats import FORMATS

Gyebo = Callable[..., subprocess.CompletedProcess[str]]
CHECKED = ["gyebo", "python", "libraries", "cache", "corpus", "sources", "git"]


def test_all_that_a_scan_needs_is_told(gyebo: Gyebo, manifest: Path) -> None:
    ran = gyebo("doctor", "--corpus", manifest)
    assert (ran.returncode, ran.stderr) == (ExitCode.CLEAN, "")
    assert [line.split()[:2] for line in ran.stdout.splitlines()] == [["ok", name] for name in CHECKED]


def test_a_corpus_that_is_not_built_is_told_with_what_to_do(gyebo: Gyebo, manifest: Path, tmp_path: Path) -> None:
    ran = gyebo("doctor", "--corpus", manifest, cache=tmp_path / "empty")
    assert ran.returncode == ExitCode.ERROR
    (line,) = [line for line in ran.stdout.splitlines() if line.startswith("missing")]
    assert "run `gyebo corpus build" in line


def test_a_damaged_corpus_is_told(gyebo: Gyebo, manifest: Path, built: Path, tmp_path: Path) -> None:
    shutil.copytree(built, tmp_path / "copy")
    (index,) = (tmp_path / "copy" / "corpora").iterdir()
    (index / "codes.npy").write_bytes(b"")
    ran = gyebo("doctor", "--corpus", manifest, cache=tmp_path / "copy")
    assert ran.returncode == ExitCode.ERROR
    assert "delete the folder" in ran.stdout


def test_a_machine_without_git_is_told(gyebo: Gyebo, manifest: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    ran = gyebo("doctor", "--corpus", manifest)
    assert ran.returncode == ExitCode.ERROR
    assert "git is not on the PATH" in ran.stdout


def test_the_version_names_the_corpus(gyebo: Gyebo) -> None:
    ran = gyebo("--version")
    assert ran.returncode == ExitCode.CLEAN
    assert ran.stdout.splitlines()[0] == f"gyebo {__version__}"
    assert "is not built; run `gyebo corpus build default`" in ran.stdout.splitlines()[1]


@pytest.mark.parametrize("shell", ["bash", "fish", "tcsh", "zsh"])
def test_a_completion_script_knows_commands_and_flags(shell: str, gyebo: Gyebo) -> None:
    script = gyebo("completion", shell).stdout
    assert "gyebo" in script
    assert "evaluator" in script
    assert "baseline" in script
    assert "dropped-notice" in script
    assert "upstage" in script


@pytest.mark.parametrize(
    ("words", "completed"),
    [
        ("ba", ["baseline"]),
        ("scan no", ["north", "notes.toml"]),
        ("scan . --output no", ["north"]),
        ("hook north/a", ["north/a.py"]),
        ("corpus build no", ["north", "notes.toml"]),
        ("explain dropped", ["dropped-notice"]),
        ("scan . --organisation upst", ["upstage"]),
    ],
)
@pytest.mark.parametrize("shell", ["bash", "fish"])
def test_a_shell_completes_commands_paths_rules_and_organisations(
    shell: str, words: str, completed: list[str], gyebo: Gyebo, tmp_path: Path
) -> None:
    if not shutil.which(shell):
        pytest.skip(f"{shell}: not installed")
    (tmp_path / "north").mkdir()
    (tmp_path / "north" / "a.py").touch()
    (tmp_path / "notes.toml").touch()
    (tmp_path / "script").write_text(gyebo("completion", shell).stdout, encoding="utf-8")
    asked = {
        "bash": f"source ./script; COMP_WORDS=(gyebo {words}); COMP_CWORD={len(words.split())}; _shtab_gyebo; "
        'printf "%s\\n" "${COMPREPLY[@]}"',
        "fish": f'source ./script; complete -C "gyebo {words}"',
    }
    ran = subprocess.run([shell, "-c", asked[shell]], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert sorted(line.split("\t")[0].rstrip("/") for line in ran.stdout.splitlines()) == completed, ran.stderr


def test_zsh_shows_each_command_with_its_whole_line(gyebo: Gyebo) -> None:
    script = gyebo("completion", "zsh").stdout
    assert "hook:'say in a few lines what a commit would take in'" in script


def test_a_rule_is_explained_by_the_short_command_too(gyebo: Gyebo) -> None:
    assert gyebo("explain", "dropped-notice").stdout == gyebo("rules", "explain", "dropped-notice").stdout


def test_what_was_not_analysed_is_told_path_by_path_when_asked_for(
    gyebo: Gyebo, manifest: Path, tmp_path: Path
) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "model.py").write_text("width = 3\n", encoding="utf-8")
    (tmp_path / "own" / "kernel.cu").write_text("int x;\n", encoding="utf-8")
    words = ("scan", tmp_path / "own", "--corpus", manifest, "--output", tmp_path / "out", "-q")
    assert "kernel.cu" not in gyebo(*words).stdout
    assert "not analysed: kernel.cu (other-language)" in gyebo(*words, "--verbose").stdout


@pytest.mark.parametrize(
    ("variables", "is_coloured"),
    [((), False), (("NO_COLOR",), False), (("FORCE_COLOR",), True), (("FORCE_COLOR", "NO_COLOR"), False)],
)
def test_what_is_piped_has_colour_where_that_is_asked_for_and_its_reports_never(
    variables: tuple[str, ...],
    is_coloured: bool,  # noqa: FBT001
    gyebo: Gyebo,
    manifest: Path,
    submission: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for variable in variables:
        monkeypatch.setenv(variable, "1")
    every = [word for name in FORMATS for word in ("--format", name)]
    ran = gyebo("scan", submission, "--corpus", manifest, "--output", tmp_path / "out", *every)
    assert ("\x1b[1;33mflaw   \x1b[0m" in ran.stdout) == is_coloured
    assert is_coloured or "\x1b" not in ran.stdout
    assert "\x1b" not in ran.stderr
    assert [path.name for path in (tmp_path / "out").iterdir() if b"\x1b" in path.read_bytes()] == []
    monkeypatch.chdir(submission)
    hooked = gyebo("hook", "north/modeling_north.py", "--corpus", manifest).stdout
    assert hooked.startswith("\x1b[1;33m") == is_coloured
