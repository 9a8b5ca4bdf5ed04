# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""What a scan says on a terminal, in both languages: a few plain lines, since the reports hold the rest."""

from collections import Counter
from collections.abc import Iterator, Sequence

from gyebo.cli.colours import coloured
from gyebo.cli.unasked import outside, partial, undated, unexamined
from gyebo.cli.words import STATES, column, counted, named, placed, told
from gyebo.display import display
from gyebo.report import (
    Base,
    Coverage,
    Grade,
    Lineage,
    ObligationState,
    Report,
    Suppression,
    SuppressionKind,
    SuppressionState,
    Text,
)
from gyebo.report.cells import Notebooks

SHOWN = 4
"""Works of one origin that are named."""
LISTED = 12
"""Findings, and ignores without effect, that are listed."""
APPLIED, NOT_APPLIED = SuppressionState.APPLIED, SuppressionState.NOT_APPLIED


WORDS = {
    "analysed": Text("{files} analysed, {left}.", "{files} 분석, {left}."),
    "unknown": Text("country not known", "국가 미상"),
    "whole": Text("nothing left out", "빠진 것 없음"),
    "left": Text("{paths} not ({told})", "{paths} 분석하지 않음({told})"),
    "may": Text("{count} of them may hold code", "그중 {count}개에는 코드가 있을 수 있음"),
    "no-code": Text("no code among them", "그중 코드는 없음"),
    "tokens": Text(
        "{tokens}: {own} own, {exclusive} like one organisation's, {shared} shared by a few, {common} common heritage.",
        "{tokens}: 자체 {own}, 한 기관의 코드와 비슷함 {exclusive}, 몇몇 공유 {shared}, 공통 유산 {common}.",
    ),
    "unreadable": Text(
        "Nothing was analysed: {paths} may hold code and could not be read; the report says why of each.",
        "아무것도 분석하지 못했습니다. 코드가 있을 수 있는 {paths}를 읽지 못했으며, 각각의 이유는 보고서에 있습니다.",
    ),
    "nothing": Text(
        "Nothing was analysed: there is no file in a language that gyebo reads (Python).",
        "아무것도 분석하지 않았습니다. gyebo가 읽는 언어(Python)로 된 파일이 없습니다.",
    ),
    "unchanged": Text(
        "Nothing is left to analyse: all of it is what it stands on, unchanged. This counts as nothing analysed "
        "(exit code 3), unless you name that with --base.",
        "분석할 것이 남지 않았습니다. 모두 기반 코드 그대로입니다. --base로 그 기반을 지정하지 않으면 "
        "아무것도 분석하지 못한 것으로 봅니다(종료 코드 3).",
    ),
    "findings": Text("Findings: {counts}.", "확인 사항: {counts}."),
    "of-grade": Text("{count} {grade}", "{grade} {count}건"),
    "more": Text("  ... and {count} more; the reports have them all.", "  ... 외 {count}건. 전부 보고서에 있습니다."),
    "not-analysed": Text("not analysed", "분석하지 않음"),
    SuppressionState.APPLIED: Text(
        "Left out by the team's ignores and baseline: {}; the reports tell which, and why.",
        "팀의 ignore와 기준선에 따라 빠짐: {}. 무엇이 왜 빠졌는지는 보고서에 있습니다.",
    ),
    SuppressionState.NOT_APPLIED: Text(
        "The team's settings, ignores and baseline would have left out {}; here they do not count.",
        "팀의 설정, ignore, 기준선대로라면 {}이 빠졌겠지만, 여기서는 적용하지 않습니다.",
    ),
    "not-judged": Text(
        "Ignores and entries of the baseline that this run could not judge: {count} (without a date, or of a file "
        "that was not read or is in the base).",
        "이번 실행에서 판단하지 못한 ignore와 기준선 항목: {count}개(날짜가 없거나, 읽지 않은 파일이거나, "
        "기반 코드에 있는 파일임).",
    ),
    "idle": Text(
        "Ignores and entries of the baseline without effect: {counts}.",
        "효과가 없는 ignore와 기준선 항목: {counts}.",
    ),
    "of-state": Text("{count} {state}", "{state} {count}개"),
    SuppressionKind.INLINE: Text("ignore", "ignore 주석"),
    SuppressionKind.BASELINE: Text("baseline", "기준선"),
    "base": Text(
        "Stands on {base} ({licence}): {unchanged} unchanged, {changed} changed.{hint}",
        "{base} 위에 만들어짐({licence}): {unchanged} 그대로, {changed}개 바뀜.{hint}",
    ),
    "in": Text(" in {folder}", "({folder} 안)"),
    ObligationState.MET: Text(", its text is there", ", 전문 있음"),
    ObligationState.NOT_SEEN: Text(", its text is not there", ", 전문 없음"),
    "no-licence": Text("no licence known", "알려진 라이선스 없음"),
    "name-another": Text(
        " If it is another version, name that one with --base.", " 다른 버전이라면 --base로 그 버전을 지정하십시오."
    ),
    "other-release": Text(
        " It is another release, so the changed files are one finding; --base with that release judges them.",
        " 다른 릴리스이므로 바뀐 파일은 한 건으로 묶였습니다. 그 릴리스를 --base로 지정하면 파일마다 판단합니다.",
    ),
    "reopened": Text(
        " Judged all the same, since what was said of them there is gone: {files}.",
        " 바뀌지 않았으나 거기에 있던 설명이 사라져 함께 판단함: {files}.",
    ),
    "origin": Text("{works}: {share:.1%} of the tokens, {exclusive}", "{works}: 전체 토큰의 {share:.1%}, {exclusive}"),
    "others": Text(" and {} more", " 외 {}개"),
    "exclusive": Text("{:.1%} exclusive", "단독 {:.1%}"),
    "nearest": Text("nearest, none of it exclusive", "가장 가까우나 단독인 부분은 없음"),
}


def lines(report: Report, lang: str) -> tuple[str, ...]:
    """What was read, where it comes from by tokens, the findings that ask to be looked at, and what was not asked."""
    coverage = report.coverage
    read = [_nothing(coverage, lang)]
    if coverage.files or coverage.base_files:
        read = [_analysed(coverage, lang), _tokens(coverage, lang)]
        read += [_base(one, lang) for one in report.bases]
        read += [] if is_read(report) else [_word("unchanged", lang)]
        read += [f"{rank}. {_origin(one, lang)}" for rank, one in enumerate(report.lineage, 1)]
    unasked = (*outside(report, lang), *undated(report, lang), *partial(report, lang), *unexamined(report, lang))
    return (*read, _counts(report, lang), *_grave(report, lang), *_suppressed(report, lang), *unasked)


def is_read(report: Report) -> bool:
    """Whether anything was analysed, or is unchanged code of a base that the user named: nothing else is an answer."""
    return bool(report.coverage.files) or any(base.is_given and base.unchanged for base in report.bases)


def left_out(coverage: Coverage, lang: str) -> str:
    """How many paths were not analysed, and whether they may hold code."""
    if not coverage.skipped:
        return _word("whole", lang)
    code = _word("may" if coverage.incomplete else "no-code", lang).format(count=coverage.incomplete)
    return _word("left", lang).format(paths=counted(coverage.skipped, "path", lang), told=code)


def unread(report: Report, lang: str) -> tuple[str, ...]:
    """A line a path that was not analysed, with its reason."""
    word = _word("not-analysed", lang)
    return tuple(
        display(f"{word}: {one.path} ({one.reason.value}) {told(one.detail, lang)}".rstrip()) for one in report.skipped
    )


def _analysed(coverage: Coverage, lang: str) -> str:
    files = counted(coverage.files, "file", lang)
    return _word("analysed", lang).format(files=files, left=left_out(coverage, lang))


def _tokens(coverage: Coverage, lang: str) -> str:
    return _word("tokens", lang).format(
        tokens=counted(coverage.tokens, "token", lang),
        own=coverage.own_tokens,
        exclusive=coverage.exclusive_tokens,
        shared=coverage.shared_tokens,
        common=coverage.common_tokens,
    )


def _nothing(coverage: Coverage, lang: str) -> str:
    if coverage.incomplete:
        return _word("unreadable", lang).format(paths=counted(coverage.incomplete, "path", lang))
    return _word("nothing", lang)


def _counts(report: Report, lang: str) -> str:
    found = Counter(one.grade for one in report.standing)
    of_grade = _word("of-grade", lang)
    counts = ", ".join(of_grade.format(count=found[grade], grade=named(grade, lang)) for grade in Grade)
    return _word("findings", lang).format(counts=counts)


def _grave(report: Report, lang: str) -> Iterator[str]:
    """The findings that ask to be looked at, a line each, the gravest first."""
    titles = {rule.id: told(rule.title, lang) for rule in report.rules}
    grave = [f for grade in reversed(tuple(Grade)[1:]) for f in report.standing if f.grade is grade]
    words = dict(zip(Grade, column([named(grade, lang) for grade in Grade]), strict=True))
    for one in grave[:LISTED]:
        place = placed(report.notebooks, one.location.path, one.location.first_line, lang)
        yield f"  {coloured(one.grade, words[one.grade])} {display(f'{place}  {titles[one.rule]} ({one.rule})')}"
    if len(grave) > LISTED:
        yield _word("more", lang).format(count=len(grave) - LISTED)


def _suppressed(report: Report, lang: str) -> Iterator[str]:
    """What the team asked to be left out, whether it is or not."""
    left = tuple(one for one in report.suppressions if one.state not in (APPLIED, NOT_APPLIED))
    for state in (APPLIED, NOT_APPLIED):
        findings = {each for one in report.suppressions if one.state is state for each in one.findings}
        if findings:
            yield _word(state, lang).format(counted(len(findings), "finding", lang))
    open_ = sum(one.state is SuppressionState.NOT_JUDGED for one in left)
    if open_:
        yield _word(SuppressionState.NOT_JUDGED, lang).format(count=open_)
    yield from _idle([one for one in left if one.state is not SuppressionState.NOT_JUDGED], report.notebooks, lang)


def _idle(left: Sequence[Suppression], notebooks: Notebooks, lang: str) -> Iterator[str]:
    """How many have no effect, and where each stands."""
    if not left:
        return
    of_state = _word("of-state", lang)
    states = sorted(Counter(one.state for one in left).items())
    counts = (of_state.format(count=count, state=told(STATES[state], lang)) for state, count in states)
    yield _word("idle", lang).format(counts=", ".join(counts))
    for one in left[:LISTED]:
        place = placed(notebooks, one.path, one.line, lang)
        about = ", ".join(filter(None, (_word(one.kind, lang), one.rule)))
        yield display(f"  {place}  {told(STATES[one.state], lang)} ({about})")
    if len(left) > LISTED:
        yield _word("more", lang).format(count=len(left) - LISTED)


def _base(base: Base, lang: str) -> str:
    where = _word("in", lang).format(folder=base.folder) if base.folder else ""
    copy = _word(base.copy, lang) if base.copy in WORDS else ""
    hint = _word("name-another", lang) if base.changed and not base.is_given else ""
    return display(
        _word("base", lang).format(
            base=f"{base.name} {base.version}".rstrip() + where,
            licence=f"{base.licence}{copy}" if base.licence else _word("no-licence", lang),
            unchanged=counted(len(base.unchanged), "file", lang),
            changed=len(base.changed),
            hint=_reopened(base, lang) or (_word("other-release", lang) if base.is_other_release else hint),
        )
    )


def _reopened(base: Base, lang: str) -> str:
    return _word("reopened", lang).format(files=counted(len(base.reopened), "file", lang)) if base.reopened else ""


def _origin(origin: Lineage, lang: str) -> str:
    seats = [_word(one.country, lang) if one.country in WORDS else one.country for one in origin.works]
    makers = [told(one.organisation_name, lang) for one in origin.works]
    works = [f"{one.name} ({who}, {seat})" for one, who, seat in zip(origin.works, makers, seats, strict=True)]
    more = _word("others", lang).format(len(works) - SHOWN) if len(works) > SHOWN else ""
    exclusive = _word("exclusive", lang).format(origin.exclusive_share) if origin.exclusive_tokens else ""
    return _word("origin", lang).format(
        works=f"{' / '.join(works[:SHOWN])}{more}",
        share=origin.share,
        exclusive=exclusive or _word("nearest", lang),
    )


def _word(name: str, lang: str) -> str:
    return told(WORDS[name], lang)
