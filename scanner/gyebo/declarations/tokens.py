# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Count the borrowed tokens of a file that the team declares, each with the match by which the file counts it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from gyebo.model import Piece
from gyebo.report import DECLARED, Commonality, File


def counted(files: Sequence[File], cut: Mapping[str, Sequence[Piece]]) -> tuple[File, ...]:
    """The files with their declared tokens: of the pieces their counts are made of, those told of a declared match."""
    return tuple(_counted(file, cut[file.path]) for file in files)


def _counted(file: File, cut: Sequence[Piece]) -> File:
    matches = [fragment.match for fragment in file.fragments]
    declared = [one for one in cut if (match := matches[one.told]) and match.declaration in DECLARED]

    def of(*wanted: Commonality) -> int:
        return sum(one.tokens for one in declared if one.commonality in wanted)

    return replace(
        file,
        declared_tokens=of(*Commonality),
        declared_exclusive_tokens=of(Commonality.EXCLUSIVE),
        declared_common_tokens=of(Commonality.COMMON_HERITAGE),
    )
