# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Tables of what others configure: the Action's inputs and outputs, the hooks, the formats, the exit codes."""

import re
from pathlib import Path
from typing import Any

import yaml

from gyebo.cli.exits import ExitCode
from gyebo.cli.pages import EXITS
from gyebo.formats import FORMATS
from handbook.markup import code, plain, table

TOP = Path(__file__).resolve().parents[2]


def inputs() -> str:
    """What the Action is told."""
    rows = [
        (code(name), plain(one["description"]), code(str(one.get("default", ""))))
        for name, one in _action()["inputs"].items()
    ]
    return table(("Input", "Meaning", "Default"), rows)


def outputs() -> str:
    """What the Action tells the steps after it."""
    rows = [(code(name), plain(one["description"])) for name, one in _action()["outputs"].items()]
    return table(("Output", "Meaning"), rows)


def hooks() -> str:
    """The hooks of .pre-commit-hooks.yaml."""
    manifest: list[dict[str, Any]] = yaml.safe_load((TOP / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    rows = [(code(one["id"]), plain(one["description"]), ", ".join(map(code, one["stages"]))) for one in manifest]
    return table(("Hook", "What it does", "Stages"), rows)


def suffixes() -> str:
    """The formats and what their files are called."""
    return table(("Format", "File"), [(code(name), code(f"report{one.suffix}")) for name, one in FORMATS.items()])


def exits() -> str:
    """The exit codes, from the help page; every code there is must be there."""
    said = dict(re.findall(r"^ +(\d+) +(.*)$", EXITS, re.MULTILINE))
    return table(("Code", "Meaning"), [(str(int(one)), plain(said[str(int(one))])) for one in ExitCode])


def _action() -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load((TOP / "action.yml").read_text(encoding="utf-8"))
    return read
