# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""gyebo's part of a task that other tools are given too, as a program: a folder of files in, a score for each pair out.

    python asking.py FOLDER CACHE

FOLDER holds `queries` and `corpus`; the corpus is read where it was not, so that a second run shows what a question
costs.
"""

import json
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import TypeVar

from gyebo import parts, resources, rulebook
from gyebo.build import build
from gyebo.catalogue import folder_of
from gyebo.corpus.index import open_index
from gyebo.corpus.lookup import Lookup
from gyebo.corpus.manifest import find
from gyebo.corpus.pipconfig import configured
from gyebo.model import SourceFile, silent
from gyebo.report import Skipped
from gyebo.search import Against, SearchJob, search
from gyebo.stages.descend import descend
from gyebo.stages.gather import pieces, weighed

A = TypeVar("A")
B = TypeVar("B")
_MANIFEST = """
title = "A task"
[[sources]]
id = "task"
kind = "directory"
host = "Task"
licence = "Apache-2.0"
released = 2026-01-01
path = "corpus"
include = ["*.py"]
[[sources.components]]
pattern = "{model}.py"
"""


def main(folder: Path, cache: Path) -> None:
    """Print the scores: the origins in the order they are named, then what each file explains."""
    rules = resources.folder("rules")
    book, manifest = rulebook.load(rules), folder / "task.toml"
    manifest.write_text(_MANIFEST, encoding="utf-8")
    meant = find(str(manifest))
    index = folder_of(meant, book, cache)
    if not index.is_dir():
        setattr(parts, "spread", _here)  # noqa: B010  a measure's own way to work in one process
        index = build(meant, book, cache, configured({}), silent)
    against = Against(index, cache, rules, (), "")
    lookup = Lookup(open_index(index))
    models = [work.model for work in lookup.index.description.works]
    found: dict[str, dict[str, float]] = {}
    for path in sorted((folder / "queries").iterdir()):
        searched = search(SearchJob(SourceFile(PurePosixPath(path.name), path.read_bytes()), against))
        if isinstance(searched, Skipped):
            continue
        told, scores = weighed(searched), defaultdict[str, float](float)
        for one in told:
            for work, worth in one.worth.items():
                scores[models[work]] += worth
        origins = descend(pieces(searched, lambda _: False), {path.name: told}, lookup.ancestors, book.matching)
        for at, origin in enumerate(origins):
            scores[models[origin.works[0]]] += 1e9 * (len(origins) - at)
        found[path.stem] = scores
    print(json.dumps(found))


def _here(work: Callable[[A], B], items: Sequence[A], _lost: object, _processes: int) -> Iterator[B]:
    """In this process: what others use is not counted by who waits for it."""
    return map(work, items)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
