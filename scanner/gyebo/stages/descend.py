# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Find the fewest origins that explain what a submission shares with the corpus."""

from collections import defaultdict
from collections.abc import Sequence

from gyebo.model import Origin, Piece
from gyebo.rulebook import Matching


def descend(pieces: Sequence[Piece], matching: Matching) -> tuple[Origin, ...]:
    """The origins of each file, gathered over the files, those of the most tokens first.

    File by file, because a large repository holds many models and each has origins of its own.
    """
    by_file: dict[str, list[Piece]] = defaultdict(list)
    for piece in pieces:
        by_file[piece.file].append(piece)
    found = [origin for own in by_file.values() for origin in _explain(own, matching)]
    gathered: dict[int, Origin] = {}
    for origin in sorted(found, key=_size):
        best = origin.works[0]
        gathered[best] = _joined(gathered[best], origin) if best in gathered else origin
    return tuple(sorted(gathered.values(), key=_size))


def _size(origin: Origin) -> tuple[int, tuple[int, ...]]:
    return -sum(piece.tokens for piece in origin.pieces), origin.works


def _joined(one: Origin, other: Origin) -> Origin:
    """What explains both; only origins with the same best work are joined, or a tie set would be told narrower."""
    return Origin(tuple(work for work in one.works if work in other.works), one.pieces + other.pieces)


def _explain(pieces: Sequence[Piece], matching: Matching) -> tuple[Origin, ...]:
    """Greedy cover of one file: each origin adds the bits the ones before leave unexplained.

    Bits are rarity, so exclusive code weighs most and what all models share weighs next to nothing.
    """
    weighed = [piece for piece in pieces if piece.is_innermost and piece.bits]
    most = sum(max(piece.bits.values()) for piece in weighed)
    explained = [0.0] * len(weighed)
    chosen: list[tuple[int, ...]] = []
    while most:
        gains = _gains(weighed, explained)
        best = max(gains.values(), default=0.0)
        if best < matching.lineage_share.value * most:
            break
        chosen.append(_equal(gains, best * (1 - matching.lineage_margin.value)))
        explained = [max(done, _bits(piece, chosen[-1])) for piece, done in zip(weighed, explained, strict=True)]
    return _told(pieces, chosen, matching)


def _gains(pieces: Sequence[Piece], explained: Sequence[float]) -> dict[int, float]:
    gains: dict[int, float] = defaultdict(float)
    for piece, done in zip(pieces, explained, strict=True):
        for work, bits in piece.bits.items():
            gains[work] += max(0.0, bits - done)
    return gains


def _equal(gains: dict[int, float], floor: float) -> tuple[int, ...]:
    """The works that explain as much as the best does, the best first."""
    return tuple(sorted((work for work, gain in gains.items() if gain >= floor), key=lambda w: (-gains[w], w)))


def _bits(piece: Piece, works: Sequence[int]) -> float:
    """What the first of some works explains of a piece; the others of a tie set explain as much."""
    return piece.bits.get(works[0], 0.0)


def _told(pieces: Sequence[Piece], chosen: Sequence[tuple[int, ...]], matching: Matching) -> tuple[Origin, ...]:
    """Each piece under the first origin that explains as much of it as any origin does, but for the margin."""
    told: list[list[Piece]] = [[] for _ in chosen]
    for piece in pieces:
        explained = [_bits(piece, works) for works in chosen]
        floor = max(explained, default=0.0) * (1 - matching.lineage_margin.value)
        if floor:
            told[next(at for at, bits in enumerate(explained) if bits >= floor)].append(piece)
    return tuple(Origin(works, tuple(own)) for works, own in zip(chosen, told, strict=True) if own)
