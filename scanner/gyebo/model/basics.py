# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Arrays by their element type, and how a long step tells of its progress."""

from enum import Enum, auto
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

U8 = NDArray[np.uint8]
U16 = NDArray[np.uint16]
U32 = NDArray[np.uint32]
U64 = NDArray[np.uint64]
I32 = NDArray[np.int32]
I64 = NDArray[np.int64]
Bits = NDArray[np.bool_]
F64 = NDArray[np.float64]


class Trust(Enum):
    """Whether what a submission says about itself counts."""

    TEAM = auto()
    """The team's own run: its settings, .gitignore, ignores and baseline count."""
    EVALUATOR = auto()
    """None of these counts; what they would have hidden is told."""


class Progress(Protocol):
    """Told how far a long step has come; `total` is 0 while it is not known."""

    def __call__(self, step: str, done: int, total: int) -> None: ...


def silent(step: str, done: int, total: int) -> None:
    """A Progress that tells nobody."""
