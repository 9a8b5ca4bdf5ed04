# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Align two fragments token by token: the runs they share, on both sides, and how much those are."""

import numpy as np
from rapidfuzz.distance import LCSseq

from gyebo.model import U16, U64, Candidate, Paired, Run

SHORTEST_RUN = 8
"""Tokens. Plain LCS does not tell unrelated code apart (random pairs reach 0.87); runs of eight do (0.67 at most)."""
LARGEST_PRODUCT = 400_000_000
"""Tokens of one side times tokens of the other: 50 MB of bit rows; beyond it nothing is aligned."""


def fold(codes: U64) -> U16:
    """Token codes in 16 bits: a run of eight agrees by chance once in 2**128."""
    return ((codes >> np.uint64(48)) ^ (codes >> np.uint64(24))).astype(np.uint16)


def runs(submitted: U16, referenced: U16) -> tuple[Run, ...]:
    """Runs of a longest common subsequence that are long enough to mean something, in order on both sides."""
    if len(submitted) * len(referenced) > LARGEST_PRODUCT:
        return ()
    opcodes = LCSseq.opcodes(_letters(submitted), _letters(referenced))
    return tuple(
        Run(op.src_start, op.dest_start, op.src_end - op.src_start)
        for op in opcodes
        if op.tag == "equal" and op.src_end - op.src_start >= SHORTEST_RUN
    )


def _letters(codes: U16) -> str:
    """Codes as characters above the surrogates: rapidfuzz compares strings four times as fast as lists."""
    return (codes.astype("<u4") + np.uint32(0x10000)).tobytes().decode("utf-32-le")


def pair(submitted: U16, referenced: U16, candidate: Candidate) -> Paired:
    """How much of two fragments lies in common runs."""
    tokens = sum(run.length for run in runs(submitted, referenced))
    together = len(submitted) + len(referenced) - tokens
    return Paired(candidate, tokens, tokens / max(together, 1), tokens / max(len(submitted), 1))
