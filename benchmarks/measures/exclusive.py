# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""How often code told as one maker's alone has another origin, or stands in another maker's older code too.

Looked up are the modeling files of the models that transformers 5.23.0 has and 4.57.1 has not, in sources older than
a date, each model's own organisation told apart. They are held to two things. What the models themselves declare
(modular_*.py, "# Copied from"): what they do not declare counts as wrong, so that is a lower bound. And the texts of
all other makers' older code, by a search that shares nothing with the scanner (see measures/literal.py).

What is told of is told by confidence too, as findings state it: high of code that is equal but for names, medium of
modified code, low where no date says who was first; for the last the files are looked up a second time, without a date.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from gyebo import rulebook
from gyebo.analysis import Analyser
from gyebo.cli import places
from gyebo.corpus.index import open_index
from gyebo.corpus.lineage import chain, descents, model_links
from gyebo.corpus.lookup import Lookup
from gyebo.corpus.manifest import component_of
from gyebo.corpus.sources import SourceTexts
from gyebo.model import Analysed, Found, Searched, SourceFile
from gyebo.report import Commonality, Confidence, Skipped
from gyebo.rulebook import UNKNOWN
from gyebo.search import Against, SearchJob, search
from gyebo.stages.attribute import maker
from gyebo.stages.fingerprint import fingerprint
from measures.bench import Bench, pinned
from measures.literal import Library
from measures.rows import Bar, Row, Sense

OLDER, NEWER = "transformers-4.57.1", "transformers-5.23.0"
MANIFEST, BEFORE = "default", "2025-12-01"
FILES = 60
NEVER = Bar(0.0, Sense.AT_MOST)
BITS = (0, 10, 20, 30, 50, 80)
MARGINS = (0.0, 0.02, 0.05, 0.1, 0.15, 0.2)


@dataclass(frozen=True, slots=True)
class Job:
    """A modeling file of a new model."""

    model: str
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
    confidence: Confidence
    bits: float
    margin: float
    alone: int
    """Tokens in runs that no other maker has."""
    text: str
    """Of the fragment."""
    source: tuple[str, str]
    """Where the likest code stands: key of the kept source, and path."""
    lines: tuple[int, int]

    def place_text(self, texts: SourceTexts) -> str:
        """The code it is told to be like."""
        content = (texts.read(*self.source) or b"").decode("utf-8", "replace")
        return "\n".join(content.split("\n")[self.lines[0] - 1 : self.lines[1]])

    def __str__(self) -> str:
        named = f"{self.maker} ({', '.join(self.works)})"
        figures = f"{self.bits:.0f} bits, {self.alone} tokens, margin {self.margin:.2f}"
        return f"  {self.place}: {named}, {figures}; declared: {', '.join(self.ancestors)}"


def rows(bench: Bench) -> Iterator[Row]:
    """What is told as one maker's alone: of a declared ancestor's maker, and nowhere else."""
    index, texts = bench.corpus(MANIFEST), SourceTexts(places.cache())
    work = bench.sample(jobs(bench, index), FILES)
    undated = [replace(job, against=replace(job.against, before="", without=frozenset({job.model}))) for job in work]
    told = [one for result in bench.each(answers, [*work, *undated], lost, "search") for one in result]
    said = [one for one in told if one.is_said]
    yield from (_of_band([one for one in said if one.confidence is band], band) for band in reversed(Confidence))
    told, said = ([one for one in ones if one.confidence is not Confidence.LOW] for ones in (told, said))
    wrong = [str(one) for one in said if not one.is_right]
    below = (*wrong, *(_thresholds(told) if bench.is_full else ()))
    yield Row("'exclusive to X': X made a declared ancestor", len(said) - len(wrong), len(said), None, below)
    library = Library(open_index(index), texts, BEFORE)
    looked = [(one, library.elsewhere(one.text, one.place_text(texts), one.maker)) for one in said]
    checked = [(one, others) for one, others in looked if others is not None]
    found = [f"{one}; also in {', '.join(others)}" for one, others in checked if others]
    texts.close()
    yield Row("'exclusive to X': another's older code has it too", len(found), len(checked), NEVER, tuple(found))


def _of_band(said: Sequence[Answer], band: Confidence) -> Row:
    return Row(f"... said with {band} confidence", sum(one.is_right for one in said), len(said), None, ())


def models(bench: Bench, source: str) -> dict[str, list[SourceFile]]:
    """The files of each model of a source of the default corpus."""
    found: dict[str, list[SourceFile]] = defaultdict(list)
    for file in bench.files(MANIFEST, source):
        component = component_of(pinned(MANIFEST, source), file.path)
        if component:
            found[component.model].append(file)
    return found


def jobs(bench: Bench, index: Path) -> list[Job]:
    """The modeling files of the models that are new and declare ancestors."""
    older, newer, rules = models(bench, OLDER), models(bench, NEWER), bench.rules
    declared = [one for files in newer.values() for file in files for one in descents(file.path, file.content.decode())]
    links, made = model_links(declared), list[Job]()
    for model in sorted(newer.keys() - older.keys()):
        ancestors = tuple(link.parent for link in chain(model, links))
        makers = frozenset(maker(rules.work_of(one, "", "")) for one in ancestors)
        own = rules.work_of(model, "", "").organisation
        against = Against(index, places.cache(), places.rules(), () if own == UNKNOWN else (own,), BEFORE)
        modeling = [file for file in newer[model] if file.path.name.startswith("modeling_") and ancestors]
        made += [Job(model, file, ancestors, makers, against) for file in modeling]
    return sorted(made, key=lambda job: job.against.team)


@cache
def _tools(against: Against) -> tuple[Analyser, Lookup]:
    """One a process and organisation."""
    firsts = rulebook.load(against.rules).first_days
    lookup = Lookup(open_index(against.index), against.team, against.before, against.without, firsts=firsts)
    return Analyser(), lookup


def answers(job: Job) -> tuple[Answer, ...]:
    """What the scanner says of one file, where it names one maker."""
    analyser, lookup = _tools(job.against)
    searched, analysed = search(SearchJob(job.file, job.against)), analyser(job.file)
    if isinstance(searched, Skipped) or isinstance(analysed, Skipped):
        return ()
    # Stretches of functions are told beside the definitions, and have no fingerprints of their own.
    syntax = replace(analysed.syntax, units=(*analysed.syntax.units, *searched.stretches))
    analysed = replace(analysed, syntax=syntax, prints=fingerprint(syntax))
    # A file told for its definitions together has a measure of its own (together.py).
    parts = (one for one in searched.found if one.is_older and (one.pairing.unit or one.pairing.is_same_class))
    told = (_answer(job, lookup, searched, analysed, found) for found in parts)
    return tuple(one for one in told if one)


def _confidence(job: Job, found: Found) -> Confidence:
    if not job.against.before:
        return Confidence.LOW
    return Confidence.HIGH if found.pairing.is_same_class else Confidence.MEDIUM


def lost(_job: Job) -> tuple[Answer, ...]:
    return ()


def _answer(job: Job, lookup: Lookup, searched: Searched, analysed: Analysed, found: Found) -> Answer | None:
    all_works, pairing = lookup.index.description.works, found.pairing
    tied = [all_works[lookup.work_at(place)] for place in pairing.ties]
    makers = {maker(work) for work in tied}
    if len(makers) != 1:
        return None
    theirs = frozenset(at for at, work in enumerate(all_works) if maker(work) in makers)
    others = [one.nearness for one in pairing.likenesses if one.work not in theirs]
    features = analysed.prints.features[slice(*analysed.prints.bounds[pairing.unit : pairing.unit + 2].tolist())]
    unit, own = searched.units[pairing.unit], analysed.syntax.units[pairing.unit]
    shown = lookup.place(pairing.ties[0])
    return Answer(
        place=f"{searched.path.name}:{unit.span.first_line} {unit.name}, {unit.tokens} tokens",
        maker=makers.pop(),
        works=tuple(sorted({work.model for work in tied})),
        ancestors=job.ancestors,
        is_right=bool(job.makers & {maker(work) for work in tied}),
        is_said=found.spread.commonality is Commonality.EXCLUSIVE,
        confidence=_confidence(job, found),
        bits=lookup.exclusive_bits(lookup.features(features), pairing.best.candidate.cls, theirs),
        margin=pairing.likenesses[0].nearness - max(others, default=0.0),
        alone=found.spread.alone,
        text=analysed.syntax.text[own.start : own.end].decode("utf-8", "replace"),
        source=lookup.source_of(lookup.file_at(pairing.ties[0])),
        lines=(shown.first_line, shown.last_line),
    )


def _thresholds(told: Sequence[Answer]) -> Iterator[str]:
    """How many of how many name a declared ancestor's maker, by threshold."""
    yield "Right of all that are likest to one maker's works, by bits (down) and margin (across):"
    yield f"{'':10}" + "".join(f"{f'>= {margin}':>22}" for margin in MARGINS)
    for bits in BITS:
        row = [[one for one in told if one.bits >= bits and one.margin >= margin] for margin in MARGINS]
        yield f"{f'>= {bits}':>10}" + "".join(f"{_right(cell):>22}" for cell in row)


def _right(told: Sequence[Answer]) -> str:
    right = sum(one.is_right for one in told)
    return f"{right} of {len(told)} ({right / max(len(told), 1):.1%})"
