# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""What every measure works with: pinned packages, corpora built from them, samples that stay the same."""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from gyebo.cli import places
from gyebo.cli.console import Console
from gyebo.corpus.archive import members
from gyebo.corpus.download import obtain
from gyebo.corpus.manifest import Source, find
from gyebo.corpus.pipconfig import Indexes
from gyebo.corpus.sources import files_of, kept_files
from gyebo.model import SourceFile
from gyebo.rulebook import Rulebook
from gyebo.workers import cores, spread

A = TypeVar("A")
B = TypeVar("B")

BENCHMARKS = Path(__file__).parents[1]
SEED = 20261122
"""Of every sample and every transformation: the same queries each time."""


@dataclass(frozen=True, slots=True, eq=False)
class Bench:
    """Where things lie, how much is measured, and who is told of progress."""

    indexes: Indexes
    rules: Rulebook
    console: Console
    is_full: bool
    """Measure all there is, not a sample."""
    shown: int
    """How many examples a row prints of each kind of error."""

    def corpus(self, manifest: str) -> Path:
        """Folder of an index, built on first use: a manifest of rules/corpora or of benchmarks/, by its name."""
        return places.corpus(named(manifest), self.rules, self.console)

    def kept(self, manifest: str, source: str) -> Path:
        """The kept text of one source of a manifest, obtained where it is not at hand."""
        return files_of(pinned(manifest, source), places.cache(), self.indexes, self.console)

    def files(self, manifest: str, source: str) -> tuple[SourceFile, ...]:
        """The files of one source of a manifest."""
        return tuple(kept_files(self.kept(manifest, source)))

    def unpacked(self, manifest: str, source: str, include: str) -> tuple[SourceFile, ...]:
        """The files of a source's archive that fit a pattern, whatever the manifest keeps of it."""
        archive = obtain(pinned(manifest, source), places.cache(), self.indexes, self.console)
        return members(archive, (include,), ()).files

    def sample(self, items: Sequence[A], count: int) -> list[A]:
        """So many of the items, in their order; all of them in the full form."""
        if self.is_full or len(items) <= count:
            return list(items)
        chosen = random.Random(SEED).sample(range(len(items)), count)  # noqa: S311  a sample, no secret
        return [items[at] for at in sorted(chosen)]

    def each(self, work: Callable[[A], B], jobs: Sequence[A], lost: Callable[[A], B], called: str) -> Iterator[B]:
        """work(job) for each job, over the machine's cores; lost(job) where a process ends."""
        for number, result in enumerate(spread(work, jobs, lost, cores()), 1):
            yield result
            self.console(called, number, len(jobs))


def named(manifest: str) -> str:
    """A manifest's file in benchmarks/, or its name in rules/corpora."""
    own = BENCHMARKS / f"{manifest}.toml"
    return str(own) if own.is_file() else manifest


def pinned(manifest: str, source: str) -> Source:
    """One source of a manifest."""
    return next(one for one in find(named(manifest)).sources if one.id == source)
