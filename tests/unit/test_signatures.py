# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Signatures are datasketch's own, value for value."""

from typing import Any

import numpy as np
from datasketch import MinHash
from hypothesis import given
from hypothesis import strategies as st

from gyebo.model import U32
from gyebo.signatures import BANDS, PERMUTATIONS, ROWS, as_datasketch, band_keys, permutations, signatures

MAPS = permutations()
FEATURES = st.sets(st.integers(0, 2**64 - 1), max_size=30)


def signed(*units: set[int]) -> U32:
    flat = np.array([feature for unit in units for feature in sorted(unit)], np.uint64)
    return signatures(flat, np.cumsum([0, *map(len, units)]).astype(np.int64), MAPS)


@given(st.lists(FEATURES, min_size=1, max_size=4))
def test_signatures_are_those_of_datasketch(units: list[set[int]]) -> None:
    for row, unit in zip(signed(*units), units, strict=True):
        theirs: Any = MinHash(num_perm=PERMUTATIONS, seed=1, scheme="affine32", hashfunc=int)
        for feature in unit:
            theirs.update(feature & 0xFFFFFFFF)
        np.testing.assert_array_equal(row, theirs.hashvalues)


@given(FEATURES, FEATURES)
def test_a_signature_can_be_handed_to_datasketch(one: set[int], other: set[int]) -> None:
    a, b = signed(one, other)
    assert as_datasketch(a).jaccard(as_datasketch(b)) == np.mean(a == b)
    assert as_datasketch(a).jaccard(as_datasketch(a)) == 1.0


@given(
    st.lists(st.integers(0, 2**32 - 1), min_size=PERMUTATIONS, max_size=PERMUTATIONS),
    st.sets(st.integers(0, BANDS * ROWS - 1)),
)
def test_units_share_the_key_of_a_band_exactly_when_its_three_values_agree(
    values: list[int], changed: set[int]
) -> None:
    rows = np.array([values, values], np.uint32)
    rows[1, sorted(changed)] ^= np.uint32(1)
    keys = band_keys(rows)
    assert keys.shape == (BANDS, 2)
    assert {band for band in range(BANDS) if keys[band, 0] != keys[band, 1]} == {at // ROWS for at in changed}


def test_an_empty_unit_between_others_changes_nothing() -> None:
    together = signed({1, 2}, set(), {3})
    np.testing.assert_array_equal(together[[0, 2]], signed({1, 2}, {3}))
    assert (together[1] == 0xFFFFFFFF).all()
