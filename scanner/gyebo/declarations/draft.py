# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Draft what would answer a report's findings: entries of gyebo.toml, REUSE.toml and NOTICE, and header lines."""

import re
import tomllib
from collections.abc import Collection, Iterator, Mapping, Sequence

from gyebo.declarations.annotating import DEP5, annotations, own_licences, paragraph, table, toml
from gyebo.declarations.borrowing import Borrowed, borrowed
from gyebo.declarations.header import with_header
from gyebo.declarations.patch import Change, line_end
from gyebo.declarations.read import CONVENTION, SHEET, heading_lines
from gyebo.errors import SubmissionError
from gyebo.report import DeclarationState, Report

NOTICES = re.compile(r"notice(?:\.(?:md|txt|rst))?", re.IGNORECASE)
EMPTY_LIST = re.compile(
    rb"^(?:\xef\xbb\xbf)?[ \t]{0,20}reuse[ \t]{0,20}=[ \t]{0,20}\[[ \t]{0,20}\][ \t]{0,20}(?=\r?$)", re.MULTILINE
)


def draft(report: Report, contents: Mapping[str, bytes]) -> tuple[Change, ...]:
    """The changes, of which none is made; `contents` are the submission's files as they stand, by path."""
    found = [one for one in borrowed(report) if one.path in contents]
    if not found:
        return ()
    notice = next((path for path in contents if NOTICES.fullmatch(path)), "NOTICE")
    undeclared = [one for one in found if not one.is_declared]
    changes = [
        *_headers(found, contents),
        Change(SHEET, contents.get(SHEET), _sheet(contents.get(SHEET, b""), undeclared, report)),
        _annotated(undeclared, contents, own_licences(report)),
        Change(notice, contents.get(notice), _notice(contents.get(notice, b""), undeclared)),
    ]
    return tuple(change for change in changes if change.after != (change.before or b""))


def _headers(found: Sequence[Borrowed], contents: Mapping[str, bytes]) -> Iterator[Change]:
    for path in dict.fromkeys(one.path for one in found):
        yield Change(path, contents[path], with_header(contents[path], [one for one in found if one.path == path]))


def _sheet(content: bytes, undeclared: Sequence[Borrowed], report: Report) -> bytes:
    """gyebo.toml with entries at its end; one that names another origin than the one found becomes a comment."""
    wrong = {one.line for one in report.declarations if one.path == SHEET and _is_replaced(one.state)}
    kept = _without(EMPTY_LIST.sub(b"", content), wrong)
    entries = "".join(f"\n{_entry(one)}" for one in undeclared)
    return _appended(
        SHEET, kept, entries, "# What of this repository comes from elsewhere; see `gyebo declare --help`.\n"
    )


def _is_replaced(state: DeclarationState) -> bool:
    return state is DeclarationState.OTHER_ORIGIN


def _without(content: bytes, wrong: set[int]) -> bytes:
    lines = content.split(b"\n")
    headings = heading_lines(content.decode("utf-8-sig"))
    inside = False
    for number, line in enumerate(lines, 1):
        if number in headings:
            inside = number in wrong
        lines[number - 1] = b"# " + line if inside and line.strip() else line
    return b"\n".join(lines)


def _entry(one: Borrowed) -> str:
    more = [f"# Not to be told apart from it: {_line(', '.join(one.others))}."] if one.others else []
    if not one.version:
        more.append(f"# Published by {_line(one.published)}; which version it was is not known here.")
    version = {"commit" if one.is_commit else "version": one.version} if one.version else {}
    said = {"origin": one.origin, **version, "files": [one.path], "changes": one.changes, "reason": ""}
    return "\n".join(["[[reuse]]", *more, *(f"{key} = {toml(value)}" for key, value in said.items()), ""])


def _annotated(undeclared: Sequence[Borrowed], contents: Mapping[str, bytes], licensed: Collection[str]) -> Change:
    """REUSE.toml, or a dep5 that stands there in its place, with what is known of each file's holders and licence."""
    is_dep5 = DEP5 in contents and CONVENTION not in contents
    path = DEP5 if is_dep5 else CONVENTION
    before = contents.get(path, b"")
    told = tuple(annotations(undeclared, contents, path, licensed))
    if is_dep5:
        whole = (one for one in told if one.copyrights and one.licences)
        return Change(path, before, _joined(before, "".join(f"\n{paragraph(one)}" for one in whole), ""))
    return Change(
        path, contents.get(path), _appended(path, before, "".join(f"\n{table(one)}" for one in told), "version = 1\n")
    )


def _notice(content: bytes, undeclared: Sequence[Borrowed]) -> bytes:
    told = "".join(f"\n{_line(one.sentence)}\n" for one in undeclared)
    return _joined(content, told, "This repository contains code of others.\n")


def _appended(path: str, content: bytes, text: str, opening: str) -> bytes:
    """With a text at its end; SubmissionError where that is no TOML any more."""
    whole = _joined(content, text, opening)
    try:
        tomllib.loads(whole.decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise SubmissionError(
            f"{path}: tables cannot be added at its end ({error}); write its entries as [[...]] tables."
        ) from error
    return whole


def _joined(content: bytes, text: str, opening: str) -> bytes:
    if not text:
        return content
    end = line_end(content)
    before = content if not content or content.endswith(b"\n") else content + end.encode()
    return (before or opening.encode()) + text.replace("\n", end).encode()


def _line(text: str) -> str:
    return " ".join(text.split())
