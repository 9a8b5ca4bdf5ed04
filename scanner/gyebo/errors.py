# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""One family of expected failures; each class says whose it is to mend, each message what to do next."""


class GyeboError(Exception):
    """An expected failure: one clear sentence with what to do."""


class UsageError(GyeboError):
    """The command line or the settings ask for something that cannot be done."""


class RuleError(GyeboError):
    """A file under rules/ does not say what it must; names the file, the key, what was found and what was expected."""


class CorpusError(GyeboError):
    """The reference corpus cannot be obtained, built or read."""


class SubmissionError(GyeboError):
    """The submission cannot be read at all; single unreadable files are listed as skipped instead."""


class MissingSubmission(SubmissionError):
    """There is nothing where it is said to be."""


class UnreadableSubmission(SubmissionError):
    """It is there and may not be read, or is no folder and no file."""


class MissingCommit(SubmissionError):
    """The repository has not the commit that was named."""


class ShallowClone(MissingCommit):
    """The repository was cloned without the older commits that are asked for."""


class OversizedSubmission(SubmissionError):
    """More than is read of one submission."""


class UnusableBase(SubmissionError):
    """What it is said to stand on cannot be had, or has nothing in common with it."""


class ReportError(GyeboError):
    """A stored report cannot be read or a new one cannot be written."""
