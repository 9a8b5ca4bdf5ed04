# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Questions of copyright statements: whether those of the origin stayed where its code went."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from gyebo.report import KEPT, Direction, HolderState, Match, Notice, NoticeState, Place, Reference, Statement
from gyebo.rulebook import FindingRule
from gyebo.stages.assess.asking import Answer, Matched, Shared
from gyebo.stages.assess.saying import at, line_of, maker, quoted, say, usual

YEAR = re.compile(r"[0-9]{4}")
IDEA = 1
"""Level of a reference to a paper."""


def retained_notice(rule: FindingRule, shared: Shared) -> Answer | None:
    kept = by_line(one for one in states(shared, *KEPT) if one.submitted and one.upstream)
    if not kept:
        return None
    supporting = (
        say(
            rule.supporting["kept"],
            at(one),
            holder=one.holder,
            submitted=quoted(one.submitted),
            upstream=quoted(one.upstream),
        )
        for one in kept
    )
    gone = states(shared, NoticeState.SUBSTITUTED, NoticeState.DROPPED)
    others = (say(rule.mitigating["others"], holder=one.holder, upstream=quoted(one.upstream)) for one in by_line(gone))
    return Answer(tuple(supporting), tuple(others))


def substituted_notice(rule: FindingRule, shared: Shared) -> Answer | None:
    strong = _strong(rule, shared)
    found = states(strong, NoticeState.SUBSTITUTED) if strong else ()
    replaced = [one for one in found if one.submitted and one.upstream]
    if not strong or not replaced:
        return None
    supporting = [say(rule.supporting["found"], **maker(strong))]
    for one in by_line(replaced):
        supporting.append(say(rule.supporting["upstream"], upstream=quoted(one.upstream), holder=one.holder))
        supporting.append(say(rule.supporting["submitted"], at(one), submitted=quoted(one.submitted)))
    mitigating = [*_earlier(rule, strong), *returned(rule, replaced)]
    mitigating += [say(rule.mitigating["kept"], holder=one.holder) for one in states(shared, *KEPT)]
    return Answer(tuple(dict.fromkeys(supporting)), (*mitigating, *usual(rule, strong)), strong.matched)


def dropped_notice(rule: FindingRule, shared: Shared) -> Answer | None:
    strong = _strong(rule, shared)
    dropped = [one for one in states(strong, NoticeState.DROPPED) if one.upstream] if strong else []
    if not strong or not dropped:
        return None
    has_statement = any(one.submitted for match in strong.matches for one in match.notices)
    supporting = [say(rule.supporting["found"], **maker(strong))]
    for one in by_line(dropped):
        told = "unnamed" if has_statement else "upstream"
        supporting.append(say(rule.supporting[told], upstream=quoted(one.upstream), holder=one.holder))
    return Answer(
        tuple(supporting), (*_earlier(rule, strong), *returned(rule, dropped), *usual(rule, strong)), strong.matched
    )


def _earlier(rule: FindingRule, shared: Shared) -> Iterator[Statement]:
    """The file's own statements of a year before the origin was published: it may be that of the source of both."""
    kept = {one.submitted for one in states(shared, *KEPT)}
    found = (
        one.submitted
        for match in shared.matches
        for one in match.notices
        if one.submitted and one.submitted not in kept and _is_before(one.submitted, match.referenced.since)
    )
    for one in dict.fromkeys(found):
        yield say(rule.mitigating["another"], line_of(one.path, one.line), text=one.text)


def _is_before(notice: Notice, day: str) -> bool:
    year = YEAR.search(notice.years)
    return year is not None and year[0] < day[:4]


def returned(rule: FindingRule, gone: Sequence[HolderState]) -> Iterator[Statement]:
    """Each line that was missing by the deadline and is there now, with the commit that put it back where known."""
    for one in dict.fromkeys(replace(one, holder="", upstream=None, submitted=None) for one in gone if one.later):
        if one.later:
            where, text = line_of(one.later.path, one.later.line), one.later.text
            told = "restored" if one.restored else "later"
            yield say(rule.mitigating[told], where, text=text, dated=one.restored, commit=one.restored_by[:12])


def _strong(rule: FindingRule, shared: Shared) -> Shared | None:
    """What a flaw may rest on: clearly like, and from a file that names no other source that may be the older one."""
    least = rule.thresholds["resemblance"].value
    matched = tuple(
        one for one in unsaid(shared) if one.match.resemblance >= least and not is_from_elsewhere(one.match)
    )
    return replace(shared, matched=matched) if matched and is_dated(shared) else None


def is_dated(shared: Shared) -> bool:
    """Whether the dates of all matches say that the origin was first."""
    return all(match.direction is Direction.FROM for match in shared.matches)


def unsaid(shared: Shared) -> tuple[Matched, ...]:
    """What of the organisation's code the submission says nowhere the origin of: who named one model named no other."""
    return tuple(one for one in shared.matched if not any(said.is_statement for said in one.match.references))


def is_from_elsewhere(match: Match) -> bool:
    """Whether the origin names, for most of this code, a source that was not compared: it may have been there first.

    A source that the corpus holds was compared, and has not this code; a paper is an idea. A line inside one method
    speaks of that method, and not of the class and the file around it.
    """
    told = [one for one in match.origin_references if one.level > IDEA and not one.works]
    if any(not one.first_line for one in told):
        return True
    place = match.referenced
    spoken = {line for one in told for line in _within(one, place)}
    return 2 * len(spoken) > place.last_line - place.first_line + 1


def sources_of_most(match: Match) -> Iterator[Reference]:
    """What the origin's file names as a source of most of this code; of a single definition in it, it says less."""
    is_whole = is_from_elsewhere(match)
    return (one for one in match.origin_references if is_whole or _is_of_most(one, match.referenced))


def _is_of_most(reference: Reference, place: Place) -> bool:
    """Whether it speaks of most of the place's lines; where its reach is not known, it speaks of all."""
    lines = place.last_line - place.first_line + 1
    return not reference.first_line or 2 * len(_within(reference, place)) > lines


def _within(reference: Reference, place: Place) -> range:
    """Lines of the place that the reference speaks of."""
    return range(max(reference.first_line, place.first_line), min(reference.last_line, place.last_line) + 1)


def by_line(found: Iterable[HolderState]) -> tuple[HolderState, ...]:
    """Holders whom one line names together: it is quoted once."""
    lines: dict[tuple[Notice | None, Notice | None], HolderState] = {}
    for one in found:
        line = one.upstream, one.submitted
        holders = f"{lines[line].holder}, {one.holder}" if line in lines else one.holder
        lines[line] = replace(one, holder=holders)
    return tuple(lines.values())


def states(shared: Shared, *wanted: NoticeState) -> tuple[HolderState, ...]:
    """Holders of the referenced files in one of these states, each once."""
    found = {one.holder: one for match in shared.matches for one in match.notices if one.state in wanted}
    return tuple(found.values())
