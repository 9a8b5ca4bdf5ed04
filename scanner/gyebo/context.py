# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""What the parts of a report are put together with: the corpus, the rules, and what speaks for the whole submission."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from gyebo.corpus.lineage import in_time
from gyebo.corpus.lookup import Lookup
from gyebo.declarations.annotated import annotated_licences, annotated_notices
from gyebo.declarations.read import SHEET
from gyebo.declarations.types import Declared
from gyebo.licences.repository import Said, said_in
from gyebo.model import Origin
from gyebo.notices.mentions import Mentions
from gyebo.notices.repository import is_by_file, repository_notices
from gyebo.notices.resolution import Origin as Named
from gyebo.notices.subjects import Subjects
from gyebo.report import LicenceStatement, Link, Notice, Place, Reference
from gyebo.rulebook import Rulebook


class Words(Protocol):
    """What a submission says in time of the whole, and of the files that it declares."""

    @property
    def wide(self) -> tuple[Reference, ...]: ...

    @property
    def declared(self) -> Declared: ...

    @property
    def paths(self) -> tuple[str, ...]: ...


@dataclass(frozen=True, slots=True, eq=False)
class Context:
    """What composing a match needs to know of the corpus, the rules and the submission."""

    lookup: Lookup
    rulebook: Rulebook
    dated: str
    mentions: Mentions
    """The repository-wide ones."""
    origins: tuple[Origin, ...]
    said: Said
    """Of licences, for the whole repository."""
    notices: tuple[tuple[str, Notice], ...]
    """Of the files that speak for the whole repository, each with its line."""
    subjects: Subjects
    cache: Path
    """Where the corpus's texts are kept."""
    declared: Declared

    def wide(self, origins: Sequence[Named], path: str) -> tuple[Reference, ...]:
        """What is said outside of a file of these origins, and not of other files alone."""
        said = (one for one in self.mentions.about(path, origins) if self.declared.means(one.path, one.line, path))
        return tuple(replace(one, names_file=self.subjects.names(one.text, path)) for one in said)

    def elsewhere(self, path: str) -> tuple[Notice, ...]:
        """Statements outside a file that name its holders: REUSE.toml's and dep5's of it, and those of the whole."""
        of_all = (notice for line, notice in self.notices if self.subjects.is_about(line, path))
        return (*annotated_notices(self.declared, path), *of_all)

    def licences(self, path: str, own: Sequence[LicenceStatement]) -> tuple[LicenceStatement, ...]:
        """What the file, REUSE.toml and dep5 say of its licence."""
        return annotated_licences(self.declared, path, own, self.rulebook.licences)


def context_of(
    lookup: Lookup,
    rulebook: Rulebook,
    dated: str,
    words: Words,
    origins: tuple[Origin, ...],
    statements: Sequence[tuple[str, str]],
    cache: Path,
) -> Context:
    """What composing needs, with what README, LICENSE and their like say of licences and holders."""
    licences = said_in(statements, rulebook.licences)
    unread = {one.path for one in words.declared.problems}
    wide = ((path, text) for path, text in statements if path != SHEET and (path in unread or not is_by_file(path)))
    notices = (
        ("".join(lines[one.line - 1 : one.line]), one)
        for path, text in wide
        if (lines := text.split("\n"))
        for one in repository_notices(text, path)
    )
    return Context(
        lookup=lookup,
        rulebook=rulebook,
        dated=dated,
        mentions=Mentions(words.wide, words.paths),
        origins=origins,
        said=licences,
        notices=tuple(notices),
        subjects=Subjects(words.paths),
        cache=cache,
        declared=words.declared,
    )


def chained(lookup: Lookup, rulebook: Rulebook, places: Sequence[Place]) -> tuple[Link, ...]:
    """The ancestors told of code that stands in all of these places, the first of which is shown."""
    known, dated = {one.model: one for one in lookup.index.description.works}, rulebook.dated_work
    main = lookup.chains.main(places, rulebook.matching.main_parent.value)
    told = (
        Link(
            child=dated(known[link.child]),
            parent=dated(known[link.parent]),
            declared_by=link.declared_by,
            path=link.path,
            line=link.line,
            is_main=link.parent in main,
        )
        for link in lookup.chains.of(places)
        if link.child in known and link.parent in known
    )
    return in_time(told, (place.work.model for place in places))
