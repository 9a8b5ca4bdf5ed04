# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""What holds of the Action and the workflows: everything pinned, no input in a script, no more rights than needed."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from gyebo.cli.flags.shared import GRADES
from gyebo.formats import FORMATS

USES = re.compile(r"^\s*-? ?uses: (\S+)(.*)$", re.MULTILINE)
PINNED = re.compile(r"[\w.-]+/[\w./-]+@[0-9a-f]{40}")
RUN = re.compile(r"^( *)(?:- )?run: *(.*\n(?:(?:\1 +.*)?\n)*)", re.MULTILINE)


GIVEN = {
    "GYEBO_EVALUATOR": "true",
    "GYEBO_UPLOAD": "false",
    "GYEBO_LANG": "en",
    "GYEBO_FAIL_ON": "flaw",
    "GYEBO_FORMATS": "html json",
}
"""What the first step looks at, as it may be."""


@pytest.fixture(scope="module")
def files(root: Path) -> dict[str, str]:
    """The Action and every workflow."""
    paths = [root / "action.yml", *sorted((root / ".github/workflows").glob("*.yml"))]
    return {path.name: path.read_text(encoding="utf-8") for path in paths}


def _of_this_environment(program: str) -> str:
    found = shutil.which(program, path=os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]))
    if found is None:
        pytest.skip(f"{program} is not installed here, so the workflows were not held against it")
    return found


CHECKS = {
    "actionlint": ("actionlint",),
    "zizmor": ("zizmor", "--offline", "--no-progress", "--persona=pedantic", "--quiet", "."),
    "the schema of workflows": ("check-jsonschema", "--builtin-schema", "vendor.github-workflows", "{workflows}"),
    "the schema of actions": ("check-jsonschema", "--builtin-schema", "vendor.github-actions", "action.yml"),
}


@pytest.mark.parametrize("check", CHECKS)
def test_the_checkers_of_workflows_have_nothing_to_say(check: str, root: Path) -> None:
    program, *words = CHECKS[check]
    workflows = [str(path) for path in sorted((root / ".github/workflows").glob("*.yml"))]
    given = [each for word in words for each in (workflows if word == "{workflows}" else [word])]
    files = workflows if program == "actionlint" else []
    command = [_of_this_environment(program), *given, *files]
    ran = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
    assert ran.returncode == 0, ran.stdout + ran.stderr


def test_a_checker_of_workflows_sees_what_is_wrong(tmp_path: Path) -> None:
    """A canary: an input in a script, and an action that is not pinned."""
    (tmp_path / ".github/workflows").mkdir(parents=True)
    bad = tmp_path / ".github/workflows/bad.yml"
    bad.write_text(
        "on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/checkout@v4\n"
        "      - run: echo ${{ github.event.head_commit.message }}\n",
        encoding="utf-8",
    )
    for program, *words in (CHECKS["zizmor"], ("actionlint", str(bad))):
        command = [_of_this_environment(program), *words]
        ran = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert ran.returncode != 0, f"{program} saw nothing"


def test_every_action_used_is_pinned_by_its_full_commit_and_says_its_version(files: dict[str, str]) -> None:
    used = [(name, what, note) for name, text in files.items() for what, note in USES.findall(text)]
    assert len(used) > 10
    foreign = [one for one in used if one[1] != "./"]
    assert [one for one in foreign if not PINNED.fullmatch(one[1])] == []
    assert [one for one in foreign if not re.fullmatch(r" # v\d+\.\d+\.\d+", one[2])] == []


def test_one_action_is_pinned_to_one_commit_everywhere(files: dict[str, str]) -> None:
    pins = {what for text in files.values() for what, _ in USES.findall(text) if "@" in what}
    assert len(pins) == len({pin.partition("@")[0] for pin in pins})


def test_no_script_holds_an_expression(files: dict[str, str]) -> None:
    """An input inside a script is code of whoever chose its text."""
    scripts = [(name, script) for name, text in files.items() for _, script in RUN.findall(text)]
    assert len(scripts) > 8
    allowed = {"${{ matrix.python }}"}
    found = [(name, one) for name, script in scripts for one in re.findall(r"\$\{\{.*?\}\}", script)]
    assert [one for one in found if one[1] not in allowed] == []


def test_the_action_runs_nothing_of_the_folder_it_stands_in(files: dict[str, str], tmp_path: Path) -> None:
    """Its steps stand in the workspace, which is the submission; python -m looks for modules there first."""
    workspace, ran = tmp_path / "workspace", tmp_path / "ran"
    workspace.mkdir()
    for name in ("gyebo", "logging", "os", "pip", "secrets", "sitecustomize", "subprocess", "venv"):
        (workspace / f"{name}.py").write_text(f"open({str(ran)!r}, 'a').write({name!r})\n", encoding="utf-8")
    script = next(text for _, text in RUN.findall(files["action.yml"]) if "-m venv" in text).partition("\n")[2]
    place = {"GYEBO_PYTHON": sys.executable, "RUNNER_TEMP": str(tmp_path), "GITHUB_ACTION_PATH": "/nowhere"}
    done = subprocess.run(
        ["bash", "-e", "-c", script],
        cwd=workspace,
        env=os.environ | place,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "/nowhere/requirements/run.txt" in done.stderr, "pip did not get to what it is to install"
    assert not ran.exists(), f"{ran.read_text(encoding='utf-8')} of the submission ran"


def _step(action: str, beginning: str) -> str:
    """The script of the step whose name begins so."""
    scripts = [str(text) for _, text in RUN.findall(action.partition(f"- name: {beginning}")[2])]
    return scripts[0].partition("\n")[2]


@pytest.mark.parametrize("word", ["yes", "True", "1", "", "true\n", "ture"])
@pytest.mark.parametrize("switch", ["evaluator", "upload-sarif"])
def test_a_switch_that_is_neither_on_nor_off_ends_the_action(switch: str, word: str, files: dict[str, str]) -> None:
    """A typing error would make a team's run of an evaluator's."""
    script = _step(files["action.yml"], "Refuse a word")
    given = GIVEN.copy()
    command = ["bash", "-e", "-c", script]
    ran = subprocess.run(command, env=os.environ | given, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stdout) == (0, "")
    given["GYEBO_EVALUATOR" if switch == "evaluator" else "GYEBO_UPLOAD"] = word
    ran = subprocess.run(command, env=os.environ | given, capture_output=True, text=True, check=False)
    assert ran.returncode == 2
    assert ran.stdout == f"::error title=gyebo::{switch} is neither true nor false; write one of the two.\n"


@pytest.mark.parametrize(
    ("name", "known", "wrong"),
    [
        ("LANG", ("en", "ko"), ("fr", "", "en ko", "en\n")),
        ("FAIL_ON", (*GRADES, "never"), ("warning", "", "Flaw")),
        ("FORMATS", (*FORMATS, "", " ".join(FORMATS), "html\njson\n"), ("pdf", "html pdf", "html,json", "--evaluator")),
    ],
)
def test_a_word_that_an_input_does_not_know_ends_the_action_before_anything_runs(
    name: str, known: tuple[str, ...], wrong: tuple[str, ...], files: dict[str, str]
) -> None:
    """And it knows those that the command knows."""
    command = ["bash", "-e", "-c", _step(files["action.yml"], "Refuse a word")]
    for word in (*known, *wrong):
        given = os.environ | GIVEN | {f"GYEBO_{name}": word}
        ran = subprocess.run(command, env=given, capture_output=True, text=True, check=False)
        assert ran.returncode == (0 if word in known else 2), word
        assert len(ran.stdout.splitlines()) == (0 if word in known else 1)
        assert ran.stdout.startswith(
            "" if word in known else f"::error title=gyebo::{name.lower().replace('_', '-')} is"
        )


def test_each_run_of_the_action_has_a_folder_of_its_own(files: dict[str, str], tmp_path: Path) -> None:
    for _ in range(2):
        _scanned(files["action.yml"], tmp_path, tmp_path, {"GYEBO_FORMATS": "sarif"})
    told = (tmp_path / "output").read_text(encoding="utf-8").splitlines()
    folders = {line for line in told if line.startswith("folder=")}
    assert len(folders) == 2
    assert all(Path(one.removeprefix("folder=")).is_dir() for one in folders)


def test_a_corpus_without_a_key_ends_the_step(files: dict[str, str], tmp_path: Path) -> None:
    """Else what is cached would be shared by all corpora."""
    for name in ("python", "gyebo"):
        program = tmp_path / "gyebo/venv/bin" / name
        program.parent.mkdir(parents=True, exist_ok=True)
        program.write_text(f"#!/bin/sh\nexit {2 if name == 'gyebo' else 0}\n", encoding="utf-8")
        program.chmod(0o755)
    place = {"RUNNER_TEMP": str(tmp_path), "GITHUB_ACTION_PATH": "/nowhere", "GITHUB_OUTPUT": str(tmp_path / "output")}
    place |= {"GYEBO_PYTHON": "true", "GYEBO_CORPUS": "no-such"}
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", _step(files["action.yml"], "Install gyebo")]
    ran = subprocess.run(command, env=os.environ | place, capture_output=True, text=True, check=False)
    assert ran.returncode == 2, ran.stderr
    assert not (tmp_path / "output").exists()


@pytest.mark.parametrize(
    ("given", "named"),
    [("", []), ("upstage", ["upstage"]), ("upstage, skt,\n kt\n", ["upstage", "skt", "kt"]), ("*,$(x)", ["*", "$(x)"])],
)
def test_the_partners_of_a_consortium_stand_in_one_input(
    given: str, named: list[str], files: dict[str, str], tmp_path: Path
) -> None:
    words = _scanned(files["action.yml"], tmp_path, tmp_path, {"GYEBO_ORGANISATION": given})
    assert [words[at + 1] for at, word in enumerate(words) if word == "--organisation"] == named


@pytest.fixture
def pulled(tmp_path: Path) -> tuple[Path, dict[str, str]]:
    """A repository whose main went on after a pull request was opened, with the merge of the two checked out."""
    folder, ids = tmp_path / "workspace", dict[str, str]()
    folder.mkdir()

    def git(*words: str) -> str:
        command = ["git", "-c", "init.defaultBranch=main", *words]
        return subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True).stdout.strip()

    git("init", "--quiet")
    for name, branch in (("opened", ""), ("head", "team"), ("moved", "main")):
        if branch:
            git("checkout", "--quiet", *(["-b", branch] if branch == "team" else [branch]))
        (folder / f"{name}.py").write_text(f"{name} = 1\n", encoding="utf-8")
        git("add", "--all")
        git("commit", "--quiet", "--message", name)
        ids[name] = git("rev-parse", "HEAD")
    git("checkout", "--quiet", "--detach", "main")
    git("merge", "--quiet", "--no-ff", "--message", "merge", "team")
    ids["merge"] = git("rev-parse", "HEAD")
    return folder, ids


@pytest.mark.parametrize(
    ("checked_out", "given", "base", "path", "meant"),
    [
        ("merge", "", "opened", ".", "moved"),
        ("merge", "", "moved", ".", "moved"),
        ("head", "", "moved", ".", "opened"),
        ("head", "", "opened", ".", "opened"),
        ("merge", "none", "opened", ".", ""),
        ("merge", "v1", "opened", ".", "v1"),
        ("merge", "", "", ".", ""),
        ("merge", "", "opened", "nowhere", "opened"),
    ],
)
def test_a_pull_request_is_judged_on_what_it_changes_itself(
    checked_out: str,
    given: str,
    base: str,
    path: str,
    meant: str,
    pulled: tuple[Path, dict[str, str]],
    files: dict[str, str],
    tmp_path: Path,
) -> None:
    """What came to the base branch meanwhile is no change of its, be the merge checked out or its head alone."""
    folder, ids = pulled
    subprocess.run(["git", "checkout", "--quiet", ids[checked_out]], cwd=folder, check=True)
    event = {"GYEBO_BASE": given, "GYEBO_PATH": path, "GYEBO_PULL_BASE": ids.get(base, "")}
    words = _scanned(files["action.yml"], folder, tmp_path, event | {"GYEBO_PULL_HEAD": ids["head"] if base else ""})
    named = [words[at + 1] for at, word in enumerate(words) if word == "--base"]
    assert named == ([ids.get(meant, meant)] if meant else [])


def _scanned(action: str, folder: Path, tmp_path: Path, given: dict[str, str]) -> list[str]:
    """The words that the Action's scan gives to gyebo, in a folder and with these inputs."""
    for name, script in (("python", "exit 0"), ("gyebo", "printf '%s\\n' \"$@\"")):
        program = tmp_path / "gyebo/venv/bin" / name
        program.parent.mkdir(parents=True, exist_ok=True)
        program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        program.chmod(0o755)
    inputs = "CORPUS FAIL_ON FORMATS EVALUATOR BASE BASELINE DEADLINE PATH ORGANISATION PULL_BASE PULL_HEAD"
    place = {f"GYEBO_{name}": "" for name in inputs.split()} | {"PATH": os.environ["PATH"]} | given
    place |= {"RUNNER_TEMP": str(tmp_path), "GITHUB_OUTPUT": str(tmp_path / "output")}
    command = ["bash", "--noprofile", "--norc", "-euo", "pipefail", "-c", _step(action, "Scan")]
    ran = subprocess.run(command, env=place, cwd=folder, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    return ran.stdout.splitlines()


def test_no_workflow_runs_foreign_code_with_our_rights(files: dict[str, str]) -> None:
    assert [name for name, text in files.items() if "pull_request_target" in text or "workflow_run" in text] == []
    assert [name for name, text in files.items() if name != "action.yml" and "\npermissions: {}\n" not in text] == []


def test_every_input_of_the_action_is_used_and_told(root: Path, files: dict[str, str]) -> None:
    declared = files["action.yml"].partition("\noutputs:")[0].partition("\ninputs:")[2]
    names = re.findall(r"^  ([a-z-]+):$", declared, re.MULTILINE)
    assert len(names) > 8
    assert [name for name in names if f"inputs.{name} " not in files["action.yml"].replace("}", " ")] == []
    readme = (root / "README.md").read_text(encoding="utf-8")
    assert [name for name in names if f"`{name}`" not in readme] == []


def test_every_output_of_the_action_is_told(root: Path, files: dict[str, str]) -> None:
    declared = files["action.yml"].partition("\nruns:")[0].partition("\noutputs:")[2]
    names = re.findall(r"^  ([a-z-]+):$", declared, re.MULTILINE)
    assert {"concern", "html", "exit-reason"} <= set(names)
    readme = (root / "README.md").read_text(encoding="utf-8")
    assert [name for name in names if f"`{name}`" not in readme] == []


def test_what_the_action_installs_is_locked(root: Path) -> None:
    lock = (root / "requirements/run.txt").read_text(encoding="utf-8")
    tools = (root / "requirements/dev.txt").read_text(encoding="utf-8")
    pins = dict(re.findall(r"^([\w.-]+)==(\S+)", lock, re.MULTILINE))
    assert "://" not in lock
    assert {"gitpython", "hatchling", "numpy", "tree-sitter"} <= set(pins)
    assert {name: pin for name, pin in pins.items() if f"\n{name}=={pin}" not in f"\n{tools}"} == {}
