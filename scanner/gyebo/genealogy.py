# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""What explains a submission as a whole, as published types: each origin, and where its tokens stand."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from gyebo.context import Context
from gyebo.model import Piece
from gyebo.report import Commonality, File, Lineage, Portion, Stake, Work

SHARE_DIGITS = 6
"""A share that was rounded to the tenth of a per mille says another per mille when it is rounded again."""


def lineage(context: Context, files: Iterable[File], tokens: int) -> tuple[Lineage, ...]:
    """The origins in the order in which they explain the submission; `tokens` is what shares are of."""
    works = context.lookup.index.description.works
    matches = {file.path: [one.match.id if one.match else "" for one in file.fragments] for file in files}
    return tuple(
        _told(
            tuple(context.rulebook.dated_work(works[work]) for work in origin.works),
            portions(origin.pieces, matches),
            tokens,
        )
        for origin in context.origins
    )


def portions(pieces: Iterable[Piece], matches: Mapping[str, Sequence[str]]) -> tuple[Portion, ...]:
    """The tokens of an origin by file and commonality, and by match; `matches` are ids by file and unit."""
    sums: defaultdict[tuple[str, Commonality], Counter[int]] = defaultdict(Counter)
    for piece in pieces:
        sums[piece.file, piece.commonality][piece.told] += piece.tokens
    return tuple(
        Portion(
            path,
            commonality,
            units.total(),
            tuple(Stake(matches[path][unit], tokens) for unit, tokens in sorted(units.items()) if matches[path][unit]),
        )
        for (path, commonality), units in sorted(sums.items())
    )


def _told(works: tuple[Work, ...], told: tuple[Portion, ...], tokens: int) -> Lineage:
    every = sum(one.tokens for one in told)
    exclusive = sum(one.tokens for one in told if one.commonality is Commonality.EXCLUSIVE)
    return Lineage(
        works=works,
        tokens=every,
        share=round(every / max(tokens, 1), SHARE_DIGITS),
        exclusive_tokens=exclusive,
        exclusive_share=round(exclusive / max(tokens, 1), SHARE_DIGITS),
        files=tuple(sorted({one.path for one in told})),
        portions=told,
    )
