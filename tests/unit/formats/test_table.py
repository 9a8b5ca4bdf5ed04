# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""The table of formats."""

import subprocess
import sys

from gyebo.formats import FORMATS


def test_each_format_is_named_like_its_suffix() -> None:
    assert {name: form.suffix for name, form in FORMATS.items()} == {"html": ".html", "json": ".json"}


def test_looking_at_the_table_loads_no_library() -> None:
    heavy = "print(sorted({'jinja2', 'msgspec'} & set(__import__('sys').modules)))"
    code = f"import gyebo.formats; {heavy}"
    assert (
        subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"
    )
