# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""How a help page is laid out: its text as it is written, as wide as the terminal."""

import argparse
import os


class Page(argparse.RawDescriptionHelpFormatter):
    """argparse makes one for every flag it is told of, and asks shutil for the width, which loads four compressors."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=_columns() - 2)


def _columns() -> int:
    """COLUMNS, else those of the terminal, else 80."""
    said = os.environ.get("COLUMNS", "")
    if said.isdecimal() and int(said):
        return int(said)
    try:
        return os.get_terminal_size(1).columns or 80
    except OSError:
        return 80
