# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Say which works a fragment is like, which of them cannot be told apart, and how common the shared code is."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import lru_cache

from gyebo.corpus.index import Index
from gyebo.corpus.lineage import chain
from gyebo.corpus.lookup import Lookup
from gyebo.model import Candidate, Features, Fingerprints, Found, Likeness, Paired, Pairing, Spread
from gyebo.report import Commonality, Work
from gyebo.rulebook import UNKNOWN, Matching


def attribute(
    lookup: Lookup, prints: Fingerprints, unit: int, tokens: int, paired: Sequence[Paired], matching: Matching
) -> Pairing | None:
    """The pairing of one fragment; None when nothing of the corpus is near enough to speak of."""
    same = lookup.of_digest(int(prints.digests[unit]))
    if same is not None and prints.bounds[unit] == prints.bounds[unit + 1]:
        # A module has no features: it is the same as a whole or it is not looked at.
        paired = [_equal(Candidate(same, matching.same_bits.value, 1.0, 1.0, 1.0), tokens, tokens)]
    # The same text reads otherwise where the file around it binds other names, so what is written is asked first.
    alike = [one.candidate.cls for one in paired if lookup.tokens_of(one.candidate.cls) == tokens]
    written = _exact_places(lookup, alike, int(prints.exact[unit]))
    equal = {same, *(cls for _, cls in written)}
    paired = [_equal(one.candidate, tokens, one.varied) if one.candidate.cls in equal else one for one in paired]
    theirs = [one for one in paired if len(lookup.works_of(one.candidate.cls))]
    accepted = [one for one in theirs if _is_match(one, equal, matching)]
    if not accepted:
        return None
    best = max(accepted, key=order)
    if _is_own(lookup, paired, best, matching):
        return None
    heard = [one for one in theirs if one.containment >= matching.heard_containment.value or one in accepted]
    works = _likenesses(lookup, heard)
    is_same_class = best.candidate.cls in equal
    # What is equal can be told from what is not; two edited copies of one definition cannot be told from each other.
    floor = best.nearness - (0.0 if is_same_class else matching.tie_margin.value)
    return Pairing(
        unit=unit,
        best=best,
        is_same_class=is_same_class,
        likenesses=works,
        ties=tuple(place for place, _ in written)
        or tuple(_first_place(lookup, one) for one in works if one.nearness >= floor),
        is_verbatim=bool(written),
        runner_up=next((one.resemblance for one in works if one.nearness < floor), 0.0),
    )


def _equal(candidate: Candidate, tokens: int, varied: int) -> Paired:
    return Paired(replace(candidate, resemblance=1.0), tokens, varied, 1.0, 1.0, 1.0)


def _is_own(lookup: Lookup, paired: Sequence[Paired], best: Paired, matching: Matching) -> bool:
    """Whether the organisation itself had published the like before, or others declare that they took it from there."""
    floor = best.nearness - matching.tie_margin.value
    near = [one.candidate.cls for one in paired if one.nearness >= floor]
    others = [place for cls in near for place in lookup.places(cls)]
    first = min((lookup.first_at(place) for place in others), default="")
    works = lookup.index.description.works
    theirs = {works[lookup.work_at(place)].model for place in others}
    links = lookup.index.description.links
    for place in (place for cls in near for place in lookup.own_places(cls)):
        model = works[lookup.work_at(place)].model
        taken = [other for other in theirs if any(link.parent == model for link in chain(other, links))]
        if not others or lookup.first_at(place) < first or len(taken) == len(theirs):
            return True
    return False


def _is_match(paired: Paired, equal: Collection[int | None], matching: Matching) -> bool:
    """Equal after renaming, or much of both sides in common, or much of one side with rarity speaking too.

    A list of one kind of statement is like any other such list, so what repeats counts once.
    """
    if paired.varied < matching.varied_tokens.value:
        return False
    bits = paired.candidate.shared
    if paired.candidate.cls in equal:
        return paired.tokens >= matching.smallest_fragment.value and bits >= matching.same_bits.value
    whole = (
        paired.tokens >= matching.whole_tokens.value
        and paired.resemblance >= matching.whole_resemblance.value
        and bits >= matching.whole_bits.value
    )
    return whole or _is_part(paired, matching)


def _is_part(paired: Paired, matching: Matching) -> bool:
    """Much of the submitted or of the corpus fragment in common; the fewer the tokens, the more must be rare."""
    is_small = paired.tokens < matching.part_tokens.value
    rarity = (matching.small_rarity if is_small else matching.part_rarity).value
    least, is_large = matching.part_share.value, paired.resemblance >= matching.part_resemblance.value
    return paired.tokens >= matching.small_tokens.value and (
        (paired.containment >= least and paired.candidate.containment >= rarity)
        or (paired.inclusion >= least and paired.candidate.inclusion >= rarity and is_large)
    )


def order(one: Paired) -> tuple[float, float, int]:
    """By how like it is; the highest is the nearest."""
    return one.nearness, one.resemblance, -one.candidate.cls


def _exact_places(lookup: Lookup, classes: Sequence[int], exact: int) -> tuple[tuple[int, int], ...]:
    """One place a work at which the tokens are equal as written, with its class."""
    found: dict[int, tuple[int, int]] = {}
    for cls in classes:
        for place in lookup.places(cls):
            if lookup.exact_at(place) == exact:
                found.setdefault(lookup.work_at(place), (place, cls))
    return tuple(found.values())


def _likenesses(lookup: Lookup, heard: Sequence[Paired]) -> tuple[Likeness, ...]:
    nearest: dict[int, tuple[int, float, float, float, float]] = {}
    for one in sorted(heard, key=order, reverse=True):
        bits, worth = round(one.candidate.shared, 2), round(one.candidate.shared * one.resemblance, 2)
        found = (one.candidate.cls, round(one.nearness, 4), round(one.resemblance, 4), bits, worth)
        for work in lookup.works_of(one.candidate.cls).tolist():
            cls, nearness, resemblance, most, worthiest = nearest.get(work, found)
            nearest[work] = cls, nearness, resemblance, max(most, bits), max(worthiest, worth)
    likenesses = [Likeness(work, *found) for work, found in nearest.items()]
    return tuple(sorted(likenesses, key=lambda one: (-one.nearness, one.work)))


def _first_place(lookup: Lookup, one: Likeness) -> int:
    return next(place for place in lookup.places(one.cls) if lookup.work_at(place) == one.work)


def of_one_maker(lookup: Lookup, pairing: Pairing) -> frozenset[int]:
    """All works of the maker whose works alone are tied; empty where several makers' are."""
    theirs = {_works_of_makers(lookup.index)[lookup.work_at(place)] for place in pairing.ties}
    return theirs.pop() if len(theirs) == 1 else frozenset()


@lru_cache(maxsize=2)
def _works_of_makers(index: Index) -> tuple[frozenset[int], ...]:
    """For every work all works of its maker."""
    makers = [maker(work) for work in index.description.works]
    works = dict[str, set[int]]()
    for at, one in enumerate(makers):
        works.setdefault(one, set()).add(at)
    frozen = {one: frozenset(having) for one, having in works.items()}
    return tuple(frozen[one] for one in makers)


def spread(
    lookup: Lookup, pairing: Pairing, features: Features, theirs: frozenset[int], alone: int, matching: Matching
) -> Spread:
    """How common the matched code is; one organisation alone also needs shared features that nobody else has.

    `theirs` are the works of the one maker that is tied, if there is but one; `alone` counts tokens in runs shared with
    that maker's nearest fragment and with nobody else's.
    """
    works = lookup.index.description.works
    tied = [works[lookup.work_at(place)] for place in pairing.ties]
    if theirs:
        if alone >= matching.exclusive_tokens.value and _is_exclusive(lookup, pairing, features, theirs, matching):
            return Spread(Commonality.EXCLUSIVE, len(tied), 1, alone)
        tied = [works[one.work] for one in pairing.likenesses]
    makers = {maker(work) for work in tied}
    common = len(makers) > matching.shared_organisations.value
    return Spread(Commonality.COMMON_HERITAGE if common else Commonality.SHARED, len(tied), len(makers), alone)


def in_common(found: Found) -> Found:
    """A match with younger code alone: who took it from whom is open, so it is never told as one maker's."""
    exclusive = found.spread.commonality is Commonality.EXCLUSIVE
    told = replace(found.spread, commonality=Commonality.SHARED) if exclusive else found.spread
    return replace(found, spread=told, is_older=False)


def _is_exclusive(
    lookup: Lookup, pairing: Pairing, features: Features, theirs: frozenset[int], matching: Matching
) -> bool:
    """Clearly liker than the next maker's code, in features that nobody else has."""
    others = [one.nearness for one in pairing.likenesses if one.work not in theirs]
    if pairing.best.nearness - max(others, default=0.0) < matching.exclusive_margin.value:
        return False
    if not len(features.group):
        return pairing.is_same_class
    bits = lookup.exclusive_bits(features, pairing.best.candidate.cls, theirs)
    return bits >= matching.exclusive_bits.value


def maker(work: Work) -> str:
    """Who made a work; what is unknown is never taken for the same."""
    return f"{UNKNOWN}:{work.model}" if work.organisation == UNKNOWN else work.organisation
