# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Put the descent of a match's models in order: each model with what it says of its own parents, and theirs."""

from collections import defaultdict
from dataclasses import dataclass

from gyebo.report import Link, Match, Work

DEEPEST = 12
"""Steps back that are told below one another; a stored report could hold any number."""
_Waiting = dict[str, list[Link]]


@dataclass(frozen=True, slots=True)
class Step:
    """A parent, and what that in turn descends from; what was told of a model once is not told again."""

    link: Link
    before: tuple["Step", ...]


@dataclass(frozen=True, slots=True)
class Descent:
    work: Work
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Descents:
    shown: Descent | None
    """Of the model that is shown beside the submission; None where it says nothing of its descent."""
    others: tuple[Descent, ...]
    """Of those that the match cannot tell from it, in their order."""


def descents(match: Match) -> Descents:
    waiting: _Waiting = defaultdict(list)
    for link in match.chain:
        waiting[link.child.model].append(link)
    first = match.referenced.work
    own = _steps(first.model, waiting, DEEPEST)
    rest = [*(tie.work for tie in match.ties), *(link.child for link in match.chain)]
    others = (Descent(work, _steps(work.model, waiting, DEEPEST)) for work in rest)
    return Descents(Descent(first, own) if own else None, tuple(one for one in others if one.steps))


def _steps(model: str, waiting: _Waiting, left: int) -> tuple[Step, ...]:
    links = waiting.pop(model, []) if left else []
    return tuple(Step(link, _steps(link.parent.model, waiting, left - 1)) for link in links)
