# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Where something stands: in a text, in a file as it lies on disk."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text; lines and columns count from 1, columns in characters, the last column included."""

    first_line: int
    first_column: int
    last_line: int
    last_column: int


@dataclass(frozen=True, slots=True)
class ByteRange:
    """A stretch of a file as it lies on disk; bytes count from 1, the last included."""

    first: int
    last: int
