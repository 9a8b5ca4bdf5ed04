# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""How often both origins are named of one function that holds the bodies of two, of two makers.

Drawn are functions and methods of transformers 4.57.1 that works of one maker alone have in the default corpus. Of the
first its return is gone, and what both take is taken once; the merged function is looked up as a file of its own.
"""

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import PurePosixPath
from random import Random

from gyebo import rulebook
from gyebo.analysis import Analyser
from gyebo.cli import places
from gyebo.corpus.index import open_index
from gyebo.corpus.lookup import Lookup
from gyebo.likening import likened
from gyebo.matching import Matching
from gyebo.model import SourceFile
from gyebo.report import FragmentKind, Skipped
from gyebo.search import Against
from gyebo.stages.attribute import maker
from measures.bench import SEED, Bench
from measures.rows import Row

FUNCTIONS = (FragmentKind.FUNCTION, FragmentKind.METHOD)
SMALLEST, LARGEST = 90, 400
"""Tokens of a function that is drawn; with fewer, less than a match is left of it."""
FILES, PAIRS = 120, 300
MANIFEST, SOURCE = "default", "transformers-4.57.1"


@dataclass(frozen=True, slots=True)
class Drawn:
    """A function that one maker alone has."""

    place: str
    text: str
    maker: str
    works: frozenset[int]


@dataclass(frozen=True, slots=True)
class Job:
    against: Against
    first: Drawn
    second: Drawn


@dataclass(frozen=True, slots=True)
class Told:
    """Which of both are named, and the makers of all that are."""

    job: Job
    named: tuple[bool, bool]
    makers: tuple[str, ...]

    def __str__(self) -> str:
        wanted = " + ".join(f"{one.place} ({one.maker})" for one in (self.job.first, self.job.second))
        return f"  {wanted}: told of {', '.join(self.makers) or 'nobody'}"


def rows(bench: Bench) -> Iterator[Row]:
    """Both named, and at least one."""
    against = Against(bench.corpus(MANIFEST), places.cache(), places.rules(), (), "")
    files = [file for file in bench.files(MANIFEST, SOURCE) if file.path.name.startswith("modeling_")]
    work = [(against, file) for file in bench.sample(files, FILES)]
    functions = [one for found in bench.each(drawn, work, nothing, "draw") for one in found]
    Random(SEED).shuffle(functions)  # noqa: S311  a sample, no secret
    pairs = [(a, b) for a, b in pairwise(functions) if a.maker != b.maker][: None if bench.is_full else PAIRS]
    told = list(bench.each(tried, [Job(against, a, b) for a, b in pairs], lost, "merge"))
    missed = [str(one) for one in told if not all(one.named)]
    yield Row("two functions merged: both makers' named", len(told) - len(missed), len(told), None, tuple(missed))
    strange = [str(one) for one in told if set(one.makers) - {one.job.first.maker, one.job.second.maker}]
    yield Row("... and nobody else", len(told) - len(strange), len(told), None, tuple(strange))


@cache
def _tools(against: Against) -> tuple[Analyser, Lookup, Matching]:
    """One a process."""
    return Analyser(), Lookup(open_index(against.index)), rulebook.load(against.rules).matching


def drawn(work: tuple[Against, SourceFile]) -> tuple[Drawn, ...]:
    """The functions of a file that works of one maker have, and nobody else."""
    against, file = work
    analyser, lookup, _ = _tools(against)
    analysed = analyser(file)
    if isinstance(analysed, Skipped):
        return ()
    found = list[Drawn]()
    for unit, digest in zip(analysed.syntax.units, analysed.prints.digests.tolist(), strict=True):
        cls = lookup.of_digest(digest)
        if unit.kind in FUNCTIONS and SMALLEST <= unit.last - unit.first <= LARGEST and cls is not None:
            works: frozenset[int] = frozenset(lookup.works_of(cls).tolist())
            makers = {maker(lookup.index.description.works[one]) for one in works}
            text = _alone(analysed.syntax.text, unit.start, unit.end)
            if len(makers) == 1 and text:
                found.append(Drawn(f"{file.path.name} {unit.name}", text, makers.pop(), works))
    return tuple(found)


def _alone(text: bytes, start: int, end: int) -> str:
    """A function as text that parses by itself; empty where there is none."""
    begin = text.rfind(b"\n", 0, start) + 1
    lines = text[begin:end].decode("utf-8", "replace")
    try:
        tree = ast.parse(f"if True:\n{lines}" if begin < start else lines)
    except SyntaxError:
        return ""
    node = tree.body[0].body[0] if isinstance(tree.body[0], ast.If) else tree.body[0]
    return ast.unparse(node) if isinstance(node, ast.FunctionDef) else ""


def merged(first: str, second: str) -> str:
    """One function with the bodies of two, one after the other."""
    a, b = (ast.parse(one).body[0] for one in (first, second))
    if not isinstance(a, ast.FunctionDef) or not isinstance(b, ast.FunctionDef):
        raise TypeError("functions are merged, nothing else")
    known = {one.arg for one in (*a.args.args, *a.args.kwonlyargs)}
    a.args.kwonlyargs += [one for one in (*b.args.args, *b.args.kwonlyargs) if one.arg not in known]
    a.args.kw_defaults += [None] * (len(a.args.kwonlyargs) - len(a.args.kw_defaults))
    body = a.body[:-1] if isinstance(a.body[-1], ast.Return) else a.body
    a.body = [*body, *b.body]
    return f"import torch\nfrom torch import nn\n\n\n{ast.unparse(ast.fix_missing_locations(a))}\n"


def tried(job: Job) -> Told:
    """What is told of two functions merged."""
    analyser, lookup, matching = _tools(job.against)
    text = merged(job.first.text, job.second.text)
    analysed = analyser(SourceFile(PurePosixPath("model.py"), text.encode()))
    if isinstance(analysed, Skipped):
        return lost(job)
    found = likened(lookup, matching, analysed)[1].values()
    tied = [frozenset(lookup.work_at(place) for place in one.pairing.ties) for one in found]
    named = [any(works & one.works for works in tied) for one in (job.first, job.second)]
    described = lookup.index.description.works
    own = [{maker(described[work]) for work in works} for works in tied]
    return Told(job, (named[0], named[1]), tuple(sorted({one.pop() for one in own if len(one) == 1})))


def nothing(_work: tuple[Against, SourceFile]) -> Sequence[Drawn]:
    return ()


def lost(job: Job) -> Told:
    return Told(job, (False, False), ())
