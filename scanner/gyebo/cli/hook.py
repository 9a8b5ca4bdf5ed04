# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""`gyebo hook`: the named files at once, or the whole repository; no network, and no git for named files."""

import argparse
import gc
import os
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from gyebo.cli import places
from gyebo.cli.colours import coloured
from gyebo.cli.exits import ExitCode
from gyebo.cli.words import named, placed, told
from gyebo.display import display
from gyebo.errors import UsageError
from gyebo.report import INCOMPLETE, Confidence, Grade, Skipped, SkipReason, Text

if TYPE_CHECKING:
    from gyebo.baseline import Accepted
    from gyebo.corpus.stamp import Stamp
    from gyebo.model import Collected
    from gyebo.pipeline import Request
    from gyebo.report import Finding, Place, Report
    from gyebo.rulebook import Rulebook
    from gyebo.settings import Settings

SHOWN = 3
"""Names of files that are not read."""
SETTINGS = b"gyebo"
MARK = re.compile(rb"gyebo {0,3}:", re.IGNORECASE)
"""What every ignore begins with, also one that is not written as it must be."""
WORDS = {
    "confidence": Text("confidence", "확신도"),
    "nearest": Text("nearest", "가장 가까운 코드"),
    "cure": Text("cure", "조치"),
    "held": Text(
        "Held up by {count} of {high} confidence. `gyebo declare` drafts the declarations that would answer; "
        "`gyebo explain RULE` says what is asked, and what is no finding.",
        "확신도가 {high}인 {count}건 때문에 멈췄습니다. `gyebo declare`가 답이 될 신고서 초안을 만들어 줍니다. "
        "무엇을 묻고 무엇이 해당하지 않는지는 `gyebo explain RULE --lang ko`에 있습니다.",
    ),
    "told": Text(
        "Nothing is held up: none of it is of {high} confidence. `gyebo declare` drafts the declarations that would "
        "answer.",
        "확신도가 {high}인 것은 없어 멈추지 않았습니다. `gyebo declare`가 답이 될 신고서 초안을 만들어 줍니다.",
    ),
    "unread": Text("not analysed", "분석하지 않음"),
    "aside": Text(
        "not looked into, since gyebo reads {suffixes}: {names}",
        "gyebo가 읽는 {suffixes} 파일이 아니어서 살펴보지 않음: {names}",
    ),
    "no-reason": Text("this ignore does not count: it gives no reason", "이 ignore는 이유가 없어 적용되지 않습니다"),
    "malformed": Text(
        'this ignore does not count: it is not written `# gyebo: ignore[RULE] reason="..."`, or there is no such rule',
        '이 ignore는 `# gyebo: ignore[RULE] reason="..."` 형식이 아니거나 그런 규칙이 없어 적용되지 않습니다',
    ),
    "unused": Text(
        "this ignore is not used: no finding is like it", "이 ignore는 쓰이지 않습니다. 해당하는 확인 사항이 없습니다"
    ),
    "below": Text(
        "Run in a folder of {top}: a NOTICE, declarations and settings above it are not seen; run it there.",
        "{top} 아래의 폴더에서 실행했습니다. 그 위의 NOTICE, 신고서, 설정은 보지 못하니 "
        "저장소 맨 위에서 실행해 주십시오.",
    ),
    "expired": Text("this entry of the baseline has expired", "기준선의 이 항목은 기한이 지났습니다"),
    "mislabelled": Text(
        "this entry of the baseline does not count: its rule or path is not that of the finding it names",
        "기준선의 이 항목은 적용되지 않습니다. 규칙이나 경로가 가리키는 확인 사항의 것과 다릅니다",
    ),
}


def run(options: argparse.Namespace) -> ExitCode:
    """Say what a commit would take in, and hold it up only for what is of high confidence and at or above the grade."""
    # NumPy's algebra, of which nothing is used here, would start a thread a core: one or two bare interpreter starts.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    if options.stdin_filename and not options.files:
        raise UsageError("--stdin-filename is the path of what stands on standard input; name that as `-`.")
    if options.files:
        gc.disable()  # a twentieth of the time, in a process that ends when it has spoken
    top = Path.cwd()
    stamp = places.ready(options.corpus)
    return _of_files(options, top, stamp) if options.files else _verdict(options, _of_all(top, stamp))


def _verdict(options: argparse.Namespace, report: "Report", uncounted: Iterable[str] = ()) -> ExitCode:
    """Tell the findings, whether one of them holds the commit up, and what was not counted in answer to them."""
    from gyebo.cli.unasked import unexamined

    grave = [one for one in report.standing if one.grade.reaches(Grade(options.fail_on))]
    held = sum(one.confidence is Confidence.HIGH for one in grave)
    for finding in grave:
        _print(_lines(finding, report, options.lang), finding.grade)
    _print((*_idle(report, options.lang), *unexamined(report, options.lang)))
    if grave:
        _print(_below(options.lang))
        high = named(Confidence.HIGH, options.lang)
        _print((_word("held" if held else "told", options.lang).format(count=held, high=high),))
        _print(uncounted)
    return ExitCode.FINDINGS if held else ExitCode.CLEAN


def _of_files(options: argparse.Namespace, top: Path, stamp: "Stamp") -> ExitCode:
    """Without code equal to the corpus's nothing can be of high confidence: only files with ignores are searched."""
    from gyebo.files import MISSING
    from gyebo.glance import glance

    given = _given(options, top)
    alike, unread = glance(given.files, stamp.digests(), stamp.smallest)
    untold = [one for one in (*given.skipped, *unread) if one.reason in INCOMPLETE]
    lost = tuple(_lost(options, top, given, untold))
    _print(_unread(one, options.lang) for one in (*untold, *lost))
    _print(_aside(options, top, given, (*untold, *lost)))
    verdict = ExitCode.CLEAN
    _settled(top)
    if alike or any(MARK.search(one.content) for one in given.files):
        from gyebo.cli.answers import answers
        from gyebo.model import silent
        from gyebo.pipeline import examine

        rulebook, said = places.loaded(), answers(top, given)
        _print(
            _unread(one, options.lang) for one in said.given.skipped if one.reason in INCOMPLETE and one not in untold
        )
        request = _request(top, stamp, rulebook, said.settings(), said.accepted())
        verdict = _verdict(options, examine(said.counted(), request, rulebook, silent), said.uncounted(options.lang))
    is_mistyped = any(one.detail == MISSING for one in (*untold, *lost))
    return ExitCode.ERROR if is_mistyped and verdict is ExitCode.CLEAN else verdict


def _settled(top: Path) -> None:
    """UsageError where the team's settings cannot be read, and a commit would take them in.

    They are looked into where there are any: to read TOML costs two starts.
    """
    stored = top / "pyproject.toml"
    if stored.is_file() and os.access(stored, os.R_OK) and SETTINGS in stored.read_bytes():
        from gyebo.settings import configured

        try:
            configured(top, {})
        except UsageError:
            from gyebo.staged import staged

            if staged(top, os.environ.get("GIT_INDEX_FILE", ""))(PurePosixPath(stored.name)):
                raise


def _given(options: argparse.Namespace, top: Path) -> "Collected":
    if options.files == ["-"]:
        from gyebo.cli.piped import taken

        return taken(options)
    if "-" in options.files or options.stdin_filename:
        raise UsageError("--stdin-filename and `-` go together, and no other file beside them.")
    from gyebo.languages import SUFFIXES
    from gyebo.stages.collect import below, picked

    folder = next((name for name in options.files if Path(name).is_dir() and not Path(name).is_symlink()), None)
    if folder is not None:
        raise UsageError(f"{folder} is a folder; name files, or none to have the whole repository read.")
    names = [below(top, name) for name in options.files]
    return picked(top, names, places.today(), frozenset(SUFFIXES))


def _of_all(top: Path, stamp: "Stamp") -> "Report":
    """A large folder takes its time: somebody who waits at a terminal sees how far it is, a log is spared it."""
    from gyebo import baseline
    from gyebo.cli.console import Console
    from gyebo.pipeline import scan
    from gyebo.settings import configured

    rulebook = places.loaded()
    request = _request(top, stamp, rulebook, configured(top, {}), baseline.read(baseline.beside(top)))
    with Console(is_quiet=not sys.stderr.isatty()) as console:
        return scan(request, rulebook, console)


def _request(
    top: Path, stamp: "Stamp", rulebook: "Rulebook", settings: "Settings", accepted: "tuple[Accepted, ...]"
) -> "Request":
    from gyebo.cli.organisations import published
    from gyebo.cli.scanning import known
    from gyebo.pipeline import Request

    return Request(
        path=top,
        commit=None,
        settings=known(settings, rulebook, lambda: published(str(stamp.folder))),
        index=stamp.folder,
        cache=places.cache(),
        rules=places.rules(),
        accepted=accepted,
        today=places.today(),
    )


def _below(lang: str) -> Iterator[str]:
    """One line where what would answer a finding may stand above the folder that the hook was run in."""
    from gyebo.repository import find_top

    top = find_top(Path.cwd())
    if top and top != Path.cwd():
        yield _word("below", lang).format(top=top)


def _lines(finding: "Finding", report: "Report", lang: str) -> Iterator[str]:
    """What was found, where from, and the shortest cure."""
    rule = next(one for one in report.rules if one.id == finding.rule)
    graded = f"{named(finding.grade, lang)}, {_word('confidence', lang)} {named(finding.confidence, lang)}"
    where = placed(report.notebooks, finding.location.path, finding.location.first_line, lang)
    yield f"{where}: {told(rule.title, lang)} ({finding.rule}; {graded})"
    if finding.supporting:
        yield f"  {told(finding.supporting[0].text, lang)}"
    near = next(
        (
            f.match.referenced
            for file in report.files
            for f in file.fragments
            if f.match and f.match.id in finding.matches
        ),
        None,
    )
    if near:
        yield f"  {_word('nearest', lang)}: {nearest(near)}"
    yield f"  {_word('cure', lang)}: {told(rule.remedy, lang)}"


def nearest(near: "Place") -> str:
    """Where the published code stands; a whole file has no name."""
    code = " ".join(filter(None, (near.source, f"{near.path}:{near.first_line}", near.name)))
    return f"{code} ({near.licence}, {near.released})"


def _idle(report: "Report", lang: str) -> Iterator[str]:
    """What the team wrote to answer a finding, and why it does not: else it would look for the fault in vain."""
    for one in report.suppressions:
        if one.state.value in WORDS and (one.findings or one.line):
            where = placed(report.notebooks, one.path, one.line, lang)
            yield f"{where}: {_word(one.state.value, lang)}{f' ({one.rule})' if one.rule else ''}"


def _unread(skipped: Skipped, lang: str) -> str:
    return f"{skipped.path}: {_word('unread', lang)} ({skipped.reason}) {told(skipped.detail, lang)}".rstrip()


def _lost(options: argparse.Namespace, top: Path, given: "Collected", untold: Iterable[Skipped]) -> Iterator[Skipped]:
    """What was named and is nowhere, whatever it is called: a name that was mistyped looks like a clean file."""
    from gyebo.files import MISSING

    for path in _unseen(options, top, given, untold):
        if not os.path.lexists(top / path):
            yield Skipped(path, SkipReason.UNREADABLE, MISSING)


def _aside(options: argparse.Namespace, top: Path, given: "Collected", untold: Iterable[Skipped]) -> Iterator[str]:
    """One line for what was named and is no code that is read: else it would look as if nothing were the matter."""
    from gyebo.languages import SUFFIXES

    names = _unseen(options, top, given, untold)
    if names:
        shown = ", ".join(names[:SHOWN]) + (f" (+{len(names) - SHOWN})" if len(names) > SHOWN else "")
        yield _word("aside", options.lang).format(suffixes=" ".join(sorted(SUFFIXES)), names=shown)


def _unseen(options: argparse.Namespace, top: Path, given: "Collected", untold: Iterable[Skipped]) -> list[str]:
    from gyebo.stages.collect import below

    named = () if options.files == ["-"] else options.files
    seen = {*(str(one.path) for one in (*given.files, *given.statements)), *(one.path for one in untold)}
    return [path for name in named if (path := str(below(top, name))) not in seen]


def _word(name: str, lang: str) -> str:
    return told(WORDS[name], lang)


def _print(lines: Iterable[str], grade: Grade | None = None) -> None:
    """Harmless lines, the first of them in the colour of its grade."""
    shown = [display(line) for line in lines]
    if grade:
        shown[0] = coloured(grade, shown[0])
    sys.stdout.write("".join(f"{line}\n" for line in shown))
