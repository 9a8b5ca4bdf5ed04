# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""The languages the scanner reads: one module each, one visible table."""

from pathlib import PurePosixPath

from gyebo.languages.language import Language
from gyebo.languages.python import PYTHON

LANGUAGES: dict[str, Language] = {"python": PYTHON}

SUFFIXES: dict[str, Language] = {suffix: language for language in LANGUAGES.values() for suffix in language.suffixes}


def language_of(path: PurePosixPath) -> Language | None:
    """The language that claims the file's suffix."""
    return SUFFIXES.get(path.suffix.lower())
