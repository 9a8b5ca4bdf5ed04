# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""SPDX expressions are brought into one form, taken apart, and refused where they are none."""

import pytest

from gyebo.licences.compatibility import carries
from gyebo.licences.expressions import alternatives, normalised, symbols
from gyebo.rulebook import Rulebook


@pytest.mark.parametrize(
    ("text", "expression"),
    [
        ("apache-2.0", "Apache-2.0"),
        ("Apache Software License", "Apache-2.0"),
        ("mit or apache-2.0", "MIT OR Apache-2.0"),
        ("GPL-2.0", "GPL-2.0-only"),
        ("gemma", "LicenseRef-gemma"),
        ("GPL-2.0-only WITH Classpath-exception-2.0", "GPL-2.0-only WITH Classpath-exception-2.0"),
        ("My Own Licence, 2026", ""),
        ("", ""),
        ("MIT AND " * 200 + "MIT", ""),
    ],
)
def test_an_expression_has_one_form(text: str, expression: str, tiny_rulebook: Rulebook) -> None:
    assert normalised(text, tiny_rulebook.licences) == expression


def test_an_expression_is_a_choice_of_sets() -> None:
    assert set(alternatives("MIT OR (Apache-2.0 AND ISC)")) == {frozenset({"MIT"}), frozenset({"Apache-2.0", "ISC"})}
    assert symbols("MIT OR (Apache-2.0 AND ISC)") == ("Apache-2.0", "ISC", "MIT")
    assert alternatives("not an (expression") == ()


@pytest.mark.parametrize(
    ("whole", "part", "answer"),
    [
        ("Apache-2.0", "Apache-2.0", True),
        ("MIT", "Apache-2.0", False),
        ("Apache-2.0", "MIT", True),
        ("MIT", "GPL-3.0-only", False),
        ("GPL-3.0-only", "Apache-2.0", True),
        ("GPL-2.0-only", "Apache-2.0", False),
        ("MIT", "MIT OR GPL-3.0-only", True),
        ("MIT AND Apache-2.0", "Apache-2.0", True),
        ("MIT", "LicenseRef-gemma", False),
        ("LicenseRef-upstage-solar", "MIT", True),
        ("MIT", "LicenseRef-nobody-knows", None),
        ("LicenseRef-modified-MIT", "Apache-2.0", None),
        ("", "Apache-2.0", None),
    ],
)
def test_whether_one_licence_carries_another_is_said_only_where_it_is_known(
    whole: str, part: str, answer: object, tiny_rulebook: Rulebook
) -> None:
    assert carries(whole, part, tiny_rulebook.licences) is answer
