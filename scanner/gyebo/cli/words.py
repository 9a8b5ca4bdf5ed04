# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""What the command line says, in the language that was asked for, and the report's own words for a grade."""

import unicodedata
from collections.abc import Sequence
from functools import cache as memo
from typing import TYPE_CHECKING, NamedTuple

from gyebo.report import Axis, Confidence, Grade, Text

if TYPE_CHECKING:
    from gyebo.report.cells import Notebooks


class Noun(NamedTuple):
    """What is counted: one of it, and more than one."""

    one: Text
    many: Text


NOUNS = {
    "file": Noun(Text("{} file", "파일 {}개"), Text("{} files", "파일 {}개")),
    "path": Noun(Text("{} path", "경로 {}개"), Text("{} paths", "경로 {}개")),
    "token": Noun(Text("{} token", "토큰 {}개"), Text("{} tokens", "토큰 {}개")),
    "match": Noun(Text("{} match", "일치 {}건"), Text("{} matches", "일치 {}건")),
    "commit": Noun(Text("{} commit", "커밋 {}개"), Text("{} commits", "커밋 {}개")),
    "finding": Noun(Text("{} finding", "확인 사항 {}건"), Text("{} findings", "확인 사항 {}건")),
}
TABLES = {Axis: "AXES", Confidence: "CONFIDENCES", Grade: "GRADES"}
STATES = {
    "applied": Text("applied", "적용됨"),
    "not-applied": Text("not-applied", "적용하지 않음"),
    "unused": Text("unused", "쓰이지 않음"),
    "not-judged": Text("not-judged", "판단하지 못함"),
    "expired": Text("expired", "기한이 지남"),
    "no-reason": Text("no-reason", "이유 없음"),
    "malformed": Text("malformed", "형식이 다름"),
    "mislabelled": Text("mislabelled", "규칙이나 파일이 확인 사항과 다름"),
}
"""What became of an ignore or an entry of the baseline, shorter than on the page; a hook loads none of these types."""


def told(text: Text, lang: str) -> str:
    """One of two texts."""
    return str(getattr(text, lang))


def placed(notebooks: "Notebooks", path: str, line: int, lang: str) -> str:
    """A path and its line, in a notebook the cell and the line in it; the path alone where nothing has a line."""
    cells = notebooks.told(path, line, line)
    if cells:
        return f"{path} ({told(cells, lang)})"
    return f"{path}:{line}" if line else path


def counted(number: int, noun: str, lang: str) -> str:
    """A number of things, in words."""
    return told(NOUNS[noun].one if number == 1 else NOUNS[noun].many, lang).format(number)


@memo
def named(value: Axis | Confidence | Grade, lang: str) -> str:
    """In English the id itself, a word as it is; in Korean the report's word, and the id that flags and JSON have."""
    if lang == "en":
        return value.value
    from gyebo.tongue import words  # jinja2 comes with it

    return f"{words('vocabulary.html.j2', lang)[TABLES[type(value)]][value]}({value})"


def column(cells: Sequence[str]) -> list[str]:
    """The same, all as wide as the widest; a terminal gives a Korean letter the room of two."""
    widths = [sum(2 if unicodedata.east_asian_width(one) in "WF" else 1 for one in cell) for cell in cells]
    return [f"{cell}{' ' * (max(widths) - width)}" for cell, width in zip(cells, widths, strict=True)]
