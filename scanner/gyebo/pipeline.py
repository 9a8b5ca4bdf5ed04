# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""scan(): the whole program in one function, one line a stage."""

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from gyebo import compose, facts, genealogy
from gyebo.analysis import reading_digest
from gyebo.baseline import Accepted
from gyebo.bases.declaring import with_declarations
from gyebo.bases.ground import Ground, ground, told_of
from gyebo.bases.keeping import kept_within
from gyebo.bases.obtaining import obtain
from gyebo.bases.reopening import fresh
from gyebo.chronicle import chronicled
from gyebo.components.gathering import declaring, decoded, used_by
from gyebo.components.looking_up import PackageIndex, dependencies
from gyebo.components.owners import components
from gyebo.components.unread import unread
from gyebo.context import Context, context_of
from gyebo.corpus.index import Index, damaged, open_index
from gyebo.corpus.lookup import Lookup
from gyebo.corpus.papers import texts_of
from gyebo.deadline import Deadline
from gyebo.declarations.read import read
from gyebo.declarations.tokens import counted
from gyebo.declarations.types import Declared
from gyebo.display import encodable_all
from gyebo.errors import CorpusError, SubmissionError
from gyebo.languages import SUFFIXES
from gyebo.licences.obligations import Evidence
from gyebo.licences.taking import licensing, taken_from
from gyebo.looking import detailed, memory_of
from gyebo.looking import searched as looked_up
from gyebo.memory import Memory
from gyebo.model import Collected, Detail, Found, Origin, Piece, Progress, Searched, SourceFile, Trust
from gyebo.report import FORMAT, Commonality, Finding, Report, Skipped
from gyebo.rubric import graded
from gyebo.rulebook import Rulebook, digest_of
from gyebo.said import reconciled, said
from gyebo.search import Against, DetailJob
from gyebo.settings import Settings
from gyebo.stages.assess import Survey, assess
from gyebo.stages.collect import collect, collect_by
from gyebo.stages.descend import descend
from gyebo.stages.gather import pieces, reported, weighed
from gyebo.stages.suppress import suppress


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
    package_index: PackageIndex | None = None
    """Where the licences of declared packages are looked up; None: they are told as not examined."""
    base: str = ""
    """A commit, folder or address of what the submission was forked from; what is unchanged of it is not judged."""


def scan(request: Request, rulebook: Rulebook, progress: Progress) -> Report:
    """The report of one submission; SubmissionError or CorpusError when there is nothing to read."""
    collected = collect(request.path, request.commit, frozenset(SUFFIXES), trust=request.trust)
    return recalled(collected, request, rulebook, progress)


def recalled(given: Collected, request: Request, rulebook: Rulebook, progress: Progress) -> Report:
    """The report of what was collected, made now or kept by an earlier scan."""
    collected = _named(given, request)
    kept = _remembered(request, rulebook)
    key = kept.key_of("report", collected, request) if kept else ""
    report = kept.get(Report, key) if kept and key else None
    if report is None:
        report = examine(collected, request, rulebook, progress)
        if kept and key and digest_of(request.rules) == rulebook.digest:
            kept.keep(key, report)
    return report


def _remembered(request: Request, rulebook: Rulebook) -> Memory | None:
    """None for what asks more than the submission, the corpus and the rules: git's history, a base, the network."""
    if request.deadline or request.with_history or request.base or request.package_index:
        return None
    return memory_of(request.cache, request.path, rulebook.digest, request.index)


def examine(given: Collected, request: Request, rulebook: Rulebook, progress: Progress) -> Report:
    """The report of what was collected; `request.path` is where it was."""
    collected = _named(given, request)
    declared = _declared(collected, request)
    then = _by_deadline(request)
    index = opened(request.index)
    standing = _ground(collected, request, index, rulebook)
    judged = standing.judged(collected)
    against = _against(request, collected.dated)
    kept = memory_of(request.cache, request.path, request.rules, request.index)
    searched, unread = looked_up(judged.files, standing.before, against, kept, progress)
    lookup = Lookup(index, against.team, against.before, firsts=rulebook.first_days)
    cut = {
        str(one.path): pieces(one, lambda found: _is_domestic(lookup, found, request.settings.home)) for one in searched
    }
    origins = _origins(searched, cut, lookup, rulebook)
    words = said(searched, collected, declared, then, rulebook.makers)
    statements = decoded((then or collected).statements)
    context = context_of(lookup, rulebook, collected.dated, words, origins, statements, request.cache)
    told = _told(judged.files, searched, context, against, progress, kept)
    composed = tuple(compose.file_of(context, one, cut[str(one.path)], told[str(one.path)]) for one in words.searched)
    composed = kept_within(composed, standing, collected.files)
    works = index.description.works
    files, declarations = reconciled(composed, words, compose.names(context), works, rulebook)
    commit = collected.commit if request.with_history else None
    files, history, untold = chronicled(counted(files, cut), request.path, commit, rulebook)
    sources = index.description.sources
    texts = texts_of(sources, taken_from(files), request.cache)
    shown = Evidence(context.said, statements, words.changes, texts, context.elsewhere)
    bases = told_of(standing, collected.files, sources, shown, rulebook, request.cache)
    bases, declarations = with_declarations(bases, declarations)
    survey = Survey(
        files=files,
        home=request.settings.home,
        repository_files=len(collected.statements),
        works=lookup.total,
        declarations=declarations,
        has_declared=words.declared.is_stated,
        deadline=request.deadline.text if request.deadline else "",
        history=history,
        licensing=licensing(files, shown, rulebook.licences, decoded(collected.statements if then else ())),
        components=components(used_by(judged, searched), rulebook),
        team=against.team,
        bases=bases,
        is_dated=bool(collected.dated),
        countries=rulebook.countries,
        makers={work.model: work.organisation for work in works},
    )
    found = _Scan(collected, then, index, context, searched, (*unread, *untold), standing)
    return _report(found, survey, _earlier(standing, collected, request, rulebook, progress), request, rulebook)


def _earlier(
    standing: Ground, collected: Collected, request: Request, rulebook: Rulebook, progress: Progress
) -> tuple[Finding, ...]:
    """What was open in the base of the files that are judged again."""
    was = standing.before_it(collected)
    asked = replace(request, base="", deadline=None, with_history=False, package_index=None, trust=Trust.EVALUATOR)
    return examine(was, asked, rulebook, progress).findings if was else ()


@dataclass(frozen=True, slots=True, eq=False)
class _Scan:
    """What a report needs beside the survey."""

    collected: Collected
    then: Collected | None
    index: Index
    context: Context
    searched: tuple[Searched, ...]
    unread: tuple[Skipped, ...]
    standing: Ground


def _report(scanned: _Scan, survey: Survey, earlier: Sequence[Finding], request: Request, rulebook: Rulebook) -> Report:
    collected, files = scanned.collected, survey.files
    findings = tuple(fresh(assess(survey, rulebook.findings), earlier, scanned.standing.fork.reopened))
    pragmas = [pragma for one in scanned.searched for pragma in one.pragmas]
    skipped = tuple(sorted((*collected.skipped, *scanned.unread), key=lambda one: (one.path, one.reason)))
    coverage = facts.coverage(files, skipped, survey.bases)
    run = facts.run(request.trust, request.today, rulebook.findings, survey, skipped)
    asked = facts.settings_asked(collected, survey, rulebook, findings, run)
    report = Report(
        format=FORMAT,
        submission=facts.submission(collected, survey, scanned.then, rulebook),
        yardstick=facts.yardstick(scanned.index, rulebook, request.settings, request.trust, request.cache),
        coverage=coverage,
        lineage=genealogy.lineage(scanned.context, files, coverage.judged_tokens),
        findings=findings,
        files=files,
        skipped=skipped,
        rules=tuple(rule.published() for _, rule in sorted(rulebook.findings.items())),
        declarations=survey.declarations,
        suppressions=(*suppress(findings, pragmas, request.accepted, run), *asked),
        history=survey.history,
        licensing=survey.licensing,
        components=survey.components,
        dependencies=dependencies(declaring(collected), survey.licensing, request.package_index, rulebook.licences),
        unread_requirements=unread(decoded(declaring(collected))),
        bases=survey.bases,
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
    until = request.deadline.until if request.deadline else None
    return None if until is None else collect_by(request.path, request.commit, until, frozenset(SUFFIXES))


def _against(request: Request, dated: str) -> Against:
    """The corpus with the team's own works told apart, and what was published after the submission."""
    return Against(request.index, request.cache, request.rules, request.settings.team, dated)


def _ground(collected: Collected, request: Request, index: Index, rulebook: Rulebook) -> Ground:
    """What the submission stands on; the network is asked only for an address that the user named."""
    given = None
    if request.base:
        given = obtain(request.base, request.path, collected, frozenset(SUFFIXES), request.cache)
    return ground(collected, given, index, rulebook, request.cache, request.settings)


def _origins(
    searched: Sequence[Searched], cut: dict[str, tuple[Piece, ...]], lookup: Lookup, rulebook: Rulebook
) -> tuple[Origin, ...]:
    worth = {str(one.path): weighed(one) for one in searched}
    return descend([piece for own in cut.values() for piece in own], worth, lookup.ancestors, rulebook.matching)


def _told(
    files: Sequence[SourceFile],
    searched: Sequence[Searched],
    context: Context,
    against: Against,
    progress: Progress,
    kept: Memory | None,
) -> dict[str, tuple[tuple[Found, Detail], ...]]:
    """The matches to report, file by file, each aligned with the place that is shown beside it."""
    by_path = {file.path: file for file in files}
    chosen = {one.path: reported(one) for one in searched}
    wanted = {
        one.path: tuple((found.pairing.unit, compose.chosen_place(context, one, found)) for found in matches)
        for one in searched
        if (matches := chosen[one.path])
    }
    stretches = {one.path: one.stretches for one in searched}
    jobs = [DetailJob(by_path[path], against, places, stretches[path]) for path, places in wanted.items()]
    told: dict[str, tuple[tuple[Found, Detail], ...]] = {str(path): () for path in chosen}
    for job, details in zip(jobs, detailed(jobs, kept, progress), strict=True):
        found = {one.pairing.unit: one for one in chosen[job.file.path]}
        told[str(job.file.path)] = tuple((found[one.unit], one) for one in details)
    return told


def _is_domestic(lookup: Lookup, found: Found, home: str) -> bool:
    """Whether all that has the like of a match is of the home country; for exclusive code the tie set decides."""
    works = lookup.index.description.works
    having = {lookup.work_at(place) for place in found.pairing.ties}
    if found.spread.commonality is not Commonality.EXCLUSIVE:
        having |= {one.work for one in found.pairing.likenesses}
    return all(works[work].country == home for work in having)
