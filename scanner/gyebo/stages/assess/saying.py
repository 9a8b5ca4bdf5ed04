# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Say a sentence of the rulebook, and the parts that sentences of several rules have in common."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from gyebo.report import (
    Commonality,
    Confidence,
    Counterpart,
    Direction,
    FragmentKind,
    HolderState,
    Kind,
    Location,
    Match,
    Notice,
    Statement,
    Text,
)
from gyebo.rulebook import UNKNOWN, FindingRule
from gyebo.stages.assess.asking import Located, Shared, Survey


def say(sentence: Text, where: Location | None = None, /, **values: object) -> Statement:
    """A sentence of the rulebook with its fields filled in; a Text among the values is said in each language."""
    plain = {key: f"{value:,}" if isinstance(value, int) else value for key, value in values.items()}
    english = {key: value.en if isinstance(value, Text) else value for key, value in plain.items()}
    korean = {key: value.ko if isinstance(value, Text) else value for key, value in plain.items()}
    return Statement(Text(sentence.en.format_map(english), sentence.ko.format_map(korean)), where)


def maker(shared: Shared) -> dict[str, object]:
    """The fields that name the organisation, and how much is like its code."""
    return {
        "tokens": shared.tokens,
        "organisation": shared.work.organisation_name,
        "country": shared.survey.country(shared.work.country),
    }


def usual(rule: FindingRule, shared: Shared) -> tuple[Statement, ...]:
    """What of the maker is named, how frequent this is elsewhere, and how much of the file it is about."""
    return (
        *kin(rule, shared),
        say(rule.mitigating["rate"]),
        *share(rule, shared),
        *one_by_one(rule, shared),
        say(rule.mitigating["corpus"], works=shared.survey.works),
    )


def one_by_one(rule: FindingRule, shared: Shared) -> Iterator[Statement]:
    """Of a file told as a whole: how many of its definitions are like other makers' code too."""
    if any(one.fragment.kind is FragmentKind.MODULE for one in shared.matched):
        inside = (one for one in shared.file.fragments if one.kind is not FragmentKind.MODULE and one.match)
        others = sum(one.match is not None and one.match.commonality is not Commonality.EXCLUSIVE for one in inside)
        if others:
            yield say(rule.mitigating["together"], count=others)


def kin(rule: FindingRule, shared: Shared) -> Iterator[Statement]:
    """Other models of the same maker that the file names as sources, which speaks for the team."""
    named = dict.fromkeys(one for match in shared.matches for one in match.references if one.works)
    yield from (say(rule.mitigating["kin"], line_of(one.path, one.line), text=one.text) for one in named)


def quoted(notice: Notice | None) -> str:
    """A notice as it stands; nothing where there is none."""
    return notice.text if notice else ""


def at(state: HolderState) -> Location | None:
    """Where the submission's own line stands."""
    notice = state.submitted
    return line_of(notice.path, notice.line) if notice else None


def share(rule: FindingRule, shared: Shared) -> Iterator[Statement]:
    """How much of the file it is about; that it is all of it speaks for nobody."""
    told = percent(shared.tokens, shared.file.tokens)
    if shared.tokens < shared.file.tokens and told != percent(1, 1):
        yield say(rule.mitigating["share"], share=told, tokens=shared.file.tokens)


def in_order(rule: FindingRule, whole: Counterpart) -> Statement:
    """How many of a file's definitions one file of the corpus has, and in what order."""
    told = {name: getattr(whole, name) for name in ("definitions", "matched", "in_order", "runner_up")}
    return say(rule.supporting["order"], **told, work=whole.referenced.work.name, path=whole.referenced.path)


def nothing_said(rule: FindingRule, survey: Survey) -> Statement:
    """That no statement was found, and whether there was anything beside the file to look in."""
    read = survey.repository_files
    return say(rule.supporting["nothing" if read else "alone"], count=read)


def later(rule: FindingRule, matches: Sequence[Match]) -> Iterator[Statement]:
    """What was said after the deadline, each line once."""
    late = dict.fromkeys(one for match in matches for one in match.late_references)
    return (say(rule.mitigating["later"], line_of(one.path, one.line), text=one.text) for one in late)


def line_of(path: str, line: int) -> Location:
    return Location(path, line, line)


def percent(part: int, whole: int) -> str:
    return f"{part / max(whole, 1):.0%}"


def seated(rule: FindingRule, survey: Survey, located: Located, organisation: str, country: str) -> Located:
    """What is said of a maker at home, or of one whose country is not known: it may take part in the team.

    Teams are of several companies, and one of them may have written the code.
    """
    is_home, confidence = not survey.is_foreign(organisation, country), located.confidence
    if not is_home and country != UNKNOWN:
        return located
    told = "domestic" if is_home else "seatless"
    against = [say(rule.mitigating[told])] if told in rule.mitigating else []  # to keep a notice is to its credit
    answer = replace(located.answer, mitigating=(*located.answer.mitigating, *against))
    capped = Confidence.MEDIUM if is_home and confidence is Confidence.HIGH else confidence
    return replace(located, answer=answer, confidence=capped)


def confidence(matches: Sequence[Match]) -> Confidence:
    """High only where code is equal but for names and the dates say who was first."""
    if any(match.direction is Direction.UNDATED for match in matches):
        return Confidence.LOW
    equal = any(match.kind is not Kind.MODIFIED for match in matches)
    return Confidence.HIGH if equal else Confidence.MEDIUM
