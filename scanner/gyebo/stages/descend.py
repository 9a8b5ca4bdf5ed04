# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Find the fewest origins that explain what a submission shares with the corpus."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

from gyebo.matching import Matching
from gyebo.model import Evidence, Origin, Piece, Worth

Ancestors = Callable[[int], frozenset[int]]
"""The works a work declares to descend from, at any distance."""


def descend(
    pieces: Sequence[Piece], weighed: Mapping[str, Sequence[Evidence]], ancestors: Ancestors, matching: Matching
) -> tuple[Origin, ...]:
    """The origins of each file, gathered over the files, those of the most tokens first.

    File by file, because a large repository holds many models and each has origins of its own. `weighed` is by file
    what its widest matches say.
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


def explain(weighed: Sequence[Evidence], ancestors: Ancestors, matching: Matching) -> tuple[int, ...]:
    """Greedy cover of one file: each work adds what the ones before leave unexplained, the one that adds most first.

    Worth rests on rarity, so exclusive code weighs most and what all models share weighs next to nothing. A work that
    adds too little to be named explains what it has all the same, or what is like it would be told of the next.
    """
    worths, cover = [one.worth for one in weighed], _Cover(weighed)
    total, named = sum(cover.best), list[int]()
    while True:
        gains = _gains(worths, cover.explained)
        nearest = max(gains, key=lambda work: (gains[work], -work), default=-1)
        if nearest < 0 or gains[nearest] < min(matching.lineage_share.value * total, matching.lineage_bits.value):
            return tuple(named)
        is_alone = _alone(nearest, worths, cover.explained, ancestors) >= matching.lineage_alone.value * total
        work = nearest if is_alone else _eldest(nearest, gains, ancestors, matching.lineage_ancestor.value)
        news = _news(work, cover, matching)
        if _says_something(news, named) and _is_named(news, gains[work], total, matching):
            named.append(work)
        cover.add(work, matching.lineage_margin.value)


class _Cover:
    """What the works taken so far explain of each match."""

    def __init__(self, weighed: Sequence[Evidence]) -> None:
        self.weighed = weighed
        self.best = [max(one.worth.values(), default=0.0) for one in weighed]
        self.explained = [0.0] * len(weighed)
        self.nearest = [0.0] * len(weighed)

    def add(self, work: int, margin: float) -> None:
        for at, one in enumerate(self.weighed):
            own = one.worth.get(work, 0.0)
            self.explained[at] = _explained(own, self.best[at], self.explained[at], margin)
            self.nearest[at] = max(self.nearest[at], one.nearness.get(work, 0.0))


def _news(work: int, cover: _Cover, matching: Matching) -> list[tuple[Evidence, float]]:
    """The matches of which a work is as near as any and clearly nearer than those before it, and what it adds there."""
    clearly, tied = matching.exclusive_margin.value, matching.tie_margin.value
    told = zip(cover.weighed, cover.explained, cover.nearest, strict=True)
    return [
        (one, one.worth[work] - explained)
        for one, explained, nearest in told
        if one.worth.get(work, 0.0) > explained
        and one.nearness[work] >= max(nearest + clearly, max(one.nearness.values()) - tied)
    ]


def _says_something(news: Sequence[tuple[Evidence, float]], named: Sequence[int]) -> bool:
    """Edited common heritage names nobody beside an origin, and none by one match: who of many is nearest is chance."""
    is_heritage = bool(news) and all(one.is_common and not one.is_equal for one, _ in news)
    return not is_heritage or (not named and len(news) > 1)


def _is_named(news: Sequence[tuple[Evidence, float]], gain: float, total: float, matching: Matching) -> bool:
    """Much of the file, less where a definition is equal, or enough that few others have."""
    is_equal = any(one.is_equal for one, _ in news)
    share = matching.lineage_share if is_equal else matching.lineage_edited
    rare = sum(worth for one, worth in news if not one.is_common)
    return gain >= share.value * total or rare >= matching.lineage_bits.value


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


def _told(
    pieces: Sequence[Piece], weighed: Sequence[Evidence], chosen: Sequence[int], matching: Matching
) -> list[Origin]:
    """Each piece under the first origin that explains as much of it as any origin does, but for the margin."""
    margin = matching.lineage_margin.value
    told, evidence = defaultdict[int, list[Piece]](list), defaultdict[int, list[Worth]](list)
    for piece in pieces:
        told[_first(piece.worth, chosen, margin)].append(piece)
    for one in weighed:
        evidence[_first(one.worth, chosen, margin)].append(one.worth)
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
