# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Print, as a table, what became of the notices and references of every matched file of the demo's submissions.

Usage: python benchmarks/demo_notices.py [--folder DIR]   (after `make demo`; DIR is its folder)

One row for each file and each file of the corpus that matches of it are shown beside: how many definitions and tokens,
each upstream holder with its state and both lines, and the references that count, by level and line.
"""

import argparse
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from gyebo.codec import from_json
from gyebo.report import HolderState, Match, Reference, Report

HEADING = "| file | beside | definitions | tokens | holders | references |"
UNSAID = "nothing in file, NOTICE or README"


def main() -> None:
    """A table for each report of the folder."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path, default=Path("demo"), help="default: ./%(default)s")
    reports = sorted(parser.parse_args().folder.glob("reports/*/report.json"))
    for path in reports:
        report = from_json(Report, path.read_bytes(), str(path))
        print(f"\n## {path.parent.name}", "", HEADING, "|---|---|--:|--:|---|---|", sep="\n")
        print(*rows(report), sep="\n")
    if not reports:
        parser.error("no reports there; run `make demo` first")


def rows(report: Report) -> Iterator[str]:
    """One for each pair of files, those with most tokens first."""
    pairs: dict[tuple[str, str], list[Match]] = defaultdict(list)
    for file in report.files:
        for fragment in file.fragments:
            if fragment.match:
                origin = fragment.match.referenced
                pairs[file.path, f"{origin.source}: {origin.path}"].append(fragment.match)
    for (path, beside), matches in sorted(pairs.items(), key=lambda one: (one[0][0], -_tokens(one[1]))):
        states = dict.fromkeys(state for match in matches for state in match.notices)
        said = dict.fromkeys(one for match in matches for one in match.references)
        cells = (
            path,
            beside,
            str(len(matches)),
            f"{_tokens(matches):,}",
            "<br>".join(map(_state, states)) or "none",
            "<br>".join(map(_reference, said)) or UNSAID,
        )
        yield f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"


def _tokens(matches: list[Match]) -> int:
    return sum(match.tokens for match in matches)


def _state(state: HolderState) -> str:
    upstream = f' "{state.upstream.text}" (line {state.upstream.line})' if state.upstream else ""
    ours = f' / here: "{state.submitted.text}" (line {state.submitted.line})' if state.submitted else " / here: none"
    return f"{state.holder or 'nobody'}: **{state.state}**{upstream}{ours}"


def _reference(one: Reference) -> str:
    return f"R{one.level} line {one.line}: {one.text[:110]} -> {one.target}"


if __name__ == "__main__":
    main()
