# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""The example report, and the same with hostile text wherever a report holds text that others wrote."""

from collections.abc import Callable
from typing import cast

import pytest

from gyebo import codec
from gyebo.report import Report
from gyebo.resources import folder

CLOSED = set("axis commonality confidence declaration direction format grade kind reason ruling state ungraded".split())
"""Keys whose values come from a closed list."""


@pytest.fixture
def example() -> Report:
    return codec.from_json(Report, (folder("reports") / "example.json").read_bytes(), "example.json")


@pytest.fixture
def hostile(example: Report) -> Callable[[str], Report]:
    """The example with a payload behind every text of it."""

    def poisoned(payload: str) -> Report:
        plain = codec.from_json(dict[str, object], codec.to_json(example), "example")
        return codec.from_json(Report, codec.to_json(_poison(plain, "", payload)), "hostile")

    return poisoned


def _poison(value: object, key: str, payload: str) -> object:
    match value:
        case str() if key not in CLOSED:
            return value + payload
        case dict():
            return {name: _poison(part, name, payload) for name, part in cast(dict[str, object], value).items()}
        case list():
            return [_poison(part, key, payload) for part in cast(list[object], value)]
        case _:
            return value
