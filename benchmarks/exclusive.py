# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Measure how often code said to be of one maker alone comes from a maker that its model declares as an ancestor.

Looked up are the modeling files of the models that transformers 5.23.0 has and 4.57.1 has not, in sources older than
a date, each model's own organisation told apart. The truth they are held to is what the models themselves declare
(modular_*.py, "# Copied from"); what they do not declare counts as wrong, so it is a lower bound.
"""

import argparse
import os
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from gyebo import rulebook
from gyebo.analysis import Analyser
from gyebo.cli import places
from gyebo.cli.console import Console
from gyebo.corpus.index import open_index
from gyebo.corpus.lineage import chain, descents, model_links
from gyebo.corpus.lookup import Lookup
from gyebo.corpus.manifest import component_of, find
from gyebo.corpus.pipconfig import configured
from gyebo.corpus.sources import files_of, kept_files
from gyebo.model import Analysed, Found, Searched, SourceFile
from gyebo.report import Commonality, Skipped
from gyebo.rulebook import UNKNOWN, Rulebook
from gyebo.search import Against, SearchJob, search
from gyebo.stages.attribute import maker
from gyebo.workers import cores, spread

OLDER, NEWER = "transformers-4.57.1", "transformers-5.23.0"
BITS = (0, 10, 20, 30, 50, 80)
MARGINS = (0.0, 0.02, 0.05, 0.1, 0.15, 0.2)


@dataclass(frozen=True, slots=True)
class Job:
    """A modeling file of a new model."""

    file: SourceFile
    ancestors: tuple[str, ...]
    makers: frozenset[str]
    """Of the ancestors."""
    against: Against


@dataclass(frozen=True, slots=True)
class Answer:
    """A fragment whose likest works are all of one maker."""

    place: str
    maker: str
    works: tuple[str, ...]
    ancestors: tuple[str, ...]
    is_right: bool
    is_said: bool
    """The scanner calls the code exclusive."""
    bits: float
    margin: float

    def __str__(self) -> str:
        named = f"{self.maker} ({', '.join(self.works)}), {self.bits:.0f} bits, margin {self.margin:.2f}"
        return f"  {self.place}: {named}; declared: {', '.join(self.ancestors)}"


def models(source: str, console: Console) -> dict[str, list[SourceFile]]:
    """The files of each model of a source of the default corpus."""
    pinned = next(one for one in find("default").sources if one.id == source)
    found: dict[str, list[SourceFile]] = defaultdict(list)
    for file in kept_files(files_of(pinned, places.cache(), configured(os.environ), console)):
        component = component_of(pinned, file.path)
        if component:
            found[component.model].append(file)
    return found


def jobs(index: Path, before: str, rules: Rulebook, console: Console) -> list[Job]:
    """The modeling files of the models that are new and declare ancestors."""
    older, newer = models(OLDER, console), models(NEWER, console)
    declared = [one for files in newer.values() for file in files for one in descents(file.path, file.content.decode())]
    links, made = model_links(declared), list[Job]()
    for model in sorted(newer.keys() - older.keys()):
        ancestors = tuple(link.parent for link in chain(model, links))
        makers = frozenset(maker(rules.work_of(one, "", "")) for one in ancestors)
        own = rules.work_of(model, "", "").organisation
        against = Against(index, places.cache(), places.rules(), "" if own == UNKNOWN else own, before)
        modeling = [file for file in newer[model] if file.path.name.startswith("modeling_") and ancestors]
        made += [Job(file, ancestors, makers, against) for file in modeling]
    return sorted(made, key=lambda job: job.against.organisation)


@cache
def _tools(against: Against) -> tuple[Analyser, Lookup]:
    """One a process and organisation."""
    return Analyser(), Lookup(open_index(against.index), against.organisation, against.before)


def answers(job: Job) -> tuple[Answer, ...]:
    """What the scanner says of one file, where it names one maker."""
    analyser, lookup = _tools(job.against)
    searched, analysed = search(SearchJob(job.file, job.against)), analyser(job.file)
    if isinstance(searched, Skipped) or isinstance(analysed, Skipped):
        return ()
    told = (_answer(job, lookup, searched, analysed, found) for found in searched.found if found.is_older)
    return tuple(one for one in told if one)


def lost(_job: Job) -> tuple[Answer, ...]:
    return ()


def _answer(job: Job, lookup: Lookup, searched: Searched, analysed: Analysed, found: Found) -> Answer | None:
    all_works, pairing = lookup.index.description.works, found.pairing
    tied = [all_works[lookup.work_at(place)] for place in pairing.ties]
    makers = {maker(work) for work in tied}
    if len(makers) != 1:
        return None
    theirs = {at for at, work in enumerate(all_works) if maker(work) in makers}
    others = [one.resemblance for one in pairing.likenesses if one.work not in theirs]
    features = analysed.prints.features[slice(*analysed.prints.bounds[pairing.unit : pairing.unit + 2].tolist())]
    unit = searched.units[pairing.unit]
    return Answer(
        place=f"{searched.path.name}:{unit.span.first_line} {unit.name}, {unit.tokens} tokens",
        maker=makers.pop(),
        works=tuple(sorted({work.model for work in tied})),
        ancestors=job.ancestors,
        is_right=bool(job.makers & {maker(work) for work in tied}),
        is_said=found.spread.commonality is Commonality.EXCLUSIVE,
        bits=lookup.exclusive_bits(features, pairing.best.candidate.cls, theirs),
        margin=pairing.likenesses[0].resemblance - max(others, default=0.0),
    )


def lines(told: Sequence[Answer]) -> Iterator[str]:
    """How many of how many name a declared ancestor's maker, by threshold; then those that do not."""
    yield "Right of all, by bits (down) and margin (across):"
    yield f"{'':10}" + "".join(f"{f'>= {margin}':>22}" for margin in MARGINS)
    for bits in BITS:
        row = [[one for one in told if one.bits >= bits and one.margin >= margin] for margin in MARGINS]
        yield f"{f'>= {bits}':>10}" + "".join(f"{_right(cell):>22}" for cell in row)
    said = [one for one in told if one.is_said]
    wrong = [one for one in said if not one.is_right]
    yield f"Said to be exclusive, and of a declared ancestor's maker: {_right(said)}. Of another maker:"
    yield from (str(one) for one in wrong)


def _right(told: Sequence[Answer]) -> str:
    right = sum(one.is_right for one in told)
    return f"{right} of {len(told)} ({right / max(len(told), 1):.1%})"


def main() -> int:
    """Obtain, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", default="default", help="default: %(default)s")
    parser.add_argument("--before", default="2025-12-01", help="older than this, ISO 8601 (default: %(default)s)")
    options, rules = parser.parse_args(), rulebook.load(places.rules())
    told: list[Answer] = []
    with Console(is_quiet=False) as console:
        index = places.corpus(options.corpus, rules, console)
        work = jobs(index, options.before, rules, console)
        for number, result in enumerate(spread(answers, work, lost, cores()), 1):
            told += result
            console("search", number, len(work))
    print(f"{len(work)} files; {len(told)} of their fragments are likest to the works of one maker")
    print(*lines(told), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
