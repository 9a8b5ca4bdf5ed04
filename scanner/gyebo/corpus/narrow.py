# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Numbers in fewer bytes than NumPy has types for: an index is as large as its hashes and numbers."""

import numpy as np

from gyebo.errors import CorpusError
from gyebo.model import I64, U8, U32, U64

MOST = 1 << 24


def width(count: int) -> int:
    """Bytes for so many numbers."""
    return 3 if count <= MOST else 4


def narrow(numbers: I64, width: int = 3) -> U8:
    """(n, width): in three bytes numbers below 16,777,216; CorpusError for larger ones."""
    if len(numbers) and int(numbers.max()) >> 8 * width:
        raise CorpusError(f"The corpus has more than {MOST:,} fragments; divide its manifest in two.")
    return np.ascontiguousarray(numbers.astype("<u4").view(np.uint8).reshape(-1, 4)[:, :width])


def wide(rows: U8) -> I64:
    """The numbers again."""
    full = np.zeros((len(rows), 4), np.uint8)
    full[:, : rows.shape[1]] = rows
    return full.view("<u4")[:, 0].astype(np.int64)


def halves(hashes: U64) -> tuple[U32, U8]:
    """The first 40 bits of hashes as 32 and 8: of features that an index lacks it seems to have two in a million."""
    return (hashes >> np.uint64(32)).astype(np.uint32), (hashes >> np.uint64(24)).astype(np.uint8)


def positions(high: U32, low: U8, hashes: U64) -> I64:
    """Where each hash stands in sorted halves, -1 where it does not."""
    first, rest = halves(hashes)
    at = np.searchsorted(high, first)
    found = np.full(len(hashes), -1)
    asked = np.arange(len(hashes))
    while len(asked):  # once, and again for the few that have the same 32 bits as another
        asked = asked[at[asked] < len(high)]
        asked = asked[high[at[asked]] == first[asked]]
        same = low[at[asked]] == rest[asked]
        found[asked[same]] = at[asked[same]]
        asked = asked[~same]
        at[asked] += 1
    return found
