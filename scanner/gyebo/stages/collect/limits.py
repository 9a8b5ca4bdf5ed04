# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""How much of a submission is read; what lies beyond is listed, never passed over in silence."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """The largest module of transformers 5.23.0 has 0.3 MB, all of them 53 MB."""

    file_bytes: int = 2_000_000
    statement_bytes: int = 500_000
    total_bytes: int = 2_000_000_000
    entries: int = 1_000_000
    """Names met on disk."""
    listed: int = 2_000
    """Skipped paths of one countable reason that are listed one by one; more are counted folder by folder."""
    seconds: float = 600.0
    """For going through the folders; a hostile .gitignore can make that slow."""
