# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""`gyebo hook` as pre-commit runs it: at the top of the repository, with the names of what is staged."""

import os
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from gyebo.cli.exits import ExitCode
from gyebo.cli.hook import nearest
from gyebo.report import Place, Text, Work

Gyebo = Callable[..., subprocess.CompletedProcess[str]]
ALIKE = "north/modeling_north.py"


@pytest.fixture
def hook(gyebo: Gyebo, manifest: Path, submission: Path, monkeypatch: pytest.MonkeyPatch) -> Gyebo:
    """The hook at the top of a repository that takes from two origins."""
    monkeypatch.chdir(submission)

    def run(*words: str | Path, **place: Path) -> subprocess.CompletedProcess[str]:
        return gyebo("hook", "--corpus", manifest, *words, **place)

    return run


def test_code_equal_to_published_code_holds_the_commit_up_and_says_from_where_and_what_to_do(hook: Gyebo) -> None:
    ran = hook(ALIKE)
    assert (ran.returncode, ran.stderr) == (ExitCode.FINDINGS, "")
    lines = ran.stdout.splitlines()
    assert lines[0].startswith(f"{ALIKE}:")
    assert "flaw, confidence high" in lines[0]
    assert [line.split(":")[0] for line in lines[2:4]] == ["  nearest", "  cure"]
    assert "Held up by 1 of high confidence" in lines[-1]
    assert len(lines) <= 5


def test_it_speaks_korean(hook: Gyebo) -> None:
    lines = hook("--lang", "ko", ALIKE).stdout.splitlines()
    assert "미흡(flaw), 확신도 높음(high)" in lines[0]
    assert "확신도가 높음(high)인 1건" in lines[-1]
    assert lines[3].startswith("  조치: ")
    assert "멈췄습니다" in lines[-1]


def test_what_resembles_nothing_passes_without_a_word(hook: Gyebo, submission: Path) -> None:
    (submission / "own.py").write_text("width = 3\n", encoding="utf-8")
    ran = hook("own.py", "README.md")
    assert (ran.returncode, ran.stdout, ran.stderr) == (ExitCode.CLEAN, "", "")


def test_a_file_named_by_hand_that_is_not_read_is_told_in_a_line(hook: Gyebo, submission: Path) -> None:
    for name in ("notes.txt", "a\x1b[31m.rst", "b.rst", "c.rst"):
        (submission / name).write_text("width = 3\n", encoding="utf-8")
    ran = hook("notes.txt", "README.md")
    assert (ran.returncode, ran.stderr) == (ExitCode.CLEAN, "")
    assert ran.stdout == "not looked into, since gyebo reads .ipynb .py .pyi .pyw: notes.txt\n"
    many = hook("notes.txt", "a\x1b[31m.rst", "b.rst", "c.rst", "--lang", "ko").stdout
    assert many.endswith("살펴보지 않음: notes.txt, a\\u{001B}[31m.rst, b.rst (+1)\n")


def test_a_name_at_which_nothing_stands_is_told_as_missing_whatever_it_is_called(hook: Gyebo, submission: Path) -> None:
    (submission / "notes.txt").write_text("width = 3\n", encoding="utf-8")
    (submission / "dangling.txt").symlink_to("nowhere")
    ran = hook("notes.txt", "nothere.txt", "north/LOG", "dangling.txt")
    assert (ran.returncode, ran.stderr) == (ExitCode.ERROR, "")
    assert ran.stdout.splitlines() == [
        "nothere.txt: not analysed (unreadable) There is no such file.",
        "north/LOG: not analysed (unreadable) There is no such file.",
        "not looked into, since gyebo reads .ipynb .py .pyi .pyw: notes.txt, dangling.txt",
    ]


def test_what_is_below_the_grade_is_neither_told_nor_held(hook: Gyebo) -> None:
    ran = hook("--fail-on", "concern", ALIKE)
    assert (ran.returncode, ran.stdout) == (ExitCode.CLEAN, "")


def test_without_files_the_whole_repository_is_read(hook: Gyebo) -> None:
    ran = hook("--fail-on", "remark")
    assert ran.returncode == ExitCode.FINDINGS
    assert {line.split(":")[0] for line in ran.stdout.splitlines() if not line.startswith((" ", "Held"))} == {
        ALIKE,
        "north/mixture.py",
    }


def test_it_sees_what_stands_on_disk_and_not_what_was_committed(hook: Gyebo, submission: Path) -> None:
    (submission / ALIKE).write_text("width = 3\n", encoding="utf-8")
    assert hook(ALIKE).returncode == ExitCode.CLEAN
    shutil.rmtree(submission / ".git")
    (submission / "new.py").write_bytes((submission / "north/mixture.py").read_bytes())
    assert hook("--fail-on", "remark", "new.py").returncode == ExitCode.FINDINGS


def test_an_absent_corpus_is_one_sentence_with_what_to_do(hook: Gyebo, tmp_path: Path) -> None:
    refused = hook(ALIKE, cache=tmp_path / "empty")
    assert (refused.returncode, refused.stdout) == (ExitCode.ERROR, "")
    assert "is not built; run `gyebo corpus build" in refused.stderr
    assert len(refused.stderr.splitlines()) == 1


def test_a_corpus_that_changed_is_refused_also_after_it_was_found_whole(
    hook: Gyebo, built: Path, submission: Path, tmp_path: Path
) -> None:
    cache = tmp_path / "copy"
    shutil.copytree(built, cache)
    (submission / "own.py").write_text("width = 3\n", encoding="utf-8")
    assert hook("own.py", cache=cache).returncode == ExitCode.CLEAN
    (index,) = (cache / "corpora").iterdir()
    array = bytearray((index / "posting.npy").read_bytes())
    array[-1] ^= 1
    (index / "posting.npy").write_bytes(array)
    refused = hook("own.py", cache=cache)
    assert refused.returncode == ExitCode.ERROR
    assert "posting changed" in refused.stderr


def test_a_stamp_that_cannot_be_kept_costs_time_only(hook: Gyebo, built: Path, tmp_path: Path) -> None:
    cache = tmp_path / "copy"
    shutil.copytree(built, cache)
    shutil.rmtree(cache / "stamps", ignore_errors=True)
    (cache / "stamps").write_text("in the way", encoding="utf-8")
    assert hook(ALIKE, cache=cache).returncode == ExitCode.FINDINGS


def test_a_file_that_cannot_be_read_is_told_and_holds_nothing_up(hook: Gyebo, submission: Path) -> None:
    (submission / "broken.py").write_text("class ( ) ( : =\n) ] } def\n" * 40, encoding="utf-8")
    ran = hook("broken.py")
    assert ran.returncode == ExitCode.CLEAN
    assert ran.stdout.startswith("broken.py: not analysed (syntax)")


def test_a_name_at_which_nothing_stands_ends_with_2_and_a_finding_with_1(hook: Gyebo) -> None:
    ran = hook("gone.py")
    assert (ran.returncode, ran.stdout.split(" (")[0]) == (ExitCode.ERROR, "gone.py: not analysed")
    assert hook("gone.py", ALIKE).returncode == ExitCode.FINDINGS


def test_a_link_is_not_followed(hook: Gyebo, submission: Path, tmp_path: Path) -> None:
    (tmp_path / "outside.py").write_bytes((submission / ALIKE).read_bytes())
    (submission / "link.py").symlink_to(tmp_path / "outside.py")
    ran = hook("link.py")
    assert ran.returncode == ExitCode.CLEAN
    assert "link.py: not analysed" in ran.stdout


def test_a_file_outside_the_repository_is_refused(hook: Gyebo, tmp_path: Path) -> None:
    refused = hook(tmp_path / "elsewhere.py")
    assert refused.returncode == ExitCode.ERROR
    assert "run this at the top of the repository" in refused.stderr


def test_a_folder_is_refused_and_never_passed_over_in_silence(hook: Gyebo) -> None:
    refused = hook("north")
    assert (refused.returncode, refused.stdout) == (ExitCode.ERROR, "")
    assert "north is a folder; name files, or none" in refused.stderr


@pytest.mark.parametrize(
    ("line", "lang", "told"),
    [
        ("# gyebo: ignore[substituted-notice]", "en", "it gives no reason (substituted-notice)"),
        ("# gyebo: ignore[substituted-notice]", "ko", "이유가 없어 적용되지 않습니다"),
        ('# gyebo: ignore[no-such-rule] reason="kept"', "en", "there is no such rule (no-such-rule)"),
        ("# gyebo: ignore", "en", "there is no such rule\n"),
    ],
)
def test_an_ignore_that_does_not_count_is_told_with_its_line(
    line: str, lang: str, told: str, hook: Gyebo, submission: Path
) -> None:
    path = submission / ALIKE
    path.write_text(f"{line}\n{path.read_text(encoding='utf-8')}", encoding="utf-8")
    ran = hook("--lang", lang, ALIKE)
    assert ran.returncode == ExitCode.FINDINGS
    (idle,) = (one for one in ran.stdout.splitlines() if one.startswith(f"{ALIKE}:1: "))
    assert told in f"{idle}\n"


def test_an_ignore_that_counts_is_not_spoken_of(hook: Gyebo, submission: Path) -> None:
    path = submission / ALIKE
    line = '# gyebo: ignore[substituted-notice] reason="the statement stands in NOTICE"'
    path.write_text(f"{line}\n{path.read_text(encoding='utf-8')}", encoding="utf-8")
    assert (hook(ALIKE).returncode, hook(ALIKE).stdout) == (ExitCode.CLEAN, "")


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (
            '# gyebo: ignore[dropped-notice] reason="kept"',
            "is not used: no finding is like it (dropped-notice)",
        ),
        (
            '# GYEBO: Ignore[dropped-notice] reason="kept"',
            "does not count: it is not written `# gyebo: ignore",
        ),
    ],
)
def test_an_ignore_in_a_file_like_no_other_is_told_and_holds_nothing_up(
    line: str, told: str, hook: Gyebo, submission: Path
) -> None:
    (submission / "own.py").write_text(f"{line}\nwidth = 3\n", encoding="utf-8")
    ran = hook("own.py")
    assert (ran.returncode, ran.stderr) == (ExitCode.CLEAN, "")
    assert ran.stdout.startswith(f"own.py:1: this ignore {told}")


def test_a_whole_file_s_nearest_code_is_told_without_a_gap() -> None:
    work = Work("one", "One", "one", "aurora", Text("Aurora", "오로라"), "US", "invented")
    place = Place(work, "early", "Host", "MIT", "2024-01-01", "one/modeling.py", "", 5, 11)
    assert nearest(place) == "early one/modeling.py:5 (MIT, 2024-01-01)"
    assert nearest(replace(place, name="f")) == "early one/modeling.py:5 f (MIT, 2024-01-01)"


def test_a_hostile_name_shows_as_what_it_is(hook: Gyebo, submission: Path) -> None:
    name = "a\r::stop-commands::x\x1b[31m\u202e.py"
    shutil.copy(submission / ALIKE, submission / name)
    told = hook(name).stdout
    assert r"a\u{000D}::stop-commands::x\u{001B}[31m\u{202E}.py" in told
    assert not set("\r\x1b\u202e") & set(told)


def test_in_a_folder_below_the_repository_it_says_that_it_does_not_see_what_stands_above(
    hook: Gyebo, submission: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "not seen" not in hook(ALIKE).stdout
    monkeypatch.chdir(submission / Path(ALIKE).parent)
    told = hook(Path(ALIKE).name)
    assert told.returncode == ExitCode.FINDINGS
    assert f"Run in a folder of {submission}: a NOTICE, declarations and settings above it are not seen" in told.stdout


def test_the_teams_organisation_counts(hook: Gyebo, submission: Path) -> None:
    (submission / "pyproject.toml").write_text("[tool.gyebo]\norganisation = 'nobody_knows'\n", encoding="utf-8")
    subprocess.run(["git", "add", "pyproject.toml"], check=True)
    refused = hook(ALIKE)
    assert refused.returncode == ExitCode.ERROR
    assert "is no id of rules/organisations" in refused.stderr
    for own in ("home = 'NO'", "organisation = 'aurora_lab'"):  # the latter is known from the corpus alone
        (submission / "pyproject.toml").write_text(f"[tool.gyebo]\n{own}\n", encoding="utf-8")
        assert hook(ALIKE).returncode == ExitCode.CLEAN


@pytest.mark.parametrize("settings", ["[tool.gyebo]\norganisatoin = 'upstage'\n", "[tool.gyebo\n"])
def test_settings_that_cannot_be_read_are_told_also_where_nothing_is_found(
    settings: str, hook: Gyebo, submission: Path
) -> None:
    (submission / "own.py").write_text("width = 3\n", encoding="utf-8")
    (submission / "pyproject.toml").write_text(settings, encoding="utf-8")
    subprocess.run(["git", "add", "pyproject.toml"], check=True)
    refused = hook("own.py")
    assert refused.returncode == ExitCode.ERROR
    assert "pyproject.toml" in refused.stderr


def test_what_is_not_added_answers_nothing_and_is_told(
    hook: Gyebo, gyebo: Gyebo, manifest: Path, submission: Path
) -> None:
    subprocess.run(["git", "init", "-q"], check=True)
    subprocess.run(["git", "add", ALIKE], check=True)
    answer = ("--reason", "written with the makers", "--who", "North")
    gyebo("baseline", "write", submission, "--corpus", manifest, "-q", *answer)
    (submission / "NOTICE").write_text("Made by the north team.\n", encoding="utf-8")
    held = hook(ALIKE)
    assert held.returncode == ExitCode.FINDINGS
    assert held.stdout.endswith("(`git add` does): NOTICE, gyebo-baseline.toml\n")
    subprocess.run(["git", "add", "NOTICE", "gyebo-baseline.toml"], check=True)
    assert hook(ALIKE).returncode == ExitCode.CLEAN


def test_a_file_that_is_called_like_a_flag_is_a_file(hook: Gyebo, submission: Path) -> None:
    """The manifest puts `--` before the names."""
    shutil.copy(submission / ALIKE, submission / "--fail-on=concern.py")
    ran = hook("--", "--fail-on=concern.py")
    assert ran.returncode == ExitCode.FINDINGS
    assert ran.stdout.startswith("--fail-on=concern.py:")


def test_the_hook_needs_no_git(hook: Gyebo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Named files are read as files: a git in the way would be seen."""
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "git").write_text(f"#!/bin/sh\ntouch {tmp_path / 'called'}\n", encoding="utf-8")
    (tmp_path / "bin" / "git").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}")
    assert hook(ALIKE).returncode == ExitCode.FINDINGS
    assert not (tmp_path / "called").exists()


def test_a_name_for_standard_input_without_its_sign_is_refused(hook: Gyebo) -> None:
    refused = hook("--stdin-filename", "a.py")
    assert (refused.returncode, refused.stdout) == (ExitCode.ERROR, "")
    assert "name that as `-`" in refused.stderr


@pytest.mark.parametrize(
    "words", [("-", ALIKE, "--stdin-filename", "a.py"), ("-", ALIKE), ("--stdin-filename", "a.py", ALIKE)]
)
def test_standard_input_beside_files_is_refused_and_not_passed_over(words: tuple[str, ...], hook: Gyebo) -> None:
    refused = hook(*words)
    assert (refused.returncode, refused.stdout) == (ExitCode.ERROR, "")
    assert "go together, and no other file beside them" in refused.stderr


def test_what_is_told_and_holds_nothing_up_says_what_would_answer_it(
    gyebo: Gyebo, cases: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case, place = cases / "file-put-together", {"cache": tmp_path / "cache"}
    shutil.copytree(case / "submission", tmp_path / "north")
    monkeypatch.chdir(tmp_path / "north")
    manifest = case / "reference" / "corpus.toml"
    assert gyebo("corpus", "build", manifest, **place).returncode == ExitCode.CLEAN
    ran = gyebo("hook", "--corpus", manifest, "modeling_north.py", **place)
    assert ran.returncode == ExitCode.CLEAN
    assert "flaw, confidence medium" in ran.stdout
    assert ran.stdout.splitlines()[-1].startswith(
        "Nothing is held up: none of it is of high confidence. `gyebo declare`"
    )
