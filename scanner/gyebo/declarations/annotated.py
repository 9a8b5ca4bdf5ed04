# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""What REUSE.toml and dep5 say of one file's holders and licences; nothing of files that they do not name."""

from collections.abc import Iterator, Sequence

from gyebo.declarations.types import Declared, Precedence
from gyebo.licencebook import LicenceBook
from gyebo.licences.expressions import normalised
from gyebo.report import LicenceSource, LicenceStatement, Notice

SHOWN = 200


def annotated_notices(declared: Declared, path: str) -> tuple[Notice, ...]:
    """The copyright statements that speak for the file."""
    return tuple(notice for one in declared.holding(path) for notice in one.notices)


def annotated_licences(
    declared: Declared, path: str, own: Sequence[LicenceStatement], book: LicenceBook
) -> tuple[LicenceStatement, ...]:
    """The file's `own` statements with, or replaced by, those that annotations make for it."""
    speaking = declared.licensing(path, own)
    replaces = any(one.precedence is Precedence.OVERRIDE for one in speaking)

    def stated() -> Iterator[LicenceStatement]:
        for one in speaking:
            for text in one.licences:
                expression = normalised(text, book)
                yield LicenceStatement(one.path, one.line, text[:SHOWN], expression, LicenceSource.METADATA)

    return (*(() if replaces else own), *stated())
