# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Count the borrowed tokens of a file that the team declares; a match inside another one counts by itself."""

from dataclasses import replace

from gyebo.report import DECLARED, Commonality, File, Fragment, Span


def counted(file: File) -> File:
    """The file with its declared tokens; each borrowed token belongs to the innermost match around it."""
    own = _own(file)
    declared = [
        (fragment.match.commonality, tokens)
        for fragment, tokens in own
        if fragment.match is not None and fragment.match.declaration in DECLARED
    ]

    def of(commonality: Commonality) -> int:
        return sum(tokens for common, tokens in declared if common is commonality)

    return replace(
        file,
        declared_tokens=sum(tokens for _, tokens in declared),
        declared_exclusive_tokens=of(Commonality.EXCLUSIVE),
        declared_common_tokens=of(Commonality.COMMON_HERITAGE),
    )


def _own(file: File) -> list[tuple[Fragment, int]]:
    """The matched fragments with their borrowed tokens, less those of the matched fragments inside them."""
    matched = [fragment for fragment in file.fragments if fragment.match]
    own = [fragment.borrowed_tokens for fragment in matched]
    around: list[int] = []
    for number, fragment in enumerate(matched):
        while around and not _holds(matched[around[-1]].span, fragment.span):
            around.pop()
        if around:
            own[around[-1]] -= fragment.borrowed_tokens
        around.append(number)
    return list(zip(matched, own, strict=True))


def _holds(outer: Span, inner: Span) -> bool:
    begins = (outer.first_line, outer.first_column) <= (inner.first_line, inner.first_column)
    return begins and (inner.last_line, inner.last_column) <= (outer.last_line, outer.last_column)
