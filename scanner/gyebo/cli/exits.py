# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Exit codes; the README's table is held against this one by a test."""

from enum import IntEnum


class ExitCode(IntEnum):
    CLEAN = 0
    """Nothing at or above --fail-on."""
    FINDINGS = 1
    """Findings at or above --fail-on."""
    ERROR = 2
    """Wrong use, or something failed; the text says which and what to do."""
    INCOMPLETE = 3
    """Nothing could be analysed, or, with --evaluator, something was not: never the same as clean."""
    INTERRUPTED = 130
    """Stopped by Ctrl-C."""
