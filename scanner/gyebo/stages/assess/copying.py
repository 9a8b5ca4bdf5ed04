# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Questions of one organisation's code: whether there is some, and whether the submission says where it comes from."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from gyebo.report import (
    KEPT,
    Direction,
    File,
    Fragment,
    FragmentKind,
    Kind,
    NoticeState,
    Reference,
    Statement,
    Text,
    same,
)
from gyebo.report.cells import Notebooks
from gyebo.rulebook import FindingRule
from gyebo.stages.assess.asking import Answer, Shared
from gyebo.stages.assess.noticing import by_line, is_dated, is_from_elsewhere, sources_of_most, states, unsaid
from gyebo.stages.assess.referring import leading_elsewhere
from gyebo.stages.assess.saying import at, in_order, later, line_of, maker, nothing_said, one_by_one, quoted, say, share

LOST = frozenset({NoticeState.DROPPED, NoticeState.SUBSTITUTED})
REPOSITORY_WIDE = 1
"""Level of a reference that no file has, but the README, NOTICE or the like of the whole."""
NAMES_SHOWN, RENAMINGS_SHOWN, QUOTES_SHOWN, LINES_SHOWN = 5, 3, 5, 5


def foreign_code(rule: FindingRule, shared: Shared) -> Answer | None:
    if not shared.is_foreign:
        return None
    matches = shared.matches
    equal = sum(match.kind is not Kind.MODIFIED for match in matches)
    names = _names([one.fragment for one in shared.matched], shared.file)
    supporting = [say(rule.supporting["found"], count=len(matches), names=names, **maker(shared))]
    if equal:
        supporting.append(say(rule.supporting["equal"], count=equal))
    supporting += [*_of_the_file(rule, shared), *_of_the_words(rule, shared), *_not_asked(rule, shared)]
    return Answer(tuple(supporting), tuple(dict.fromkeys(_against_foreign_code(rule, shared))))


def _names(fragments: Sequence[Fragment], file: File) -> Text:
    more = ", …" if len(fragments) > NAMES_SHOWN else ""
    named = [_named(one, file) for one in fragments[:NAMES_SHOWN]]
    return Text(", ".join(one.en for one in named) + more, ", ".join(one.ko for one in named) + more)


def _named(fragment: Fragment, file: File) -> Text:
    """A part of a function has its function's name, so its lines are told too."""
    name, span = fragment.name or file.path, fragment.span
    if fragment.kind is not FragmentKind.STRETCH:
        return same(name)
    cells = Notebooks({file.path: file.cells}).told(file.path, span.first_line, span.last_line)
    if cells:
        return Text(f"{name} ({cells.en})", f"{name} ({cells.ko})")
    return same(f"{name}:{span.first_line}–{span.last_line}")


def _of_the_file(rule: FindingRule, shared: Shared) -> Iterator[Statement]:
    """What the file as a whole says, where it is most like a file of the same organisation."""
    counterpart = shared.file.counterpart
    if counterpart is None or counterpart.referenced.work.organisation != shared.work.organisation:
        return
    if counterpart.is_equal:
        there = counterpart.referenced
        yield say(rule.supporting["whole"], work=there.work.name, path=there.path)
    yield in_order(rule, counterpart)
    for one in counterpart.renamings[:RENAMINGS_SHOWN]:
        yield say(
            rule.supporting["renamed"],
            referenced=one.referenced,
            submitted=one.submitted,
            names=one.names,
            places=one.places,
            exceptions=one.exceptions,
        )


def _of_the_words(rule: FindingRule, shared: Shared) -> Iterator[Statement]:
    """Comments and messages that hardly any other work has, and names of the origin left in them."""
    path, most = shared.file.path, rule.thresholds["works"].value
    quotes = dict.fromkeys(
        one for match in shared.matches for one in match.quotes if one.is_exact and one.works <= most
    )
    for quote in list(quotes)[:QUOTES_SHOWN]:
        yield say(rule.supporting["quoted"], line_of(path, quote.submitted_line), text=quote.text, works=quote.works)
    lefts = list(dict.fromkeys(one for match in shared.matches for one in match.leftovers))
    for left in lefts[:LINES_SHOWN]:
        yield say(rule.supporting["left"], line_of(path, left.line), text=left.text, name=left.name)
    if len(lefts) > LINES_SHOWN:
        yield say(rule.supporting["more"], count=len(lefts) - LINES_SHOWN)


def _against_foreign_code(rule: FindingRule, shared: Shared) -> list[Statement]:
    matches = shared.matches
    edited = [match for match in matches if match.kind is Kind.MODIFIED and match.containment < 1]
    mitigating = [
        *share(rule, shared),
        *one_by_one(rule, shared),
        say(rule.mitigating["corpus"], works=shared.survey.works),
    ]
    if edited:
        most = max(match.containment for match in edited)
        mitigating.append(say(rule.mitigating["edited"], count=len(edited), share=f"{most:.1%}"))
    for match in matches:
        mitigating += [
            say(
                rule.mitigating[_how_told(one)],
                line_of(one.path, one.line),
                text=one.text,
            )
            for one in match.references
            if one.is_statement
        ]
        mitigating += [say(rule.mitigating["elsewhere"], text=one.text) for one in sources_of_most(match)]
    if any(match.direction is Direction.UNDATED for match in matches):
        mitigating.append(say(rule.mitigating["undated"]))
    return mitigating


def _how_told(said: Reference) -> str:
    if said.level > REPOSITORY_WIDE:
        return "referenced"
    return "referenced_beside" if said.names_file else "referenced_wide"


def _not_asked(rule: FindingRule, shared: Shared) -> Iterator[Statement]:
    """Copyright statements that are not in the file, where a reference is why no finding says so."""
    named = (match for match in shared.matches if any(one.is_statement for one in match.references))
    lost = {one.holder: one for match in named for one in match.notices if one.state in LOST and one.upstream}
    for one in by_line(lost.values()):
        yield say(rule.supporting["not_asked"], holder=one.holder, upstream=quoted(one.upstream))


def missing_reference(rule: FindingRule, shared: Shared) -> Answer | None:
    silent = tuple(one for one in unsaid(shared) if not is_from_elsewhere(one.match))
    if not silent or not is_dated(shared) or leading_elsewhere(shared):
        return None
    shared = replace(shared, matched=silent)
    released = min(tie.released for match in shared.matches for tie in match.ties)
    supporting = (
        say(rule.supporting["found"], released=released, **maker(shared)),
        *_first_release(rule, shared, released),
        nothing_said(rule, shared.survey),
    )
    kept = (one for one in states(shared, *KEPT) if one.submitted)
    retained = dict.fromkeys(say(rule.mitigating["retained"], at(one), text=quoted(one.submitted)) for one in kept)
    mitigating = [say(rule.mitigating["rate"]), *one_by_one(rule, shared), *retained]
    mentions = dict.fromkeys(one for match in shared.matches for one in match.references)
    mitigating += [
        say(rule.mitigating["kin" if one.works else "mentioned"], line_of(one.path, one.line), text=one.text)
        for one in mentions
    ]
    mitigating += later(rule, shared.matches)
    names = dict.fromkeys((one.line, one.text) for match in shared.matches for one in match.leftovers)
    mitigating += _mentioned(rule, shared.file.path, tuple(names))
    others = sum(one.is_statement and bool(one.works or "://" in one.text) for one in shared.file.references)
    if others:
        mitigating.append(say(rule.mitigating["others"], count=others))
    return Answer(supporting, tuple(mitigating), silent)


def _first_release(rule: FindingRule, shared: Shared, released: str) -> Iterator[Statement]:
    """Where a release older than the copies compared had the model, or the host's own file, by name."""
    tie = min(
        (tie for match in shared.matches for tie in match.ties), key=lambda tie: (tie.since, tie.source, tie.path)
    )
    first = tie.first_published
    if first and first.published < released:
        name = PurePosixPath(tie.path).name if tie.work.model == tie.host else tie.work.name
        said = {"package": first.package, "version": first.version, "published": first.published[:10]}
        yield say(rule.supporting["first"], name=name, **said)


def _mentioned(rule: FindingRule, path: str, names: Sequence[tuple[int, str]]) -> Iterator[Statement]:
    """The origin's name in comments and messages; a docstring may have it on every line."""
    for line, text in names[:LINES_SHOWN]:
        yield say(rule.mitigating["mentioned"], line_of(path, line), text=text)
    if len(names) > LINES_SHOWN:
        yield say(rule.mitigating["more"], count=len(names) - LINES_SHOWN)
