# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Find the fewest origins that explain what a submission shares with the corpus."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

from gyebo.model import Origin, Piece, Worth
from gyebo.rulebook import Matching

Ancestors = Callable[[int], frozenset[int]]
"""The works a work declares to descend from, at any distance."""


def descend(
    pieces: Sequence[Piece], weighed: Mapping[str, Sequence[Worth]], ancestors: Ancestors, matching: Matching
) -> tuple[Origin, ...]:
    """The origins of each file, gathered over the files, those of the most tokens first.

    File by file, because a large repository holds many models and each has origins of its own. `weighed` is by file
    what its widest matches are worth, work by work.
    """
    by_file: dict[str, list[Piece]] = defaultdict(list)
    for piece in pieces:
        by_file[piece.file].append(piece)
    found = [
        origin
        for file, own in by_file.items()
        for origin in _told(own, weighed[file], explain(weighed[file], ancestors, matching), matching)
    ]
    gathered: dict[int, Origin] = {}
    for origin in sorted(found, key=_size):
        named = origin.works[0]
        gathered[named] = _joined(gathered[named], origin) if named in gathered else origin
    return tuple(sorted(gathered.values(), key=_size))


def _size(origin: Origin) -> tuple[int, tuple[int, ...]]:
    return -sum(piece.tokens for piece in origin.pieces), origin.works


def _joined(one: Origin, other: Origin) -> Origin:
    """What explains both; only origins of the same name are joined, or a tie set would be told narrower."""
    return Origin(tuple(work for work in one.works if work in other.works), one.pieces + other.pieces)


def explain(weighed: Sequence[Worth], ancestors: Ancestors, matching: Matching) -> tuple[int, ...]:
    """Greedy cover of one file: each work adds what the ones before leave unexplained, the one that adds most first.

    Worth rests on rarity, so exclusive code weighs most and what all models share weighs next to nothing.
    """
    best = [max(worth.values(), default=0.0) for worth in weighed]
    least = matching.lineage_share.value * sum(best)
    explained, chosen = [0.0] * len(weighed), list[int]()
    while True:
        gains = _gains(weighed, explained)
        nearest = max(gains, key=lambda work: (gains[work], -work), default=-1)
        if nearest < 0 or gains[nearest] < least:
            return tuple(chosen)
        is_alone = _alone(nearest, weighed, explained, ancestors) >= matching.lineage_alone.value * sum(best)
        named = nearest if is_alone else _eldest(nearest, gains, ancestors, matching.lineage_ancestor.value)
        chosen.append(named)
        explained = [
            _explained(worth.get(named, 0.0), *done, matching.lineage_margin.value)
            for worth, done in zip(weighed, zip(best, explained, strict=True), strict=True)
        ]


def _explained(own: float, best: float, done: float, margin: float) -> float:
    return best if own >= best * (1 - margin) else max(done, own)


def _gains(weighed: Sequence[Worth], explained: Sequence[float]) -> dict[int, float]:
    gains: dict[int, float] = defaultdict(float)
    for worth, done in zip(weighed, explained, strict=True):
        for work, own in worth.items():
            if own > done:
                gains[work] += own - done
    return gains


def _alone(work: int, weighed: Sequence[Worth], explained: Sequence[float], ancestors: Ancestors) -> float:
    """What a work explains that no other does, those apart that declare to descend from it."""
    total = 0.0
    for worth, done in zip(weighed, explained, strict=True):
        own = worth.get(work, 0.0)
        nearer = (other for other, like in worth.items() if like > done and other != work)
        others = (worth[other] for other in nearer if work not in ancestors(other))
        total += max(0.0, own - max(others, default=done)) if own > done else 0.0
    return total


def _eldest(nearest: int, gains: Mapping[int, float], ancestors: Ancestors, margin: float) -> int:
    """The nearest work, or an ancestor of it that explains nearly as much: a copy of a copy comes from its source too.

    Among several the one that most of the others descend from.
    """
    near = [work for work in ancestors(nearest) if gains.get(work, 0.0) >= gains[nearest] * (1 - margin)]
    heirs = {work: sum(work in ancestors(other) for other in near) for work in near}
    return max(near, key=lambda work: (heirs[work], gains[work], -work), default=nearest)


def _told(pieces: Sequence[Piece], weighed: Sequence[Worth], chosen: Sequence[int], matching: Matching) -> list[Origin]:
    """Each piece under the first origin that explains as much of it as any origin does, but for the margin."""
    margin = matching.lineage_margin.value
    told, evidence = defaultdict[int, list[Piece]](list), defaultdict[int, list[Worth]](list)
    for piece in pieces:
        told[_first(piece.worth, chosen, margin)].append(piece)
    for worth in weighed:
        evidence[_first(worth, chosen, margin)].append(worth)
    return [Origin(_tied(work, evidence[work], margin), tuple(told[work])) for work in chosen if told[work]]


def _first(worth: Worth, chosen: Sequence[int], margin: float) -> int:
    """The first of the chosen works that explains as much as any of them does; -1 where none explains anything."""
    floor = max((worth.get(work, 0.0) for work in chosen), default=0.0) * (1 - margin)
    return next((work for work in chosen if floor and worth.get(work, 0.0) >= floor), -1)


def _tied(named: int, evidence: Sequence[Worth], margin: float) -> tuple[int, ...]:
    """The named work, then those that explain as much of its evidence, the best first."""
    sums = _gains(evidence, [0.0] * len(evidence))
    floor = sums.get(named, 0.0) * (1 - margin)
    others = sorted((work for work, own in sums.items() if own >= floor and work != named), key=lambda w: (-sums[w], w))
    return named, *others
