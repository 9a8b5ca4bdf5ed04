# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""What a file of the corpus says of its sources, and of which of its lines that is said."""

from pathlib import PurePosixPath

import pytest

from gyebo.analysis import Analyser
from gyebo.crediting import sources
from gyebo.model import Analysed, SourceFile

CODE = """import torch

{header}
SIZE = 3


class Router(torch.nn.Module):
    def forward(self, states):
        {inner}
        return states.relu()

    def reset(self):
        return None


{middle}



{above}
def turn(states):
    return states.flip(-1)
"""
SAYS = "# Adapted from https://host.example/elder/model.py"


@pytest.mark.parametrize(
    ("place", "lines"),
    [("header", (1, 23)), ("inner", (8, 10)), ("above", (21, 22)), ("middle", (16, 23))],
)
def test_a_comment_speaks_of_the_definition_around_or_below_it_or_of_the_file(
    place: str, lines: tuple[int, int]
) -> None:
    text = CODE.format(**{name: SAYS if name == place else "#" for name in ("header", "inner", "middle", "above")})
    read = Analyser()(SourceFile(PurePosixPath("model.py"), text.encode()))
    assert isinstance(read, Analysed)
    (told,) = sources(read.syntax, "model.py")
    assert text.splitlines()[told.line - 1].strip() == SAYS
    assert (told.first_line, told.last_line) == lines


def test_a_file_that_names_no_source_is_read_no_further() -> None:
    read = Analyser()(SourceFile(PurePosixPath("model.py"), b"# ours\nx = 1\n"))
    assert isinstance(read, Analysed)
    assert sources(read.syntax, "model.py") == ()
