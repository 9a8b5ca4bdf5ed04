# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""How much of independent implementations of the same architectures is reported above a remark, as submissions are."""

import os
import subprocess
import tempfile
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from gyebo.cli import places
from gyebo.corpus.index import open_index
from gyebo.corpus.manifest import Source, find
from gyebo.corpus.sources import files_of, kept_files
from gyebo.model import SourceFile, silent
from gyebo.pipeline import Request, scan
from gyebo.report import Commonality, Fragment, Grade, Report
from gyebo.settings import Settings
from measures.bench import BENCHMARKS, Bench, named
from measures.rows import Bar, Row, Sense

MANIFEST, COPIED = "hard_negatives", BENCHMARKS / "really_copied.toml"
SEVERAL = "unnamed-sources"
GRAVER = frozenset({Grade.FLAW, Grade.CONCERN})
AT_MOST = Bar(1 / 500, Sense.AT_MOST)
FILES = 30
"""Of a package, in the short form."""


@dataclass(frozen=True, slots=True)
class Told:
    """A fragment of a package that was scanned as a submission."""

    place: str
    like: str
    is_exclusive: bool
    is_several: bool
    rules: tuple[str, ...]
    """Findings above a remark that rest on it."""

    def __str__(self) -> str:
        return f"{self.place}: {', '.join(self.rules) or 'a remark'}; like {self.like}"


def rows(bench: Bench) -> Iterator[Row]:
    """The packages' fragments that findings above a remark rest on, and those told as one maker's or as several's."""
    told = [one for source in find(named(MANIFEST)).sources for one in _scanned(bench, source)]
    copied = {(one["place"]): one["reason"] for one in tomllib.loads(COPIED.read_text("utf-8"))["copied"]}
    graver = [one for one in told if one.rules]
    wrong = [one for one in graver if one.place not in copied]
    below = [*map(str, wrong), *(f"{one} (copied: {copied[one.place]})" for one in graver if one.place in copied)]
    yield Row("hard negatives reported above a remark", len(wrong), len(told), AT_MOST, tuple(below))
    alone = [one for one in told if one.is_exclusive]
    yield Row("hard negatives told as one maker's alone", len(alone), len(told), None, tuple(map(str, alone)))
    several = [one for one in told if one.is_several]
    yield Row(
        "hard negatives told as of several makers, none named", len(several), len(told), None, tuple(map(str, several))
    )


def _scanned(bench: Bench, source: Source) -> Iterator[Told]:
    """A package as a repository with one commit, so that dates are known and every question is asked."""
    kept = tuple(kept_files(files_of(source, places.cache(), bench.indexes, bench.console)))
    code = bench.sample([file for file in kept if file.path.suffix == ".py"], FILES)
    said = [file for file in kept if file.path.suffix != ".py"]
    index = bench.corpus("default")
    with tempfile.TemporaryDirectory() as folder:
        commit(Path(folder), [*code, *said], _dated(index, source))
        settings = Settings(team=(source.organisation,) if source.organisation else ())
        request = Request(Path(folder), "HEAD", settings, index, places.cache(), places.rules(), source.id)
        report = scan(request, bench.rules, silent)
    bench.console(source.package, len(code), len(code))
    yield from _told(source.id, report, bench.rules.matching.smallest_fragment.value)


def _dated(index: Path, source: Source) -> date:
    """The day after the newest source of the corpus; where that has the package itself, the day it came out."""
    sources = open_index(index).description.sources
    held = [one.released for one in sources if one.id == source.id]
    return date.fromisoformat(held[0]) if held else day_after(index)


def day_after(index: Path) -> date:
    """The day after the newest source of a corpus."""
    sources = open_index(index).description.sources
    return date.fromisoformat(max(one.released for one in sources)) + timedelta(days=1)


def commit(folder: Path, files: Sequence[SourceFile], day: date) -> None:
    """A repository with one commit of that day."""
    for file in files:
        target = folder / file.path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(file.content)
    dates = dict.fromkeys(("GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE"), f"{day.isoformat()}T12:00:00+00:00")
    known = ("-c", "user.name=benchmark", "-c", "user.email=benchmark@localhost")
    for command in (("init", "-q"), ("add", "-A"), (*known, "commit", "-q", "-m", "As published")):
        subprocess.run(["git", *command], cwd=folder, check=True, env=os.environ | dates)


def _told(source: str, report: Report, smallest: float) -> Iterator[Told]:
    graver = [one for one in report.findings if one.grade in GRAVER]
    several = {match for one in report.findings if one.rule == SEVERAL for match in one.matches}
    for file in report.files:
        for fragment in file.fragments:
            if fragment.tokens >= smallest:
                match = fragment.match
                rules = tuple(one.rule for one in graver if match and match.id in one.matches)
                is_exclusive = match is not None and match.commonality is Commonality.EXCLUSIVE
                is_several = match is not None and match.id in several
                yield Told(f"{source} {file.path} {fragment.name}", _like(fragment), is_exclusive, is_several, rules)


def _like(fragment: Fragment) -> str:
    match = fragment.match
    if match is None:
        return "nothing"
    there = match.referenced
    told = f"{there.work.organisation} {there.source} {there.path}:{there.first_line} {there.name}"
    return f"{told}, {match.kind}, {match.tokens} of {fragment.tokens} tokens, resemblance {match.resemblance:.2f}"
