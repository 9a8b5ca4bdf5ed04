# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Files that are told as one maker's for having nearly its definitions together: how often that is found, and right.

Looked up are the modeling files of transformers 5.23.0 in the default corpus. Found: the file with its imports made
absolute and a function of its own more, so that it is equal to none as a whole; its own maker must be told, if any.
Right: the file as it is, in the corpus without its model and what declares to descend from it, its maker's other works
told apart, as when a team puts a model together from others' parts; once with younger models in the corpus, that may
have chosen the same parts, and once without. The maker told must be a declared ancestor's.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from gyebo.cli import places
from gyebo.corpus.index import Index, open_index
from gyebo.corpus.lineage import chain
from gyebo.corpus.manifest import component_of
from gyebo.model import Found, SourceFile
from gyebo.report import Commonality, Skipped
from gyebo.rulebook import UNKNOWN
from gyebo.search import Against, SearchJob, search
from gyebo.stages.attribute import maker
from measures.bench import Bench, pinned
from measures.families import younger
from measures.rows import Bar, Row, Sense

MANIFEST, SOURCE = "default", "transformers-5.23.0"
FILES = 40
NEVER, MOSTLY = Bar(0.0, Sense.AT_MOST), Bar(0.95)
_RELATIVE = re.compile(r"from \.+")
OWN = """

def scheduled_rate(step, rise, total, most, least):
    if step < rise:
        return most * (step + 1) / rise
    left = (step - rise) / max(1, total - rise)
    for number, limit in enumerate((0.2, 0.5, 0.8)):
        if left < limit:
            return most * (0.7**number)
    return max(least, most * (1 - left))
"""


@dataclass(frozen=True, slots=True)
class Job:
    """A modeling file, and the corpus it is looked up in."""

    file: SourceFile
    against: Against
    right: frozenset[str]
    """Makers."""


@dataclass(frozen=True, slots=True)
class Told:
    """Whose a file is told to be as a whole; empty where nobody's."""

    path: str
    maker: str
    is_right: bool
    is_alone: bool
    """Whether no definition of it is told as one maker's."""

    def __str__(self) -> str:
        return f"{self.path}: {self.maker}"


def rows(bench: Bench) -> Iterator[Row]:
    """Found of edited copies; right of files that are none."""
    index = bench.corpus(MANIFEST)
    files = [file for file in bench.files(MANIFEST, SOURCE) if file.path.name.startswith("modeling_")]
    files = bench.sample([file for file in files if component_of(pinned(MANIFEST, SOURCE), file.path)], FILES)
    copies = _told(bench, [_edited(bench, index, file) for file in files])
    found = [one for one in copies if one.maker]
    common = [one for one in copies if one.is_alone]
    yield Row("edited copies of whole files told as one maker's", len(found), len(copies))
    told = sum(bool(one.maker) for one in common)
    yield Row("... of those no definition of which is one maker's alone", told, len(common))
    wrong = [str(one) for one in found if not one.is_right]
    yield Row("... told as another's than their own maker's", len(wrong), len(found), NEVER, tuple(wrong))
    for what, with_younger in (("younger models in the corpus", True), ("older models alone", False)):
        jobs = [job for file in files if (job := _new(bench, index, file, with_younger=with_younger))]
        told_of = [one for one in _told(bench, jobs) if one.maker]
        wrong = [str(one) for one in told_of if not one.is_right]
        right = len(told_of) - len(wrong)
        yield Row(
            f"new files, {what}: told as a declared ancestor's maker's", right, len(told_of), MOSTLY, tuple(wrong)
        )


def _told(bench: Bench, jobs: Sequence[Job]) -> list[Told]:
    return [one for told in bench.each(told_of, jobs, lost, "together") for one in told]


def _edited(bench: Bench, index: Path, file: SourceFile) -> Job:
    """The copy of a file with other imports and a function more."""
    text = _RELATIVE.sub("from transformers.", file.content.decode()) + OWN
    own = maker(bench.rules.work_of(file.path.parent.name, "", ""))
    against = Against(index, places.cache(), places.rules(), (), "")
    return Job(SourceFile(file.path, text.encode()), against, frozenset({own}))


def _new(bench: Bench, index: Path, file: SourceFile, *, with_younger: bool) -> Job | None:
    """A file as if its model were new; None where it declares no ancestor."""
    described, model, rules = open_index(index).description, file.path.parent.name, bench.rules
    ancestors = [link.parent for link in chain(model, described.links)]
    heirs = {
        one.model for one in described.works if model in {link.parent for link in chain(one.model, described.links)}
    }
    without = heirs | {model} | (frozenset[str]() if with_younger else younger(model, described, rules))
    own = rules.work_of(model, "", "").organisation
    against = Against(
        index, places.cache(), places.rules(), () if own == UNKNOWN else (own,), "", frozenset(without - {*ancestors})
    )
    makers = frozenset(maker(rules.work_of(one, "", "")) for one in ancestors)
    return Job(file, against, makers) if ancestors else None


def told_of(job: Job) -> tuple[Told, ...]:
    """What the scanner says of the file as a whole."""
    searched = search(SearchJob(job.file, job.against))
    if isinstance(searched, Skipped):
        return ()
    by_unit = {one.pairing.unit: one for one in searched.found}
    alone = [one.spread.commonality is Commonality.EXCLUSIVE for unit, one in by_unit.items() if unit]
    named = _maker(open_index(job.against.index), by_unit.get(0))
    return (Told(job.file.path.name, named, named in job.right, not any(alone)),)


def _maker(index: Index, found: Found | None) -> str:
    if found is None or found.spread.commonality is not Commonality.EXCLUSIVE:
        return ""
    file = index.arrays.place_file[found.pairing.ties[0]]
    return maker(index.description.works[int(index.arrays.file_work[file])])


def lost(_job: Job) -> tuple[Told, ...]:
    return ()
