# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""One file with all that it is compared by, and a corpus file's entry in the index."""

from dataclasses import dataclass
from pathlib import PurePosixPath

from gyebo.model.basics import I64, U8, U16, U32, U64
from gyebo.model.reading import Fingerprints, Syntax
from gyebo.report import Cell, Text


@dataclass(frozen=True, slots=True, eq=False)
class Analysed:
    """One file, read and fingerprinted."""

    path: PurePosixPath
    sha256: str
    language: str
    notes: tuple[Text, ...]
    syntax: Syntax
    prints: Fingerprints
    cells: tuple[Cell, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """One corpus file, ready for the index; arrays have one entry a unit unless they have bounds."""

    path: str
    source: int
    work: int
    digest: int
    names: tuple[str, ...]
    kinds: U8
    """Position in FragmentKind."""
    lines: U32
    """(units, 2): first and last line."""
    tokens: U32
    digests: U64
    exact: U64
    features: U64
    bounds: I64
    first: I64
    """Index of each unit's first token in `codes`."""
    codes: U16
    """Of all of the file's tokens."""
    bands: U32
    """(units, 12) keys of the signature."""
    literals: U64
    """Hashes of the file's comments and messages that are long enough to be told apart."""
