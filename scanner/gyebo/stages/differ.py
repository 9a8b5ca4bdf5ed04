# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Tell, of a file made from an earlier one, which definitions are the earlier file's still and not judged again."""

from collections.abc import Sequence

import numpy as np

from gyebo.model import I32, Bits, Found, Run, Unit


def kept(units: Sequence[Unit], runs: Sequence[Run], tokens: int, share: float) -> tuple[bool, ...]:
    """Unit by unit, whether at least a share of its tokens, definitions inside it apart, stands in the earlier file.

    `runs` are those of the file's tokens as written, names and all, with the earlier file's: a renamed one is not kept.
    """
    equal, owner = np.zeros(tokens, np.bool_), innermost(units, tokens)
    for run in runs:
        equal[run.submitted : run.submitted + run.length] = True
    own = np.bincount(owner, minlength=len(units))
    same = np.bincount(owner[equal], minlength=len(units))
    return tuple(bool(held >= share * all_) for held, all_ in zip(same.tolist(), own.tolist(), strict=True))


def judged(found: Sequence[Found], is_kept: Sequence[bool]) -> tuple[Found, ...]:
    """What was found of the definitions that are not the earlier file's."""
    return tuple(one for one in found if not is_kept[one.pairing.unit])


def tokens_kept(units: Sequence[Unit], found: Sequence[Found], is_kept: Sequence[bool], tokens: int) -> int:
    """Tokens of the earlier file's definitions, those inside a judged one apart."""
    outside: Bits = np.ones(tokens, np.bool_)
    for one in found:
        outside[units[one.pairing.unit].first : units[one.pairing.unit].last] = False
    return int(np.count_nonzero(np.array(is_kept, np.bool_)[innermost(units, tokens)] & outside))


def innermost(units: Sequence[Unit], tokens: int) -> I32:
    """For each token the unit it belongs to and no unit inside that; units stand after those around them."""
    owner: I32 = np.zeros(tokens, np.int32)
    for number, unit in enumerate(units):
        owner[unit.first : unit.last] = number
    return owner
