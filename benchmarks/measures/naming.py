# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Why a declared parent of a file is not among the origins named of it, as far as the matches tell."""

from collections.abc import Sequence

from gyebo.matching import Matching
from gyebo.model import Found, Likeness, Searched
from gyebo.report import Commonality

UNSEEN = "in no reported match"
AS_NEAR = "a work named is as near everywhere"
FARTHER = "another work is nearer everywhere"
COMMON = "nearest in common heritage alone"
TOO_LITTLE = "nearest in too little"
WHY = (COMMON, AS_NEAR, FARTHER, TOO_LITTLE, UNSEEN)


def why_not(searched: Searched, parent: frozenset[int], named: frozenset[int], matching: Matching) -> str:
    """One of WHY, for a parent by the classes declared to come from it, and the works that are named."""
    seen = [(found, like) for found in searched.found for like in found.pairing.likenesses if like.cls in parent]
    if not seen:
        return UNSEEN
    apart = [one for one in seen if _ahead(*one, named) >= matching.exclusive_margin.value]
    if not apart:
        return AS_NEAR
    margin = matching.tie_margin.value
    first = [found for found, like in apart if like.nearness >= _nearest(found.pairing.likenesses) - margin]
    if not first:
        return FARTHER
    is_common = all(found.spread.commonality is Commonality.COMMON_HERITAGE for found in first)
    return COMMON if is_common else TOO_LITTLE


def _ahead(found: Found, like: Likeness, named: frozenset[int]) -> float:
    return like.nearness - _nearest([one for one in found.pairing.likenesses if one.work in named])


def _nearest(likenesses: Sequence[Likeness]) -> float:
    return max((one.nearness for one in likenesses), default=0.0)
