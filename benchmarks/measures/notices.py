# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""How whole copyright lines are read, and how well their holders are parted: headers of two releases of transformers.

A line counts as complete when it is read as a statement from its first word to its last, and nothing of it but years,
connecting words and "all rights reserved" is outside the holders. The holders' labels are committed with the tests.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from gyebo.analysis import Analyser
from gyebo.model import SourceFile
from gyebo.notices.statements import statements
from gyebo.report import Notice, Skipped
from measures.bench import BENCHMARKS, SEED, Bench
from measures.rows import Bar, Row, Sense
from measures.spoken import digest

RELEASES = ("transformers-4.57.1", "transformers-5.23.0")
WHERE = "transformers/models/**/*.py"
DATED = re.compile(r"Copyright.*\d{4}")
LABELS = BENCHMARKS.parent / "tests" / "unit" / "notices"
HOLDERS, PROBES = LABELS / "holders.txt", LABELS / "holders_ko_zh.txt"
SAMPLE = 150
WHOLE, MOST = Bar(1), Bar(0.97)
LINE_END = "⏎"
BESIDE = re.compile(
    r"copyright|\(c\)|[\d\W_]|\b(?:the|and|or|by|its|affiliates|contributors|authors|present|all rights reserved)\b",
    re.IGNORECASE,
)
"""What a line has beside its holders."""
Labelled = tuple[str, tuple[str, ...]]
"""A statement, its lines parted, and its holders."""


def rows(bench: Bench) -> Iterator[Row]:
    """Complete lines; holders of a labelled sample; the same of Korean and Chinese statements."""
    lines = dated(bench)
    incomplete = list(_incomplete(lines))
    yield Row(
        "notices: distinct copyright lines that are read whole",
        len(lines) - len(incomplete),
        len(lines),
        WHOLE,
        tuple(incomplete[: bench.shown]),
    )
    drawn = sorted(lines, key=lambda line: digest(f"{SEED} {line}"))[:SAMPLE]
    known = {text.split(LINE_END)[0] for text, _ in labelled(HOLDERS)}
    astray = [line for line in drawn if line.lstrip("# ") not in known]
    yield Row("notices: drawn lines without label", len(astray), len(drawn), Bar(0, Sense.AT_MOST), tuple(astray))
    yield _parted("notices: statements whose holders are parted as labelled", HOLDERS, MOST, bench.shown)
    yield _parted("notices: Korean and Chinese statements, every holder whole", PROBES, WHOLE, bench.shown)


def dated(bench: Bench) -> dict[str, tuple[SourceFile, int]]:
    """Each distinct line of the model folders with the word and a year, with the first file and number that has it."""
    found: dict[str, tuple[SourceFile, int]] = {}
    for release in RELEASES:
        for file in bench.unpacked("default", release, WHERE):
            for number, line in enumerate(file.content.decode("utf-8", "replace").split("\n"), 1):
                if DATED.search(line):
                    found.setdefault(line.strip(), (file, number))
    return found


def _incomplete(lines: dict[str, tuple[SourceFile, int]]) -> Iterator[str]:
    analyser, said = Analyser(), dict[SourceFile, tuple[Notice, ...]]()
    for line, (file, number) in lines.items():
        if file not in said:
            analysed = analyser(file)
            spoken = [] if isinstance(analysed, Skipped) else [(one.line, one.text) for one in analysed.syntax.comments]
            said[file] = statements(spoken, str(file.path))
        if not is_complete(line, [one for one in said[file] if one.line == number]):
            yield f"{file.path}:{number}: {line}"


def is_complete(line: str, said: Sequence[Notice]) -> bool:
    """Whether the statements of a line hold it to its end, and name what it names."""
    text = " ".join(one.text for one in said)
    if not said or squeezed(line[line.casefold().index("copyright") :]) not in squeezed(text):
        return False
    for holder in sorted((holder for one in said for holder in one.holders), key=len, reverse=True):
        text = text.replace(holder, " ")
    return not BESIDE.sub("", text)


def squeezed(text: str) -> str:
    """Letters and digits alone."""
    return re.sub(r"[\W_]+", "", text)


def labelled(path: Path) -> tuple[Labelled, ...]:
    """The statements of a file of labels, and the holders a person reads in each."""
    lines = path.read_text(encoding="utf-8").splitlines()
    parts = (line.split(" => ") for line in lines if line and not line.startswith("#"))
    return tuple((text, tuple(holders.split(" | "))) for text, holders in parts)


def read(text: str) -> tuple[str, ...]:
    """The holders gyebo reads in a labelled statement."""
    spoken = list(enumerate(text.split(LINE_END), 1))
    return tuple(holder for notice in statements(spoken, "") for holder in notice.holders)


def _parted(what: str, path: Path, bar: Bar, shown: int) -> Row:
    known = labelled(path)
    wrong = [f"{text}: read {' | '.join(read(text))}" for text, holders in known if read(text) != holders]
    return Row(what, len(known) - len(wrong), len(known), bar, tuple(wrong[:shown]))
