# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Patches are what `git apply` makes of them: the second state of a file from the first, whatever bytes it holds."""

import os
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gyebo.declarations.patch import Change, patch

LINES = st.lists(st.sampled_from([b"a", b"b", b"", b"\r", b"\xff\x0c", b"+c", b"\\ No"]), max_size=7)


def _applied(folder: Path, change: Change) -> bytes:
    subprocess.run(["git", "init", "--quiet"], cwd=folder, check=True)
    path = folder / os.fsdecode(change.path.encode("utf-8", "surrogateescape"))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    if change.before is not None:
        path.write_bytes(change.before)
    drafted = b"Said before.\n\n" + patch([change])
    subprocess.run(["git", "apply", "--whitespace=nowarn"], cwd=folder, input=drafted, check=True)
    return path.read_bytes()


@settings(max_examples=40)
@given(before=LINES, after=LINES)
def test_any_change_of_a_file_applies(
    before: list[bytes], after: list[bytes], tmp_path_factory: pytest.TempPathFactory
) -> None:
    change = Change("file.py", b"\n".join([b"top", *before]), b"\n".join([b"top", *after]))
    if change.before == change.after:
        assert patch([change]) == b""
    else:
        assert _applied(tmp_path_factory.mktemp("one"), change) == change.after


@pytest.mark.parametrize("name", ["a b.py", 'q"\\.py', "가나.py", "\x1b[31m.py", "n\nn/x.py", "-rf", "\udcff.py"])
@pytest.mark.parametrize("before", [None, b"x\n"])
def test_whatever_a_file_is_called_it_is_found(name: str, before: bytes | None, tmp_path: Path) -> None:
    change = Change(name, before, b"y\nx\n")
    assert _applied(tmp_path, change) == b"y\nx\n"
    assert b"\x1b" not in patch([change])
