# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""What a question is asked of, and what an answer holds."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from gyebo.report import (
    Base,
    Component,
    Confidence,
    Declaration,
    File,
    Fragment,
    History,
    Licensing,
    Location,
    Match,
    Statement,
    Text,
    Work,
)
from gyebo.rulebook import FindingRule, is_abroad, is_anothers


@dataclass(frozen=True, slots=True)
class Survey:
    """All that was found in the submission, and what it was compared with."""

    files: tuple[File, ...]
    home: str
    """ISO 3166-1 alpha-2 of the country whose works are not foreign."""
    repository_files: int
    """README, NOTICE and the like that were read for references."""
    works: int
    """How many the corpus holds: "alone" is said of these."""
    declarations: tuple[Declaration, ...] = ()
    has_declared: bool = False
    """Whether the submission has a gyebo.toml, be it an empty one."""
    deadline: str = ""
    history: History | None = None
    licensing: Licensing = field(default_factory=Licensing)
    components: tuple[Component, ...] = ()
    team: tuple[str, ...] = ()
    """Its organisations; empty where none is given."""
    bases: tuple[Base, ...] = ()
    is_dated: bool = True
    """Whether what was published later than the submission is known, and was set apart."""

    makers: Mapping[str, str] = field(default_factory=dict[str, str])
    """Of every work of the corpus, by model, the organisation's id."""

    def is_foreign(self, organisation: str, country: str) -> bool:
        """Whether a maker is known, not known to be at home, and none of the team's own."""
        return is_abroad(organisation, country, self.team, self.home)

    def is_anothers(self, organisation: str, country: str) -> bool:
        """Whether a maker is known, and none of the team's own; none at home is, where nobody said whose this is."""
        return is_anothers(organisation, country, self.team, self.home)

    countries: Mapping[str, Text] = field(default_factory=dict[str, Text])
    """What to call them, by ISO 3166-1 alpha-2."""

    def country(self, iso: str) -> Text:
        """A country's name, or its letters where it has none here."""
        return self.countries.get(iso, Text(iso, iso))


@dataclass(frozen=True, slots=True)
class Matched:
    """A fragment that has a match."""

    fragment: Fragment
    match: Match


@dataclass(frozen=True, slots=True)
class Shared:
    """All that one file has of one organisation alone, which is not the team."""

    survey: Survey
    file: File
    work: Work
    matched: tuple[Matched, ...]

    @property
    def matches(self) -> tuple[Match, ...]:
        """The matches without their fragments."""
        return tuple(one.match for one in self.matched)

    @property
    def is_foreign(self) -> bool:
        """Whether the organisation is of another country than the submission."""
        return self.survey.is_foreign(self.work.organisation, self.work.country)

    @property
    def tokens(self) -> int:
        """Tokens in common with the organisation."""
        return sum(match.tokens for match in self.matches)


@dataclass(frozen=True, slots=True)
class Answer:
    """What speaks for and against."""

    supporting: tuple[Statement, ...]
    mitigating: tuple[Statement, ...]
    matched: tuple[Matched, ...] = ()
    """What of one file it speaks of; empty where that is all that was asked about."""


@dataclass(frozen=True, slots=True)
class Located:
    """An answer about the whole submission, which says itself where it stands and how sure it is."""

    answer: Answer
    location: Location
    confidence: Confidence
    about: str
    """What tells it from the rule's other answers about the same path; part of the finding's id."""
    matches: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    """What it rests on beside matches, in words that stay the same while that does: no line, no count."""


Question = Callable[[FindingRule, Shared], Answer | None]
WholeQuestion = Callable[[FindingRule, Survey], Iterator[Located]]
