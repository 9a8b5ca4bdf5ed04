# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Numbers of three bytes, or four, and hashes of five are found again, and nothing else is."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gyebo.corpus.narrow import MOST, halves, narrow, positions, wide, width
from gyebo.errors import CorpusError


@given(st.lists(st.integers(0, MOST - 1), max_size=20))
def test_numbers_come_back(numbers: list[int]) -> None:
    rows = narrow(np.array(numbers, np.int64))
    assert rows.nbytes == 3 * len(numbers)
    assert wide(rows).tolist() == numbers


@given(st.lists(st.integers(0, 2**32 - 1), max_size=20))
def test_numbers_of_more_than_three_bytes_come_back(numbers: list[int]) -> None:
    assert wide(narrow(np.array(numbers, np.int64), width(MOST + 1))).tolist() == numbers
    assert (width(MOST), width(MOST + 1)) == (3, 4)


def test_a_number_that_does_not_fit_is_refused() -> None:
    with pytest.raises(CorpusError, match="more than 16,777,216 fragments"):
        narrow(np.array([MOST]))


@given(st.sets(st.integers(0, 2**10)), st.sets(st.integers(0, 2**10)))
def test_hashes_are_found_where_they_stand(held: set[int], asked: set[int]) -> None:
    """So few that most have the first 32 bits of another."""
    stored = np.array(sorted(held), np.uint64) << np.uint64(24)
    wanted = np.array(sorted(asked), np.uint64) << np.uint64(24)
    found = positions(*halves(stored), wanted).tolist()
    assert found == [sorted(held).index(one) if one in held else -1 for one in sorted(asked)]
