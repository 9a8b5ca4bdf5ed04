# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Colour the grade of a finding: on a terminal, where FORCE_COLOR asks for it, and never under NO_COLOR."""

import os
import sys

from gyebo.report import Grade

_CODES = {Grade.CONCERN: "1;31", Grade.FLAW: "1;33", Grade.REMARK: "36", Grade.MET: "32"}
"""Graphic renditions of ECMA-48; the word itself stays, so nothing is told by colour alone."""


def coloured(grade: Grade, text: str) -> str:
    """The text for standard output, where display() must have been before, since it would show the colour's escape."""
    return f"\033[{_CODES[grade]}m{text}\033[0m" if has_colour() else text


def has_colour() -> bool:
    """Whether what is printed is coloured."""
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or (sys.stdout.isatty() and os.environ.get("TERM") != "dumb")
