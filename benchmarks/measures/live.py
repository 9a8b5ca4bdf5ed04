# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""What a live index takes, and what of an index's answers it finds: the default corpus in an empty Redis database."""

import os
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from gyebo import excerpting, live, nearby
from gyebo.analysis import Analyser
from gyebo.catalogue import work_of
from gyebo.cli import places
from gyebo.corpus.index import Index, open_index
from gyebo.corpus.lookup import Lookup
from gyebo.corpus.manifest import find
from gyebo.engines.redis import Live, connected
from gyebo.likening import likened
from gyebo.model import Candidates, Found, SourceFile
from gyebo.report import Commonality
from gyebo.stages.retrieve import retrieve
from measures.bench import SEED, Bench, pinned
from measures.ranking import analysed
from measures.timing import timed

FROM = "transformers-5.23.0"
ASKED = 40
"""Files that are asked as if the corpus had no other of their models."""
LIKE = (0.7, 0.5, 0.3, 0.0)
"""Resemblances in bits of rarity, from which on candidates are counted together."""


@dataclass(slots=True)
class Answers:
    """Counted over all fragments of all files."""

    seconds: list[float] = field(default_factory=list[float])
    candidates: Counter[float] = field(default_factory=Counter[float])
    near: Counter[float] = field(default_factory=Counter[float])
    matches: Counter[str] = field(default_factory=Counter[str])


def told(bench: Bench, address: str) -> Iterator[str]:
    """Put in, asked, and compared; the database must be empty."""
    with connected(address, os.environ.get("REDISCLI_AUTH")) as there:
        before, manifest = _bytes(there), find("default")
        index = open_index(bench.corpus("default"))
        share = partial(live.share, manifest, bench.rules, places.cache(), bench.indexes, bench.console, there)
        cpu, wall = timed(share)
        classes = sum(one.classes for one in live.shared(there).values())
        own = len(index.arrays.class_digest)
        size = _bytes(there) - before
        yield f"put in: {own:,} distinct fragments, {classes:,} counted by source, {size:,} bytes"
        yield f"bytes: {size / own:,.0f} a distinct fragment, {size / classes:,.0f} a fragment of a source"
        yield f"putting in what is read: {cpu / classes * 1000:.2f} ms of a processor a fragment, {wall:.0f} s in all"
        files = [file for file in bench.files("default", FROM) if "/modeling_" in str(file.path)]
        answers = Answers()
        for file in random.Random(SEED).sample(files, ASKED):  # noqa: S311  a sample, no secret
            _compare(bench, there, index, file, answers)
    yield from _compared(answers)


def _bytes(there: Live) -> int:
    return int(there.server.info("memory")["used_memory"])


def _compare(bench: Bench, there: Live, whole: Index, file: SourceFile, answers: Answers) -> None:
    read = analysed(Analyser(), file)
    without = frozenset({work_of(pinned("default", FROM), str(PurePosixPath(file.path)), bench.rules).model})
    given = excerpting.asked([file])
    with TemporaryDirectory() as cache:
        answers.seconds.append(timed(lambda: nearby.excerpt(there, given, Path(cache)))[1])
        near = open_index(nearby.excerpt(there, given, Path(cache)))
        lookups = [Lookup(one, without=without) for one in (whole, near)]
        units = range(len(read.syntax.units))
        for all_found, some_found in zip(*(retrieve(one, read.prints, units) for one in lookups), strict=True):
            _count(whole, near, all_found, some_found, answers)
        matches = [likened(one, bench.rules.matching, read)[1] for one in lookups]
        _judge(whole, near, matches, answers)


def _count(whole: Index, near: Index, all_found: Candidates, some_found: Candidates, answers: Answers) -> None:
    """Of one fragment's candidates, by how like they are."""
    found = set(near.arrays.class_digest[some_found.cls].tolist())
    digests = whole.arrays.class_digest[all_found.cls].tolist()
    for digest, resemblance in zip(digests, all_found.resemblance.tolist(), strict=True):
        least = next(one for one in LIKE if resemblance >= one)
        answers.candidates[least] += 1
        answers.near[least] += digest in found


def _judge(whole: Index, near: Index, matches: Sequence[dict[int, Found]], answers: Answers) -> None:
    theirs, ours = matches
    for unit, one in theirs.items():
        answers.matches["of the index"] += 1
        if unit not in ours:
            continue
        answers.matches["found"] += 1
        answers.matches["same nearest"] += _nearest(whole, one) == _nearest(near, ours[unit])
        answers.matches["as common"] += one.spread.commonality is ours[unit].spread.commonality
    for unit, one in ours.items():
        is_new = unit not in theirs or theirs[unit].spread.commonality is not Commonality.EXCLUSIVE
        answers.matches["exclusive here alone"] += is_new and one.spread.commonality is Commonality.EXCLUSIVE


def _nearest(index: Index, found: Found) -> int:
    return int(index.arrays.class_digest[found.pairing.best.candidate.cls])


def _compared(answers: Answers) -> Iterator[str]:
    seconds = sorted(answers.seconds)
    yield f"asking for one file: {seconds[len(seconds) // 2]:.2f} s on the clock, at most {seconds[-1]:.2f} s"
    for least in LIKE:
        found, all_of = answers.near[least], answers.candidates[least]
        yield f"candidates of resemblance {least} and more: {found:,} of {all_of:,}, {found / max(all_of, 1):.1%}"
    yield "matches: " + ", ".join(f"{count:,} {what}" for what, count in answers.matches.items())
