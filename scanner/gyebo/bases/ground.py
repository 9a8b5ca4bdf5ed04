# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""All that a submission stands on: what need not be looked up again, and how each base is told."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from gyebo.bases.comparing import Compared, compare
from gyebo.bases.licence_state import licence_copy, licence_of, lost_notices
from gyebo.bases.obtaining import Obtained
from gyebo.bases.reopening import as_it_was, reopened
from gyebo.bases.vendored import Vendored, vendored
from gyebo.corpus.index import Index
from gyebo.corpus.papers import papers
from gyebo.licences.obligations import Evidence, notice_kept
from gyebo.model import Collected, SourceFile
from gyebo.report import Base, Source
from gyebo.rulebook import Rulebook
from gyebo.settings import Settings


@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """The bases of a submission; empty where there is none."""

    given: Obtained | None = None
    fork: Compared = field(default_factory=Compared)
    libraries: tuple[Vendored, ...] = ()

    @property
    def all(self) -> tuple[Compared, ...]:
        return (self.fork, *(one.compared for one in self.libraries))

    @property
    def unchanged(self) -> frozenset[PurePosixPath]:
        """Files that are a base's, byte for byte."""
        return frozenset[PurePosixPath]().union(*(one.unchanged for one in self.all))

    @property
    def before(self) -> Mapping[PurePosixPath, bytes]:
        """What changed files were before."""
        return {path: content for one in self.all for path, content in one.before.items()}

    def before_it(self, collected: Collected) -> Collected | None:
        """The files that are judged again, with what the base said of them; None where there are none."""
        if self.given is None or not self.fork.reopened:
            return None
        return as_it_was(self.fork.reopened, self.given, collected)

    def judged(self, collected: Collected) -> Collected:
        """The submission without what is a base's: its unchanged files, its configuration and its own README."""
        theirs = frozenset(self.given.papers.values()) if self.given else frozenset[bytes]()
        return replace(
            collected,
            files=tuple(one for one in collected.files if one.path not in self.unchanged),
            statements=tuple(one for one in collected.statements if one.content not in theirs),
            manifests=tuple(one for one in collected.manifests if one.content not in theirs),
        )


def ground(
    collected: Collected, given: Obtained | None, index: Index, rulebook: Rulebook, cache: Path, settings: Settings
) -> Ground:
    """The base that was given, and libraries among the other files."""
    fork = compare(collected.files, given.code) if given else Compared()
    if given:
        again = reopened(fork.unchanged, given, collected, rulebook)
        fork = replace(fork, unchanged=fork.unchanged - again, reopened=again)
    left = [one for one in collected.files if one.path not in fork.unchanged and one.path not in fork.before]
    return Ground(given, fork, vendored(left, index, collected.dated, rulebook.matching, cache, settings))


def told_of(
    found: Ground,
    files: Sequence[SourceFile],
    sources: Sequence[Source],
    shown: Evidence,
    rulebook: Rulebook,
    cache: Path,
) -> tuple[Base, ...]:
    """Each base as the report has it, the given one first."""
    teller = _Teller(files, shown, rulebook)
    libraries = (teller.library(one, sources[one.source], cache) for one in found.libraries)
    return (*((teller.given(found.given, found.fork),) if found.given else ()), *libraries)


@dataclass(frozen=True, slots=True, eq=False)
class _Teller:
    files: Sequence[SourceFile]
    shown: Evidence
    rulebook: Rulebook

    def given(self, given: Obtained, fork: Compared) -> Base:
        texts = _texts(given.papers.items())
        is_commit = bool(given.version) and given.version.startswith(given.name)
        named = (given.version, "") if is_commit else (given.name, given.version)
        about = Base(*named, given.dated, is_given=True)
        licence = licence_of(texts, self.rulebook.licences) or given.licence
        return self._told(replace(about, licence=licence, notice=notice_kept(texts, self.shown.statements)), fork)

    def library(self, one: Vendored, source: Source, cache: Path) -> Base:
        kept = papers(source, cache)
        texts = None if kept is None else _texts((each.path, each.content) for each in kept)
        about = Base(source.host, source.version, source.released, is_given=False, makers=one.makers)
        stands = notice_kept(texts, self.shown.statements)
        told = self._told(replace(about, licence=source.licence, notice=stands), one.compared)
        later = tuple(sorted(map(str, one.later)))
        told = replace(told, later=later, changed=tuple(path for path in told.changed if path not in later))
        if not one.release.is_another or len(told.lost) > self.rulebook.matching.release_unlike.value * len(
            told.changed
        ):
            return told
        return replace(told, is_other_release=True, unlike=tuple(sorted(map(str, one.release.unlike))))

    def _told(self, about: Base, compared: Compared) -> Base:
        folder = compared.lead[0]
        known = {*compared.unchanged, *compared.before, *compared.reopened}
        copy, copies = licence_copy(about.licence, folder, self.shown, self.rulebook.licences)
        return replace(
            about,
            folder="" if folder == PurePosixPath() else str(folder),
            unchanged=tuple(sorted(map(str, compared.unchanged))),
            changed=tuple(sorted(map(str, compared.before))),
            reopened=tuple(sorted(map(str, compared.reopened))),
            others=sum(one.path.is_relative_to(folder) and one.path not in known for one in self.files),
            copy=copy,
            copies=copies,
            lost=tuple(lost_notices(compared, self.files, self.shown, self.rulebook.same_holder)),
        )


def _texts(papers: Iterable[tuple[PurePosixPath, bytes]]) -> tuple[tuple[str, str], ...]:
    ordered = sorted(papers, key=lambda one: (len(one[0].parts), str(one[0])))
    return tuple((str(path), content.decode("utf-8", "replace")) for path, content in ordered)
