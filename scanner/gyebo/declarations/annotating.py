# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Draft what REUSE.toml or dep5 is to say of a file's holders and licences, without hiding what it says already."""

import json
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from gyebo.declarations.borrowing import Borrowed
from gyebo.declarations.read import COPYRIGHT, LICENCE, read
from gyebo.declarations.types import Annotation, Precedence
from gyebo.model import SourceFile
from gyebo.notices.statements import statements
from gyebo.report import Report

DEP5 = ".reuse/dep5"
"""A repository has this or a REUSE.toml: the reuse tool refuses both."""
SPDX = re.compile(r"[A-Za-z0-9.+-]{1,80}(?: (?:AND|OR|WITH) [A-Za-z0-9.+-]{1,80}){0,20}")


@dataclass(frozen=True, slots=True)
class Drafted:
    """One file's table or paragraph."""

    path: str
    copyrights: tuple[str, ...]
    licences: tuple[str, ...]
    precedence: Precedence


def own_licences(report: Report) -> frozenset[str]:
    """The files that say themselves under which licence they are."""
    return frozenset(file.path for file in report.files if any(one.path == file.path for one in file.licences))


def annotations(
    undeclared: Sequence[Borrowed], contents: Mapping[str, bytes], convention: str, licensed: Collection[str]
) -> Iterator[Drafted]:
    """One for each file whose origin's holders or licence are known.

    Of several tables that cover a file the last alone speaks, so that the new one says again what the old one said.
    """
    declared = read([SourceFile(PurePosixPath(convention), contents[convention])] if convention in contents else [])
    for path in dict.fromkeys(one.path for one in undeclared):
        taken = [one for one in undeclared if one.path == path]
        holders = dict.fromkeys(text for one in taken for text in one.statements)
        licences = dict.fromkeys(one.licence for one in taken if SPDX.fullmatch(one.licence))
        if holders or licences:
            before = declared.last(path, convention)
            kept = _spoken(before, contents[path], path in licensed) if before else ((), ())
            is_over = before is not None and before.precedence is Precedence.OVERRIDE
            yield Drafted(
                path=path,
                copyrights=tuple(dict.fromkeys((*kept[0], *holders))),
                licences=tuple(dict.fromkeys((*kept[1], *licences))),
                precedence=Precedence.OVERRIDE if is_over else Precedence.AGGREGATE,
            )


def _spoken(before: Annotation, content: bytes, is_licensed: bool) -> tuple[tuple[str, ...], tuple[str, ...]]:  # noqa: FBT001 - what a file has
    """The holders and licences that a table gives a file: one that is `closest` only what the file lacks."""
    if before.precedence is not Precedence.CLOSEST:
        return before.copyrights, before.licences
    is_held = bool(statements([(1, content.decode("utf-8", "replace"))], before.path))
    return () if is_held else before.copyrights, () if is_licensed else before.licences


def table(one: Drafted) -> str:
    """As REUSE.toml has it."""
    said: dict[str, object] = {"path": one.path.replace("*", r"\*"), "precedence": str(one.precedence)}
    if one.copyrights:
        said[COPYRIGHT] = list(one.copyrights)
    if one.licences:
        said[LICENCE] = one.licences[0] if len(one.licences) == 1 else list(one.licences)
    return "\n".join(["[[annotations]]", *(f"{key} = {toml(value)}" for key, value in said.items()), ""])


def paragraph(one: Drafted) -> str:
    """As dep5 has it, where spaces part the names of files: a `?` stands for one."""
    licences = " AND ".join(f"({each})" if " " in each and len(one.licences) > 1 else each for each in one.licences)
    holders = "\n ".join(one.copyrights)
    return f"Files: {one.path.replace(' ', '?')}\nCopyright: {holders}\nLicense: {licences}\n"


def toml(value: object) -> str:
    """A value of a table, whatever characters it holds."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007F")
