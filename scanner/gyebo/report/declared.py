# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""What a team declares of its own reuse, and what was found of it."""

from dataclasses import dataclass

from gyebo.report.basics import Text
from gyebo.report.words import DeclarationState


@dataclass(frozen=True, slots=True)
class Declaration:
    """One entry of a team's gyebo.toml, or an annotation of its REUSE.toml that names an origin found."""

    id: str
    path: str
    line: int
    state: DeclarationState
    origin: str
    """As declared: an address, a model, a project; in REUSE.toml the copyright statement."""
    version: str
    """Version or commit, as declared."""
    licence: str
    """SPDX expression that REUSE.toml gives for the files; empty where it gives none."""
    files: tuple[str, ...]
    """Paths or patterns, as declared."""
    changes: str
    reason: str
    remarks: str
    matches: tuple[str, ...]
    """Ids of the matches it speaks of."""
    is_known: bool = True
    """Whether the corpus holds a work that the origin names."""
    is_late: bool = False
    """Whether it came after the deadline; what it met is told, and does not count."""
    problem: Text | None = None
    """Why it cannot be read."""
