# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""One command from its arguments to its exit code, and the one boundary at which errors become sentences."""

import argparse
import errno
import gc
import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path

from gyebo import __version__
from gyebo.cli.arguments import parser
from gyebo.cli.exits import ExitCode
from gyebo.display import display
from gyebo.errors import GyeboError, UsageError

MODULES = {
    "scan": "scanning",
    "declare": "declaring",
    "assess": "assessing",
    "hook": "hook",
    "baseline": "baselines",
    "cohort": "cohorts",
    "corpus": "corpora",
    "render": "reports",
    "annotate": "annotating",
    "diff": "comparing",
    "rules": "rules",
    "explain": "rules",
    "schema": "schemas",
    "doctor": "doctor",
    "completion": "completion",
}
"""The module of gyebo.cli that runs each command."""
MACHINE = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EMFILE, errno.ENFILE, errno.ENOMEM})
"""What the machine lacks, wherever it shows; other errors of the system that get this far are defects of ours."""


def run(arguments: Sequence[str] | None) -> int:
    """Run one command; expected failures are one line, unexpected ones say what to report."""
    try:
        _refuse_closed()
        return _run(arguments)
    except KeyboardInterrupt:
        _complain("Interrupted; nothing half-written is left.")
        return ExitCode.INTERRUPTED
    except BrokenPipeError:
        _drop_output()
        return ExitCode.ERROR
    except GyeboError as error:
        _complain("\n".join(display(line) for line in str(error).splitlines()))
        return ExitCode.ERROR
    except OSError as error:
        if error.errno not in MACHINE:
            return _defect()
        _drop_output()
        where = f" ({display(str(error.filename))})" if error.filename else ""
        _complain(f"The system says: {error.strerror}{where}; make room for it, then run the command again.")
        return ExitCode.ERROR
    except Exception:  # noqa: BLE001 the one boundary: a defect of ours must say so, and never exit with 0
        return _defect()


def _run(arguments: Sequence[str] | None) -> int:
    """What is written is flushed here, so that a failure to write is seen here."""
    settle = getattr(sys.stdout, "reconfigure", None)
    if settle:  # not where a program that embeds us has put a stream of its own there
        settle(errors="backslashreplace")
    try:
        words = sys.argv[1:] if arguments is None else arguments
        if words[:1] == ["--version"]:
            from gyebo.cli import doctor

            return doctor.version()
        options = parser(f"gyebo {__version__}", words[0] if words else "").parse_args(words)
        command = _command(options.command)
        gc.enable()
        code = int(command(options))
    except SystemExit as end:
        code = int(end.code or 0)
    sys.stdout.flush()
    return code


def _refuse_closed() -> None:
    """Python has None for a stream that is closed (`>&-`), and what is opened next would get its number."""
    if sys.stderr is None:
        sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 it stands in to the end
    if sys.stdout is None:
        raise UsageError("Standard output is closed; send it to a file, or to /dev/null where it is not wanted.")


def _defect() -> ExitCode:
    import platform
    import traceback

    traceback.print_exc()
    versions = f"gyebo {__version__}, Python {platform.python_version()}"
    _complain(f"That is a defect of ours ({versions}); please report the lines above.")
    return ExitCode.ERROR


def _drop_output() -> None:
    """What still waits to be written has nowhere to go; the interpreter would try once more and complain."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _complain(text: str) -> None:
    """Every line says whose it is: one that began with a submission's own text could be a command to a CI run."""
    sys.stderr.write("".join(f"gyebo: {line}\n" for line in text.splitlines()))


def _command(name: str) -> Callable[[argparse.Namespace], ExitCode]:
    """The command's function; its module is imported when it runs, so that --help loads next to nothing."""
    command: Callable[[argparse.Namespace], ExitCode] = import_module(f"gyebo.cli.{MODULES[name]}").run
    return command
