# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""A deadline is a moment, and what is no moment is refused with an example of one."""

import pytest

from gyebo.deadline import deadline
from gyebo.errors import UsageError


@pytest.mark.parametrize(
    ("text", "until"),
    [
        ("2025-12-31", 1767225599),
        ("2025-12-31T23:59:59+00:00", 1767225599),
        ("2026-01-01T08:59:59+09:00", 1767225599),
        ("2025-12-31T23:59:59Z", 1767225599),
    ],
)
def test_a_day_ends_with_its_last_second_and_a_moment_has_its_offset(text: str, until: int) -> None:
    assert (deadline(text).text, deadline(text).until) == (text, until)


@pytest.mark.parametrize(
    "text",
    ["", "2025", "tomorrow", "2025-02-30", "2025-12-31T18:00", "1969-12-31", "20251231", "--all", "2025-12-31\n"],
)
def test_what_is_no_moment_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="expected a day such as 2025-12-31"):
        deadline(text)
