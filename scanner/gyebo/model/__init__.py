# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Working types that travel between the stages; nothing here is published."""

from importlib import import_module
from typing import TYPE_CHECKING

from gyebo.model.basics import (
    F64,
    I32,
    I64,
    U8,
    U16,
    U32,
    U64,
    Bits,
    Progress,
    Trust,
    silent,
)
from gyebo.model.reading import (
    Collected,
    Comment,
    Fingerprints,
    SourceFile,
    Subtrees,
    Syntax,
    Tokens,
    Unit,
)

if TYPE_CHECKING:
    from gyebo.model.analysed import Analysed, Entry
    from gyebo.model.candidates import Candidate, Candidates, Company, Features, Paired, Rows
    from gyebo.model.finding import (
        Detail,
        Evidence,
        Found,
        Likeness,
        Origin,
        Pairing,
        Past,
        Piece,
        Pragma,
        Run,
        Searched,
        SearchedUnit,
        Spread,
        Step,
        Trace,
        Use,
        Worth,
    )

__all__ = [
    "F64",
    "I32",
    "I64",
    "U8",
    "U16",
    "U32",
    "U64",
    "Analysed",
    "Bits",
    "Candidate",
    "Candidates",
    "Collected",
    "Comment",
    "Company",
    "Detail",
    "Entry",
    "Evidence",
    "Features",
    "Fingerprints",
    "Found",
    "Likeness",
    "Origin",
    "Paired",
    "Pairing",
    "Past",
    "Piece",
    "Pragma",
    "Progress",
    "Rows",
    "Run",
    "Searched",
    "SearchedUnit",
    "SourceFile",
    "Spread",
    "Step",
    "Subtrees",
    "Syntax",
    "Tokens",
    "Trace",
    "Trust",
    "Unit",
    "Use",
    "Worth",
    "silent",
]


def __getattr__(name: str) -> object:
    """What is found, when it is first asked for: a hook that finds nothing need not make these types."""
    for module in ("gyebo.model.analysed", "gyebo.model.finding", "gyebo.model.candidates"):
        found: object = getattr(import_module(module), name, None)
        if found is not None:
            return found
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
