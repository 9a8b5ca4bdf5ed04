# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Scan packages that have nothing to do with models as if they were submissions, and print what is found in each.

The packages are pinned in benchmarks/unrelated.toml and laid out whole, as a folder each, in a temporary folder. The
exit status is 1 when any finding is above a remark, or when a scan does not end as it should.
"""

import argparse
import io
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import redirect_stdout
from pathlib import Path

from gyebo.cli import main as gyebo
from gyebo.cli import places, reports
from gyebo.cli.console import Console
from gyebo.corpus.archive import members
from gyebo.corpus.download import obtain
from gyebo.corpus.manifest import Source, load
from gyebo.corpus.pipconfig import configured
from gyebo.report import Grade, Report

SOURCES = Path(__file__).with_name("unrelated.toml")
PACKAGES = ("requests", "flask", "rich")
SERIOUS = frozenset({Grade.FLAW, Grade.CONCERN})


def lay_out(source: Source, folder: Path, console: Console) -> Path:
    """Everything the package's archive holds; returns the folder."""
    archive = obtain(source, places.cache(), configured(os.environ), console)
    for file in members(archive, ("**/*",), ()).files:
        target = folder / source.id / file.path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(file.content)
    return folder / source.id


def scanned(submission: Path, output: Path, corpus: str) -> Report | None:
    """The report of `gyebo scan`; None where it failed, which it says itself."""
    flags = ("--corpus", corpus, "--output", str(output), "--format", "json", "--fail-on", "never", "--quiet")
    with redirect_stdout(io.StringIO()):
        code = gyebo(("scan", str(submission), *flags))
    return None if code else reports.stored(output / "report.json")


def lines(report: Report) -> Iterator[str]:
    """Coverage and lineage, then what they rest on."""
    coverage = report.coverage
    yield f"coverage: {coverage.files} files, {coverage.skipped} paths not analysed ({coverage.incomplete} incomplete)"
    yield (
        f"coverage: {coverage.tokens:,} tokens: {coverage.own_tokens:,} own, {coverage.exclusive_tokens:,} exclusive, "
        f"{coverage.shared_tokens:,} shared, {coverage.common_tokens:,} common"
    )
    yield f"lineage: {len(report.lineage)} origins"
    for origin in report.lineage:
        names, files = ", ".join(work.name for work in origin.works), ", ".join(origin.files)
        yield f"lineage: {names}: {origin.tokens} tokens, {origin.exclusive_tokens} exclusive, in {files}"
    yield from evidence(report)


def evidence(report: Report) -> Iterator[str]:
    """Every match, and every finding with what it rests on."""
    for file in report.files:
        for fragment in file.fragments:
            if fragment.match:
                at, like = f"{file.path}:{fragment.span.first_line} {fragment.name}", fragment.match.referenced
                yield f"match: {at} is {fragment.match.kind} of {like.source} {like.path}:{like.first_line} {like.name}"
    yield f"findings: {len(report.findings)}"
    for finding in report.findings:
        yield f"finding: {finding.grade}, {finding.rule} at {finding.location.path}:{finding.location.first_line}"
        yield from (f"    {statement.text.en}" for statement in (*finding.supporting, *finding.mitigating))


def main() -> int:
    """Obtain, lay out, scan, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", default="default", help="default: %(default)s")
    options, clean = parser.parse_args(), True
    sources = {source.package: source for source in load(SOURCES).sources}
    with Console(is_quiet=False) as console, tempfile.TemporaryDirectory() as folder:
        places.corpus(options.corpus, places.loaded(), console)
        for package in PACKAGES:
            print(f"\n== {sources[package].id}", flush=True)
            submission = lay_out(sources[package], Path(folder), console)
            report = scanned(submission, Path(folder, "reports", package), options.corpus)
            print(*lines(report) if report else ("The scan failed.",), sep="\n", flush=True)
            clean &= report is not None and not any(finding.grade in SERIOUS for finding in report.findings)
    return int(not clean)


if __name__ == "__main__":
    sys.exit(main())
