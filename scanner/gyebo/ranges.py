# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""The numbers of many ranges at once."""

import numpy as np

from gyebo.model import I64


def ranges(low: I64, high: I64) -> I64:
    """Those from each `low` up to, but not at, each `high`, one range after the other."""
    length = high - low
    return np.repeat(low - (np.cumsum(length) - length), length) + np.arange(int(length.sum()))
