# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Many ranges at once are the ranges one after the other."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from gyebo.ranges import ranges


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 5)), max_size=10))
def test_the_numbers_are_those_of_each_range_in_turn(drawn: list[tuple[int, int]]) -> None:
    low = np.array([first for first, _ in drawn], np.int64)
    high = np.array([first + length for first, length in drawn], np.int64)
    assert ranges(low, high).tolist() == [at for first, length in drawn for at in range(first, first + length)]
