# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Print, as a table, what became of the notices and references of every matched file of the demo's submissions.

Usage: python benchmarks/demo_notices.py [--folder DIR]   (after `make demo`; DIR is its folder)

One row for each file and each file of the corpus that matches of it are shown beside: how many definitions and tokens,
each upstream holder with its state and both lines, and the references that count, by level and line. Behind it the
places of benchmarks/labels/demo_places.csv, which a person judged with both files open: state of each upstream holder,
and the highest level of a reference, whichever release it is. The exit status is 1 where one differs.
"""

import argparse
import csv
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from gyebo.codec import from_json
from gyebo.report import HolderState, Match, Reference, Report

HEADING = "| file | beside | definitions | tokens | holders | references |"
UNSAID = "nothing in file, NOTICE or README"


JUDGED = Path(__file__).with_name("labels") / "demo_places.csv"
NO_REFERENCE = "none"
Place = tuple[str, str, str]
"""Submission, its file, and the corpus's file, whatever its release."""


def main() -> int:
    """A table for each report of the folder, then what a person said of some of the rows."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path, default=Path("demo"), help="default: ./%(default)s")
    reports = sorted(parser.parse_args().folder.glob("reports/*/report.json"))
    if not reports:
        parser.error("no reports there; run `make demo` first")
    told: dict[Place, list[Match]] = {}
    for path in reports:
        report = from_json(Report, path.read_bytes(), str(path))
        print(f"\n## {path.parent.name}", "", HEADING, "|---|---|--:|--:|---|---|", sep="\n")
        print(*rows(report), sep="\n")
        for (file, beside), matches in _pairs(report).items():
            told.setdefault((path.parent.name, file, beside.partition(": ")[2]), []).extend(matches)
    with JUDGED.open(encoding="utf-8", newline="") as opened:
        return _compared(list(csv.DictReader(opened)), told)


def rows(report: Report) -> Iterator[str]:
    """One for each pair of files, those with most tokens first."""
    for (path, beside), matches in sorted(_pairs(report).items(), key=lambda one: (one[0][0], -_tokens(one[1]))):
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


def _pairs(report: Report) -> dict[tuple[str, str], list[Match]]:
    """Matches by the submission's file, and by source and path of the corpus's."""
    pairs: dict[tuple[str, str], list[Match]] = defaultdict(list)
    for file in report.files:
        for fragment in file.fragments:
            if fragment.match:
                origin = fragment.match.referenced
                pairs[file.path, f"{origin.source}: {origin.path}"].append(fragment.match)
    return pairs


def _compared(judged: Sequence[Mapping[str, str]], told: Mapping[Place, Sequence[Match]]) -> int:
    """Prints where report and judgement differ; 1 where one does, or is not told at all."""
    differing = 0
    for one in judged:
        place = one["submission"], one["file"], one["beside"]
        said, meant = summary(told.get(place, ())), (one["holders"], one["references"])
        differing += said != meant
        print(f"\n{' | '.join(place)}\n  judged: {'; references '.join(meant)}. {one['judged']}")
        if said != meant:
            print(f"  told:   {'; references '.join(said) if place in told else 'not beside this file'}")
    print(f"\n{len(judged) - differing} of {len(judged)} places are told as they were judged.")
    return int(bool(differing))


def summary(matches: Sequence[Match]) -> tuple[str, str]:
    """Each holder with its state, in order, and the highest level of a reference that counts."""
    states = sorted({f"{one.holder or 'nobody'}: {one.state}" for match in matches for one in match.notices})
    levels = [one.level for match in matches for one in match.references]
    return "; ".join(states), f"R{max(levels)}" if levels else NO_REFERENCE


def _tokens(matches: Sequence[Match]) -> int:
    return sum(match.tokens for match in matches)


def _state(state: HolderState) -> str:
    upstream = f' "{state.upstream.text}" (line {state.upstream.line})' if state.upstream else ""
    ours = f' / here: "{state.submitted.text}" (line {state.submitted.line})' if state.submitted else " / here: none"
    return f"{state.holder or 'nobody'}: **{state.state}**{upstream}{ours}"


def _reference(one: Reference) -> str:
    return f"R{one.level} line {one.line}: {one.text[:110]} -> {one.target}"


if __name__ == "__main__":
    sys.exit(main())
