# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Labelled copyright statements: what counts as whole, and that holders part as a person parts them."""

import pytest

from gyebo.notices.statements import statements
from gyebo.report import Notice
from measures.notices import HOLDERS, PROBES, is_complete, labelled, read

RUNAWAY = "WenXiang ZhongzhiCheng LedellWu LiuGuang BoWenZhang"
"""Five people without a comma between them: nothing in the line says where one name ends."""


def test_of_a_hundred_and_fifty_drawn_statements_all_but_one_part_as_labelled() -> None:
    known = labelled(HOLDERS)
    wrong = [text for text, holders in known if read(text) != holders]
    assert len(known) == 150
    assert [RUNAWAY in text for text in wrong] == [True]
    assert sum(len(holders) > 1 for _, holders in known) > 100


@pytest.mark.parametrize(("text", "holders"), labelled(PROBES))
def test_a_korean_or_chinese_holder_stays_whole(text: str, holders: tuple[str, ...]) -> None:
    assert read(text) == holders


# REUSE-IgnoreStart
def test_a_line_is_complete_to_its_last_name() -> None:
    line = "Copyright 2021 A Team, B Team and Carol. All rights reserved."
    said = statements([(1, line)], "")
    assert is_complete(line, said)
    assert not is_complete(line, [])
    assert not is_complete(f"{line} Dora", said)
    assert not is_complete(line, statements([(1, "Copyright 2021 A Team, B Team")], ""))
    assert not is_complete(line, [Notice("", 1, line, ("A Team", "B Team"))])


# REUSE-IgnoreEnd
