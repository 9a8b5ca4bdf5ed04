# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""The code cells of a Jupyter notebook as one Python text, magics taken out, and which lines are which cell's."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import cast

from gyebo.encoding import Decoded, Undecodable, decode
from gyebo.report import Cell, Text

SUFFIX = ".ipynb"
_PYTHON_MAGICS = frozenset({"capture", "prun", "python", "python3", "time", "timeit", "writefile"})
"""What follows is Python all the same; below any other `%%` the whole cell is something else."""
_LINE_MAGIC = re.compile(r"^([ \t]*)(?:%[A-Za-z]|!|\?).*$", re.MULTILINE)
_ASSIGNED_MAGIC = re.compile(r"^([ \t]*[\w, \t]{1,200}=[ \t]*)(?:%[A-Za-z]|!).*$", re.MULTILINE)
_HELP = re.compile(r"^([ \t]*)[\w.]{1,200}\?{1,2}[ \t]*$", re.MULTILINE)
_TOLD = 10
_NOT_ONE = Text("Not a notebook that can be read as JSON.", "JSON으로 읽을 수 있는 노트북이 아닙니다.")
_OTHER = Text("A notebook in a language that is not read here.", "이 도구가 읽지 않는 언어의 노트북입니다.")
_NOTE = Text(
    "A notebook: lines are counted over its code cells, each of which begins below a line `# %%`; magics are left out.",
    "노트북입니다. 줄 번호는 코드 셀을 이어 센 것이며 각 셀은 `# %%` 줄 아래에서 시작합니다. 매직 명령은 뺐습니다.",
)


@dataclass(frozen=True, slots=True)
class Notebook:
    """A notebook's code and its cells."""

    decoded: Decoded
    cells: tuple[Cell, ...]


def open_notebook(content: bytes) -> Notebook | Undecodable:
    """The code of a notebook; Undecodable where it is none, or none of Python."""
    try:
        stored: object = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return Undecodable(_NOT_ONE)
    found = _cells(stored)
    if found is None:
        return Undecodable(_NOT_ONE)
    if _language(stored) not in ("", "python"):
        return Undecodable(_OTHER)
    notes = (_NOTE, *_left_out(found))
    lines, cells = list[str](), list[Cell]()
    for number, source in enumerate(found, 1):
        code = python_of(source).split("\n")
        cells.append(Cell(number, len(lines) + 2, len(lines) + 1 + len(code)))
        lines += [f"# %% code cell {number}", *code]
    decoded = decode("\n".join([*lines, ""]).encode("utf-8", "replace"))
    if isinstance(decoded, Undecodable):
        return decoded
    return Notebook(Decoded(decoded.text, "utf-8", (*decoded.notes, *notes)), tuple(cells))


def python_of(source: str) -> str:
    """A cell's text with as many lines, and Python on all of them."""
    if source.startswith("%%"):
        rest = source.partition("\n")[2]
        source = "\n" * source.count("\n") if _is_foreign(source) else f"\n{rest}"
    source = _ASSIGNED_MAGIC.sub(r"\1None", source)
    return _HELP.sub(r"\1pass", _LINE_MAGIC.sub(r"\1pass", source))


def _is_foreign(source: str) -> bool:
    """Whether a cell's first line hands all of it to something else than this notebook's Python: %%bash, %%cython."""
    first = source.partition("\n")[0]
    return first.startswith("%%") and first[2:].partition(" ")[0].strip() not in _PYTHON_MAGICS


def _left_out(sources: Sequence[str]) -> tuple[Text, ...]:
    numbers = [number for number, source in enumerate(sources, 1) if _is_foreign(source)]
    if not numbers:
        return ()
    told = ", ".join(map(str, numbers[:_TOLD])) + (", ..." if numbers[_TOLD:] else "")
    return (
        Text(
            f"Code cells that are not Python were not read: {len(numbers)} (number {told}).",
            f"Python이 아닌 코드 셀 {len(numbers)}개는 읽지 않았습니다(번호 {told}).",
        ),
    )


def _cells(stored: object) -> tuple[str, ...] | None:
    """Texts of the code cells, in their order; None where there is no list of cells."""
    cells = _at(stored, "cells")
    if not isinstance(cells, list):
        sheets = _at(stored, "worksheets")  # notebooks of before 2014
        first: object = cast("list[object]", sheets)[0] if isinstance(sheets, list) and sheets else None
        cells = _at(first, "cells")
    return tuple(_sources(cast("list[object]", cells))) if isinstance(cells, list) else None


def _sources(cells: list[object]) -> Iterator[str]:
    for cell in cells:
        if _at(cell, "cell_type") == "code":
            source = _at(cell, "source", _at(cell, "input", ""))
            parts = cast("list[object]", source) if isinstance(source, list) else [source]
            text = "".join(part for part in parts if isinstance(part, str))
            yield text.replace("\r\n", "\n").replace("\r", "\n")


def _language(stored: object) -> str:
    metadata = _at(stored, "metadata")
    named = _at(_at(metadata, "language_info"), "name") or _at(_at(metadata, "kernelspec"), "language")
    return named.lower() if isinstance(named, str) else ""


def _at(value: object, key: str, otherwise: object = None) -> object:
    return cast("dict[str, object]", value).get(key, otherwise) if isinstance(value, dict) else otherwise
