# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Whole model files copied without a word: how many are told in a finding, by name or as several makers' code.

Submitted are modeling files of transformers 5.23.0, all as one repository with one commit of the day after the corpus's
newest source: without comments and notices and with a function of its own more; and the same with every name changed.
Right is a finding that names the file's own maker, or one that names nobody and tells it among those that have it.
"""

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from gyebo.cli import places
from gyebo.corpus.manifest import component_of
from gyebo.model import SourceFile, silent
from gyebo.pipeline import Request, scan
from gyebo.report import File, Report
from gyebo.settings import Settings
from gyebo.stages.attribute import maker
from measures.bench import SEED, Bench, pinned
from measures.edits import disguised, reformatted
from measures.imitations import SEVERAL, commit, day_after
from measures.rows import Bar, Row, Sense
from measures.together import OWN

MANIFEST, SOURCE = "default", "transformers-5.23.0"
ALONE = frozenset({"foreign-code", "missing-reference"})
FILES = 40
NEVER = Bar(0.0, Sense.AT_MOST)


@dataclass(frozen=True, slots=True)
class Told:
    """What is said of one file; empty where nothing is."""

    path: str
    own: str
    alone: frozenset[str]
    """Makers named."""
    several: frozenset[str]
    """Makers of whom none is named."""

    def __str__(self) -> str:
        return f"{self.path} of {self.own}: {', '.join(sorted(self.alone or self.several)[:5]) or 'nothing'}"


def rows(bench: Bench) -> Iterator[Row]:
    """Told by name, as several makers' and not at all."""
    files = [file for file in bench.files(MANIFEST, SOURCE) if file.path.name.startswith("modeling_")]
    files = bench.sample([file for file in files if component_of(pinned(MANIFEST, SOURCE), file.path)], FILES)
    for done, seed in (("every name changed", SEED), ("names as they are", None)):
        told = list(_told(bench, files, seed))
        alone = [one for one in told if one.alone]
        rest = [one for one in told if not one.alone]
        several = [one for one in rest if one.several]
        yield Row(f"copied files, {done}: told as one maker's", len(alone), len(told))
        missed = tuple(str(one) for one in rest if not one.several)
        yield Row(
            "... of the others, told as several makers' of whom none is named", len(several), len(rest), None, missed
        )
        wrong = tuple(str(one) for one in several if one.own not in one.several)
        yield Row("... of these, without the maker it was copied from", len(wrong), len(several), NEVER, wrong)


def _told(bench: Bench, files: Sequence[SourceFile], seed: int | None) -> Iterator[Told]:
    index = bench.corpus(MANIFEST)
    with tempfile.TemporaryDirectory() as folder:
        commit(Path(folder), [_copy(file, seed) for file in files], day_after(index))
        request = Request(Path(folder), "HEAD", Settings(), index, places.cache(), places.rules(), "copies")
        report = scan(request, bench.rules, silent)
    models = {file.path.name: file.path.parent.name for file in files}
    for file in report.files:
        own = maker(bench.rules.work_of(models[Path(file.path).name], "", ""))
        yield Told(file.path, own, _makers(report, file, ALONE), _makers(report, file, frozenset({SEVERAL})))


def _copy(file: SourceFile, seed: int | None) -> SourceFile:
    """Without comments, docstrings and layout; with new names where there is a seed."""
    text = file.content.decode()
    # In folders of its own the library would be told as a copy of transformers in another release.
    path = PurePosixPath("north", file.path.name)
    return SourceFile(path, ((reformatted(text) if seed is None else disguised(text, seed).text) + OWN).encode())


def _makers(report: Report, file: File, rules: frozenset[str]) -> frozenset[str]:
    of = [one for one in report.findings if one.rule in rules and one.location.path == file.path]
    resting = {match for one in of for match in one.matches}
    matches = (one.match for one in file.fragments if one.match and one.match.id in resting)
    return frozenset(maker(tie.work) for match in matches for tie in match.ties)
