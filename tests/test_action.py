# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""What holds of the Action and the workflows: everything pinned, no input in a script, no more rights than needed."""

import re
from pathlib import Path

import pytest

USES = re.compile(r"^\s*-? ?uses: (\S+)(.*)$", re.MULTILINE)
PINNED = re.compile(r"[\w.-]+/[\w./-]+@[0-9a-f]{40}")
RUN = re.compile(r"^( *)(?:- )?run: *(.*\n(?:(?:\1 +.*)?\n)*)", re.MULTILINE)


@pytest.fixture(scope="module")
def files(root: Path) -> dict[str, str]:
    """The Action and every workflow."""
    paths = [root / "action.yml", *sorted((root / ".github/workflows").glob("*.yml"))]
    return {path.name: path.read_text(encoding="utf-8") for path in paths}


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


def test_what_the_action_installs_is_locked(root: Path) -> None:
    lock = (root / "requirements/run.txt").read_text(encoding="utf-8")
    tools = (root / "requirements/dev.txt").read_text(encoding="utf-8")
    pins = dict(re.findall(r"^([\w.-]+)==(\S+)", lock, re.MULTILINE))
    assert "://" not in lock
    assert {"gitpython", "hatchling", "numpy", "tree-sitter"} <= set(pins)
    assert {name: pin for name, pin in pins.items() if f"\n{name}=={pin}" not in f"\n{tools}"} == {}
