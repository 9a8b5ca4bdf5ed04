# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Arguments in, exit code out; alone prints, exits and reads the environment.

Nothing is imported before `main` stands ready for Ctrl-C: what a command needs takes a tenth of a second to load.
"""


def main(arguments: list[str] | tuple[str, ...] | None = None) -> int:
    """Run one command; stopped while it loads, or after it has spoken, it ends as one that is stopped in between."""
    try:
        from gyebo.cli.running import run

        return run(arguments)
    except KeyboardInterrupt:
        return 130  # ExitCode.INTERRUPTED, which may be what did not load
