# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""How often a file is told to say what one maker alone says, and whether that is where its code comes from.

Counted are files and makers, from `phrases` sentences on (rules/matching.toml): in code that has nothing to do with
models, in independent implementations of the same architectures, and in models that declare where they come from. The
last are looked up in sources older than them; what they say as transformers' own code does, whose maker no model
declares, is counted apart.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gyebo.cli import places
from gyebo.corpus.manifest import find
from gyebo.model import SourceFile
from gyebo.report import Phrase, Skipped, SkipReason, same
from gyebo.rulebook import UNKNOWN
from gyebo.search import Against, SearchJob, search
from gyebo.stages.attribute import maker
from measures.bench import Bench, named
from measures.exclusive import jobs
from measures.imitations import MANIFEST as IMITATIONS
from measures.rows import Bar, Row, Sense
from measures.unrelated import FILES, MANIFESTS

AT_MOST = Bar(1 / 1_000, Sense.AT_MOST)
HOST = "huggingface"
MANY = 6
"""From here on a finding says so with medium confidence."""


@dataclass(frozen=True, slots=True)
class Job:
    source: str
    file: SourceFile
    against: Against
    makers: frozenset[str] = frozenset()
    """Of the declared ancestors."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a file says as one maker does."""

    place: str
    maker: str
    makers: frozenset[str]
    phrases: tuple[Phrase, ...]

    def __str__(self) -> str:
        first = self.phrases[0]
        there = f"{first.referenced.path}:{first.referenced.first_line}"
        return f"  {self.place}: {len(self.phrases)} of {self.maker}, as line {first.line} ({there}): {first.text}"


def told(job: Job) -> tuple[Told, ...]:
    """What one file says of each maker that is known."""
    searched = search(SearchJob(job.file, job.against))
    if isinstance(searched, Skipped):
        return ()
    by_maker: dict[str, list[Phrase]] = defaultdict(list)
    for one in searched.phrases:
        if one.referenced.work.organisation not in (UNKNOWN, job.against.team):
            by_maker[maker(one.referenced.work)].append(one)
    place = f"{job.source} {job.file.path}"
    return tuple(Told(place, name, job.makers, tuple(own)) for name, own in sorted(by_maker.items()))


def lost(job: Job) -> tuple[Told, ...]:
    raise RuntimeError(str(Skipped(str(job.file.path), SkipReason.CRASH, same(""))))


def rows(bench: Bench) -> Iterator[Row]:
    """Files of unrelated code, of independent implementations, and of models with declared ancestors."""
    index = bench.corpus("default")
    against = Against(index, places.cache(), places.rules(), (), "")
    for manifest, called in MANIFESTS.items():
        files = bench.sample(_files(bench, manifest, against), FILES)
        found = _found(bench, files)
        yield Row(f"unrelated files ({called}) told by their words", len(found), len(files), AT_MOST, _lines(found))
    files = _files(bench, IMITATIONS, against)
    found = _found(bench, files)
    yield Row("independent implementations told by their words", len(found), len(files), None, _lines(found))
    heirs = [Job(one.model, one.file, one.against, one.makers) for one in jobs(bench, index)]
    found = _found(bench, heirs)
    of_models = [one for one in found if one.maker != HOST]
    wrong = [one for one in of_models if one.maker not in one.makers]
    right = len(of_models) - len(wrong)
    yield Row("words of X: X made a declared ancestor", right, len(of_models), None, _lines(wrong))
    many = [one for one in of_models if len(one.phrases) >= MANY]
    yield Row(f"... said of {MANY} and more", sum(one.maker in one.makers for one in many), len(many), None, ())
    yield Row("... words of transformers itself", len(found) - len(of_models), len(found), None, ())


def _files(bench: Bench, manifest: str, against: Against) -> list[Job]:
    sources = [one.id for one in find(named(manifest)).sources]
    return [Job(source, file, against) for source in sources for file in bench.files(manifest, source)]


def _found(bench: Bench, given: Sequence[Job]) -> list[Told]:
    return [one for result in bench.each(told, given, lost, "search") for one in result]


def _lines(found: Sequence[Told]) -> tuple[str, ...]:
    return tuple(map(str, found))
