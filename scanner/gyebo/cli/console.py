# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Progress on a terminal's standard error, and there alone; nothing else prints progress."""

import os
import sys
import time
from types import TracebackType
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from rich.progress import Progress as Bars

SECONDS_BETWEEN_LINES = 10.0
WORDS = {
    "download": "Obtaining",
    "read": "Reading the corpus",
    "index": "Writing the index",
    "share": "Sharing the sources",
    "search": "Looking files up",
    "align": "Aligning matches",
}


class Console:
    """Tells how far a long step has come; quiet when asked to be."""

    def __init__(self, *, is_quiet: bool) -> None:
        self._is_quiet = is_quiet
        self._bars: Bars | None = None
        self._tasks: dict[str, int] = {}
        self._told: dict[str, float] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._bars:
            self._bars.stop()

    def say(self, text: str) -> None:
        """A line for the user on standard error."""
        if not self._is_quiet:
            sys.stderr.write(f"{text}\n")
            sys.stderr.flush()

    def __call__(self, step: str, done: int, total: int) -> None:
        """A Progress: a bar on a terminal, under NO_COLOR a line every ten seconds and no escape; elsewhere nothing."""
        if self._is_quiet or not sys.stderr.isatty():
            return
        if not os.environ.get("NO_COLOR"):
            self._show(step, done, total)
        elif (
            total
            and done < total
            and time.monotonic() - self._told.setdefault(step, time.monotonic()) > SECONDS_BETWEEN_LINES
        ):
            self._told[step] = time.monotonic()
            self.say(f"{_words(step)}: {done} of {total}")

    def _show(self, step: str, done: int, total: int) -> None:
        if self._bars is None:
            self._bars = _started()
        if step not in self._tasks:
            self._tasks[step] = self._bars.add_task(_words(step), total=total or None)
        self._bars.update(self._bars.task_ids[self._tasks[step]], completed=done, total=total or None)


def _words(step: str) -> str:
    first, _, rest = step.partition(" ")
    return f"{WORDS.get(first, first)} {rest}".strip()


def _started() -> "Bars":
    from rich.console import Console as Terminal
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    bars = Progress(
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=Terminal(stderr=True),
        transient=True,
    )
    bars.start()
    return bars
