# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""scan(): the whole program in one function, one line a stage."""

import hashlib
import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from gyebo import __version__, compose
from gyebo.analysis import READING_CRASHED, reading_digest
from gyebo.baseline import Accepted
from gyebo.chronicle import chronicled
from gyebo.components.dependencies import packages
from gyebo.components.gathering import decoded, used_by
from gyebo.components.owners import components
from gyebo.compose import Context
from gyebo.corpus.index import Index, damaged, open_index
from gyebo.corpus.lookup import Lookup
from gyebo.deadline import Deadline
from gyebo.declarations.read import read
from gyebo.declarations.reconcile import reconcile
from gyebo.declarations.types import Declared
from gyebo.display import encodable_all
from gyebo.errors import CorpusError, SubmissionError
from gyebo.languages import SUFFIXES
from gyebo.licences.obligations import Evidence
from gyebo.licences.taking import licensing
from gyebo.model import Collected, Detail, Found, Origin, Piece, Progress, Searched, SourceFile, Trust
from gyebo.notices.pointing import pointed
from gyebo.report import (
    FORMAT,
    INCOMPLETE,
    Commonality,
    Coverage,
    Declaration,
    File,
    History,
    Report,
    Skipped,
    SkipReason,
    Submission,
    Yardstick,
)
from gyebo.rubric import graded
from gyebo.rulebook import Rulebook
from gyebo.said import said, shown_apart
from gyebo.search import Against, DetailJob, SearchJob, detail, search
from gyebo.settings import Settings
from gyebo.stages.assess import Survey, assess
from gyebo.stages.collect import collect, collect_by
from gyebo.stages.descend import descend
from gyebo.stages.gather import pieces, reported, weighed
from gyebo.stages.suppress import suppress
from gyebo.workers import cores, spread


@dataclass(frozen=True, slots=True)
class Request:
    """What to scan, and against what."""

    path: Path
    commit: str | None
    settings: Settings
    index: Path
    cache: Path
    rules: Path
    name: str = ""
    """What the report calls the submission; empty: the name of its folder."""
    trust: Trust = Trust.TEAM
    accepted: tuple[Accepted, ...] = ()
    """The submission's baseline."""
    today: str = ""
    """ISO 8601; entries of the baseline that end on it or earlier count no more."""
    written: tuple[Path, ...] = ()
    """Files this run writes: an earlier run's stand in their place and are no part of the submission."""
    deadline: Deadline | None = None
    """Only what was committed by then counts as said."""
    with_history: bool = False


def scan(request: Request, rulebook: Rulebook, progress: Progress) -> Report:
    """The report of one submission; SubmissionError or CorpusError when there is nothing to read."""
    return examine(
        collect(request.path, request.commit, frozenset(SUFFIXES), trust=request.trust), request, rulebook, progress
    )


def examine(given: Collected, request: Request, rulebook: Rulebook, progress: Progress) -> Report:
    """The report of what was collected; `request.path` is where it was."""
    collected = _named(given, request)
    declared = _declared(collected, request)
    then = _by_deadline(request)
    index = opened(request.index)
    against = _against(request, collected.dated)
    searched, unread = _searched(collected.files, against, progress)
    lookup = Lookup(index, against.organisation, against.before)
    cut = {
        str(one.path): pieces(one, lambda found: _is_domestic(lookup, found, request.settings.home)) for one in searched
    }
    origins = _origins(searched, cut, lookup, rulebook)
    words = said(searched, collected, declared, then)
    statements = decoded((then or collected).statements)
    context = compose.context(lookup, rulebook, collected.dated, words.wide, origins, statements)
    told = _told(collected.files, searched, context, against, progress)
    composed = tuple(compose.file_of(context, one, cut[str(one.path)], told[str(one.path)]) for one in words.searched)
    reconciled, in_time = reconcile(composed, words.declared, compose.names(context))
    named = pointed(reconciled, {str(one.path): one.references for one in words.searched}, index.description.works)
    apart, late = shown_apart(named, words.late, compose.names(context), rulebook.same_holder)
    commit = collected.commit if request.with_history else None
    files, history, untold = chronicled(apart, request.path, commit, rulebook)
    declarations = (*in_time, *late)
    shown = Evidence(context.said, statements, {str(one.path): one.changes_stated for one in searched})
    licences = licensing(files, shown, rulebook.licences)
    used = components(used_by(collected, searched), rulebook)
    survey = _survey(files, collected, lookup.total, declarations, words.declared, request, history)
    survey = replace(survey, licensing=licences, components=used, organisation=against.organisation)
    findings = assess(survey, rulebook.findings)
    pragmas = [pragma for one in searched for pragma in one.pragmas]
    suppressions = suppress(findings, pragmas, request.accepted, rulebook.findings, request.trust, request.today)
    skipped = tuple(sorted((*collected.skipped, *unread, *untold), key=lambda one: (one.path, one.reason)))
    report = Report(
        format=FORMAT,
        submission=_submission(collected, files, request, then),
        yardstick=_yardstick(index, rulebook, request.settings),
        coverage=_coverage(files, skipped),
        lineage=compose.lineage(context, sum(file.tokens for file in files)),
        findings=findings,
        files=files,
        skipped=skipped,
        rules=tuple(rule.published() for _, rule in sorted(rulebook.findings.items())),
        declarations=declarations,
        suppressions=suppressions,
        history=history,
        licensing=licences,
        components=used,
        dependencies=packages(decoded((*collected.statements, *collected.manifests))),
    )
    return encodable_all(replace(report, criteria=graded(report, rulebook.rubric)))


def opened(folder: Path) -> Index:
    """A corpus of which every byte is as it was written, cut as this version cuts a submission; else CorpusError."""
    index = open_index(folder)
    changed = damaged(folder)
    if changed:
        raise CorpusError(
            f"{folder}: {', '.join(changed)} changed since the index was written; delete the folder and build it again."
        )
    if index.description.reading != reading_digest():
        name = index.description.name
        raise CorpusError(
            f"{folder}: built by another version of gyebo or of its parser; run `gyebo corpus build {name}`."
        )
    return index


def _named(collected: Collected, request: Request) -> Collected:
    """Without an earlier run's reports: the same commit under the same name gives the same bytes."""
    own = {os.path.relpath(path, request.path) for path in request.written}
    skipped = tuple(one for one in collected.skipped if one.path not in own)
    return replace(collected, name=request.name or collected.name, skipped=skipped)


def _declared(collected: Collected, request: Request) -> Declared:
    """What the team declares; SubmissionError for what cannot be read, unless an evaluator asks."""
    declared = read(collected.statements)
    if declared.problems and request.trust is Trust.TEAM:
        raise SubmissionError(declared.problems[0].text.en)
    return declared


def _by_deadline(request: Request) -> Collected | None:
    """The submission as it stood at the deadline, where there is one."""
    if request.deadline is None:
        return None
    return collect_by(request.path, request.commit, request.deadline.until, frozenset(SUFFIXES))


def _against(request: Request, dated: str) -> Against:
    """The corpus with the team's own works told apart and, for a commit, what was published after it."""
    before = dated if request.commit else ""
    return Against(request.index, request.cache, request.rules, request.settings.organisation, before)


def _searched(
    files: Sequence[SourceFile], against: Against, progress: Progress
) -> tuple[tuple[Searched, ...], tuple[Skipped, ...]]:
    jobs = [SearchJob(file, against) for file in files]
    results: list[Searched | Skipped] = []
    for number, result in enumerate(spread(search, jobs, _lost_search, cores()), 1):
        results.append(result)
        progress("search", number, len(jobs))
    searched = tuple(one for one in results if isinstance(one, Searched))
    return searched, tuple(one for one in results if isinstance(one, Skipped))


def _lost_search(job: SearchJob) -> Skipped:
    return Skipped(str(job.file.path), SkipReason.CRASH, READING_CRASHED)


def _origins(
    searched: Sequence[Searched], cut: dict[str, tuple[Piece, ...]], lookup: Lookup, rulebook: Rulebook
) -> tuple[Origin, ...]:
    worth = {str(one.path): weighed(one) for one in searched}
    return descend([piece for own in cut.values() for piece in own], worth, lookup.ancestors, rulebook.matching)


def _told(
    files: Sequence[SourceFile], searched: Sequence[Searched], context: Context, against: Against, progress: Progress
) -> dict[str, tuple[tuple[Found, Detail], ...]]:
    """The matches to report, file by file, each aligned with the place that is shown beside it."""
    by_path = {file.path: file for file in files}
    chosen = {one.path: reported(one) for one in searched}
    wanted = {
        one.path: tuple((found.pairing.unit, compose.chosen_place(context, one, found)) for found in matches)
        for one in searched
        if (matches := chosen[one.path])
    }
    jobs = [DetailJob(by_path[path], against, places) for path, places in wanted.items()]
    told: dict[str, tuple[tuple[Found, Detail], ...]] = {str(path): () for path in chosen}
    for number, (job, details) in enumerate(zip(jobs, spread(detail, jobs, _lost_detail, cores()), strict=True), 1):
        found = {one.pairing.unit: one for one in chosen[job.file.path]}
        told[str(job.file.path)] = tuple((found[one.unit], one) for one in details)
        progress("align", number, len(jobs))
    return told


def _lost_detail(_job: DetailJob) -> tuple[Detail, ...]:
    return ()


def _is_domestic(lookup: Lookup, found: Found, home: str) -> bool:
    """Whether all that has the like of a match is of the home country; for exclusive code the tie set decides."""
    works = lookup.index.description.works
    having = {lookup.work_at(place) for place in found.pairing.ties}
    if found.spread.commonality is not Commonality.EXCLUSIVE:
        having |= {one.work for one in found.pairing.likenesses}
    return all(works[work].country == home for work in having)


def _survey(
    files: tuple[File, ...],
    collected: Collected,
    works: int,
    declarations: tuple[Declaration, ...],
    declared: Declared,
    request: Request,
    history: History | None,
) -> Survey:
    limit = request.deadline.text if request.deadline else ""
    statements = len(collected.statements)
    return Survey(files, request.settings.home, statements, works, declarations, declared.is_stated, limit, history)


def _submission(collected: Collected, files: Sequence[File], request: Request, then: Collected | None) -> Submission:
    lines = "\n".join(f"{file.path!r} {file.sha256}" for file in files)
    digest = hashlib.sha256(lines.encode("utf-8", "surrogateescape")).hexdigest()
    organisation = request.settings.organisation
    limit = request.deadline.text if request.deadline else ""
    return Submission(
        collected.name, collected.commit, collected.dated, organisation, digest, limit, then.commit if then else ""
    )


def _yardstick(index: Index, rulebook: Rulebook, settings: Settings) -> Yardstick:
    return Yardstick(
        version=__version__,
        rules=rulebook.digest,
        settings=settings.digest(),
        corpus=index.digest,
        corpus_name=index.description.name,
        home=settings.home,
        sources=index.description.sources,
    )


def _coverage(files: Sequence[File], skipped: Sequence[Skipped]) -> Coverage:
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
    )
