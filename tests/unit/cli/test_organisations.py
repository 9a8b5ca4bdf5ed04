# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""A name that is no organisation's id leads to the ids that it may mean."""

import pytest

from gyebo import resources, rulebook
from gyebo.cli.organisations import unknown


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("SKT", "did you mean sk_telecom?"),
        ("upstag", "did you mean upstage?"),
        ("nobody knows this one", "leave it out, or add a file for it there."),
    ],
)
def test_a_wrong_name_is_answered_with_the_nearest_ids(name: str, said: str) -> None:
    told = unknown(name, rulebook.load(resources.folder("rules")))
    assert told == f"{name!r} is no id of rules/organisations; {said}"
