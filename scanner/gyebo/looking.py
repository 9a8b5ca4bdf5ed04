# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Look every file of a submission up, in parallel, and none that was looked up before in the same corpus."""

import hashlib
import sys
from collections.abc import Callable, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path, PurePosixPath
from typing import TypeVar

import numpy as np
import rapidfuzz

from gyebo import codec
from gyebo.analysis import PACKAGE, PARSERS, READING_CRASHED
from gyebo.corpus.stamp import state_of
from gyebo.memory import Memory, memory
from gyebo.model import Detail, Progress, Searched, SourceFile
from gyebo.report import Skipped, SkipReason
from gyebo.search import Against, DetailJob, SearchJob, detail, search
from gyebo.workers import cores, spread_by_size

J = TypeVar("J", SearchJob, DetailJob)
R = TypeVar("R")


def memory_of(cache: Path, submission: Path, rules: Path | str, index: Path) -> Memory | None:
    """What is remembered of scans by this code, with these rules, against this index and the texts at hand.

    The rules are a folder, asked for the state of 363 files, or the digest of what was read of it.
    """
    specs = [find_spec(parser.replace("-", "_")) for parser in PARSERS]
    parsers = [Path(spec.origin).parent for spec in specs if spec and spec.origin]
    texts = [path for path in (cache / "sources", cache / "papers") if path.exists()]
    folders = (rules,) if isinstance(rules, Path) else ()
    roots = (PACKAGE, index, *folders, *parsers, *texts)
    try:
        state = state_of(map(str, roots))
    except OSError:
        return None
    told = "" if folders else str(rules)
    return memory(cache, submission, (state, told, sys.version, np.__version__, rapidfuzz.__version__, str(index)))


def searched(
    files: Sequence[SourceFile],
    before: Mapping[PurePosixPath, bytes],
    against: Against,
    kept: Memory | None,
    progress: Progress,
) -> tuple[tuple[Searched, ...], tuple[Skipped, ...]]:
    """What each file is like, and those that could not be read."""
    jobs = [SearchJob(file, against, before.get(file.path)) for file in files]
    results = _each(search, jobs, _lost_search, (Searched, kept, _searched_key, _is_searched), progress)
    return tuple(one for one in results if isinstance(one, Searched)), tuple(
        one for one in results if isinstance(one, Skipped)
    )


def detailed(jobs: Sequence[DetailJob], kept: Memory | None, progress: Progress) -> list[tuple[Detail, ...]]:
    """The wanted matches of each file, aligned."""
    return _each(detail, jobs, _lost_detail, (tuple[Detail, ...], kept, _detail_key, _is_shown), progress)


def _each(
    work: Callable[[J], R],
    jobs: Sequence[J],
    lost: Callable[[J], R],
    remembered: tuple[type, Memory | None, Callable[[Memory, J], str], Callable[[R], bool]],
    progress: Progress,
) -> list[R]:
    """The results in the order of the jobs; what is new is remembered, but for what was not whole."""
    kind, kept, key_of, is_whole = remembered
    keys = [key_of(kept, job) for job in jobs] if kept else []
    found: list[R | None] = [kept.get(kind, key) for key in keys] if kept else [None] * len(jobs)
    missing = [at for at, one in enumerate(found) if one is None]
    step, known = "search" if kind is Searched else "align", len(jobs) - len(missing)
    if known:
        progress(step, known, len(jobs))
    made = spread_by_size(work, [jobs[at] for at in missing], lost, cores(), _size)
    for number, (which, result) in enumerate(made, known + 1):
        at = missing[which]
        found[at] = result
        if kept and is_whole(result):
            kept.keep(keys[at], result)
        progress(step, number, len(jobs))
    if kept and missing:
        kept.make_room()
    return [one for one in found if one is not None]


def _size(job: SearchJob | DetailJob) -> int:
    return len(job.file.content)


def _is_searched(result: Searched | Skipped) -> bool:
    """A file whose process ended may be read another time."""
    return isinstance(result, Searched)


def _is_shown(result: tuple[Detail, ...]) -> bool:
    """A text that is not at hand may come to be."""
    return bool(result) and all(one.referenced_text for one in result)


def _searched_key(kept: Memory, job: SearchJob) -> str:
    before = b"" if job.before is None else b"1" + hashlib.sha256(job.before).digest()
    return kept.key("search", *_parts(job.file, job.against), before)


def _detail_key(kept: Memory, job: DetailJob) -> str:
    return kept.key("detail", *_parts(job.file, job.against), codec.packed(job.wanted))


def _parts(file: SourceFile, against: Against) -> tuple[bytes | str, ...]:
    without = sorted(against.without)
    asked = ("\n".join(against.team), against.before, "\n".join(without))
    return str(file.path), hashlib.sha256(file.content).digest(), *asked


def _lost_search(job: SearchJob) -> Skipped:
    return Skipped(str(job.file.path), SkipReason.CRASH, READING_CRASHED)


def _lost_detail(_job: DetailJob) -> tuple[Detail, ...]:
    return ()
