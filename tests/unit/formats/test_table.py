# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""The table of formats."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from gyebo.formats import FORMATS


def test_each_format_has_the_suffix_its_readers_look_for() -> None:
    assert {name: form.suffix for name, form in FORMATS.items()} == {
        "csv": ".csv",
        "cyclonedx": ".cdx.json",
        "html": ".html",
        "json": ".json",
        "markdown": ".md",
        "notice": ".NOTICE.txt",
        "sarif": ".sarif",
        "spdx": ".spdx.json",
    }


def test_looking_at_the_table_loads_no_library() -> None:
    heavy = "print(sorted({'jinja2', 'msgspec'} & set(__import__('sys').modules)))"
    code = f"import gyebo.formats; {heavy}"
    assert (
        subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"
    )


@pytest.fixture(scope="module")
def elsewhere(root: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ...]:
    """The example in every format, from two processes that share neither hash seed nor time zone nor locale."""
    folders = (tmp_path_factory.mktemp("one"), tmp_path_factory.mktemp("other"))
    places = ({"PYTHONHASHSEED": "0", "TZ": "UTC"}, {"PYTHONHASHSEED": "99", "TZ": "Pacific/Kiritimati", "LC_ALL": "C"})
    for folder, place in zip(folders, places, strict=True):
        wanted = [word for name in FORMATS for word in ("--format", name)]
        program = "import sys; from gyebo.cli import main; sys.exit(main())"
        command = [sys.executable, "-c", program, "render", str(root / "reports/example.json"), *wanted]
        subprocess.run([*command, "--output", folder, "--quiet"], env=os.environ | place, check=True, cwd=folder)
    return folders


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_a_format_is_the_same_bytes_wherever_it_is_written(name: str, elsewhere: tuple[Path, ...]) -> None:
    one, other = ((folder / f"report{FORMATS[name].suffix}").read_bytes() for folder in elsewhere)
    assert one == other
