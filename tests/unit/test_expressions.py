# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Which licence names are SPDX expressions."""

import pytest

from gyebo.expressions import expression, references


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Apache-2.0", "Apache-2.0"),
        ("apache-2.0", "Apache-2.0"),
        ("BSD-3-Clause AND Apache-2.0", "BSD-3-Clause AND Apache-2.0"),
        ("LicenseRef-Llama", "LicenseRef-Llama"),
        ("Our own", ""),
        ("Apache-9.9", ""),
        ("", ""),
        ("(" * 5_000, ""),
    ],
)
def test_a_name_is_an_expression_or_nothing(name: str, expected: str) -> None:
    assert expression(name) == expected


def test_the_licences_that_need_a_description_are_found_once_each() -> None:
    assert references("MIT OR LicenseRef-A AND (LicenseRef-B.1 OR LicenseRef-A)") == ("LicenseRef-A", "LicenseRef-B.1")
