# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Read the declarations of a submission; one that does not say what it must is named with its key, not passed over."""

import re
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath
from typing import TypeGuard, cast

from gyebo import codec
from gyebo.declarations.debian import paragraphs
from gyebo.declarations.patterns import patterns
from gyebo.declarations.sidecar import sidecar
from gyebo.declarations.types import Annotation, Declared, Entry, Precedence, Problem, Sheet
from gyebo.errors import RuleError
from gyebo.model import SourceFile
from gyebo.notices.repository import SIDECAR, is_debian, stated
from gyebo.report import Notice, Text

SHEET, CONVENTION = "gyebo.toml", "REUSE.toml"
MOST_STARRED = 500
"""Patterns with a star in one file: each is held against every file of the submission."""
COPYRIGHT, LICENCE = "SPDX-FileCopyrightText", "SPDX-License-Identifier"
_HEADING = re.compile(r"^[ \t]{0,20}\[\[[ \t]{0,20}(?:reuse|annotations)[ \t]{0,20}\]\]")


def read(statements: Sequence[SourceFile]) -> Declared:
    """The declarations among the statements: gyebo.toml at the top; REUSE.toml, dep5 and FILE.license in any folder."""
    entries: list[Entry] = []
    annotations: list[Annotation] = []
    problems: list[Problem] = []
    is_stated = False
    for file in statements:
        try:
            if str(file.path) == SHEET:
                entries += _entries(file)
                is_stated = True
            elif file.path.name == CONVENTION:
                annotations += _annotations(file)
            elif is_debian(str(file.path)):
                annotations += _paragraphs(file)
            elif file.path.name.endswith(SIDECAR):
                annotations.append(sidecar(file.content.decode("utf-8", "replace"), str(file.path)))
        except RuleError as error:
            problems.append(_problem(file.path, error))
    return Declared(tuple(entries), tuple(annotations), tuple(problems), is_stated)


def _problem(path: PurePosixPath, error: RuleError) -> Problem:
    said = str(error)
    return Problem(str(path), Text(said, f"{path}: 형식에 맞지 않습니다. ({said})"))


def _entries(file: SourceFile) -> Iterator[Entry]:
    path, text = str(file.path), _text(file)
    sheet = codec.strict(Sheet, _table(text, path), path)
    starred = sum("*" in name for reuse in sheet.reuse for name in reuse.files)
    _refuse(starred > MOST_STARRED, path, "reuse", f"{starred} patterns with a star", f"at most {MOST_STARRED}")
    for number, (reuse, line) in enumerate(zip(sheet.reuse, _lines(text, len(sheet.reuse)), strict=True)):
        key = f"reuse[{number}]"
        _refuse(not reuse.origin.strip(), path, f"{key}.origin", "nothing", "an address, a dotted path or a name")
        _refuse(not reuse.files, path, f"{key}.files", "nothing", "at least one path or pattern")
        for name in reuse.files:
            _refuse(not _is_inside(name), path, f"{key}.files", repr(name), "a path inside the submission")
        yield Entry(path, line, reuse, patterns(reuse.files))


def _annotations(file: SourceFile) -> Iterator[Annotation]:
    """As REUSE 3.3 has them; keys that it does not know are other tools' business."""
    path, text = str(file.path), _text(file)
    tables = _table(text, path).get("annotations", [])
    _refuse(not _is_tables(tables), path, "annotations", "something else", "tables [[annotations]]")
    found = cast("list[dict[str, object]]", tables)
    folder = "" if len(file.path.parts) == 1 else str(file.path.parent)
    starred, heads = 0, _lines(text, len(found))
    for number, (table, line, lines) in enumerate(zip(found, heads, _extents(text, heads), strict=True)):
        key = f"annotations[{number}]"
        paths = _strings(table, "path", f"{path}: {key}")
        starred += sum("*" in name for name in paths)
        _refuse(starred > MOST_STARRED, path, key, f"{starred} patterns with a star", f"at most {MOST_STARRED}")
        copyrights, licences = (_strings(table, name, f"{path}: {key}") for name in (COPYRIGHT, LICENCE))
        precedence = _precedence(table, f"{path}: {key}")
        notices = tuple(_notices(copyrights, text, line, path))
        yield Annotation(path, line, paths, patterns(paths, folder), copyrights, licences, precedence, notices, lines)


def _extents(text: str, heads: Sequence[int]) -> list[tuple[int, int]]:
    """From each heading, and the comment right above it, to the next; where headings are not found, the whole file."""
    lines = text.split("\n")
    if len({*heads}) < len(heads):
        return [(1, len(lines))] * len(heads)
    starts = list[int]()
    for head in heads:
        above = (at for at in range(head - 1, 0, -1) if not lines[at - 1].lstrip().startswith("#"))
        starts.append(next(above, 0) + 1)
    return list(zip(starts, [*(start - 1 for start in starts[1:]), len(lines)], strict=True))


def _paragraphs(file: SourceFile) -> list[Annotation]:
    path = str(file.path)
    told = list(paragraphs(file.content.decode("utf-8", "replace"), path))
    starred = sum(one.patterns.wild for one in told)
    _refuse(starred > MOST_STARRED, path, "Files", f"{starred} patterns with a star", f"at most {MOST_STARRED}")
    return told


def _precedence(table: dict[str, object], place: str) -> Precedence:
    value = table.get("precedence", Precedence.CLOSEST)
    if value not in tuple(Precedence):
        raise RuleError(f"{place}.precedence: found {value!r}, expected one of {', '.join(Precedence)}.")
    return Precedence(cast("str", value))


def _notices(copyrights: Sequence[str], text: str, first: int, path: str) -> Iterator[Notice]:
    """Each statement at its own line behind the table's heading, else at that."""
    lines = text.split("\n")
    for one in copyrights:
        numbers = (number for number, line in enumerate(lines[first - 1 :], first) if one and one in line)
        yield from stated(next(numbers, first), one, path)


def _text(file: SourceFile) -> str:
    """Without the byte order mark that some editors write first."""
    try:
        return file.content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise RuleError(f"{file.path}: not readable as TOML ({error}); write it in UTF-8.") from error


def _table(text: str, path: str) -> dict[str, object]:
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise RuleError(f"{path}: not readable as TOML ({error}); mend the file.") from error


def _lines(text: str, count: int) -> list[int]:
    """The line of each table's heading; the first line where the tables are written in some other way."""
    found = heading_lines(text)
    return found if len(found) == count else [1] * count


def heading_lines(text: str) -> list[int]:
    """Lines on which a table of either file begins."""
    return [number for number, line in enumerate(text.split("\n"), 1) if _HEADING.match(line)]


def _refuse(is_wrong: bool, path: str, key: str, found: str, expected: str) -> None:  # noqa: FBT001 - a guard's condition
    if is_wrong:
        raise RuleError(f"{path}: {key}: found {found}, expected {expected}.")


def _is_inside(name: str) -> bool:
    parts = name.split("/")
    return bool(name.strip("/")) and not name.startswith("/") and ".." not in parts


def _is_tables(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(one, dict) for one in cast("list[object]", value))


def _strings(table: dict[str, object], key: str, place: str) -> tuple[str, ...]:
    value = table.get(key, [])
    values: object = [value] if isinstance(value, str) else value
    if not _is_strings(values):
        raise RuleError(f"{place}.{key}: found {type(value).__name__}, expected a string or a list of strings.")
    return tuple(values)


def _is_strings(value: object) -> TypeGuard[list[str]]:
    return isinstance(value, list) and all(isinstance(one, str) for one in cast("list[object]", value))
