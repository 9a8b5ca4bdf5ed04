# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""What explains a submission as a whole, as published types: each origin, and where its tokens stand."""

from collections import Counter
from collections.abc import Sequence

from gyebo.context import Context
from gyebo.model import Piece
from gyebo.report import Commonality, Lineage, Portion, Work


def lineage(context: Context, tokens: int) -> tuple[Lineage, ...]:
    """The origins in the order in which they explain the submission; `tokens` is what shares are of."""
    works = context.lookup.index.description.works
    return tuple(
        _told(tuple(context.rulebook.dated_work(works[work]) for work in origin.works), portions(origin.pieces), tokens)
        for origin in context.origins
    )


def portions(pieces: Sequence[Piece]) -> tuple[Portion, ...]:
    """The tokens of an origin, summed up by file and commonality."""
    sums: Counter[tuple[str, Commonality]] = Counter()
    for piece in pieces:
        sums[piece.file, piece.commonality] += piece.tokens
    return tuple(Portion(path, commonality, tokens) for (path, commonality), tokens in sorted(sums.items()))


def _told(works: tuple[Work, ...], told: tuple[Portion, ...], tokens: int) -> Lineage:
    every = sum(one.tokens for one in told)
    exclusive = sum(one.tokens for one in told if one.commonality is Commonality.EXCLUSIVE)
    return Lineage(
        works=works,
        tokens=every,
        share=round(every / max(tokens, 1), 4),
        exclusive_tokens=exclusive,
        exclusive_share=round(exclusive / max(tokens, 1), 4),
        files=tuple(sorted({one.path for one in told})),
        portions=told,
    )
