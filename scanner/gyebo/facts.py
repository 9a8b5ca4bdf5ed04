# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""The facts of a scan: what was submitted, what it was measured with, and how much of it was read."""

import hashlib
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath

from gyebo import __version__
from gyebo.corpus.index import Index
from gyebo.corpus.sources import at_hand
from gyebo.model import Collected, Trust
from gyebo.report import (
    INCOMPLETE,
    Base,
    Coverage,
    File,
    Finding,
    Partner,
    Skipped,
    Submission,
    Suppression,
    SuppressionKind,
    SuppressionState,
    Text,
    Yardstick,
)
from gyebo.rulebook import Rulebook
from gyebo.settings import Settings, stated
from gyebo.stages.assess import UNDATED, Survey, assess
from gyebo.stages.suppress import Run

ASKED: dict[str, Callable[[Survey], object]] = {
    "late-declaration": lambda survey: survey.deadline,
    "history-notice-removed": lambda survey: survey.history,
}
"""Rules that a run asks only where it was told to look at so much."""
SETTINGS_FILE = PurePosixPath("pyproject.toml")


def submission(collected: Collected, survey: Survey, then: Collected | None, rulebook: Rulebook) -> Submission:
    """What was submitted; `then` is the submission as it stood at the deadline."""
    known = {one.id: Text(one.name, one.name_ko) for one in rulebook.organisations.values()}
    first, *others = survey.team or ("",)
    lines = "\n".join(f"{file.path!r} {file.sha256}" for file in survey.files)
    digest = hashlib.sha256(lines.encode("utf-8", "surrogateescape")).hexdigest()
    last = then.commit if then else ""
    return Submission(
        name=collected.name,
        commit=collected.commit,
        dated=collected.dated,
        organisation=first,
        digest=digest,
        deadline=survey.deadline,
        deadline_commit=last,
        deadline_set_aside=then.set_aside if then else 0,
        organisation_name=known.get(first),
        folder=collected.within,
        partners=tuple(Partner(one, known.get(one)) for one in others),
    )


def yardstick(index: Index, rulebook: Rulebook, settings: Settings, trust: Trust, cache: Path) -> Yardstick:
    """What the submission was measured with."""
    return Yardstick(
        version=__version__,
        rules=rulebook.digest,
        settings=settings.digest(),
        corpus=index.digest,
        corpus_name=index.description.name,
        home=settings.home,
        sources=index.description.sources,
        for_evaluators=trust is Trust.EVALUATOR,
        texts=at_hand(index.description.source_keys, cache),
    )


def coverage(files: Sequence[File], skipped: Sequence[Skipped], bases: Sequence[Base]) -> Coverage:
    """How much was read, and how it divides."""
    return Coverage(
        files=len(files),
        skipped=sum(one.paths for one in skipped),
        incomplete=sum(one.paths for one in skipped if one.reason in INCOMPLETE),
        tokens=sum(file.tokens for file in files),
        own_tokens=sum(file.own_tokens for file in files),
        exclusive_tokens=sum(file.exclusive_tokens for file in files),
        shared_tokens=sum(file.shared_tokens for file in files),
        common_tokens=sum(file.common_tokens for file in files),
        domestic_tokens=sum(file.domestic_tokens for file in files),
        declared_tokens=sum(file.declared_tokens for file in files),
        declared_exclusive_tokens=sum(file.declared_exclusive_tokens for file in files),
        base_files=sum(len(base.unchanged) for base in bases),
        base_tokens=sum(file.base_tokens for file in files),
    )


def run(trust: Trust, today: str, rules: Collection[str], survey: Survey, skipped: Sequence[Skipped]) -> Run:
    """Whether what a team asks to leave out counts, and what of it could be judged."""
    silent = frozenset(rules) - UNDATED if not survey.is_dated else frozenset[str]()
    silent |= {rule for rule, needed in ASKED.items() if not needed(survey)}
    held = [path for base in survey.bases if base.is_given for path in (*base.unchanged, *base.changed)]
    unread = [one.path for one in skipped if one.reason in INCOMPLETE]
    return Run(trust, today, rules, silent, frozenset((*held, *unread)))


def settings_asked(
    collected: Collected, survey: Survey, rulebook: Rulebook, findings: Sequence[Finding], run: Run
) -> tuple[Suppression, ...]:
    """The team's own settings in an evaluator's run, with the findings that there would not be under them."""
    file = next((one for one in collected.statements if one.path == SETTINGS_FILE), None)
    settings = stated(file.content) if file and run.trust is Trust.EVALUATOR else None
    if file is None or settings is None or settings == Settings(survey.team, survey.home):
        return ()
    under = assess(replace(survey, team=settings.team, home=settings.home), rulebook.findings)
    hidden = {one.id for one in findings} - {one.id for one in under}
    team = ", ".join(f'"{one}"' for one in settings.team) or '""'
    text = f'organisation = {f"[{team}]" if len(settings.team) > 1 else team}, home = "{settings.home}"'
    line = file.content[: max(file.content.find(b"tool.gyebo"), 0)].count(b"\n") + 1
    state = SuppressionState.NOT_APPLIED
    told = tuple(one.id for one in findings if one.id in hidden)
    return (Suppression(SuppressionKind.SETTINGS, state, "", str(SETTINGS_FILE), line, text, findings=told),)
