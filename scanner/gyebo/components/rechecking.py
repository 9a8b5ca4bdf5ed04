# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Believe of licensecheck's answers what our own table of licences bears out, and say what was not believed."""

from dataclasses import replace
from typing import TypedDict

from gyebo.licencebook import LicenceBook
from gyebo.licences.compatibility import goes_with
from gyebo.licences.expressions import alternatives, normalised
from gyebo.licences.texts import of_text
from gyebo.report import Dependency, DependencyState, Text

SHOWN = 120
ABSENT = 404
LONGEST_NAME = 100
"""Letters; what is longer is a licence's text put where its name belongs."""
NAMES = {
    "MIT": {"MIT", "MIT-0"},
    "BSD": {"BSD-2-Clause", "BSD-3-Clause"},
    "ISC": {"ISC"},
    "APACHE": {"Apache-2.0"},
    "MPL": {"MPL-2.0"},
    "LGPL_2_PLUS": {"LGPL-2.1-or-later"},
    "LGPL_3": {"LGPL-3.0-only"},
    "LGPL_3_PLUS": {"LGPL-3.0-or-later"},
    "GPL_2": {"GPL-2.0-only"},
    "GPL_2_PLUS": {"GPL-2.0-or-later"},
    "GPL_3": {"GPL-3.0-only"},
    "GPL_3_PLUS": {"GPL-3.0-or-later"},
    "AGPL_3_PLUS": {"AGPL-3.0-or-later"},
    "PUBLIC": {"CC0-1.0"},
    "UNLICENSE": {"Unlicense"},
}
"""What licensecheck's names mean. It finds them as parts of words ("LIMITED USE" holds MIT), so each is checked."""
NO_ANSWER = Text("The package index could not be asked.", "패키지 색인에 물어보지 못했습니다.")
OTHER_VERSION = Text(
    "The licence is said of version {found}; {asked} was declared.",
    "라이선스는 {found} 판에 대한 것이며, 신고된 판은 {asked}입니다.",
)
SEVERAL = Text(
    "Several licences are listed without a word of whether one of them or all must be kept to.",
    "여러 라이선스가 나열되어 있으나, 하나만 지키면 되는지 모두 지켜야 하는지는 적혀 있지 않습니다.",
)
DISAGREE = Text(
    "licensecheck's matrix and the rules of this tool do not agree on whether the submission's licence carries it.",
    "제출물의 라이선스로 감당할 수 있는지에 대해 licensecheck의 표와 이 도구의 규칙이 서로 다릅니다.",
)
NO_LICENCE = Text(
    "What is given is no licence that is known here.", "적혀 있는 것이 여기서 알려진 라이선스가 아닙니다."
)


class Matrix(TypedDict):
    own: str
    other: str
    carries: bool


class Raw(TypedDict):
    """What licensecheck said."""

    name: str
    licence: str
    version: str
    status: int
    matrix: Matrix | None


def rechecked(one: Dependency, raw: Raw, own: str, book: LicenceBook) -> Dependency:
    """The package with what is believed; never "fine" where nothing is known."""
    if raw["status"] == ABSENT:
        return replace(one, state=DependencyState.NOT_FOUND)
    if raw["status"] != 200:  # noqa: PLR2004  HTTP's
        return replace(one, remark=NO_ANSWER)
    said = raw["licence"]
    expression, remark = _expression(said, book)
    told = replace(one, said=" ".join(said.split())[:SHOWN], found_version=raw["version"], licence=expression)
    if not expression:
        return replace(told, state=DependencyState.NOT_FOUND, remark=NO_LICENCE if said else None)
    carried, doubt = (None, None) if remark else _carried(own, expression, raw["matrix"], book)
    told = replace(told, state=DependencyState.EXAMINED, is_carried=carried)
    return replace(told, remark=remark or doubt or _other_version(one, raw["version"]))


def _expression(said: str, book: LicenceBook) -> tuple[str, Text | None]:
    """As an SPDX expression: names from classifiers one by one, a text by its words."""
    whole = "" if "\n" in said.strip() else normalised(said, book)
    if whole:
        return whole, None
    if len(said) > LONGEST_NAME:
        found = {one.expression for one in of_text(said, "", book)}
        return (found.pop(), None) if len(found) == 1 else ("", None)
    parts = [normalised(part.strip(), book) for part in said.split(" AND ")]
    if not all(parts):
        return "", None
    distinct = tuple(dict.fromkeys(parts))
    return " AND ".join(distinct), SEVERAL if len(distinct) > 1 else None


def _carried(own: str, expression: str, matrix: Matrix | None, book: LicenceBook) -> tuple[bool | None, Text | None]:
    """Our own answer; licensecheck's beside it only where it took both licences for what they are."""
    ours = goes_with(own, expression, book)
    theirs = (
        matrix["carries"]
        if matrix and _is_meant(own, matrix["own"]) and _is_meant(expression, matrix["other"])
        else None
    )
    if ours is None or theirs is None:
        return ours if ours is not None else theirs, None
    return (ours, None) if ours == theirs else (None, DISAGREE)


def _is_meant(expression: str, name: str) -> bool:
    """Whether licensecheck's name stands for the one licence of an expression."""
    choices = alternatives(expression)
    return len(choices) == 1 and choices[0] <= NAMES.get(name, set())


def _other_version(one: Dependency, found: str) -> Text | None:
    asked = one.version.removeprefix("==") if one.version.startswith("==") and "," not in one.version else ""
    if not asked or not found or asked == found:
        return None
    return Text(OTHER_VERSION.en.format(found=found, asked=asked), OTHER_VERSION.ko.format(found=found, asked=asked))
