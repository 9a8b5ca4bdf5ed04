# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Find the unchanged files of which an earlier commit said something that is gone: what answered for them has changed.

Who takes a NOTICE away changes no file that it spoke for, and yet is the one by whom these lack it.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import PurePosixPath

from gyebo.bases.obtaining import Obtained, as_files
from gyebo.declarations.annotated import annotated_notices
from gyebo.declarations.read import SHEET, read
from gyebo.licences.repository import said_in
from gyebo.model import Collected, SourceFile
from gyebo.notices.references import repository_references
from gyebo.notices.repository import is_by_file, repository_notices
from gyebo.notices.subjects import Subjects
from gyebo.report import Finding
from gyebo.rulebook import Rulebook
from gyebo.stages.collect.naming import is_modular


def reopened(
    unchanged: frozenset[PurePosixPath], was: Obtained, now: Collected, rulebook: Rulebook
) -> frozenset[PurePosixPath]:
    """Those of a base's files that are to be judged though they are the base's still; none of another's repository."""
    if not was.is_own:
        return frozenset()
    before = as_it_was(unchanged, was, now)
    generated = _generated(unchanged, before.beside, now.files)
    if {one.content for one in before.statements} <= {one.content for one in now.statements}:
        return generated
    then, here = _Said(before, rulebook), _Said(now, rulebook)
    if then.licences - here.licences:
        return unchanged
    return generated | {path for path in unchanged if then.of(str(path)) - here.of(str(path))}


def as_it_was(chosen: Collection[PurePosixPath], was: Obtained, now: Collected) -> Collected:
    """Some files of the base with all that it said of them."""
    return Collected(
        name=now.name,
        commit=now.commit,
        dated=now.dated,
        files=tuple(one for one in now.files if one.path in chosen),
        skipped=(),
        statements=as_files({path: was.papers[path] for path in was.papers if path in was.statements}),
        beside=as_files({path: content for path, content in was.code.items() if is_modular(path)}),
        others=tuple(map(str, was.code)),
    )


def fresh(
    findings: Sequence[Finding], before: Sequence[Finding], among: Collection[PurePosixPath]
) -> Iterator[Finding]:
    """The findings without those of the reopened files that were open in the base already."""
    paths = frozenset(map(str, among))
    rested = dict[str, frozenset[str]]()
    for one in before:
        rested[one.rule] = rested.get(one.rule, frozenset()) | one.grounds | {one.id}
    for one in findings:
        grounds = one.grounds or {one.id}
        if one.location.path not in paths or not grounds <= rested.get(one.rule, frozenset()):
            yield one


def _generated(
    unchanged: Iterable[PurePosixPath], modular: Sequence[SourceFile], now: Sequence[SourceFile]
) -> frozenset[PurePosixPath]:
    """Those beside a modular file that is gone, or that says something else."""
    there = {one.path: one.content for one in now}
    folders = {one.path.parent for one in modular if there.get(one.path) != one.content}
    return frozenset(path for path in unchanged if path.parent in folders)


class _Said:
    """What is said in a submission of its files, asked file by file: holders, origins, licences."""

    def __init__(self, collected: Collected, rulebook: Rulebook) -> None:
        texts = [(str(one.path), one.content.decode("utf-8", "replace")) for one in collected.statements]
        wide = [(path, text) for path, text in texts if path != SHEET]
        self.licences = said_in(texts, rulebook.licences).texts
        self._declared = read(collected.statements)
        self._subjects = Subjects(collected.paths)
        self._references = [
            one for path, text in wide for one in repository_references(text, path, rulebook.makers) if one.is_statement
        ]
        self._notices = [
            ("".join(text.split("\n")[one.line - 1 : one.line]), one)
            for path, text in wide
            if not is_by_file(path)
            for one in repository_notices(text, path)
        ]

    def of(self, path: str) -> frozenset[str]:
        """By whose names and what origins, wherever and in what words that is said."""
        notices = (one for line, one in self._notices if self._subjects.is_about(line, path))
        holders = (holder for one in (*notices, *annotated_notices(self._declared, path)) for holder in one.holders)
        origins = (
            one.target
            for one in self._references
            if self._subjects.means(one, path) and self._declared.means(one.path, one.line, path)
        )
        declared = (one.reuse.origin for one in self._declared.entries if one.patterns.cover(path))
        return frozenset((*holders, *origins, *declared))
