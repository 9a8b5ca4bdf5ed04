# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Obtain the base that the user names: a commit of the submission, a folder, or, and only then, a public repository."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

from gyebo.bases.forkpoint import fork_point
from gyebo.bases.installed import installed
from gyebo.errors import CorpusError, SubmissionError, UnusableBase, UsageError
from gyebo.gitview import COMMIT, export_all, export_commit, open_export, read_tree
from gyebo.history import View
from gyebo.model import Collected, SourceFile, Trust
from gyebo.stages.collect import collect
from gyebo.stages.collect.naming import Part, part

HTTPS = ("https",)


@dataclass(frozen=True, slots=True, eq=False)
class Obtained:
    """A base as it is at hand."""

    name: str
    """As the user named it, without the commit."""
    version: str
    """Commit, or the version of an installed package; empty for another folder that is in no repository."""
    dated: str
    """Day of that commit, ISO 8601."""
    code: Mapping[PurePosixPath, bytes]
    papers: Mapping[PurePosixPath, bytes]
    """LICENSE, NOTICE, README and their like, and configuration."""
    licence: str = ""
    """As an installed package's metadata has it."""
    statements: frozenset[PurePosixPath] = frozenset()
    """Those of the papers that are no configuration."""
    is_own: bool = False
    """An earlier commit of the submission itself."""


def obtain(
    named: str,
    place: Path,
    collected: Collected,
    suffixes: frozenset[str],
    cache: Path,
    protocols: tuple[str, ...] = HTTPS,
) -> Obtained:
    """The base of the submission at `place`; UsageError or SubmissionError where it cannot be had."""
    if "://" in named:
        try:
            return _of_address(named, place, collected, suffixes, cache, protocols)
        except CorpusError as error:  # nothing of the corpus: one team's base, and other teams have theirs
            raise UnusableBase(f"--base: {error}") from error
    folder = Path(named)
    try:
        if folder.is_dir():
            return _of_folder(folder.resolve(), collect(folder, None, suffixes, trust=Trust.EVALUATOR))
        return replace(_of_collected(named, collect(place, named, suffixes)), is_own=True)
    except SubmissionError as error:
        raise UsageError(
            f"--base: {named!r} is no folder that can be read, and no commit of the submission ({error}); name a "
            "commit, a folder, or the https address of a public repository."
        ) from error


def _of_collected(name: str, found: Collected) -> Obtained:
    papers = {one.path: one.content for one in (*found.statements, *found.manifests)}
    code, said = {one.path: one.content for one in found.files}, frozenset(one.path for one in found.statements)
    return Obtained(name, found.commit, found.dated, code, papers, statements=said)


def _of_folder(folder: Path, found: Collected) -> Obtained:
    """As it stands; a package that an installer laid out has its licence beside it."""
    obtained, beside = _of_collected(folder.name, found), installed(folder)
    version, papers = obtained.version or beside.version, {**beside.papers, **obtained.papers}
    return replace(obtained, version=version, papers=papers, licence=beside.licence)


def _of_address(
    named: str, place: Path, collected: Collected, suffixes: frozenset[str], cache: Path, protocols: tuple[str, ...]
) -> Obtained:
    """`address@commit`, `address@branch or tag`, or the address alone: then where the submission branched off."""
    parts = urlsplit(named)
    path, _, rev = parts.path.partition("@")
    address = parts._replace(path=path).geturl()
    if COMMIT.fullmatch(rev):
        repository, commit = export_commit(address, rev, cache, protocols), rev
    else:
        repository = export_all(address, cache, protocols)
        with open_export(repository) as view:
            commit = _commit_of(view, address, rev) if rev else fork_point(view, place, collected)
    with open_export(repository) as view:
        dated = view.dated(commit)
    return _sorted_out(address, commit, dated, read_tree(repository, commit), suffixes)


def _commit_of(view: View, address: str, rev: str) -> str:
    try:
        return view.resolve_copied(rev)
    except SubmissionError as error:
        raise UsageError(
            f"--base: {address} has no tag, branch or commit {rev!r}; name one that it has, or leave @{rev} out."
        ) from error


def _sorted_out(
    name: str, commit: str, dated: str, files: Iterable[tuple[PurePosixPath, bytes]], suffixes: frozenset[str]
) -> Obtained:
    code: dict[PurePosixPath, bytes] = {}
    papers: dict[PurePosixPath, bytes] = {}
    for path, content in files:
        match part(path, suffixes):
            case Part.SOURCE:
                code[path] = content
            case Part.STATEMENT | Part.MANIFEST:
                papers[path] = content
            case _:
                pass
    return Obtained(name, commit, dated, code, papers)


def as_files(papers: Mapping[PurePosixPath, bytes]) -> tuple[SourceFile, ...]:
    """The same as files, sorted by path."""
    return tuple(SourceFile(path, papers[path]) for path in sorted(papers))
