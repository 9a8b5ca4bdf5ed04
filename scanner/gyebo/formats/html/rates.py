# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""How often the program finds, and errs, as measured: what a reader needs to weigh a finding."""

import tomllib
from dataclasses import dataclass
from typing import cast

from gyebo.report import Text
from gyebo.resources import folder


@dataclass(frozen=True, slots=True)
class Rate:
    what: Text
    found: int
    of: int


@dataclass(frozen=True, slots=True)
class Rates:
    measured: str
    """Day, version, corpus."""
    command: str
    rates: tuple[Rate, ...]


def rates() -> Rates:
    """What reports/base_rates.toml holds."""
    table = tomllib.loads((folder("reports") / "base_rates.toml").read_text(encoding="utf-8"))
    listed = cast(list[dict[str, str | int]], table["rates"])
    told = (Rate(Text(str(one["en"]), str(one["ko"])), int(one["found"]), int(one["of"])) for one in listed)
    return Rates(str(table["measured"]), str(table["command"]), tuple(told))
