# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Check what a repository can show of the obligations that come with what was taken over."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from gyebo.licencebook import Asked, Licence, LicenceBook
from gyebo.licences.repository import Said
from gyebo.naming import plain
from gyebo.report import (
    File,
    HolderState,
    Kind,
    LicenceSource,
    LicenceStatement,
    Location,
    Match,
    Notice,
    NoticeState,
    Obligation,
    ObligationKind,
    ObligationState,
    Statement,
    Text,
    same,
)

State = ObligationState
Answer = tuple[ObligationState, tuple[Statement, ...]]
GONE = frozenset({NoticeState.DROPPED, NoticeState.SUBSTITUTED})
SHOWN = 3
"""Places quoted for one obligation; the matches have them all."""


Papers = tuple[tuple[str, str], ...]
"""(path, text) of a source's LICENSE, NOTICE and their like."""
SHORTEST_NOTICE = 20
"""Letters of a NOTICE below which it says nothing of its own."""
PARAGRAPH = 4
"""Lines: "This code is based on ... It has been modified from its original forms" of 54 files of transformers 5."""
TITLE = re.compile(r"^(?:#\s+|name\s*[=:]\s*[\"']?|model_name\s*:\s*[\"']?)(?P<name>[^\n\"']{2,100})", re.MULTILINE)
"""How a README, a model card or a pyproject.toml gives the name of the whole."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a repository shows, as far as obligations are concerned."""

    said: Said
    statements: tuple[tuple[str, str], ...]
    """(path, text) of README, LICENSE, NOTICE and their like."""
    changes: Mapping[str, Sequence[int]]
    """By source file, the lines that say that it was changed."""
    papers: Mapping[str, Papers | None] = field(default_factory=dict[str, "Papers | None"])
    """LICENSE and NOTICE of the corpus's sources, by their ids; None where they are not at hand."""
    elsewhere: Callable[[str], tuple[Notice, ...]] = lambda _path: ()
    """Copyright statements that speak for a file and stand in another one; asked with its path."""


@dataclass(frozen=True, slots=True)
class Copied:
    """A file and its matches with one origin under one licence."""

    file: File
    matches: tuple[Match, ...]


def checked(licence: Licence, copied: Sequence[Copied], shown: Evidence, book: LicenceBook) -> tuple[Obligation, ...]:
    """Each obligation of a licence, and what can be seen of it; without copied files that of weights merely used."""
    return tuple(_checked(licence, asked, copied, shown, book) for asked in licence.obligations)


def _checked(
    licence: Licence, asked: Asked, copied: Sequence[Copied], shown: Evidence, book: LicenceBook
) -> Obligation:
    check = CHECKS.get(asked.kind)
    state, evidence = check(licence, asked, copied, shown) if check else (State.NOT_CHECKABLE, ())
    said = [book.asks[asked.kind], *([asked.note] if asked.note else [])]
    if asked.kind is ObligationKind.GIVE_COPY and state is State.NOT_SEEN:
        said.append(book.copy)
    if not licence.is_read:
        said.append(book.unread)
    fields = {"phrase": asked.phrase, "id": licence.id, "source": licence.source}
    text = Text(" ".join(one.en.format(**fields) for one in said), " ".join(one.ko.format(**fields) for one in said))
    return Obligation(asked.kind, text, asked.clause, state, evidence)


def _keep_notice(_licence: Licence, _asked: Asked, copied: Sequence[Copied], _shown: Evidence) -> Answer:
    states = [one for each in copied for match in each.matches for one in match.notices]
    gone = [one for one in states if one.state in GONE]
    if gone:
        return State.NOT_SEEN, _distinct(_upstream(one) for one in gone)
    kept = [one for one in states if one.submitted and one.upstream]
    if kept:
        return State.MET, _distinct(_kept(one) for one in kept)
    examined = [one for one in states if one.state is NoticeState.NOTHING_TO_RETAIN]
    return (State.NOT_ASKED if examined and len(examined) == len(states) else State.NOT_CHECKABLE), ()


def _upstream(one: HolderState) -> Statement:
    return Statement(same(one.upstream.text if one.upstream else one.holder), None)


def _kept(one: HolderState) -> Statement:
    notice = one.submitted
    return Statement(same(notice.text), Location(notice.path, notice.line, notice.line)) if notice else _upstream(one)


def _give_copy(licence: Licence, _asked: Asked, copied: Sequence[Copied], shown: Evidence) -> Answer:
    having = [one for one in shown.said.all if one.expression == licence.id and one.source is LicenceSource.TEXT]
    return (State.MET, _quoted(having)) if having else (State.NOT_SEEN, _named(licence, copied, shown))


def _name_licence(licence: Licence, _asked: Asked, copied: Sequence[Copied], shown: Evidence) -> Answer:
    inside = [one for each in copied for one in each.file.licences if one.expression == licence.id]
    named = tuple(dict.fromkeys((*_quoted(inside), *_named(licence, copied, shown))))
    return (State.MET, named) if named else (State.NOT_SEEN, ())


def _state_changes(_licence: Licence, _asked: Asked, copied: Sequence[Copied], shown: Evidence) -> Answer:
    if not copied:
        return State.NOT_CHECKABLE, ()
    changed = [each for each in copied if any(match.kind is not Kind.VERBATIM for match in each.matches)]
    if not changed:
        return State.NOT_ASKED, ()
    silent = [each.file.path for each in changed if not _says_changed(each, shown)]
    return (State.NOT_SEEN if silent else State.MET), tuple(map(_file, silent))


def _says_changed(copied: Copied, shown: Evidence) -> bool:
    """In a comment of its own, or by a statement anywhere that code was taken from there."""
    if any(one.is_statement for match in copied.matches for one in match.references):
        return True
    along = set(_along(copied.file))
    return any(line not in along for line in shown.changes.get(copied.file.path, ()))


def _along(file: File) -> Iterator[int]:
    """Lines of the origins' own words of their sources, with the paragraph behind: what others changed before."""
    matches = [one.match for one in file.fragments if one.match]
    theirs = {said.target for match in matches for said in match.origin_references}
    for one in file.references:
        if one.target in theirs:
            yield from range(one.line, one.line + PARAGRAPH)


def _notice_text(_licence: Licence, asked: Asked, _copied: Sequence[Copied], shown: Evidence) -> Answer:
    return _shows(asked.phrase, shown)


def _display(_licence: Licence, asked: Asked, _copied: Sequence[Copied], shown: Evidence) -> Answer:
    return _shows(asked.phrase, shown)


def _shows(phrase: str, shown: Evidence) -> Answer:
    """Whether the words stand in a file that is no licence's own text, letters and digits compared alone."""
    sought = plain(phrase)
    texts = {one.path for one in shown.said.all if one.source is LicenceSource.TEXT and one.expression}
    for path, text in shown.statements:
        if path not in texts and sought in plain(text):
            return State.MET, (_line_with(phrase, path, text),)
    return State.NOT_SEEN, ()


def _line_with(phrase: str, path: str, text: str) -> Statement:
    opening = plain(phrase)[:12]
    lines = list(enumerate(text.split("\n"), 1))
    number, line = next((one for one in lines if opening in plain(one[1])), (1, ""))
    return Statement(same(line.strip()[:300] or phrase), Location(path, number, number))


def _notice_file(_licence: Licence, _asked: Asked, copied: Sequence[Copied], shown: Evidence) -> Answer:
    """The most telling state of all sources the code was taken from."""
    sources = dict.fromkeys(match.referenced.source for each in copied for match in each.matches)
    states = [notice_kept(shown.papers.get(one), shown.statements) for one in sources]
    order = (State.NOT_SEEN, State.NOT_CHECKABLE, State.MET, State.NOT_ASKED)
    return next((one for one in order if one in states), State.NOT_CHECKABLE), ()


def notice_kept(papers: Papers | None, statements: Sequence[tuple[str, str]]) -> ObligationState:
    """Whether each NOTICE of an origin stands in some text of the submission, letters and digits compared alone."""
    if papers is None:
        return State.NOT_CHECKABLE
    wanted = [plain(text) for path, text in papers if PurePosixPath(path).name.lower().startswith("notice")]
    wanted = [one for one in wanted if len(one) >= SHORTEST_NOTICE]
    if not wanted:
        return State.NOT_ASKED
    whole = "\n".join(plain(text) for _, text in statements)
    return State.MET if all(one in whole for one in wanted) else State.NOT_SEEN


def _name_prefix(_licence: Licence, asked: Asked, _copied: Sequence[Copied], shown: Evidence) -> Answer:
    """By the names that README and pyproject.toml give at the top; without one nothing can be said."""
    named = [
        Statement(same(found["name"].strip()), _line_at(path, text, found.start("name")))
        for path, text in shown.statements
        if "/" not in path and path.lower().startswith(("readme", "model_card", "pyproject"))
        for found in list(TITLE.finditer(text))[:1]
    ]
    wanted = plain(asked.phrase)
    met = [one for one in named if plain(one.text.en).startswith(wanted)]
    if met or not named:
        return (State.MET if met else State.NOT_CHECKABLE), tuple(met)
    return State.NOT_SEEN, tuple(named)


def _line_at(path: str, text: str, start: int) -> Location:
    number = text.count("\n", 0, start) + 1
    return Location(path, number, number)


CHECKS: dict[ObligationKind, Callable[[Licence, Asked, Sequence[Copied], Evidence], Answer]] = {
    ObligationKind.KEEP_NOTICE: _keep_notice,
    ObligationKind.GIVE_COPY: _give_copy,
    ObligationKind.NAME_LICENCE: _name_licence,
    ObligationKind.STATE_CHANGES: _state_changes,
    ObligationKind.NOTICE_TEXT: _notice_text,
    ObligationKind.DISPLAY: _display,
    ObligationKind.NOTICE_FILE: _notice_file,
    ObligationKind.NAME_PREFIX: _name_prefix,
}
"""What a repository can show; the other kinds are listed as not checkable."""


def _named(licence: Licence, copied: Sequence[Copied], shown: Evidence) -> tuple[Statement, ...]:
    """Where the licence is named without its text, outside these files: of the whole, or in REUSE.toml of them."""
    stated = (
        *(one for each in copied for one in each.file.licences if one.path != each.file.path),
        *shown.said.of_no_file,
    )
    return _quoted(list(dict.fromkeys(one for one in stated if one.expression == licence.id)))


def _quoted(stated: Sequence[LicenceStatement]) -> tuple[Statement, ...]:
    return tuple(Statement(same(one.text), Location(one.path, one.line, one.line)) for one in stated[:SHOWN])


def _file(path: str) -> Statement:
    return Statement(same(path), Location(path, 1, 1))


def _distinct(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    return tuple(dict.fromkeys(statements))[:SHOWN]
