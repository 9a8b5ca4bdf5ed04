# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Arguments in, exit code out; alone prints, exits and reads the environment.

Nothing is imported before `main` stands ready for Ctrl-C: what a command needs takes a tenth of a second to load.
"""

import gc
import os
import sys


def program() -> int:
    """The console script: as main(), but out at once where a hook took a first glance and no more.

    To take an interpreter with NumPy down costs more than to start one, and nothing is left to be put in order.
    """
    gc.disable()  # until a command runs: what is loaded stays, and to look for cycles in it costs a fortieth of a hook
    code = main()
    if "gyebo.glance" not in sys.modules or "gyebo.pipeline" in sys.modules:
        return code
    try:
        sys.stdout.flush()
    except OSError:
        return code
    os._exit(code)


def main(arguments: list[str] | tuple[str, ...] | None = None) -> int:
    """Run one command; stopped while it loads, or after it has spoken, it ends as one that is stopped in between."""
    try:
        from gyebo.cli.running import run

        return run(arguments)
    except KeyboardInterrupt:
        return 130  # ExitCode.INTERRUPTED, which may be what did not load
