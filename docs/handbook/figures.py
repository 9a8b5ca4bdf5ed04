# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""The measured error rates: docs/figures.toml as a table, in either language."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from gyebo import codec
from gyebo.report import Text
from handbook.markup import code, plain, table

PLACE = Path(__file__).resolve().parent.parent / "figures.toml"
HEADS = {
    "en": ("What", "Measured", "Of", "Aim", "Reached"),
    "ko": ("무엇을", "측정값", "대상 수", "목표", "달성"),
}
SOURCE = {
    "en": "Printed by {command} on commit {commit}.",
    "ko": "{commit} 커밋에서 {command} 명령으로 측정하였습니다.",
}
ANSWERS = {"en": ("yes", "no"), "ko": ("예", "아니요")}


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured figure."""

    what: Text
    result: float
    """Per cent, or a count where `unit` says so."""
    of: int
    commit: str
    command: str
    unit: str = "%"
    bar: float | None = None
    """What it is held to; None where it informs."""
    at_most: bool = False
    """Whether the bar is an upper one."""

    @property
    def is_met(self) -> bool:
        """Whether the bar is reached; true where there is none."""
        return self.bar is None or (self.result <= self.bar if self.at_most else self.result >= self.bar)


@dataclass(frozen=True, slots=True)
class Group:
    """Figures that answer one question."""

    title: Text
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Several tools on the same files; for the pages in English."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    commit: str
    command: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Figures:
    groups: tuple[Group, ...]
    comparisons: tuple[Comparison, ...] = ()


def read() -> Figures:
    """What stands in the file; RuleError where it does not say what it must."""
    return codec.from_toml(Figures, PLACE)


def in_english() -> str:
    """The tables in English."""
    return "\n\n".join(_tables("en"))


def in_korean() -> str:
    """The tables in Korean."""
    return "\n\n".join(_tables("ko"))


def beside_others() -> str:
    """The tables that set gyebo beside other tools."""
    return "\n\n".join(part for one in read().comparisons for part in _comparison(one))


def _comparison(one: Comparison) -> Iterator[str]:
    yield f"## {plain(one.title)}"
    yield table(one.heads, [tuple(map(plain, row)) for row in one.rows])
    yield SOURCE["en"].format(command=code(one.command), commit=code(one.commit))
    if one.note:
        yield plain(one.note)


def _tables(language: str) -> Iterator[str]:
    for group in read().groups:
        yield f"### {plain(getattr(group.title, language))}"
        yield table(HEADS[language], [_row(figure, language) for figure in group.figures])
        sources = dict.fromkeys((code(figure.command), code(figure.commit)) for figure in group.figures)
        yield "  \n".join(SOURCE[language].format(command=command, commit=commit) for command, commit in sources)


def _row(figure: Figure, language: str) -> tuple[str, ...]:
    sign = "≤ " if figure.at_most else "≥ "
    bar = "" if figure.bar is None else f"{sign}{_measured(figure.bar, figure.unit, language)}"
    answer = "" if figure.bar is None else ANSWERS[language][not figure.is_met]
    what = plain(getattr(figure.what, language))
    return what, _measured(figure.result, figure.unit, language), f"{figure.of:,}", bar, answer


def _measured(number: float, unit: str, language: str) -> str:
    """A number with its unit; of so many cases, in Korean the cases come first."""
    cases = unit.removeprefix("in ")
    return f"{cases}건당 {number:g}건" if language == "ko" and cases != unit else f"{number:g} {unit}".rstrip()
