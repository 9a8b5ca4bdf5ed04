# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""What a scan could not ask, in both languages: dates, older commits, upstream notices, and how to have it asked."""

from collections.abc import Iterator

from gyebo.cli.words import counted, told
from gyebo.display import display
from gyebo.report import Report, SkipReason, Text

SHOWN = 6
"""Names of files that are not counted."""
WORDS = {
    "outside": Text(
        "Outside of what was scanned, so not counted (scan the repository's top to have it counted): {names}",
        "검사한 범위 밖에 있어 반영하지 않음(저장소 맨 위를 검사하면 반영됨): {names}",
    ),
    "undated": Text(
        "Without a date nothing can be said to come from elsewhere, and fewer findings are made: "
        "no git repository holds this, or nothing is committed.",
        "날짜가 없으면 어떤 코드도 다른 곳에서 왔다고 할 수 없고, 확인 사항도 줄어듭니다. "
        "git 저장소 안에 있지 않거나 커밋된 것이 없습니다.",
    ),
    "no-history": Text(
        "Without a date nothing can be said to come from elsewhere. {detail}",
        "날짜가 없으면 어떤 코드도 다른 곳에서 왔다고 할 수 없습니다. {detail}",
    ),
    "no-texts": Text(
        "Whether a copyright line was kept could not be asked of {matches}: "
        "the texts of the corpus are not at hand; `gyebo corpus build` obtains them.",
        "{matches}에 대해서는 저작권 표시가 유지되었는지 물을 수 없었습니다. "
        "대조 자료의 원문이 없습니다. `gyebo corpus build`로 받을 수 있습니다.",
    ),
    "partial": Text(
        "Not all of the history could be read: {commits}, from {first}. A shallow clone lacks the older ones: "
        "`git fetch --unshallow`, or in a workflow `fetch-depth: 0` for actions/checkout.",
        "이력 전체를 읽지는 못했습니다: {first} 이후의 {commits}. 얕은 복제본에는 이전 커밋이 없으니 "
        "`git fetch --unshallow`로 가져오십시오. 워크플로에서는 actions/checkout에 `fetch-depth: 0`을 적습니다.",
    ),
}


def unexamined(report: Report, lang: str) -> tuple[str, ...]:
    """A line for what could not be asked: dates, where git or its history is missing, and upstream notices, where the
    corpus came without texts and without credits.
    """
    without = [
        told(one.detail, lang)
        for one in report.skipped
        if one.reason is SkipReason.HISTORY and not report.submission.dated
    ]
    said = [display(_word("no-history", lang).format(detail=detail)) for detail in without]
    if report.unexamined:
        said.append(_word("no-texts", lang).format(matches=counted(len(report.unexamined), "match", lang)))
    return tuple(said)


def outside(report: Report, lang: str) -> Iterator[str]:
    """What stands above a part of a repository that was scanned: who scans a part may think that it counts."""
    names = [one.path for one in report.skipped if one.reason is SkipReason.OUTSIDE]
    if names:
        more = f" (+{len(names) - SHOWN})" if len(names) > SHOWN else ""
        yield display(_word("outside", lang).format(names=", ".join(names[:SHOWN]) + more))


def undated(report: Report, lang: str) -> Iterator[str]:
    """A folder without git has no date; of one that has git and cannot be read, unexamined() says why."""
    has_git = any(one.reason is SkipReason.HISTORY for one in report.skipped)
    if report.coverage.files and not report.submission.dated and not has_git:
        yield _word("undated", lang)


def partial(report: Report, lang: str) -> Iterator[str]:
    """A history that was asked for and ends too early, which a clone without it looks like."""
    if report.history and not report.history.is_whole:
        commits = counted(report.history.commits, "commit", lang)
        yield _word("partial", lang).format(commits=commits, first=report.history.first)


def _word(name: str, lang: str) -> str:
    return told(WORDS[name], lang)
