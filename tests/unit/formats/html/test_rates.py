# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""What the page says of its own errors is complete and possible."""

from pathlib import Path

from gyebo.formats.html.rates import rates


def test_every_rate_is_a_share_in_both_languages_and_its_command_is_one_of_ours() -> None:
    told = rates()
    assert told.rates
    assert all(0 <= one.found <= one.of and one.what.en and one.what.ko for one in told.rates)
    targets = (Path(__file__).parents[4] / "Makefile").read_text(encoding="utf-8")
    assert f"\n{told.command.removeprefix('make ')}: " in targets
