# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""The demo's submission with a history: an invented team takes a published model over, in commits like real ones.

The code is that of MiniMax-Text-01 in transformers 4.57.1. Nobody did this: team, commits and their order are invented,
so that `--history` and `--deadline` have something to show: a file of others comes in a commit, is renamed in the next,
loses its notice, and has it back, with a statement of its origin, after the deadline.
"""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

NAME = "invented-team"
SOURCE = "transformers-4.57.1"
TAKEN = "transformers/models/minimax/modeling_minimax.py"
DEADLINE = "2025-12-31"
FLAGS = ("--history", "--deadline", DEADLINE)
MODEL = "garam/modeling_garam.py"
OWN = "# Copyright 2025 The Garam Team. All rights reserved.\n"
STATEMENT = """This repository contains code of others.

garam/modeling_garam.py is adapted from transformers.models.minimax.modeling_minimax, version 4.57.1.
"""
SCHEDULE = """def warmed(step: int, most: float, warm: int = 2000, decay: float = 0.1) -> float:
    \"\"\"Learning rate: a straight rise, then down to a share of the highest in 1 - sqrt.\"\"\"
    if step < warm:
        return most * step / warm
    return max(decay, 1.0 - ((step - warm) / (40 * warm)) ** 0.5) * most
"""
Commit = Callable[[Path, date, str], None]


@dataclass(frozen=True, slots=True)
class Step:
    """One commit: what the files hold from then on."""

    day: date
    message: str
    files: dict[str, str]


def steps(taken: str) -> tuple[Step, ...]:
    """The commits, the earliest first; `taken` is the published file."""
    notice = next(line for line in taken.splitlines(keepends=True) if line.startswith("# Copyright"))
    around = [part.replace("MiniMax", "Garam").replace("minimax", "garam") for part in taken.split(notice)]
    renamed = notice.join(around)
    replaced = renamed.replace(notice, OWN)
    tuned = replaced.replace("dropout=0.0 if not self.training", "dropout=0.05 if not self.training")
    readme = "# Garam\n\nA language model of the invented Garam team.\n"
    return (
        Step(date(2025, 10, 20), "Start", {"README.md": readme}),
        Step(date(2025, 11, 3), "Add a learning rate schedule", {"garam/schedule.py": SCHEDULE}),
        Step(date(2025, 11, 10), "Add the decoder", {"garam/modeling.py": taken}),
        Step(date(2025, 11, 17), "Rename the classes after the model", {"garam/modeling.py": "", MODEL: renamed}),
        Step(date(2025, 12, 1), "Tidy the headers", {MODEL: replaced}),
        Step(date(2025, 12, 15), "A little dropout while training", {MODEL: tuned}),
        Step(date(2025, 12, 22), "Say how to train", {"README.md": f"{readme}\nTrain with schedule.py.\n"}),
        Step(date(2026, 1, 12), "Restore the notice of the decoder", {MODEL: tuned.replace(OWN, notice + OWN)}),
        Step(date(2026, 1, 14), "Say where the decoder comes from", {"NOTICE": STATEMENT}),
    )


def lay_out(taken: str, repository: Path, commit: Commit) -> Path:
    """The steps as commits of a new repository; a file without text goes."""
    shutil.rmtree(repository, ignore_errors=True)
    for step in steps(taken):
        for name, text in step.files.items():
            target = repository / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8")
            if not text:
                target.unlink()
        commit(repository, step.day, step.message)
    return repository
