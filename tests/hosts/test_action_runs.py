# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""The Action, run by act: on a push, a pull request, one from a fork; with files that cannot be read and hostile names.

act runs every step of ours for real, on this machine and without docker. The five actions of others that ours uses need
GitHub, so stand-ins are in their places: they hand over a Python, keep what is uploaded, and tell that they were asked.
"""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import pytest

USES = re.compile(r"uses: ([\w.-]+/[\w.-]+)((?:/[\w.-]+)*)@([0-9a-f]{40})")
NAMES = (
    "concern",
    "flaw",
    "remark",
    "met",
    "incomplete",
    "folder",
    "html",
    "json",
    "sarif",
    "exit-code",
    "exit-reason",
)
SUMMARY = re.compile(r"⚙  Summary - (.*?)(?=^\[workflow)", re.DOTALL | re.MULTILINE)
"""As act prints what a step wrote into it."""
WORKFLOW = """
on: [push, pull_request]
permissions: {{}}
jobs:
  scan:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@{checkout}
      - id: gyebo
        continue-on-error: true
        uses: example/gyebo@v1
        with: {inputs}
      - if: always()
        env:
          OUTPUTS: ${{{{ toJSON(steps.gyebo.outputs) }}}}
          OUTCOME: ${{{{ steps.gyebo.outcome }}}}
        run: |
          printf '%s' "$OUTPUTS" > "$KEPT/outputs.json"
          printf '%s' "$OUTCOME" > "$KEPT/outcome"
"""
STAND_IN = """
name: stand-in
runs:
  using: composite
  steps:
    - shell: bash
      env:
        INPUTS: ${{{{ toJSON(inputs) }}}}
        FROM: ${{{{ inputs.path }}}}
      run: |
        printf '%s' "$INPUTS" > "$KEPT/{name}.json"
        if [ {name} = upload-artifact ]; then cp -R "$FROM" "$KEPT/artifact"; fi
inputs: {{path: {{}}, key: {{}}, name: {{}}, sarif_file: {{}}, category: {{}}, "python-version": {{}}}}
outputs:
  python-path:
    value: {python}
"""
PYTHON = """#!/usr/bin/env bash
# A Python whose environments have the libraries of this one at hand, so that pip finds them installed.
set -e
{python} "$@"
if [ "$1 $2 $3" = "-I -m venv" ]; then echo "{packages}" > "$(echo "$4"/lib/python*/site-packages)/at_hand.pth"; fi
"""


@dataclass(frozen=True, slots=True)
class Ran:
    """What a run of the workflow left behind."""

    told: str
    outcome: str
    outputs: dict[str, str]
    summary: str
    kept: Path

    def report(self) -> dict[str, list[dict[str, object]]]:
        read: dict[str, list[dict[str, object]]] = json.loads((self.kept / "artifact/report.json").read_bytes())
        return read


Act = Callable[..., Ran]
Git = Callable[..., str]


@pytest.fixture(scope="module")
def stand_ins(fetched: Path, packages: str, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Flags of act: our Action from the checkout, stand-ins for those of others."""
    place = tmp_path_factory.mktemp("actions")
    python = place / "python"
    python.write_text(PYTHON.format(python=sys.executable, packages=packages), encoding="utf-8")
    python.chmod(0o755)
    flags = [f"example/gyebo@v1={fetched}"]
    for repository, below, commit in set(USES.findall((fetched / "action.yml").read_text(encoding="utf-8"))):
        top = place / repository.replace("/", "-")
        folder = top / below.strip("/")
        folder.mkdir(parents=True, exist_ok=True)
        name = (below or repository).rpartition("/")[2]
        (folder / "action.yml").write_text(STAND_IN.format(name=name, python=python), encoding="utf-8")
        flags.append(f"{repository}@{commit}={top}")
    return [word for flag in flags for word in ("--local-repository", flag)]


@pytest.fixture
def repository(cases: Path, git: Git, tmp_path: Path) -> Path:
    """A repository whose first commit is the team's own, and whose second takes code over."""
    folder = tmp_path / "work" / "repository"
    (folder / "north").mkdir(parents=True)
    shutil.copy(cases / "two-origins/submission/README.md", folder)
    shutil.copy(cases / "two-origins/submission/north/mixture.py", folder / "north")
    git(folder, "init", "--quiet")
    git(folder, "remote", "add", "origin", "https://github.com/team/fork.git")  # by which act knows its name
    _committed(git, folder, "What was there")
    shutil.copy(cases / "two-origins/submission/north/modeling_north.py", folder / "north")
    _committed(git, folder, "What is new")
    return folder


def _committed(git: Git, folder: Path, message: str) -> None:
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", message)


@pytest.fixture
def act(
    stand_ins: list[str],
    program: Callable[[str], str],
    repository: Path,
    manifest: Path,
    fetched: Path,
    tmp_path: Path,
) -> Act:
    """Run the Action on an event, with its inputs; the repository is committed as it stands."""
    runner = program("act")
    (checkout,) = set(
        re.findall(r"actions/checkout@([0-9a-f]{40})", (fetched / ".github/workflows/check.yml").read_text())
    )

    def run(event: str, payload: dict[str, object] | None = None, actor: str = "team", **inputs: str) -> Ran:
        kept = tmp_path / "kept"
        shutil.rmtree(kept, ignore_errors=True)
        kept.mkdir()
        given = {"corpus": str(manifest)} | {name.replace("_", "-"): value for name, value in inputs.items()}
        workflow = tmp_path / "workflow.yml"
        workflow.write_text(WORKFLOW.format(checkout=checkout, inputs=json.dumps(given)), encoding="utf-8")
        (tmp_path / "event.json").write_text(json.dumps(payload or {}), encoding="utf-8")
        command = [runner, event, "--workflows", str(workflow), "--eventpath", str(tmp_path / "event.json")]
        command += ["--platform", "ubuntu-latest=-self-hosted", "--pull=false", "--no-cache-server", *stand_ins]
        command += ["--actor", actor, "--env", f"KEPT={kept}", "--env", "PIP_NO_INDEX=1", "--artifact-server-path", ""]
        ran = subprocess.run(
            command, cwd=repository, capture_output=True, text=True, check=False, timeout=300, errors="replace"
        )
        assert (kept / "outputs.json").is_file(), ran.stdout[-4000:] + ran.stderr[-2000:]
        return Ran(
            told=ran.stdout,
            outcome=(kept / "outcome").read_text(encoding="utf-8"),
            outputs=json.loads((kept / "outputs.json").read_text(encoding="utf-8")),
            summary="".join(SUMMARY.findall(ran.stdout)),
            kept=kept,
        )

    return run


def test_a_push_is_judged_whole_and_every_output_is_told(act: Act) -> None:
    ran = act("push", formats="sarif", upload_sarif="true")
    assert ran.outcome == "failure"
    assert set(NAMES) <= set(ran.outputs)
    counts = {name: ran.outputs[name] for name in ("concern", "flaw", "incomplete", "exit-code", "exit-reason")}
    assert counts == {"concern": "0", "flaw": "1", "incomplete": "0", "exit-code": "1", "exit-reason": "findings"}
    assert [Path(ran.outputs[name]).name for name in ("html", "json", "sarif")] == [
        "report.html",
        "report.json",
        "report.sarif",
    ]
    assert "::warning file=north/modeling_north.py,line=8," in ran.told
    assert "`north/modeling_north.py`" in ran.summary
    assert (ran.kept / "artifact/report.html").is_file()
    assert (ran.kept / "upload-sarif.json").is_file()
    key = json.loads((ran.kept / "cache.json").read_text(encoding="utf-8"))["key"]
    assert re.fullmatch(r"gyebo-\w+-corpus-[0-9a-f]{16}", key)


def test_a_scan_that_could_not_read_everything_fails_for_an_evaluator(act: Act, git: Git, repository: Path) -> None:
    (repository / "north/broken.py").write_text("class ( ) ( : =\n) ] } def\n" * 40, encoding="utf-8")
    _committed(git, repository, "Broken")
    ran = act("push", evaluator="true", fail_on="never")
    assert (ran.outcome, ran.outputs["exit-reason"], ran.outputs["incomplete"]) == ("failure", "incomplete", "1")
    assert "north/broken.py" in ran.summary


def test_inputs_are_words_and_what_they_break_is_told_in_the_summary(act: Act, tmp_path: Path) -> None:
    word = '"; touch forged; $(touch forged) `touch forged`'
    refused = act("push", path=word, baseline=word, organisation=word, formats="sarif $(touch${IFS}forged)", lang=word)
    assert (refused.outcome, refused.outputs["exit-reason"]) == ("failure", "")
    ran = act("push", path=word, baseline=word, organisation=word, formats="sarif", lang="ko")
    assert (ran.outcome, ran.outputs["exit-reason"]) == ("failure", "error")
    assert "    gyebo: " in ran.summary or "invalid choice" in ran.summary
    assert not ran.outputs.get("json")
    assert list(tmp_path.rglob("forged")) == []


HOSTILE = (
    "a\r::stop-commands::x\n::error::forged.py",
    "##[error]forged.py",
    "$(touch forged).py",
    "-rf.py",
    '"; touch forged; ".py',
    "`touch forged`.py",
    "\u202e<img src=x onerror=alert(1)>.py",
)


OURS = ("gyebo.py", "json.py", "pip.py", "secrets.py", "sitecustomize.py", "usercustomize.py", "venv.py")
"""What the Action's own steps would import, were they to look in the workspace."""


def test_hostile_names_are_told_and_run_nothing(act: Act, git: Git, repository: Path, tmp_path: Path) -> None:
    for name in HOSTILE:
        shutil.copy(repository / "north/modeling_north.py", repository / name)
    for name in OURS:
        (repository / name).write_text("open('forged', 'w').close()\n", encoding="utf-8")
    _committed(git, repository, "Hostile")
    ran = act("push", fail_on="never")
    assert (ran.outcome, ran.outputs["exit-reason"], ran.outputs["sarif"]) == ("success", "clean", "")
    assert len(ran.report()["files"]) == 2 + len(HOSTILE) + len(OURS)
    forged = re.compile(r"\|\s+(::error|::stop-commands::x|##\[error)|❗")
    assert [line for line in ran.told.splitlines() if forged.search(line)] == []
    assert "forged.py" in ran.told
    assert "<img" in ran.summary
    assert "<img" not in re.sub(r"`[^`\n]*`", "", ran.summary)
    assert list(tmp_path.rglob("forged")) == []


def _request(git: Git, repository: Path, head: object) -> dict[str, object]:
    """The event of a pull request to team/fork, which is itself a fork of another repository."""
    base = {"sha": git(repository, "rev-parse", "HEAD~1")}
    return {"repository": {"full_name": "team/fork"}, "pull_request": {"base": base, "head": {"repo": head}}}


def test_a_pull_request_from_a_fork_is_judged_on_what_it_changes_and_uploads_nothing(
    act: Act, git: Git, repository: Path
) -> None:
    """As GitHub describes such an event; the fork's token may not write."""
    request = _request(git, repository, {"full_name": "other/fork", "fork": True})
    ran = act("pull_request", request, formats="sarif", upload_sarif="true")
    assert (ran.outcome, ran.outputs["exit-reason"], ran.outputs["flaw"]) == ("failure", "findings", "1")
    report = ran.report()
    assert {str(one["path"]) for one in report["files"]} == {"north/modeling_north.py"}
    assert [(one["is_given"], one["unchanged"]) for one in report["bases"]] == [(True, ["north/mixture.py"])]
    assert Path(ran.outputs["sarif"]).name == "report.sarif"
    assert (ran.kept / "artifact/report.sarif").is_file()
    assert not (ran.kept / "upload-sarif.json").exists()


def test_what_came_to_the_base_branch_meanwhile_is_no_change_of_the_pull_request(
    act: Act, git: Git, repository: Path
) -> None:
    """The event names the base as it was when the request was opened; the checkout merges into what it is now."""
    git(repository, "checkout", "--quiet", "-b", "team", "HEAD~1")
    (repository / "north/own.py").write_text("width = 3\n", encoding="utf-8")
    _committed(git, repository, "The request")
    request = _request(git, repository, {"full_name": "other/fork", "fork": True})
    cast("dict[str, dict[str, object]]", request["pull_request"])["head"]["sha"] = git(repository, "rev-parse", "HEAD")
    git(repository, "checkout", "--quiet", "--detach", "main")
    git(repository, "merge", "--quiet", "--no-ff", "--message", "Merge", "team")
    ran = act("pull_request", request)
    assert (ran.outcome, ran.outputs["exit-reason"], ran.outputs["flaw"]) == ("success", "clean", "0")
    assert {str(one["path"]) for one in ran.report()["files"]} == {"north/own.py"}


def test_a_branch_of_the_repository_itself_uploads_though_that_is_a_fork(act: Act, git: Git, repository: Path) -> None:
    request = _request(git, repository, {"full_name": "team/fork", "fork": True})
    ran = act("pull_request", request, formats="sarif", upload_sarif="true")
    assert (ran.kept / "upload-sarif.json").is_file(), ran.told[-3000:]


def test_a_pull_request_whose_repository_is_gone_uploads_nothing(act: Act, git: Git, repository: Path) -> None:
    ran = act("pull_request", _request(git, repository, None), formats="sarif", upload_sarif="true")
    assert (ran.outcome, ran.outputs["exit-reason"]) == ("failure", "findings")
    assert not (ran.kept / "upload-sarif.json").exists()


def test_what_dependabot_starts_uploads_nothing(act: Act) -> None:
    """Its token may read alone, on a push as on a pull request."""
    ran = act("push", actor="dependabot[bot]", formats="sarif", upload_sarif="true")
    assert ran.outputs["exit-reason"] == "findings"
    assert not (ran.kept / "upload-sarif.json").exists()


def test_a_switch_that_is_neither_on_nor_off_ends_before_anything_is_scanned(act: Act) -> None:
    ran = act("push", evaluator="yes")
    assert ran.outcome == "failure"
    assert "::error" in ran.told
    assert not ran.outputs.get("json")
