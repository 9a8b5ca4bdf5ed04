# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""The rank of the right origin by gyebo, by Dolos, by copydetect and by identifier sets: the same files for each.

Queries are modeling files of models that transformers 5.23.0 has and 4.57.1 has not, and that declare ancestors there;
the corpus is those ancestors' files among others of 4.57.1. The peers are obtained when this runs, into the cache, by
the package managers' own means, and are no dependencies of gyebo; one that cannot be had is told as such.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from gyebo.cli import places
from gyebo.corpus.index import open_index
from gyebo.corpus.lineage import chain, descents, model_links
from gyebo.corpus.lookup import Lookup
from gyebo.model import Searched, SourceFile
from gyebo.report import Skipped
from gyebo.search import Against, SearchJob, search
from gyebo.stages.descend import descend
from gyebo.stages.gather import pieces, weighed
from measures.bench import Bench
from measures.exclusive import NEWER, OLDER, models
from measures.rows import Row

CORPUS = "transformers_4"
QUERIES, OTHERS = 40, 60
"""Files that are asked, and files of the corpus beside their ancestors'."""
COPYDETECT, DOLOS = "copydetect==0.5.0", "@dodona/dolos-lib@3.5.1"
INSTALLING = 1200
"""Seconds; Dolos compiles its parsers."""
_COPYDETECT = """
import json, pathlib, sys, copydetect
folder = pathlib.Path(sys.argv[1])
prints = {path.stem: copydetect.CodeFingerprint(str(path), 25, 1) for path in sorted(folder.glob("*/*.py"))}
queries, corpus = ([path.stem for path in sorted((folder / name).glob("*.py"))] for name in ("queries", "corpus"))
found = {q: {c: max(copydetect.compare_files(prints[q], prints[c])[1]) for c in corpus} for q in queries}
print(json.dumps(found))
"""
_DOLOS = """
const { Dolos } = require("@dodona/dolos-lib"); const fs = require("fs"); const path = require("path");
(async () => {
  const folder = process.argv[1];
  const list = (name) => fs.readdirSync(path.join(folder, name)).map((file) => path.join(folder, name, file));
  const report = await new Dolos({ language: "python" }).analyzePaths([...list("queries"), ...list("corpus")]);
  const found = {}; const stem = (file) => path.basename(file.path, ".py");
  for (const { leftFile, rightFile, similarity } of report.allPairs())
    for (const [a, b] of [[leftFile, rightFile], [rightFile, leftFile]])
      if (a.path.includes("queries") && b.path.includes("corpus")) (found[stem(a)] ??= {})[stem(b)] = similarity;
  console.log(JSON.stringify(found));
})();
"""
Scores = Mapping[str, Mapping[str, float]]
"""By query and file of the corpus."""


@dataclass(frozen=True, slots=True)
class Task:
    """What is asked of every tool."""

    queries: Mapping[str, SourceFile]
    corpus: Mapping[str, SourceFile]
    right: Mapping[str, frozenset[str]]
    """By query, the files of the corpus that it declares to descend from."""


def rows(bench: Bench) -> Iterator[Row]:
    """One row a tool: how often a declared ancestor comes first; the ranks stand under it."""
    task = _task(bench)
    tools: dict[str, Callable[[Bench, Task], Scores | str]] = {
        "gyebo": _gyebo,
        "identifier sets (Jaccard)": _identifiers,
        COPYDETECT: _by_copydetect,
        DOLOS: _by_dolos,
    }
    for name, tool in tools.items():
        scores = tool(bench, task)
        if isinstance(scores, str):
            yield Row(f"peers: {name}: not measured", 0, 0, None, (scores,))
            continue
        ranks = {query: rank(scores.get(query, {}), task.right[query]) for query in task.queries}
        told = tuple(f"{query}: {place or 'not at all'}" for query, place in ranks.items())
        first = sum(place == 1 for place in ranks.values())
        yield Row(f"peers: {name}: a declared ancestor first", first, len(ranks), None, (", ".join(told),))


def _task(bench: Bench) -> Task:
    older, newer = models(bench, OLDER), models(bench, NEWER)
    declared = [one for files in newer.values() for file in files for one in descents(file.path, file.content.decode())]
    links = model_links(declared)
    corpus = {model: file for model, files in older.items() if (file := _modeling(files))}
    asked = {model: file for model, files in newer.items() if model not in older and (file := _modeling(files))}
    right = {model: frozenset(link.parent for link in chain(model, links)) & corpus.keys() for model in asked}
    queries = bench.sample(sorted(model for model in asked if right[model]), QUERIES)
    wanted = {one for query in queries for one in right[query]}
    others = bench.sample(sorted(corpus.keys() - wanted), OTHERS)
    held = {model: corpus[model] for model in sorted(wanted | set(others))}
    return Task({one: asked[one] for one in queries}, held, {one: right[one] for one in queries})


def _modeling(files: Sequence[SourceFile]) -> SourceFile | None:
    return next((file for file in files if file.path.name.startswith("modeling_")), None)


def rank(scores: Mapping[str, float], right: frozenset[str]) -> int:
    """Of the best of the right ones, equal ones counted before it; 0 where it has no score."""
    best = max((scores.get(one, 0.0) for one in right), default=0.0)
    return 1 + sum(score >= best for one, score in scores.items() if one not in right) if best else 0


def _gyebo(bench: Bench, task: Task) -> Scores:
    """The origins in the order they are named, then what each model explains; models out of the sample looked past."""
    index = bench.corpus(CORPUS)
    lookup = Lookup(open_index(index))
    models = [work.model for work in lookup.index.description.works]
    against = Against(index, places.cache(), places.rules(), (), "", frozenset(models).difference(task.corpus))
    return {
        query: _explained(search(SearchJob(file, against)), lookup, models, bench)
        for query, file in task.queries.items()
    }


def _explained(searched: Searched | Skipped, lookup: Lookup, models: Sequence[str], bench: Bench) -> dict[str, float]:
    """By model; an origin named is above all that is not."""
    if isinstance(searched, Skipped):
        return {}
    told, scores = weighed(searched), defaultdict[str, float](float)
    for one in told:
        for work, worth in one.worth.items():
            scores[models[work]] += worth
    cut, above = pieces(searched, lambda _: False), sum(scores.values())
    origins = descend(cut, {str(searched.path): told}, lookup.ancestors, bench.rules.matching)
    named = {models[origin.works[0]]: above * (len(origins) - at) for at, origin in enumerate(origins)}
    return {model: own + named.get(model, 0.0) for model, own in scores.items()}


def _identifiers(_bench: Bench, task: Task) -> Scores:
    """The idea of transformers' own modular_model_detector, in its plainest form."""
    names = {file.path: set(re.findall(r"[A-Za-z_]\w+", file.content.decode())) for file in _files(task)}
    return {
        query: {
            model: len(names[file.path] & names[other.path]) / len(names[file.path] | names[other.path])
            for model, other in task.corpus.items()
        }
        for query, file in task.queries.items()
    }


def _files(task: Task) -> list[SourceFile]:
    return [*task.queries.values(), *task.corpus.values()]


def _by_copydetect(_bench: Bench, task: Task) -> Scores | str:
    folder = places.cache() / "peers" / "copydetect"
    python = folder / "bin" / "python"
    if not python.is_file():
        made = _ran([sys.executable, "-m", "venv", str(folder)]) or _ran(
            [str(python), "-m", "pip", "install", "--quiet", COPYDETECT]
        )
        if made:
            return made
    return _scores([str(python), "-c", _COPYDETECT], task, folder)


def _by_dolos(_bench: Bench, task: Task) -> Scores | str:
    folder = places.cache() / "peers" / "dolos"
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / "node_modules" / "@dodona" / "dolos-lib").is_dir():
        made = _ran(["npm", "install", "--no-audit", "--no-fund", "--prefix", str(folder), DOLOS])
        if made:
            return made
    return _scores(["node", "-e", _DOLOS], task, folder)


def _ran(command: Sequence[str]) -> str:
    """Why a command did not do its work; empty when it did."""
    try:
        subprocess.run(command, check=True, capture_output=True, timeout=INSTALLING)
    except (OSError, subprocess.SubprocessError) as error:
        return f"{command[0]} could not install it: {error}"[:200]
    return ""


def _scores(command: Sequence[str], task: Task, folder: Path) -> Scores | str:
    """What a tool prints for the files of a task, laid out for it."""
    with tempfile.TemporaryDirectory() as laid:
        for name, files in (("queries", task.queries), ("corpus", task.corpus)):
            (Path(laid) / name).mkdir()
            for model, file in files.items():
                (Path(laid) / name / f"{model}.py").write_bytes(file.content)
        environment = os.environ | {"NODE_PATH": str(folder / "node_modules")}
        done = subprocess.run([*command, laid], capture_output=True, text=True, check=False, env=environment)
    found = done.stdout.strip().splitlines()
    if done.returncode or not found:
        return f"it failed: {done.stderr.strip()[-200:]}"
    scores: dict[str, dict[str, float]] = json.loads(found[-1])
    return scores
