# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""What the same command told of the same submission, as bytes: where nothing changed, no object of a report is made.

Kept as results are (`memory.py`), under a digest of all that the command reads: the submission, its settings and
baseline, every option, and the state of our code, rules, templates, libraries, corpus and texts.
"""

import argparse
import contextlib
import sys
import sysconfig
from dataclasses import dataclass, replace
from pathlib import Path

from gyebo import baseline, resources
from gyebo.cli import piped, places
from gyebo.cli.colours import has_colour
from gyebo.corpus.stamp import state_of
from gyebo.errors import GyeboError
from gyebo.languages import SUFFIXES
from gyebo.memory import Memory, memory
from gyebo.model import Collected, Trust
from gyebo.report import Report, SkipReason
from gyebo.settings import configured
from gyebo.stages.collect import collect


@dataclass(frozen=True, slots=True)
class Told:
    """What a scan writes and prints, and how it ends."""

    reports: tuple[bytes, ...]
    """In the order of the formats."""
    lines: tuple[str, ...]
    code: int


@dataclass(frozen=True, slots=True)
class Repeated:
    """A command whose answer may be known; it reads the submission once."""

    options: argparse.Namespace
    collected: Collected
    kept: Memory
    key: str
    state: str

    def told(self) -> Told | None:
        """What was told before; None where something is other than it was."""
        return self.kept.get(Told, self.key)

    def keep(self, told: Told, report: Report) -> None:
        """Keep what was told, unless a process was lost, or what it rests on changed meanwhile."""
        is_whole = all(one.reason is not SkipReason.CRASH for one in report.skipped)
        with contextlib.suppress(GyeboError, OSError):
            if is_whole and _state(self.options.corpus) == self.state:
                self.kept.keep(self.key, told)
                self.kept.make_room()


def repeated(options: argparse.Namespace, targets: tuple[Path, ...]) -> Repeated | None:
    """None for what asks more than the submission, the corpus and the rules, and for what cannot be read."""
    more = (options.deadline, options.history, options.base, options.dependencies, getattr(options, "index", ""))
    if any(more) or piped.is_asked(options):
        return None
    path = Path(options.path)
    try:
        state = _state(options.corpus)
        kept = memory(places.cache(), path, (state,)) if state else None
        if kept is None:
            return None
        said = _said(options, path)
        trust = Trust.EVALUATOR if options.evaluator else Trust.TEAM
        collected = collect(path, options.commit, frozenset(SUFFIXES), trust=trust)
    except (GyeboError, OSError):
        return None  # whoever scans tells what is wrong
    own = {str(target.absolute()) for target in targets}
    top = path.absolute()
    read = replace(collected, skipped=tuple(one for one in collected.skipped if str(top / one.path) not in own))
    key = kept.key_of("told", read, *said)
    return Repeated(options, collected, kept, key, state) if key else None


def _said(options: argparse.Namespace, path: Path) -> tuple[object, ...]:
    """All that decides the answer beside the submission's files."""
    folder = path if path.is_dir() else path.parent
    settings = None if options.evaluator else configured(folder, {})
    place = baseline.meant(options.baseline, path)
    accepted = place.is_file(), baseline.read(place)
    asked = {name: str(value) for name, value in sorted(vars(options).items())}
    return settings, accepted, asked, places.today(), has_colour()


def _state(corpus: str) -> str:
    """Of our code, rules, templates and libraries, the corpus and the texts at hand; empty where nothing is built."""
    stamp = places.ready(corpus).state
    if not stamp:
        return ""
    texts = [str(place) for name in ("sources", "papers") if (place := places.cache() / name).exists()]
    libraries = (Path(sysconfig.get_path(name)) for name in ("purelib", "platlib"))
    changed = " ".join(str(place.stat().st_mtime_ns) for place in libraries)  # by whatever is installed or removed
    return "\n".join((stamp, state_of((*texts, str(resources.folder("reports")))), changed, sys.version))
