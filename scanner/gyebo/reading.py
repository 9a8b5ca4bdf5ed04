# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Read one file of a corpus: the unit of work of every build, on one machine or many, which knows of no other file."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache as memo
from pathlib import Path, PurePosixPath
from typing import TypeVar

from gyebo.analysis import READING_CRASHED, Analyser, code_digest, entry, reading_digest
from gyebo.corpus.entries import Read
from gyebo.corpus.lineage import descents
from gyebo.corpus.sources import SourceTexts
from gyebo.errors import CorpusError
from gyebo.model import Progress, SourceFile
from gyebo.report import Skipped, SkipReason

DESCENT = ("corpus/copied_from.py", "corpus/lineage.py", "corpus/modular.py")
"""What else decides, beside the reading, what is kept of a source."""
FILES_A_PART = 500
"""Files that are read and kept together: what an interrupt loses, and what is in memory at once."""
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Job:
    """A file of a kept source; each process opens the source itself."""

    cache: Path
    source_key: str
    path: str


def kept_digest() -> str:
    """Digest of all that decides what is kept of a file."""
    return hashlib.sha256((reading_digest() + code_digest(DESCENT)).encode()).hexdigest()


def read(file: SourceFile) -> Read | Skipped:
    """A file's bytes in, what a corpus keeps of it out."""
    analysed = _analyser()(file)
    if isinstance(analysed, Skipped):
        return analysed
    text = analysed.syntax.text.decode("utf-8", "replace")
    return Read(entry(analysed, 0, 0), descents(file.path, text))


def read_of(job: Job) -> Read | Skipped:
    """The same of a file that is named."""
    content = _texts(job.cache).read(job.source_key, job.path)
    if content is None:
        raise CorpusError(f"{job.source_key}: its text is gone from {job.cache}; build the corpus again.")
    return read(SourceFile(PurePosixPath(job.path), content))


def lost(job: Job) -> Skipped:
    """A file whose process ended."""
    return Skipped(job.path, SkipReason.CRASH, READING_CRASHED)


def reported(results: Iterable[R], total: int, progress: Progress) -> Iterator[R]:
    """Results as they come, while who waits is told how far it is."""
    for number, result in enumerate(results, 1):
        progress("read", number, total)
        yield result


@memo
def _analyser() -> Analyser:
    """One a process: its grammars are loaded once."""
    return Analyser()


@memo
def _texts(cache: Path) -> SourceTexts:
    """One a process: each source is opened once."""
    return SourceTexts(cache)
