# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Where rules/ and reports/ lie: inside an installed wheel, or at the top of a checkout."""

from pathlib import Path

from gyebo.errors import RuleError

_PACKAGE = Path(__file__).resolve().parent


def folder(name: str) -> Path:
    """The folder `rules` or `reports`; RuleError when neither a wheel nor a checkout holds it."""
    for parent in (_PACKAGE / "_data", _PACKAGE.parent.parent):
        if (parent / name).is_dir():
            return parent / name
    raise RuleError(f"The data folder {name}/ is missing from this installation of gyebo; install gyebo again.")
