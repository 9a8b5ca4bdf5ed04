# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Seven tools and gyebo on one task: processor time, memory, and the rank of the parent that a model declares.

Three Korean models' files are asked of 60 other models' files, with --full also of all other models of transformers.
Every tool is a process of its own, from its start to its last answer; gyebo reads the corpus anew in it. None is a
dependency of gyebo: they are installed into the cache by the package managers' own means, and one that cannot be had is
told as such.
"""

import json
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from gyebo.cli import places
from gyebo.corpus.lineage import descents, model_links
from gyebo.model import SourceFile
from measures.bench import SEED
from measures.exclusive import NEWER, models
from measures.peers import rank
from measures.programs import COPYDETECT, DATASKETCH, DOLOS, JSCPD, SCANOSS, VENDETECT
from measures.timing import Measured, Row

QUERIES, COUNTRY = ("axk1", "hyperclovax", "solar_open"), "KR"
CORPUS = 60
FASTER = 10.0
SECONDS = 600
"""For one tool and one task, or for its installation."""
_TIMEOUT = 124
# A program's memory is never told as less than that of whoever started it, so something small does.
_STARTING = """
import json, os, resource, signal, subprocess, sys
with subprocess.Popen(sys.argv[2:], start_new_session=True) as asked:
    try:
        code = asked.wait(int(sys.argv[1]))
    except subprocess.TimeoutExpired:
        os.killpg(asked.pid, signal.SIGKILL)  # what it started too: that would hold our ends of the pipes open for ever
        code = 124
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print()
print(json.dumps([used.ru_utime + used.ru_stime, used.ru_maxrss / 1024]))
sys.exit(code)
"""


@dataclass(frozen=True, slots=True)
class Task:
    """What is asked of every tool."""

    queries: Mapping[str, SourceFile]
    corpus: Mapping[str, SourceFile]
    right: Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Tool:
    """A program that prints a score for each query and file of the corpus as its last line."""

    name: str
    packages: tuple[str, ...]
    """Of npm for a program of node, else of pip."""
    program: str

    @property
    def is_node(self) -> bool:
        return self.name in ("Dolos", "jscpd")


@dataclass(frozen=True, slots=True)
class Answered:
    """What a program used, and what it found."""

    seconds: float
    megabytes: float
    ranks: tuple[int, ...]
    """Of the declared parent, query by query; 0 where it is not found at all."""

    def __str__(self) -> str:
        ranks = ", ".join(str(one or "-") for one in self.ranks)
        return f"{self.seconds:.1f} s, {self.megabytes:,.0f} MB, rank {ranks}"


TOOLS = (
    Tool("Dolos", ("@dodona/dolos-lib@3.5.1",), DOLOS),
    Tool("copydetect", ("copydetect==0.5.0",), COPYDETECT),
    Tool("jscpd", ("jscpd@5.4.1", "jscpd-linux-x64-gnu"), JSCPD),
    Tool("vendetect", ("vendetect==0.0.3",), VENDETECT),
    Tool("scanoss winnowing", ("scanoss==1.54.3",), SCANOSS),
    Tool("datasketch", ("datasketch==2.0.0",), DATASKETCH),
)


def beside(measured: Measured) -> Iterator[Row]:
    """A row a tool and corpus: how many times gyebo's processor time it takes; held to the bar if it finds as much."""
    wholes = (False, True) if len(measured.files) > CORPUS else (False,)
    for is_whole in wholes:
        task = _task(measured, None if is_whole else CORPUS)
        with tempfile.TemporaryDirectory() as folder:
            _lay_out(task, Path(folder))
            yield from _rows(task, Path(folder))


def _rows(task: Task, folder: Path) -> Iterator[Row]:
    asking = [sys.executable, str(Path(__file__).with_name("asking.py")), str(folder), str(folder / "cache")]
    told, again = (_asked(asking, task, os.environ) for _ in range(2))
    if isinstance(told, str) or isinstance(again, str):
        raise SystemExit(f"gyebo: {told}")
    called = f"{len(task.corpus)} files"
    yield Row(f"{called}: gyebo, the corpus read anew", told.seconds, None, "s", f"{told}; again {again}")
    for tool in TOOLS:
        found = _installed(tool) or _asked(_command(tool, folder), task, _environment(tool))
        if isinstance(found, str):
            yield Row(f"{called}: {tool.name}: not measured", float("nan"), None, "x", found)
            continue
        is_as_good = _missed(found) <= _missed(told)
        yield Row(
            f"{called}: {tool.name}, against gyebo",
            found.seconds / told.seconds,
            FASTER if is_as_good else None,
            note=f"{found}; {found.seconds / again.seconds:.0f} times a question to an index that is there",
            is_floor=True,
        )


def _missed(answered: Answered) -> int:
    """Queries of which the parent is not the first."""
    return sum(one != 1 for one in answered.ranks)


def _task(measured: Measured, count: int | None) -> Task:
    newer = models(measured.bench, NEWER)
    files = {model: file for model, own in newer.items() if (file := _modeling(own))}
    own = [one for of in newer.values() for file in of for one in descents(file.path, file.content.decode())]
    links = model_links(own)
    right = {query: frozenset(link.parent for link in links if link.child == query) for query in QUERIES}
    parents = sorted(frozenset[str]().union(*right.values()) & files.keys())
    rules = measured.bench.rules
    others = [one for one in sorted(files) if one not in parents and rules.work_of(one, "", "").country != COUNTRY]
    if count is not None:
        others = random.Random(SEED).sample(others, count - len(parents))  # noqa: S311  a sample, no secret
    return Task({one: files[one] for one in QUERIES}, {one: files[one] for one in (*parents, *others)}, right)


def _modeling(files: Sequence[SourceFile]) -> SourceFile | None:
    return next((file for file in files if file.path.name.startswith("modeling_")), None)


def _lay_out(task: Task, folder: Path) -> None:
    for name, files in (("queries", task.queries), ("corpus", task.corpus)):
        (folder / name).mkdir()
        for model, file in files.items():
            (folder / name / f"{model}.py").write_bytes(file.content)


def _asked(command: Sequence[str], task: Task, environment: Mapping[str, str]) -> Answered | str:
    """What a program finds; a sentence where it does not end well."""
    started = [sys.executable, "-S", "-c", _STARTING, str(SECONDS), *command]
    done = subprocess.run(started, capture_output=True, text=True, env=dict(environment), check=False)
    if done.returncode:
        return (
            f"did not end in {SECONDS // 60} minutes"
            if done.returncode == _TIMEOUT
            else f"failed: {done.stderr[-200:]}"
        )
    *_, found, used = filter(None, done.stdout.splitlines())
    scores: dict[str, dict[str, float]] = json.loads(found)
    ranks = tuple(rank(scores.get(query, {}), task.right[query]) for query in task.queries)
    seconds, megabytes = json.loads(used)
    return Answered(seconds, megabytes, ranks)


def _place(tool: Tool) -> Path:
    return places.cache() / "peers" / "beside" / tool.name.split()[0].lower()


def _command(tool: Tool, folder: Path) -> list[str]:
    if tool.is_node:
        return ["node", "-e", tool.program, str(folder)]
    return [str(_place(tool) / "bin" / "python"), "-c", tool.program, str(folder)]


def _environment(tool: Tool) -> dict[str, str]:
    place = _place(tool)
    path = os.pathsep.join((str(place / "bin"), str(place / "node_modules" / ".bin"), os.environ.get("PATH", "")))
    return os.environ | {"NODE_PATH": str(place / "node_modules"), "PATH": path}


def _installed(tool: Tool) -> str:
    """Why a tool cannot be had; empty where it is there."""
    place = _place(tool)
    marker = place / f".{'-'.join(tool.packages).replace('/', '-')}"
    if marker.is_file():
        return ""
    place.mkdir(parents=True, exist_ok=True)
    python = (
        [sys.executable, "-m", "venv", "--clear", str(place)],
        [str(place / "bin" / "python"), "-m", "pip", "install", "-q"],
    )
    node = (["npm", "install", "--no-audit", "--no-fund", "--prefix", str(place)],)
    *before, last = node if tool.is_node else python
    try:
        for command in (*before, [*last, *tool.packages]):
            subprocess.run(command, check=True, capture_output=True, timeout=SECONDS)
    except (OSError, subprocess.SubprocessError) as error:
        return f"cannot be had: {error}"[:200]
    marker.touch()
    return ""
