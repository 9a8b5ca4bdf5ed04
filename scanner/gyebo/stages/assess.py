# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Ask the rulebook's questions of what was found; every answer has evidence for and against, people decide."""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from gyebo.errors import RuleError
from gyebo.report import (
    Commonality,
    Confidence,
    Direction,
    File,
    Finding,
    Fragment,
    HolderState,
    Kind,
    Location,
    Match,
    Notice,
    NoticeState,
    Statement,
    Text,
    Work,
)
from gyebo.rulebook import UNKNOWN, FindingRule

NAMES_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Matched:
    """A fragment that has a match."""

    fragment: Fragment
    match: Match


@dataclass(frozen=True, slots=True)
class Shared:
    """All that one file has of one organisation alone."""

    file: File
    work: Work
    matched: tuple[Matched, ...]
    repository_files: int
    """README, NOTICE and the like that were read for references."""
    works: int
    """How many the corpus holds: "alone" is said of these."""

    @property
    def matches(self) -> tuple[Match, ...]:
        """The matches without their fragments."""
        return tuple(one.match for one in self.matched)

    @property
    def tokens(self) -> int:
        """Tokens in common with the organisation."""
        return sum(match.tokens for match in self.matches)


@dataclass(frozen=True, slots=True)
class Answer:
    """What one rule says of one file and organisation."""

    supporting: tuple[Statement, ...]
    mitigating: tuple[Statement, ...]


Question = Callable[[FindingRule, Shared], Answer | None]


def assess(
    files: Sequence[File], rules: Mapping[str, FindingRule], home: str, repository_files: int, works: int
) -> tuple[Finding, ...]:
    """The findings, in the order of files, organisations and rules; RuleError when a rule has no question."""
    if set(rules) != set(QUESTIONS):
        alone = ", ".join(sorted(set(rules) ^ set(QUESTIONS)))
        raise RuleError(f"rules/findings: {alone}: a rule file and a question of this version must go together.")
    return tuple(
        _finding(rules[name], shared, answer)
        for file in files
        for shared in _shared(file, home, repository_files, works)
        for name, question in QUESTIONS.items()
        if (answer := question(rules[name], shared))
    )


def _shared(file: File, home: str, repository_files: int, works: int) -> Iterator[Shared]:
    """By organisation abroad: the matches with code that only it has, and that are not known to be younger."""
    by_maker: dict[str, list[Matched]] = {}
    for fragment in file.fragments:
        match = fragment.match
        if match and match.commonality is Commonality.EXCLUSIVE and match.direction is not Direction.IN_COMMON:
            work = match.referenced.work
            if UNKNOWN not in (work.organisation, work.country) and work.country != home:
                by_maker.setdefault(work.organisation, []).append(Matched(fragment, match))
    for _, matched in sorted(by_maker.items()):
        yield Shared(file, matched[0].match.referenced.work, tuple(matched), repository_files, works)


def _finding(rule: FindingRule, shared: Shared, answer: Answer) -> Finding:
    identity = hashlib.sha256(repr((rule.id, shared.file.path, shared.work.organisation)).encode()).hexdigest()[:12]
    spans = [one.fragment.span for one in shared.matched]
    return Finding(
        id=f"F-{identity}",
        rule=rule.id,
        axis=rule.axis,
        grade=rule.grade,
        confidence=_confidence(shared),
        location=Location(shared.file.path, min(s.first_line for s in spans), max(s.last_line for s in spans)),
        supporting=answer.supporting,
        mitigating=answer.mitigating,
        matches=tuple(match.id for match in shared.matches),
    )


def _confidence(shared: Shared) -> Confidence:
    """High only where code is equal but for names and the dates say who was first."""
    if any(match.direction is Direction.UNDATED for match in shared.matches):
        return Confidence.LOW
    equal = any(match.kind is not Kind.MODIFIED for match in shared.matches)
    return Confidence.HIGH if equal else Confidence.MEDIUM


def _foreign_code(rule: FindingRule, shared: Shared) -> Answer:
    matches = shared.matches
    equal = sum(match.kind is not Kind.MODIFIED for match in matches)
    edited = [match for match in matches if match.kind is Kind.MODIFIED]
    names = ", ".join(one.fragment.name for one in shared.matched[:NAMES_SHOWN])
    more = ", …" if len(matches) > NAMES_SHOWN else ""
    supporting = [_say(rule.supporting["found"], count=len(matches), names=names + more, **_maker(shared))]
    if equal:
        supporting.append(_say(rule.supporting["equal"], count=equal))
    mitigating = [
        _say(rule.mitigating["share"], share=_percent(shared.tokens, shared.file.tokens), tokens=shared.file.tokens),
        _say(rule.mitigating["corpus"], works=shared.works),
    ]
    if edited:
        most = max(match.containment for match in edited)
        mitigating.append(_say(rule.mitigating["edited"], count=len(edited), share=f"{most:.0%}"))
    for match in matches:
        mitigating += [
            Statement(_say(rule.mitigating["referenced"], text=one.text).text, Location(one.path, one.line, one.line))
            for one in match.references
            if one.is_statement
        ]
        mitigating += [_say(rule.mitigating["elsewhere"], text=one.text) for one in match.origin_references]
    if any(match.direction is Direction.UNDATED for match in matches):
        mitigating.append(_say(rule.mitigating["undated"]))
    return Answer(tuple(supporting), tuple(dict.fromkeys(mitigating)))


def _missing_reference(rule: FindingRule, shared: Shared) -> Answer | None:
    if not _is_dated(shared) or _is_referenced(shared) or all(match.origin_references for match in shared.matches):
        return None
    released = min(match.ties[0].released for match in shared.matches)
    supporting = (
        _say(rule.supporting["found"], released=released, **_maker(shared)),
        _say(rule.supporting["nothing"], count=shared.repository_files),
    )
    mitigating = [_say(rule.mitigating["rate"])]
    mitigating += [
        Statement(_say(rule.mitigating["retained"], text=one.submitted.text).text, _at(one))
        for one in _states(shared, NoticeState.RETAINED)
        if one.submitted
    ]
    mentions = dict.fromkeys(one for match in shared.matches for one in match.references)
    mitigating += [
        Statement(_say(rule.mitigating["mentioned"], text=one.text).text, Location(one.path, one.line, one.line))
        for one in mentions
    ]
    return Answer(supporting, tuple(mitigating))


def _strong(rule: FindingRule, shared: Shared) -> Shared | None:
    """What a flaw may rest on: clearly like, and from a file that does not itself name another source."""
    least = rule.thresholds["resemblance"].value
    matched = tuple(one for one in shared.matched if one.match.resemblance >= least and not one.match.origin_references)
    return replace(shared, matched=matched) if matched and _is_dated(shared) and not _is_referenced(shared) else None


def _retained_notice(rule: FindingRule, shared: Shared) -> Answer | None:
    kept = [one for one in _states(shared, NoticeState.RETAINED) if one.submitted and one.upstream]
    if not kept:
        return None
    supporting = tuple(
        Statement(
            _say(
                rule.supporting["kept"], holder=one.holder, submitted=_text(one.submitted), upstream=_text(one.upstream)
            ).text,
            _at(one),
        )
        for one in kept
    )
    gone = (*_states(shared, NoticeState.SUBSTITUTED), *_states(shared, NoticeState.DROPPED))
    others = (_say(rule.mitigating["others"], holder=one.holder, upstream=_text(one.upstream)) for one in gone)
    return Answer(supporting, tuple(others))


def _substituted_notice(rule: FindingRule, shared: Shared) -> Answer | None:
    strong = _strong(rule, shared)
    states = _states(strong, NoticeState.SUBSTITUTED) if strong else ()
    replaced = [one for one in states if one.submitted and one.upstream]
    if not strong or not replaced:
        return None
    supporting = [_say(rule.supporting["found"], **_maker(strong))]
    for one in replaced:
        supporting.append(_say(rule.supporting["upstream"], upstream=_text(one.upstream), holder=one.holder))
        supporting.append(Statement(_say(rule.supporting["submitted"], submitted=_text(one.submitted)).text, _at(one)))
    mitigating = [_say(rule.mitigating["kept"], holder=one.holder) for one in _states(shared, NoticeState.RETAINED)]
    return Answer(tuple(dict.fromkeys(supporting)), (*mitigating, *_usual(rule, shared)))


def _dropped_notice(rule: FindingRule, shared: Shared) -> Answer | None:
    strong = _strong(rule, shared)
    dropped = [one for one in _states(strong, NoticeState.DROPPED) if one.upstream] if strong else []
    if not strong or not dropped:
        return None
    supporting = [_say(rule.supporting["found"], **_maker(strong))]
    supporting += [
        _say(rule.supporting["upstream"], upstream=_text(one.upstream), holder=one.holder) for one in dropped
    ]
    return Answer(tuple(supporting), _usual(rule, shared))


QUESTIONS: dict[str, Question] = {
    "foreign-code": _foreign_code,
    "missing-reference": _missing_reference,
    "retained-notice": _retained_notice,
    "substituted-notice": _substituted_notice,
    "dropped-notice": _dropped_notice,
}


def _usual(rule: FindingRule, shared: Shared) -> tuple[Statement, ...]:
    """How frequent this is elsewhere, and how much of the file it is about."""
    share = _percent(shared.tokens, shared.file.tokens)
    return (
        _say(rule.mitigating["rate"]),
        _say(rule.mitigating["share"], share=share),
        _say(rule.mitigating["corpus"], works=shared.works),
    )


def _is_dated(shared: Shared) -> bool:
    return all(match.direction is Direction.FROM for match in shared.matches)


def _is_referenced(shared: Shared) -> bool:
    return any(one.is_statement for match in shared.matches for one in match.references)


def _states(shared: Shared, state: NoticeState) -> tuple[HolderState, ...]:
    """Holders of the referenced files in this state, each once."""
    found = {one.holder: one for match in shared.matches for one in match.notices if one.state is state}
    return tuple(found.values())


def _maker(shared: Shared) -> dict[str, object]:
    return {
        "tokens": shared.tokens,
        "organisation": shared.work.organisation_name,
        "country": shared.work.country,
    }


def _say(sentence: Text, **values: object) -> Statement:
    """A sentence of the rulebook with its fields filled in; a Text among the values is said in each language."""
    english = {key: value.en if isinstance(value, Text) else value for key, value in values.items()}
    korean = {key: value.ko if isinstance(value, Text) else value for key, value in values.items()}
    return Statement(Text(sentence.en.format_map(english), sentence.ko.format_map(korean)), None)


def _text(notice: Notice | None) -> str:
    return notice.text if notice else ""


def _at(state: HolderState) -> Location | None:
    notice = state.submitted
    return Location(notice.path, notice.line, notice.line) if notice else None


def _percent(part: int, whole: int) -> str:
    return f"{part / max(whole, 1):.0%}"
