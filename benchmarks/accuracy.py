# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Measure how often gyebo is right about what was borrowed and from whom, on pinned packages, and print a table.

Each row says how many of how many are right, with the 95 % interval of that share (Wilson) and the bar it is held to.
Most rows rest on samples, the same each time; --full takes all there is. The exit status is 1 when a bar is missed.
"""

import argparse
import os
import sys
from collections.abc import Callable, Iterable

from gyebo.cli import places
from gyebo.cli.console import Console
from gyebo.corpus.pipconfig import configured
from measures.bench import Bench
from measures.copies import rows as of_copies
from measures.disguises import rows as of_disguises
from measures.exclusive import rows as of_exclusive
from measures.imitations import rows as of_imitations
from measures.korean import rows as of_korean
from measures.labels import rows as of_labels
from measures.lineage import rows as of_lineage
from measures.merged import rows as of_merged
from measures.models import rows as of_models
from measures.notices import rows as of_notices
from measures.peers import rows as of_peers
from measures.references import rows as of_references
from measures.rows import HEADING, Row, lines
from measures.together import rows as of_together
from measures.unrelated import rows as of_unrelated
from measures.wording import rows as of_wording

MEASURES: dict[str, Callable[[Bench], Iterable[Row]]] = {
    "labels": of_labels,
    "lineage": of_lineage,
    "models": of_models,
    "disguises": of_disguises,
    "merged": of_merged,
    "unrelated": of_unrelated,
    "imitations": of_imitations,
    "exclusive": of_exclusive,
    "together": of_together,
    "copies": of_copies,
    "wording": of_wording,
    "korean": of_korean,
    "peers": of_peers,
    "notices": of_notices,
    "references": of_references,
}


def main() -> int:
    """Obtain, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", action="append", choices=MEASURES, metavar="NAME", help=", ".join(MEASURES))
    parser.add_argument("--full", action="store_true", help="all there is, not samples")
    parser.add_argument("--shown", type=int, default=3, help="examples of each kind of error (default: %(default)s)")
    options, missed = parser.parse_args(), list[str]()
    print(HEADING, flush=True)
    with Console(is_quiet=False) as console:
        bench = Bench(configured(os.environ), places.loaded(), console, options.full, options.shown)
        for name in options.only or MEASURES:
            rows = tuple(MEASURES[name](bench))
            print(*lines(rows), sep="\n", flush=True)
            missed += [row.what for row in rows if row.is_missed]
    print(f"{len(missed)} of the bars are missed." if missed else "No bar is missed.")
    return int(bool(missed))


if __name__ == "__main__":
    sys.exit(main())
