# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Hashes of ranges tell equal slices from others, and are the same everywhere."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from gyebo.hashing import Ranges, mix, text_hash

VALUES = st.lists(st.integers(0, 3), min_size=1, max_size=40)


@given(VALUES, st.data())
def test_two_ranges_share_a_hash_exactly_when_their_slices_are_equal(values: list[int], data: st.DataObject) -> None:
    bounds = data.draw(st.lists(st.tuples(*[st.integers(0, len(values))] * 2), min_size=2, max_size=8))
    ordered = sorted({(min(pair), max(pair)) for pair in bounds})
    first, last = np.array(ordered, np.int64).T
    hashes = Ranges.of(mix(np.array(values, np.uint64)))(first, last).tolist()
    slices = [tuple(values[low:high]) for low, high in ordered]
    assert len(set(zip(hashes, slices, strict=True))) == len(set(hashes)) == len(set(slices))


@given(VALUES, VALUES, VALUES)
def test_a_slice_has_one_hash_in_whatever_sequence_it_stands(
    before: list[int], same: list[int], after: list[int]
) -> None:
    def hashed(values: list[int], first: int, last: int) -> int:
        ranges = Ranges.of(mix(np.array(values, np.uint64)))
        return int(ranges(np.array([first]), np.array([last]))[0])

    at = len(before)
    assert hashed(same, 0, len(same)) == hashed(before + same + after, at, at + len(same))


def test_a_sequence_of_nothing_can_be_prepared() -> None:
    empty = np.zeros(1, np.int64)
    assert len(Ranges.of(np.empty(0, np.uint64))(empty, empty)) == 1


def test_mixing_is_one_to_one_and_leaves_its_input_alone() -> None:
    values = np.arange(10_000, dtype=np.uint64)
    assert len(np.unique(mix(values))) == 10_000
    np.testing.assert_array_equal(values, np.arange(10_000))


def test_hashes_are_the_same_in_every_process() -> None:
    assert text_hash("계보".encode()) == 0xF3696AA190E19B49
    assert mix(np.array([1, 2**64 - 1], np.uint64)).tolist() == [0x5692161D100B05E5, 0xB4D055FCF2CBBD7B]
