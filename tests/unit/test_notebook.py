# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""A notebook's code is read as one text; nothing of a broken or hostile one gets further."""

import json
import re
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from gyebo.encoding import Undecodable
from gyebo.notebook import Notebook, open_notebook, python_of
from gyebo.report import Cell

Read = Callable[[str], Any]


def _notebook(*cells: str | Sequence[str], **metadata: object) -> bytes:
    listed: list[dict[str, object]] = [
        {"cell_type": "code", "source": cell, "outputs": [], "metadata": {}} for cell in cells
    ]
    text = {"cell_type": "markdown", "source": "# Title"}
    return json.dumps({"cells": [text, *listed], "metadata": metadata, "nbformat": 4}).encode()


def _opened(content: bytes) -> Notebook:
    found = open_notebook(content)
    assert isinstance(found, Notebook)
    return found


def test_the_code_cells_follow_each_other_and_their_lines_are_known() -> None:
    found = _opened(_notebook("import os\nx = 1", ["def f():\n", "    return 2"]))
    lines = found.decoded.text.decode().split("\n")
    assert lines == ["# %% code cell 1", "import os", "x = 1", "# %% code cell 2", "def f():", "    return 2", ""]
    assert found.cells == (Cell(1, 2, 3), Cell(2, 5, 6))
    for cell, first in zip(found.cells, ("import os", "def f():"), strict=True):
        assert lines[cell.first_line - 1] == first


@pytest.mark.parametrize(
    ("source", "python"),
    [
        ("%matplotlib inline\nx = 1", "pass\nx = 1"),
        ("if a:\n    !pip install b\nc", "if a:\n    pass\nc"),
        ("files = !ls *.py", "files = None"),
        ("t = %timeit f(x)", "t = None"),
        ("%%time\nx = 1", "\nx = 1"),
        ("%%writefile a.py\nx = 1", "\nx = 1"),
        ("%%bash\nrm -r x\nls", "\n\n"),
        ("f?\nf.g??", "pass\npass"),
        ("x = (a\n % b)", "x = (a\n % b)"),
        ("x = a != b", "x = a != b"),
        ("x == y", "x == y"),
    ],
)
def test_magics_go_and_lines_stay(source: str, python: str) -> None:
    assert python_of(source) == python
    assert python.count("\n") == source.count("\n")


def test_cells_that_are_not_python_are_told() -> None:
    (_, told) = _opened(_notebook("x = 1", "%%cython\ndef f(): pass", "%%time\ny = 2", "%%bash")).decoded.notes
    assert told.en == "Code cells that are not Python were not read: 2 (number 2, 4)."
    assert "2개" in told.ko
    assert len(_opened(_notebook("x = 1", "%%time\ny = 2")).decoded.notes) == 1
    (_, many) = _opened(_notebook(*["%%sh\nls"] * 11)).decoded.notes
    assert many.en.endswith("not read: 11 (number 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, ...).")


def test_a_notebook_of_before_2014_is_read() -> None:
    old = {"worksheets": [{"cells": [{"cell_type": "code", "input": ["x = 1"]}]}], "nbformat": 3}
    assert _opened(json.dumps(old).encode()).cells == (Cell(1, 2, 2),)


@pytest.mark.parametrize(
    "content",
    [
        b"[" * 100_000,
        b"\xff",
        b"",
        b"{}",
        b'{"cells": 3}',
        b'{"worksheets": []}',
        b'{"x": ' + b"9" * 5_000 + b"}",
        _notebook("1 + 1", kernelspec={"language": "julia"}),
        _notebook("1 + 1", language_info={"name": "R"}),
    ],
)
def test_what_is_no_notebook_of_python_is_told(content: bytes) -> None:
    assert isinstance(open_notebook(content), Undecodable)


def test_odd_values_are_passed_over() -> None:
    stored = (
        b'{"cells": [1, null, {"cell_type": "code", "source": [1, "x = 1", null]}, {"cell_type": "code"}], "y": NaN}'
    )
    assert _opened(stored).cells == (Cell(1, 2, 2), Cell(2, 4, 4))


def test_a_lone_surrogate_is_replaced() -> None:
    assert _opened(b'{"cells": [{"cell_type": "code", "source": "x = \'\\ud800\'"}]}').cells == (Cell(1, 2, 2),)


@pytest.mark.parametrize("line", ["a," * 100_000, "a = " * 50_000, "a." * 100_000 + "?", "\n" * 100_000, " " * 200_000])
def test_a_hostile_cell_costs_no_time(line: str) -> None:
    begun = time.perf_counter()
    python_of(line)
    assert time.perf_counter() - begun < 1


def test_what_a_notebook_takes_over_is_found_with_its_cell(
    gyebo: Callable[..., Any], manifest: Path, cases: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = (cases / "two-origins/submission/north/modeling_north.py").read_text(encoding="utf-8")
    (tmp_path / "try.ipynb").write_bytes(_notebook("%load_ext x\nimport torch", code))
    monkeypatch.chdir(tmp_path)
    told = gyebo("hook", "--corpus", manifest, "try.ipynb")
    assert told.returncode == 1
    assert told.stdout.startswith("try.ipynb (cell 2, line 8): ")
    assert gyebo("hook", "--lang", "ko", "--corpus", manifest, "try.ipynb").stdout.startswith(
        "try.ipynb (셀 2, 8번째 줄): "
    )
    summary = gyebo("scan", "try.ipynb", "--corpus", manifest, "--output", "out")
    assert "try.ipynb (cell 2, line 8)  " in summary.stdout
    report = json.loads((tmp_path / "out/report.json").read_text(encoding="utf-8"))
    assert [cell["number"] for cell in report["files"][0]["cells"]] == [1, 2]
    assert "counted over its code cells" in report["files"][0]["notes"][0]["en"]
    annotated = gyebo("annotate", "out/report.json").stdout
    assert re.search(
        "^::[a-z]+ file=try.ipynb,line=1,endLine=1,title=[^:]+::[a-z-]+: \\(cell 2, line", annotated, re.MULTILINE
    )
    assert not re.search("line=(?!1,)", annotated)
