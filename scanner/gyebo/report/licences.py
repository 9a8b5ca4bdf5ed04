# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""What is said of licences: by the submission of itself, and by the licences of what it has taken over."""

from dataclasses import dataclass
from enum import StrEnum

from gyebo.report.basics import Text
from gyebo.report.evidence import Statement


class LicenceSource(StrEnum):
    """What kind of place a licence was read from."""

    TAG = "tag"
    """An SPDX-License-Identifier."""
    HEADER = "header"
    """Prose in a comment, a docstring or a README."""
    TEXT = "text"
    """The text of the licence itself."""
    METADATA = "metadata"
    """A field of pyproject.toml, setup.cfg, CITATION.cff, REUSE.toml and the like."""
    CARD = "card"
    """The model card's own field, which speaks of weights."""


@dataclass(frozen=True, slots=True)
class LicenceStatement:
    """One place that says under which licence something stands."""

    path: str
    line: int
    text: str
    """As it stands there, shortened."""
    expression: str
    """SPDX expression; empty where the place only points to a licence file, or names a licence nobody knows."""
    source: LicenceSource
    is_modified: bool = False
    """A known text with other words in it or behind it: then the expression is a LicenseRef- of its own."""


class ObligationKind(StrEnum):
    """What a licence asks of who passes a work on."""

    KEEP_NOTICE = "keep-notice"
    GIVE_COPY = "give-copy"
    STATE_CHANGES = "state-changes"
    NOTICE_FILE = "notice-file"
    NOTICE_TEXT = "notice-text"
    NAME_LICENCE = "name-licence"
    DISPLAY = "display"
    NAME_PREFIX = "name-prefix"
    SHARE_SOURCE = "share-source"
    PASS_ON_TERMS = "pass-on-terms"  # noqa: S105  a word of the report, no password
    NO_TRAIN_OTHER = "no-train-other"
    USE_LIMITS = "use-limits"


class ObligationState(StrEnum):
    """What a repository can show of an obligation."""

    MET = "met"
    NOT_SEEN = "not-seen"
    """It could be seen in the repository, and is not."""
    NOT_ASKED = "not-asked"
    """It does not apply here: nothing was changed, or there is nothing to keep."""
    NOT_CHECKABLE = "not-checkable"
    """No repository can show it."""


@dataclass(frozen=True, slots=True)
class Obligation:
    kind: ObligationKind
    asks: Text
    clause: str
    state: ObligationState
    evidence: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """A file that stands under a licence which does not carry the conditions of what is in it."""

    path: str
    licence: str


@dataclass(frozen=True, slots=True)
class Taken:
    """What was taken from one organisation under one licence, and what that licence asks."""

    licence: str
    """SPDX expression of what was taken; empty where its origin names none."""
    organisation: str
    """Id in rules/organisations."""
    organisation_name: Text
    country: str
    files: tuple[str, ...]
    """Of the submission."""
    matches: tuple[str, ...]
    obligations: tuple[Obligation, ...]
    conflicts: tuple[Conflict, ...] = ()


@dataclass(frozen=True, slots=True)
class Licensing:
    """The licences of a submission; code and weights are two things."""

    code: tuple[LicenceStatement, ...] = ()
    """What the repository says of its code as a whole, the most telling first."""
    weights: tuple[LicenceStatement, ...] = ()
    others: tuple[LicenceStatement, ...] = ()
    """Licence texts and statements about parts of the repository."""
    taken: tuple[Taken, ...] = ()
    later: tuple[LicenceStatement, ...] = ()
    """Licence texts that are there since after the deadline, and so do not count."""
