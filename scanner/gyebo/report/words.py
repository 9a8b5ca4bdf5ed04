# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""The closed vocabularies of a report."""

from enum import StrEnum


class FragmentKind(StrEnum):
    MODULE = "module"
    CLASS = "class"
    FUNCTION = "function"
    METHOD = "method"
    NESTED_FUNCTION = "nested-function"
    LAMBDA = "lambda"
    STRETCH = "stretch"
    """What a function's nearest origin leaves over of it, where that is like something else."""


class Kind(StrEnum):
    """How a submitted fragment relates to the referenced one."""

    VERBATIM = "verbatim"
    """Equal token for token; layout and comments apart."""
    RENAMED = "renamed"
    """Equal after a one-to-one renaming of the names the file itself binds, and of string texts; type hints apart."""
    MODIFIED = "modified"
    """Aligned in long runs, with edits between them."""


class Commonality(StrEnum):
    """Of how many models and organisations the matched code is."""

    EXCLUSIVE = "exclusive"
    """One organisation has it, with something rare that nobody else has."""
    SHARED = "shared"
    """A few have it."""
    COMMON_HERITAGE = "common-heritage"
    """Many have it, so it says nothing of any one of them."""


class Direction(StrEnum):
    """What the dates allow to say."""

    FROM = "from"
    """The referenced code was published before the submitted code was committed."""
    IN_COMMON = "in-common"
    """The referenced code is not older, so nothing is said of who took from whom."""
    UNDATED = "undated"
    """The submission carries no date (no repository, no commit)."""


class Wording(StrEnum):
    """What says something outside the code."""

    COMMENT = "comment"
    """Or a docstring."""
    MESSAGE = "message"
    """A string."""


class Axis(StrEnum):
    TECHNICAL = "technical"
    """What was reused."""
    POLICY = "policy"
    """Whether what licences ask was done."""
    ETHICAL = "ethical"
    """Whether the origin is named."""


class Grade(StrEnum):
    """How serious, from a credit to what an evaluation must look at; never how sure."""

    MET = "met"
    """Done well, to the team's credit."""
    REMARK = "remark"
    """For information."""
    FLAW = "flaw"
    """Falls short of something."""
    CONCERN = "concern"
    """To examine first."""

    def reaches(self, lowest: "Grade") -> bool:
        """Whether it is as serious, or more."""
        grades = list(Grade)
        return grades.index(self) >= grades.index(lowest)


class Ruling(StrEnum):
    """What evaluators decided on a finding."""

    ACCEPT = "accept"
    """It stands."""
    REJECT = "reject"
    """It does not."""
    OVERRIDE = "override"
    """It stands, with another grade."""


class Confidence(StrEnum):
    """How sure, never how serious."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class NoticeState(StrEnum):
    """What became of one upstream holder's copyright statement."""

    RETAINED = "retained"
    """In the file, as it was."""
    RESTORED_LATER = "restored-later"
    """There now, after a commit that had taken it away."""
    COMPLETED = "completed"
    """Kept, with a line of the team's own beside it, which licences allow."""
    ALIAS = "retained-alias"
    """Kept under another name of the same organisation."""
    MOVED = "moved"
    """Not in the file, but in one that speaks for the repository: LICENSE, NOTICE, REUSE.toml and the like."""
    SUBSTITUTED = "substituted"
    """Another holder's statement stands in its place."""
    DROPPED = "dropped"
    """Not in the file, and nothing in its place."""
    NOTHING_TO_RETAIN = "nothing-to-retain"
    """The origin has none."""
    NOT_EXAMINED = "not-examined"
    """The origin's text is not at hand."""


class DeclarationState(StrEnum):
    """How what a team declares stands to what was found."""

    DECLARED = "declared"
    """Declared and found."""
    OTHER_LICENCE = "other-licence"
    """Declared and found, under another licence than the one declared."""
    OTHER_ORIGIN = "other-origin"
    """Declared for the file, with an origin that the code found there does not lead to."""
    UNDECLARED = "undeclared"
    """Found, and in no declaration."""
    NOT_FOUND = "not-found"
    """Declared; the corpus holds the origin, and nothing of it was found in the files."""
    NOT_TOLD_APART = "not-told-apart"
    """Declared; the files hold code that many have, which the origin may have too."""
    NOT_IN_CORPUS = "not-in-corpus"
    """Declared; the corpus does not hold the origin, so nothing can be said."""
    NO_SUCH_FILE = "no-such-file"
    """Declared for files that the submission does not have, or that were not analysed."""
    UNREADABLE = "unreadable"
    """A file of declarations that does not say what it must."""


DECLARED = frozenset({DeclarationState.DECLARED, DeclarationState.OTHER_LICENCE})
"""Of a match: the team declares it."""


class EventKind(StrEnum):
    """What happened to borrowed code in the history of a submission."""

    CAME = "came"
    """A commit brought files that hold borrowed code today."""
    MOVED = "moved"
    """A file got another name."""
    NAMES_CHANGED = "names-changed"
    """Names of the origin went and those of the submission came."""
    NOTICE_REMOVED = "notice-removed"
    NOTICE_REPLACED = "notice-replaced"
    """The line of another holder came in the same commit in its place."""
    NOTICE_RESTORED = "notice-restored"
    NOTICE_ADDED = "notice-added"
    """It came later than the file, and had not been there before."""


KEPT = frozenset(
    {
        NoticeState.RETAINED,
        NoticeState.RESTORED_LATER,
        NoticeState.COMPLETED,
        NoticeState.ALIAS,
        NoticeState.MOVED,
    }
)
"""States in which a reader of the submission still learns of the holder."""


class SkipReason(StrEnum):
    """Why a file of the submission was not analysed."""

    IGNORED = "ignored"
    """Excluded by the repository's .gitignore and not tracked by git."""
    HISTORY = "history"
    """The files were read, but not the repository's history, so their date is not known."""
    UNKNOWN_LANGUAGE = "unknown-language"
    OTHER_LANGUAGE = "other-language"
    """Code in a language the scanner does not read."""
    TOO_LARGE = "too-large"
    BINARY = "binary"
    UNREADABLE = "unreadable"
    NOT_A_FILE = "not-a-file"
    LINK = "link"
    ENCODING = "encoding"
    SYNTAX = "syntax"
    """More than half of the file does not parse."""
    TIMEOUT = "timeout"
    CRASH = "crash"
    SUBMODULE = "submodule"
    OUTSIDE = "outside"
    """It would speak for the submission, and stands in the same repository, outside of what was scanned."""


INCOMPLETE = frozenset(SkipReason) - {
    SkipReason.IGNORED,
    SkipReason.UNKNOWN_LANGUAGE,
    SkipReason.HISTORY,
    SkipReason.OUTSIDE,
}
"""Reasons that leave a scan incomplete: code was there, or may have been, and was not read."""
