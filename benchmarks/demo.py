# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Lay published model code out as submissions of their makers, scan each, and print where the reports are.

Usage: python benchmarks/demo.py [--corpus NAME|FILE] [--folder DIR]

The code is that of transformers 5.23.0 and vllm 0.33.0, two sources of the default corpus; modular_*.py, in which
transformers declares what a model descends from, is left out and printed beside the result. A last submission has a
history of commits, invented as its team is (demo_history.py).
"""

import argparse
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path, PurePosixPath

import demo_history
from gyebo.cli import main, places
from gyebo.cli.console import Console
from gyebo.corpus.archive import members
from gyebo.corpus.download import obtain
from gyebo.corpus.lineage import descents
from gyebo.corpus.manifest import Source, find
from gyebo.corpus.pipconfig import configured


@dataclass(frozen=True, slots=True)
class Demo:
    """One submission: which folders or files of which source, and whose it is."""

    name: str
    organisation: str
    source: str
    include: tuple[str, ...]
    days: int = 0
    """After the source's release; with 0 the source itself does not count as older."""
    corpus: str = ""
    """A manifest of its own, where the default corpus holds the submission itself."""


MODELS = "transformers/models"
WITHOUT_AXK1 = str(Path(__file__).with_name("vllm_without_axk1.toml"))
DEMOS = (
    Demo("solar-open", "upstage", "transformers-5.23.0", (f"{MODELS}/solar_open/**",)),
    Demo("ax-k1", "sk_telecom", "transformers-5.23.0", (f"{MODELS}/axk1/**",)),
    Demo(
        "hyperclova-x",
        "naver",
        "transformers-5.23.0",
        (f"{MODELS}/hyperclovax/**", f"{MODELS}/hyperclovax_vision_v2/**"),
    ),
    Demo(
        "ax-k1-vllm", "sk_telecom", "vllm-0.33.0", ("vllm/model_executor/models/AXK1.py",), days=1, corpus=WITHOUT_AXK1
    ),
)


def lay_out(demo: Demo, source: Source, folder: Path, console: Console) -> Path:
    """The demo's files as a git repository with one commit, dated by the release; returns its folder."""
    found = members(obtain(source, places.cache(), configured(os.environ), console), demo.include, ("**/modular_*.py",))
    repository = folder / demo.name
    shutil.rmtree(repository, ignore_errors=True)
    for file in found.files:
        target = repository / PurePosixPath(*file.path.parts[-2:])
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(file.content)
    commit(repository, source.released + timedelta(days=demo.days))
    return repository


def lay_out_history(source: Source, folder: Path, console: Console) -> Path:
    """The submission of an invented team, with its commits; returns its folder."""
    archive = obtain(source, places.cache(), configured(os.environ), console)
    (taken,) = members(archive, (demo_history.TAKEN,), ()).files
    return demo_history.lay_out(taken.content.decode(), folder / demo_history.NAME, commit)


def commit(repository: Path, day: date, message: str = "Submission") -> None:
    """One commit of everything, by nobody in particular, at noon of a day."""
    moment = f"{day.isoformat()}T12:00:00Z"
    environment = {**os.environ, "GIT_AUTHOR_DATE": moment, "GIT_COMMITTER_DATE": moment}
    who = ("-c", "user.name=demo", "-c", "user.email=demo@example.org", "-c", "commit.gpgsign=false")
    started = () if (repository / ".git").exists() else (("init", "-q", "-b", "main"),)
    for command in (*started, ("add", "-A"), (*who, "commit", "-q", "-m", message)):
        subprocess.run(("git", *command), cwd=repository, env=environment, check=True)


def declared(demo: Demo, source: Source, console: Console) -> tuple[str, ...]:
    """The modules that the left-out modular files declare as parents."""
    archive = obtain(source, places.cache(), configured(os.environ), console)
    files = members(archive, tuple(f"{one.removesuffix('**')}**/modular_*.py" for one in demo.include), ()).files
    parents = {one.parent_module for file in files for one in descents(file.path, file.content.decode())}
    return tuple(sorted({parent.split(".")[2] for parent in parents if parent.startswith("transformers.models.")}))


def run(arguments: Sequence[str] | None = None) -> int:
    """Lay out, scan, print; the highest exit code of the scans that did not end as they should."""
    options = _options(arguments)
    sources = {source.id: source for source in find("default").sources}
    folder, failed = Path(options.folder).absolute(), 0
    with Console(is_quiet=False) as console:
        for corpus in dict.fromkeys((options.corpus, *(demo.corpus for demo in DEMOS if demo.corpus))):
            places.corpus(corpus, places.loaded(), console)
        laid = [(demo, lay_out(demo, sources[demo.source], folder / "submissions", console)) for demo in DEMOS]
        invented = lay_out_history(sources[demo_history.SOURCE], folder / "submissions", console)
        parents = {demo.name: declared(demo, sources[demo.source], console) for demo in DEMOS}
    for demo, repository in laid:
        told = ", ".join(parents[demo.name]) or "none"
        print(f"\n== {demo.name}: declared parents, left out of the submission: {told}", flush=True)
        output = folder / "reports" / demo.name
        corpus = demo.corpus or options.corpus
        flags = ("--organisation", demo.organisation, "--commit", "HEAD", "--fail-on", "never", "--corpus", corpus)
        failed = max(failed, main(("scan", str(repository), "--output", str(output), *flags)))
    print(f"\n== {demo_history.NAME}: invented commits, deadline {demo_history.DEADLINE}", flush=True)
    output = folder / "reports" / demo_history.NAME
    asked = ("--commit", "HEAD", "--fail-on", "never", "--corpus", options.corpus, *demo_history.FLAGS)
    return max(failed, main(("scan", str(invented), "--output", str(output), *asked)))


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", default="default", help="default: %(default)s")
    parser.add_argument("--folder", default="demo", help="where submissions and reports go (default: ./%(default)s)")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(run())
