# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0
"""Set gyebo's reading of copyright and licences beside ScanCode, reuse and Debian's licensecheck: speed, then errors.

Usage: python benchmarks/notice_tools.py [--files N] [--shown N]

Speed: files of the model folders of transformers 5.23.0, drawn by seed, in turns of 25 so that each tool meets the same
load; processor seconds. "extraction" is copyright statements out of the comments that the parser has at hand; "whole
pass" is from the bytes of a file: parsing, statements, references, licences, statements of change. Errors: the labelled
statements of tests/unit/notices, each in a file of its own. The exit status is 1 when a bar is missed.
"""

import argparse
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import TypeVar

from gyebo.analysis import Analyser
from gyebo.cli import places
from gyebo.cli.console import Console
from gyebo.corpus.pipconfig import configured
from gyebo.licencebook import LicenceBook
from gyebo.licences.headers import of_comments
from gyebo.model import SourceFile
from gyebo.notices.changes import changes_stated
from gyebo.notices.references import references
from gyebo.notices.statements import statements
from gyebo.report import Skipped
from gyebo.rulebook import Rulebook
from measures.bench import SEED, Bench
from measures.notices import HOLDERS, LINE_END, PROBES, WHERE, labelled
from measures.scanners import Answer, Scanner, licensecheck, reuse, scancode

T = TypeVar("T")
Comments = list[tuple[int, str]]
TURN = 25
REGEX = re.compile(r"copyright.*", re.IGNORECASE)
EXTRACTION, REGEXES, WHOLE = 100, 2, 20
"""Times as fast as ScanCode's copyright scan; times the one line's seconds, at most; times as fast as both scans."""
ARTICLE = re.compile(r"^the\s|[\s.,]*all rights reserved\.?$", re.IGNORECASE)
YEARS = re.compile(r"^[\s,.-]*(?:(?:19|20)\d\d(?:-(?:19|20)\d\d|-present)?[\s,.-]*)+")
LICENCES = (
    ("# SPDX-License-Identifier: MIT", r"MIT|Expat.*|MIT License"),
    ('# Licensed under the Apache License, Version 2.0 (the "License");', r"Apache.2\.0|Apache License 2\.0"),
    ("# Licensed under the Upstage Solar License", r".*solar.*"),
    ("# Licensed under the Llama 3.1 Community License", r".*llama.3\.1.*"),
    ("# licensed under the license found in the LICENSE file in the root directory.", r"|.*unknown.*"),
)
"""A header, and what an answer has to be like; the last names no licence at all."""


def main() -> int:
    """Obtain the tools, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", type=int, default=250, help="default: %(default)s")
    parser.add_argument("--shown", type=int, default=3, help="examples of each kind of error (default: %(default)s)")
    asked = parser.parse_args()
    with Console(is_quiet=False) as console, tempfile.TemporaryDirectory() as laid:
        bench = Bench(configured(os.environ), places.loaded(), console, is_full=False, shown=asked.shown)
        tools = dict(_obtained(console))
        files = _drawn(bench, asked.files)
        missed = _speed(files, tools, bench, Path(laid))
        _errors(tools, bench, Path(laid))
    print(f"{missed} of the bars are missed." if missed else "No bar is missed.")
    return int(bool(missed))


def _obtained(console: Console) -> Iterator[tuple[str, Scanner]]:
    makers: dict[str, Callable[[], Scanner]] = {"ScanCode": scancode, "reuse": reuse, "licensecheck": licensecheck}
    for name, make in makers.items():
        try:
            yield name, make()
        except (OSError, subprocess.SubprocessError) as error:
            console.say(f"{name} cannot be had here: {error}")


def _drawn(bench: Bench, count: int) -> list[SourceFile]:
    found = [one for one in bench.unpacked("default", "transformers-5.23.0", WHERE) if one.path.name != "__init__.py"]
    return random.Random(SEED).sample(found, min(count, len(found)))  # noqa: S311  a sample, no secret


def _speed(files: Sequence[SourceFile], tools: Mapping[str, Scanner], bench: Bench, folder: Path) -> int:
    """Prints seconds and ratios; how many bars are missed."""
    paths = [folder / f"{number}_{file.path.name}" for number, file in enumerate(files)]
    for path, file in zip(paths, files, strict=True):
        path.write_bytes(file.content)
    for tool in tools.values():
        tool("all", paths[:1])
    spent: dict[str, float] = {}
    for at in range(0, len(files), TURN):
        for name, seconds in _turn(files[at : at + TURN], paths[at : at + TURN], tools, bench.rules):
            spent[name] = spent.get(name, 0.0) + seconds
        bench.console("tools", min(at + TURN, len(files)), len(files))
    print(f"\n{len(files)} files, {sum(len(file.content) for file in files):,} bytes; processor seconds")
    print(*(f"  {name:52}{seconds:10.3f}" for name, seconds in spent.items()), sep="\n")
    return sum(_is_missed(*one) for one in _ratios(spent))


def _turn(
    files: Sequence[SourceFile], paths: Sequence[Path], tools: Mapping[str, Scanner], book: Rulebook
) -> Iterator[tuple[str, float]]:
    analyser, texts = Analyser(), [file.content.decode("utf-8", "replace") for file in files]
    comments = [_comments(analyser, file) for file in files]
    yield "one line: copyright.* on the text, any case", _timed(lambda: [REGEX.findall(text) for text in texts])
    yield "gyebo, extraction", _timed(lambda: [statements(one, "") for one in comments])
    yield (
        "gyebo, extraction with parsing",
        _timed(lambda: [statements(_comments(analyser, file), "") for file in files], once=True),
    )
    yield "gyebo, whole pass", _timed(lambda: [_pass(analyser, file, book) for file in files], once=True)
    for name, tool in tools.items():
        yield f"{name}, copyright", tool("copyright", paths).seconds
        if name == "ScanCode":
            yield f"{name}, copyright and licence", tool("all", paths).seconds


def _comments(analyser: Analyser, file: SourceFile) -> Comments:
    analysed = analyser(file)
    return [] if isinstance(analysed, Skipped) else [(one.line, one.text) for one in analysed.syntax.comments]


def _pass(analyser: Analyser, file: SourceFile, book: Rulebook) -> object:
    comments, path = _comments(analyser, file), str(file.path)
    return (
        statements(comments, path),
        references(comments, path, book.makers),
        of_comments(comments, path, book.licences),
        changes_stated(comments),
    )


def _timed(work: Callable[[], T], *, once: bool = False) -> float:
    """Processor seconds; of what is over in milliseconds, the least of three."""
    return min(_seconds(work) for _ in range(1 if once else 3))


def _seconds(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun


def _ratios(spent: Mapping[str, float]) -> Iterator[tuple[str, float, float, bool]]:
    """What is compared, the ratio, its bar, and whether more is better."""
    extraction, whole = spent["gyebo, extraction"], spent["gyebo, whole pass"]
    line = next(seconds for name, seconds in spent.items() if name.startswith("one line"))
    yield "extraction over one line", extraction / line, REGEXES, False
    if "ScanCode, copyright" in spent:
        yield "ScanCode's copyright scan over extraction", spent["ScanCode, copyright"] / extraction, EXTRACTION, True
        yield "ScanCode's two scans over the whole pass", spent["ScanCode, copyright and licence"] / whole, WHOLE, True


def _is_missed(what: str, ratio: float, bar: float, is_least: bool) -> bool:  # noqa: FBT001  a row of a table
    met = ratio >= bar if is_least else ratio <= bar
    print(f"  {what:52}{ratio:10.1f}  bar {'>=' if is_least else '<='} {bar:g}  {'yes' if met else 'no'}")
    return not met


def _errors(tools: Mapping[str, Scanner], bench: Bench, folder: Path) -> None:
    """Prints how many labelled statements each tool finds, keeps whole and parts, and what it says of headers."""
    for called, source in (("transformers", HOLDERS), ("Korean and Chinese", PROBES)):
        cases = labelled(source)
        paths = _laid(folder / called, ("# " + text.replace(LINE_END, "\n# ") for text, _ in cases))
        print(f"\n{len(cases)} labelled statements, {called}:{'found':>36}{'whole':>8}{'parted':>8}")
        for name, answers in _answers(tools, bench.rules.licences, paths):
            pairs = [(answers.get(str(path)), *case) for path, case in zip(paths, cases, strict=True)]
            _print_holders(name, [(_folded(one), text, _fold(held)) for one, text, held in pairs], bench.shown)
    paths = _laid(folder / "headers", (header for header, _ in LICENCES))
    print(f"\n{len(LICENCES)} headers:{'right':>60}")
    for name, answers in _answers(tools, bench.rules.licences, paths):
        told = [answers.get(str(path), Answer((), "")).licence for path in paths]
        wrong = [
            f"{header}: {said or 'nothing'}"
            for said, (header, right) in zip(told, LICENCES, strict=True)
            if not re.fullmatch(right, said, re.IGNORECASE)
        ]
        print(f"  {name:66}{len(told) - len(wrong)}", *wrong, sep="\n      ")


def _laid(folder: Path, headers: Iterable[str]) -> list[Path]:
    folder.mkdir()
    paths = list[Path]()
    for number, header in enumerate(headers):
        paths.append(folder / f"f{number:03}.py")
        paths[-1].write_text(f"{header}\n#\n\nimport torch\n\nx = torch.ones(1)\n", encoding="utf-8")
    return paths


def _answers(
    tools: Mapping[str, Scanner], book: LicenceBook, paths: Sequence[Path]
) -> Iterator[tuple[str, Mapping[str, Answer]]]:
    analyser = Analyser()
    yield "gyebo", {str(path): _own(analyser, path, book) for path in paths}
    for name, tool in tools.items():
        yield name, tool("all", paths).answers


def _own(analyser: Analyser, path: Path, book: LicenceBook) -> Answer:
    comments = _comments(analyser, SourceFile(PurePosixPath(path.name), path.read_bytes()))
    told = " AND ".join(one.expression for one in of_comments(comments, "", book))
    return Answer(tuple(holder for one in statements(comments, "") for holder in one.holders), told)


def _folded(answer: Answer | None) -> list[str]:
    return _fold(() if answer is None else answer.holders)


def _fold(holders: Iterable[str]) -> list[str]:
    """Names as they compare: without years, article, closing full stop and case."""
    bare = (ARTICLE.sub("", YEARS.sub("", one.strip())).strip(" .,").casefold() for one in holders)
    return sorted(one for one in bare if one)


def _print_holders(name: str, read: Sequence[tuple[list[str], str, list[str]]], shown: int) -> None:
    found = [one for one in read if one[0]]
    whole = [one for one in found if all(any(held in told for told in one[0]) for held in one[2])]
    parted = [one for one in found if one[0] == one[2]]
    print(f"  {name:60}{len(found):>6}{len(whole):>8}{len(parted):>8}")
    wrong = [f"{text}: {' | '.join(told) or 'nothing'}" for told, text, held in read if told != held]
    print(*(f"      {one}" for one in wrong[:shown]), sep="\n")


if __name__ == "__main__":
    sys.exit(main())
