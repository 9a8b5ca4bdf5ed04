# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Repositories with a long history, written at once: commits by the thousand, contents by the hundred."""

import os
import subprocess
from pathlib import Path

from gyebo.model import SourceFile

BEGUN = 1_700_000_000
"""Seconds; the first commit."""


def repository(folder: Path, file: SourceFile, commits: int, contents: int) -> Path:
    """A repository of one file, which goes through so many contents again and again."""
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    for given, arguments in (
        (b"", ("init", "--quiet", "--initial-branch=main")),
        (b"".join(_commit(file, number, number % contents) for number in range(commits)), ("fast-import", "--quiet")),
        (b"", ("reset", "--quiet", "--hard", "main")),
    ):
        folder.mkdir(exist_ok=True)
        subprocess.run(["git", *arguments], cwd=folder, input=given, check=True, env=environment)
    return folder


def _commit(file: SourceFile, number: int, content: int) -> bytes:
    text = file.content + b"\nNUMBER = %d\n" % content
    head = b"commit refs/heads/main\ncommitter a <a@example.org> %d +0000\ndata 1\nx\n" % (BEGUN + 60 * number)
    return head + b"M 644 inline %s\ndata %d\n%s\n" % (file.path.name.encode(), len(text), text)
